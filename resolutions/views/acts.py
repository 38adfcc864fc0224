"""All acts at work: by state, for whom each waits, and verbs on many at once."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models.functions import ExtractYear
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import Button

from registry.access import RegistryAccess
from registry.models import Body
from registry.views.keys import key_or_none
from registry.views.own_list import OwnList
from resolutions import batch
from resolutions.models import DocumentType, Meeting, ResolutionPage, Status
from resolutions.remarks import place_of
from resolutions.waiting import waits_for

MOST_AT_ONCE = 200


def _bodies_with_acts(request):
    acts = ResolutionPage.objects.open_to(request.user).order_by().values("body")
    return Body.objects.filter(pk__in=acts).select_related("organisation").order_by("name")


class ActFilterSet(WagtailFilterSet):
    """What waits for me; in which state; of which body, kind and year."""

    waits = django_filters.ChoiceFilter(
        label=gettext_lazy("Waits for"), choices=[("me", gettext_lazy("me"))], method="waiting", empty_label=None
    )
    status = django_filters.MultipleChoiceFilter(label=gettext_lazy("State"), choices=Status.choices)
    body = django_filters.ModelChoiceFilter(label=gettext_lazy("Body"), queryset=_bodies_with_acts)
    document_type = django_filters.ChoiceFilter(label=gettext_lazy("Kind of acts"), choices=DocumentType.choices)
    year = django_filters.TypedChoiceFilter(
        field_name="adopted_on", lookup_expr="year", coerce=int, label=gettext_lazy("Year")
    )

    class Meta:
        model = ResolutionPage
        fields = ["waits", "status", "body", "document_type", "year"]

    def __init__(self, data, *, request, **kwargs):
        super().__init__(data, request=request, **kwargs)
        acts = ResolutionPage.objects.open_to(request.user).exclude(adopted_on=None).order_by()
        years = acts.annotate(year=ExtractYear("adopted_on")).values_list("year", flat=True).distinct()
        self.filters["year"].extra["choices"] = [(year, year) for year in sorted(years, reverse=True)]

    def waiting(self, queryset, name, value):
        return queryset.filter(waits_for(self.request.user))


class ActColumn(Column):
    """One cell of a row; the template of its name says what is in it."""

    def __init__(self, name, **kwargs):
        super().__init__(name, **kwargs)
        self.cell_template_name = f"resolutions/acts/cells/{name}.html"

    def get_value(self, instance):
        return instance


class ActsView(OwnList):
    """Every act of the account's councils, drafts among them, the last touched first."""

    right = "read_drafts"
    model = ResolutionPage
    page_title = gettext_lazy("Acts")
    header_icon = "doc-full"
    index_url_name = "resolutions_acts"
    index_results_url_name = "resolutions_acts_results"
    template_name = "resolutions/acts/index.html"
    results_template_name = "resolutions/acts/index_results.html"
    filterset_class = ActFilterSet
    default_ordering = None
    list_export = ["title", "number", "adopted_on", "kind", "body", "status", "ball", "changed"]
    export_headings = {
        "title": gettext_lazy("Title"),
        "number": gettext_lazy("Number"),
        "adopted_on": gettext_lazy("Date"),
        "kind": gettext_lazy("Kind of acts"),
        "body": gettext_lazy("Body"),
        "status": gettext_lazy("State"),
        "ball": gettext_lazy("Who has the ball"),
        "changed": gettext_lazy("Changed"),
    }

    def get_base_queryset(self):
        return ResolutionPage.objects.open_to(self.request.user).for_listing().with_ball()

    def order_queryset(self, queryset):
        return queryset.order_by("-latest_revision_created_at", "-pk")

    @cached_property
    def columns(self):
        return [
            *([ActColumn("chosen", label=_("Choose"))] if self.actions else []),
            TitleColumn("title", label=_("Title"), accessor="draft_title", get_url=_address),
            ActColumn("requisites", label=_("Body, number")),
            Column("adopted_on", label=_("Date"), accessor=_day),
            Column("status", label=_("State"), accessor="get_status_display"),
            Column("ball", label=_("Who has the ball"), accessor=place_of),
        ]

    @cached_property
    def actions(self):
        """The verbs the account may do on many acts, with their words."""
        access = RegistryAccess.of(self.request.user)
        found = []
        if access.has("draft") or access.has("register"):
            found.append(("remind", _("Remind the approvers")))
        if access.has("register"):
            found.append(("publish", _("Publish on the site")))
        return found

    @cached_property
    def meetings(self):
        """Meetings whose agenda can still take drafts."""
        if not RegistryAccess.of(self.request.user).has("register"):
            return []
        return list(Meeting.objects.open_to(self.request.user, "register").upcoming().for_listing()[:20])

    @cached_property
    def header_more_buttons(self):
        return [Button(_("Download XLSX"), url=self.xlsx_export_url, icon_name="download", priority=90)]

    def get_context_data(self, **kwargs):
        return super().get_context_data(actions=self.actions, meetings=self.meetings, **kwargs)

    def get_filename(self):
        return f"acts-{timezone.localdate():%Y-%m-%d}"

    def to_row_dict(self, act):
        return {
            "title": act.draft_title,
            "number": act.number,
            "adopted_on": act.adopted_on,
            "kind": str(act.get_document_type_display()),
            "body": act.body.name if act.body else "",
            "status": str(act.get_status_display()),
            "ball": place_of(act),
            "changed": timezone.localdate(act.latest_revision_created_at) if act.latest_revision_created_at else None,
        }


class BatchView(View):
    """One verb on the chosen acts; what was refused is said act by act."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        if not RegistryAccess.of(request.user).has("read_drafts"):
            raise PermissionDenied
        keys = [key for key in map(key_or_none, request.POST.getlist("acts")) if key]
        verb, right = self._verb()
        if verb is None:
            messages.error(request, _("Choose what to do."))
        elif not keys:
            messages.error(request, _("Choose at least one act."))
        elif len(keys) > MOST_AT_ONCE:
            messages.error(request, _("At most %(count)s acts at once.") % {"count": MOST_AT_ONCE})
        else:
            self._tell(batch.each(verb, keys, request.user, right))
        return redirect(self._back())

    def _verb(self):
        action = self.request.POST.get("action", "")
        if action == "remind":
            return batch.remind_approvers, "draft"
        if action == "publish":
            return batch.publish_on_site, "register"
        if action == "agenda":
            meetings = Meeting.objects.open_to(self.request.user, "register").upcoming()
            meeting = meetings.filter(pk=key_or_none(self.request.POST.get("meeting", "")) or 0).first()
            return (batch.on_agenda_of(meeting), "register") if meeting else (None, "")
        return None, ""

    def _tell(self, report):
        if report.done:
            words = ngettext("Done with %(count)s act.", "Done with %(count)s acts.", report.done)
            messages.success(self.request, words % {"count": report.done})
        for title, reason in report.refused:
            messages.error(self.request, _("“%(title)s”: %(reason)s") % {"title": title, "reason": reason})
        if not (report.done or report.refused):
            messages.error(self.request, _("None of these acts is yours to act on."))

    def _back(self):
        back = self.request.POST.get("next", "")
        own = url_has_allowed_host_and_scheme(back, allowed_hosts={self.request.get_host()})
        return back if own else reverse("resolutions_acts")


def _day(act):
    return f"{act.adopted_on:%d.%m.%Y}" if act.adopted_on else "—"


def _address(act):
    """Where the title leads: a registered act to its entry, others to their text."""
    if act.is_registered:
        return reverse("resolutions_entry", args=[act.pk])
    return reverse("wagtailadmin_pages:edit", args=[act.pk])
