"""All reports on execution of the account's councils, the latest first."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from programs.models import ExecutionReportPage
from programs.views.execution import READS
from registry.access import RegistryAccess
from resolutions.reach import acts_within


class ReportsView(WagtailAdminTemplateMixin, TemplateView):
    """Each with what it is about, when it was drawn, and what has become of it."""

    template_name = "programs/reporting/reports.html"
    page_title = gettext_lazy("Reports on execution")
    header_icon = "doc-full"
    _show_breadcrumbs = True
    per_page = 50

    def dispatch(self, request, *args, **kwargs):
        if not RegistryAccess.of(request.user).has(READS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        reports = ExecutionReportPage.objects.filter(acts_within(self.request.user, READS)).for_listing()
        page = Paginator(reports, self.per_page).get_page(self.request.GET.get("p"))
        return super().get_context_data(page_obj=page, reports=page.object_list, **kwargs)
