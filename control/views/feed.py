"""Private calendars: the file a calendar programme reads, and the screens on which its address is given out."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.functional import cached_property
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from control.answering import person_of
from control.calendars.keeping import open_feed, read_feed, replace_feed, revoke_feed
from control.models import CalendarFeed
from registry.access import RegistryAccess
from registry.models import Party, PartyType
from registry.views.own_list import OwnList

RIGHT = "change"


@require_safe
def calendar_feed(request, key):
    """The calendar behind a private address; no log-in, no cookies, nothing for search engines."""
    feed = CalendarFeed.objects.select_related("party").filter(key=key).first()
    if feed is None:
        raise Http404
    # A calendar programme stops asking for what is gone.
    response = HttpResponse(status=410) if feed.revoked_at else _read(request, feed)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _read(request, feed):
    content = read_feed(feed)
    etag, changed_at = f'"{feed.content_hash}"', int(feed.changed_at.timestamp())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed_at)
    # Kept by nobody on the way; the programme itself asks each time whether anything has changed.
    response["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=etag, last_modified=changed_at, response=response)


class FeedView(WagtailAdminTemplateMixin, TemplateView):
    """The address of one calendar: get it, replace it, take it back. Without a party in the address: one's own."""

    template_name = "control/feed/feed.html"
    header_icon = "calendar-alt"
    page_title = gettext_lazy("Calendar on a telephone or computer")
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not self.is_own and not self._keeps(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def is_own(self):
        return "pk" not in self.kwargs

    def _keeps(self, user):
        """The secretariat gives out the calendars of organisations; a person's is the person's own affair."""
        return self.party.party_type == PartyType.ORGANISATION and RegistryAccess.of(user).may(RIGHT, self.party.path)

    @cached_property
    def party(self):
        if self.is_own:
            return person_of(self.request.user)
        return get_object_or_404(Party, pk=self.kwargs["pk"])

    @property
    def here(self):
        return reverse("control_my_feed") if self.is_own else reverse("control_party_feed", args=[self.party.pk])

    def get_page_subtitle(self):
        return str(self.party) if self.party else ""

    def get_breadcrumbs_items(self):
        above = [] if self.is_own else [{"url": reverse("control_feeds"), "label": _("Calendars of organisations")}]
        return [*above, {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()}]

    def get_context_data(self, **kwargs):
        feed = None
        if self.party:
            feed = CalendarFeed.objects.filter(party=self.party.pk, revoked_at=None).first()
        return super().get_context_data(
            feed=feed, party=self.party, is_own=self.is_own, here=self.here if self.party else "", **kwargs
        )

    def post(self, request, *args, **kwargs):
        if self.party is None:
            raise Http404
        act = request.POST.get("act")
        if act == "revoke":
            revoke_feed(self.party)
            messages.success(request, _("The address is taken back: nobody reads this calendar any more."))
        elif act == "replace":
            replace_feed(self.party)
            messages.success(request, _("Here is a new address; the old one shows nothing any more."))
        else:
            open_feed(self.party)
        return redirect(self.here)


class FeedsView(OwnList):
    """Which organisations have a private calendar, and when it was last read."""

    right = RIGHT
    model = Party
    page_title = gettext_lazy("Calendars of organisations")
    header_icon = "calendar-alt"
    template_name = "control/feed/index.html"
    index_url_name = "control_feeds"
    index_results_url_name = "control_feeds_results"
    is_searchable = True
    search_fields = ["name", "short_name"]
    search_backend_name = None

    def get_base_queryset(self):
        kept = RegistryAccess.of(self.request.user).limit(Party.objects.all(), RIGHT)
        return kept.filter(party_type=PartyType.ORGANISATION, closed_on=None).order_by("name")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        shown = [party.pk for party in context["object_list"]]
        open_now = CalendarFeed.objects.filter(party__in=shown, revoked_at=None)
        # The table is drawn after this: the column finds the feeds here.
        self.feeds = {feed.party_id: feed for feed in open_now}
        return context

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "name", label=_("Organisation"), get_url=lambda party: reverse("control_party_feed", args=[party.pk])
            ),
            Column("feed", label=_("Private calendar"), accessor=self._state),
        ]

    def _state(self, party):
        feed = self.feeds.get(party.pk)
        if feed is None:
            return "—"
        if feed.read_at is None:
            return _("address given out %(day)s, not read yet") % {"day": f"{feed.created_at:%d.%m.%Y}"}
        return _("last read %(day)s") % {"day": f"{feed.read_at:%d.%m.%Y}"}
