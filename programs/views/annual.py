"""Public reports: organisations by years, which are missing, and the way to write or to remind."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from control.boards.export import spreadsheet
from control.refusal import Refused
from programs.annual.beginning import begin, remind
from programs.annual.matrix import KINDS, SHOWN, AnnualMatrix
from programs.models.annual_report import EARLIEST, LATEST
from registry.access import RegistryAccess
from registry.models import Organisation

READS = "view"
# Whoever keeps the council's affairs reminds; who may write is asked of the page it is written under.
REMINDS = ("control", "draft", "change")
MOST_YEARS = 15
USUAL_YEARS = 5


def kind_names():
    return {
        "members": _("federation and member organisations"),
        "territorial": _("territorial organisations"),
        "primary": pgettext("kind of organisation", "primary organisations"),
    }


class AnnualView(WagtailAdminTemplateMixin, TemplateView):
    """The matrix, and under it the organisations that have not told of a year."""

    template_name = "programs/annual/matrix.html"
    page_title = gettext_lazy("Public reports")
    header_icon = "table"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not RegistryAccess.of(request.user).has(READS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    @cached_property
    def last_year(self):
        """The last year that is over: the one reports are due for."""
        return timezone.localdate().year - 1

    @cached_property
    def years(self):
        last = self._year("to", self.last_year)
        first = self._year("from", last - USUAL_YEARS + 1)
        first, last = min(first, last), max(first, last)
        return range(max(first, last - MOST_YEARS + 1), last + 1)

    @cached_property
    def kind(self):
        given = self.request.GET.get("kind", "")
        return given if given in KINDS else next(iter(KINDS))

    @cached_property
    def matrix(self):
        return AnnualMatrix(self.request.user, self.years, self.kind, timezone.localdate())

    @property
    def page(self):
        given = self.request.GET.get("p", "")
        return min(max(int(given), 1), 10_000) if given.isdecimal() and len(given) < 6 else 1

    def _year(self, name, usual):
        given = self.request.GET.get(name, "")
        return min(max(int(given), EARLIEST), LATEST) if given.isdecimal() and len(given) == 4 else usual

    def get(self, request, *args, **kwargs):
        if request.GET.get("export") == "xlsx":
            return self._spreadsheet()
        return super().get(request, *args, **kwargs)

    @cached_property
    def header_buttons(self):
        query = self.request.GET.copy()
        query["export"] = "xlsx"
        return [HeaderButton(_("Download XLSX"), url=f"?{query.urlencode()}", icon_name="download")]

    def get_context_data(self, **kwargs):
        missing_year = self._year("missing", self.years[-1])
        missing = self.matrix.missing(missing_year)
        total, last_page = self.matrix.total, max(-(-self.matrix.total // SHOWN), 1)
        missing_total = missing.count()
        access = RegistryAccess.of(self.request.user)
        return super().get_context_data(
            years=list(self.years),
            first=self.years[0],
            last=self.years[-1],
            kinds=kind_names().items(),
            kind=self.kind,
            rows=self.matrix.rows(self.page),
            totals=self.matrix.by_year(),
            total=total,
            number=self.page,
            last_page=last_page,
            missing_year=missing_year,
            missing=list(missing[:SHOWN]),
            missing_total=missing_total,
            may_remind=any(access.has(right) for right in REMINDS),
            **kwargs,
        )

    def _spreadsheet(self):
        headings = [_("Organisation"), *self.years]
        rows = ([str(row.organisation), *(_state(cell) for cell in row.cells)] for row in self.matrix.rows(shown=None))
        return spreadsheet(_("Public reports"), headings, rows, (60, *[16] * len(self.years)), freeze="B2")


def _state(cell):
    if cell.report is None:
        return _("missing")
    return _("published") if cell.is_published else _("draft")


def begin_report(request):
    """Make the draft for an organisation and a year, and open it in the editor."""
    organisation, year = _asked(request)
    try:
        report = begin(organisation, year, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(_back(request))
    return redirect("wagtailadmin_pages:edit", report.pk)


def remind_of_report(request):
    """Write to the organisation that its report is missing."""
    organisation, year = _asked(request)
    access = RegistryAccess.of(request.user)
    # The federation reminds those under it, whether they have a council of their own or not.
    own = any(organisation.path.startswith(path) for right in REMINDS for path in access.paths(right))
    if not (access.everything or own):
        raise PermissionDenied
    address = remind(organisation, year, request.user.get_full_name())
    if address:
        messages.success(request, _("A letter is on its way to %(address)s.") % {"address": address})
    else:
        messages.warning(request, _("There is no address to write to: telephone."))
    return redirect(_back(request))


def _asked(request):
    pk, year = request.POST.get("organisation", ""), request.POST.get("year", "")
    access = RegistryAccess.of(request.user)
    if not access.has(READS) or not (pk.isdecimal() and len(pk) < 12):
        raise PermissionDenied
    organisation = get_object_or_404(Organisation, pk=pk)
    if not (year.isdecimal() and EARLIEST <= int(year) <= LATEST) or not access.may(READS, organisation.path):
        raise PermissionDenied
    return organisation, int(year)


def _back(request):
    given = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        given, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return given if is_ours else reverse("programs_annual")
