"""Who has registered for an event: read, taken as a spreadsheet, struck out by those who keep the event's page."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from control.boards.export import spreadsheet
from home.models import EventPage
from home.registering import tell_of_places


class RegistrationsView(WagtailAdminTemplateMixin, TemplateView):
    """The list of one event."""

    template_name = "home/admin/registrations.html"
    page_title = gettext_lazy("Who is coming")
    header_icon = "group"
    _show_breadcrumbs = True
    per_page = 100

    def dispatch(self, request, *args, **kwargs):
        if not self.event.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def event(self):
        return get_object_or_404(EventPage, pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        return self.event.title

    def get_breadcrumbs_items(self):
        page = {"url": reverse("wagtailadmin_pages:edit", args=[self.event.pk]), "label": self.event.title}
        return [*super().get_breadcrumbs_items(), page, {"url": "", "label": self.page_title}]

    def get(self, request, *args, **kwargs):
        return self.as_spreadsheet() if request.GET.get("export") == "xlsx" else super().get(request, *args, **kwargs)

    def post(self, request, pk):
        struck = get_object_or_404(self.event.registrations, pk=request.POST.get("registration") or 0)
        struck.delete()
        tell_of_places(self.event)
        messages.success(request, _("%(name)s is no longer registered.") % {"name": struck.name})
        return redirect("home_registrations", self.event.pk)

    def get_context_data(self, **kwargs):
        rows = Paginator(self.event.registrations.all(), self.per_page).get_page(self.request.GET.get("p"))
        return super().get_context_data(event=self.event, rows=rows, **kwargs)

    def as_spreadsheet(self):
        headings = [_("Surname and name"), _("Organisation"), _("E-mail"), _("Remark"), _("Registered"), _("Agreed to")]
        rows = (
            [
                row.name,
                row.organisation,
                row.email,
                row.remark,
                timezone.localtime(row.registered_at).replace(tzinfo=None),
                row.consent_text,
            ]
            for row in self.event.registrations.all().iterator()
        )
        return spreadsheet(self.event.title[:60], headings, rows, (34, 34, 30, 30, 18, 60))
