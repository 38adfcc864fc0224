"""Coverage: the questions to the organisations in figures, and the list behind every figure."""

import datetime
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.validators import MinValueValidator
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput
from wagtail.admin.widgets.button import Button

from cms.templatetags.charts import Bar
from registry.access import RegistryAccess
from registry.choosers import organisation_chooser
from registry.coverage import QUARTER, QUESTIONS, Coverage, Moment, organisations_seen
from registry.models import UNION_LEVELS, Duty, Organisation, OrganisationKind
from registry.views.organisation_links import card_url
from registry.views.organisation_tree import OrganisationColumn, holders_of, with_row_facts, without_foreign_place
from registry.views.own_list import NeutralSheet

# A reading counts as fresh for up to ten years, so the day must have as many behind it.
FIRST_DAY = datetime.date(1900, 1, 1)


class CoverageForm(forms.Form):
    """Whose organisations, on which day, and what still counts as fresh."""

    below = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("Organisation and everything under it"),
        required=False,
        widget=organisation_chooser.widget_class,
    )
    day = forms.DateField(
        label=gettext_lazy("On the day"),
        required=False,
        widget=AdminDateInput,
        validators=[MinValueValidator(FIRST_DAY, gettext_lazy("The registry knows nothing of such an early day."))],
    )
    days = forms.IntegerField(
        label=gettext_lazy("A reading is fresh for so many days"), required=False, min_value=1, max_value=3650
    )

    def __init__(self, data, access):
        seen = organisations_seen(access)
        super().__init__(without_foreign_place(data, seen) or None)
        self.fields["below"].queryset = seen
        self.fields["day"].initial = timezone.localdate()
        self.fields["days"].initial = QUARTER

    @property
    def answers(self):
        """What was asked, as far as it can be understood; the rest is today and a quarter."""
        return self.cleaned_data if self.is_bound and self.is_valid() is not None else {}

    @property
    def below_chosen(self):
        return self.answers.get("below")

    @property
    def moment(self):
        return Moment(self.answers.get("day") or timezone.localdate(), self.answers.get("days") or QUARTER)

    @property
    def address(self):
        """The question as it stands in the address of a list; defaults are left out."""
        parts = {"below": getattr(self.below_chosen, "pk", ""), "day": "", "days": ""}
        if self.moment.day != timezone.localdate():
            parts["day"] = self.moment.day.isoformat()
        if self.moment.days != QUARTER:
            parts["days"] = self.moment.days
        return {name: value for name, value in parts.items() if value}


class CoverageDoor:
    """Lets in whoever may look into a registry, and reads the question from the address."""

    header_icon = "tasks"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not self.access.has("view"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def access(self):
        return RegistryAccess.of(self.request.user)

    @cached_property
    def form(self):
        return CoverageForm(self.request.GET, self.access)

    @cached_property
    def coverage(self):
        seen = organisations_seen(self.access, self.form.below_chosen)
        return Coverage(seen, self.form.moment, self.form.address)


class CoverageView(CoverageDoor, WagtailAdminTemplateMixin, TemplateView):
    """All questions at once: figures with their lists, a chart and a table per level."""

    template_name = "registry/organisations/coverage.html"
    page_title = gettext_lazy("Coverage")

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("organisation:index"), "label": _("Organisations")},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        rows = self.coverage.rows
        for row in rows:
            row["bars"] = [
                Bar(
                    capfirst(str(figure.level)),
                    figure.percent,
                    f"{figure.percent}\N{NO-BREAK SPACE}%" if figure.asked else "—",
                )
                for figure in row["figures"]
            ]
        return super().get_context_data(
            form=self.form,
            media=self.form.media,
            below=self.form.below_chosen,
            moment=self.form.moment,
            is_today=self.form.moment.day == timezone.localdate(),
            rows=rows,
            levels=[OrganisationKind(kind).label for kind in self.coverage.levels],
            total=self.coverage.total,
            **kwargs,
        )


class MissingView(CoverageDoor, NeutralSheet, generic.IndexView):
    """The organisations behind one figure, as a list and as a spreadsheet."""

    model = Organisation
    template_name = "registry/organisations/missing.html"
    results_template_name = "registry/organisations/missing_results.html"
    index_results_url_name = None
    is_searchable = False
    paginate_by = 50
    default_ordering = "name"
    list_export = ["name", "kind", "place", "inn", "superior", "chair_name", "information_name"]
    export_headings = {
        "kind": gettext_lazy("Kind"),
        "superior": gettext_lazy("Under"),
        "chair_name": gettext_lazy("Chair"),
        "information_name": gettext_lazy("Responsible for information work"),
    }

    @cached_property
    def question(self):
        if self.kwargs["question"] not in QUESTIONS:
            raise Http404
        return QUESTIONS[self.kwargs["question"]]

    @cached_property
    def kind(self):
        kind = self.request.GET.get("kind", "")
        return kind if kind in UNION_LEVELS else ""

    def get_index_url(self):
        return reverse("registry_coverage:missing", args=[self.question.key])

    def get_page_title(self):
        return self.question.missing

    def get_page_subtitle(self):
        return str(OrganisationKind(self.kind).label) if self.kind else ""

    def get_breadcrumbs_items(self):
        address = self.form.address
        coverage = reverse("registry_coverage:index") + (f"?{urlencode(address)}" if address else "")
        return [{"url": coverage, "label": _("Coverage")}, {"url": "", "label": self.get_page_title()}]

    @cached_property
    def columns(self):
        return [
            TitleColumn("name", label=_("Organisation's name"), get_url=card_url, sort_key="name"),
            OrganisationColumn("kind", label=_("Kind")),
            OrganisationColumn("superior", label=_("Under")),
            OrganisationColumn("place", label=_("Place")),
            OrganisationColumn("chair", label=_("Chair")),
            OrganisationColumn("information", label=_("Information work")),
        ]

    @cached_property
    def header_more_buttons(self):
        spreadsheet = Button(_("Download XLSX"), url=self.xlsx_export_url, icon_name="download", priority=90)
        return [spreadsheet]

    def get_filename(self):
        return f"{self.question.key}-{self.form.moment.day:%Y-%m-%d}"

    def get_base_queryset(self):
        return with_row_facts(self.coverage.unanswered(self.question, self.kind), self.form.moment.day)

    def to_row_dict(self, item):
        return {
            "name": item.name,
            "kind": str(item.get_kind_display()),
            "place": item.place,
            "inn": item.inn,
            "superior": item.superior.name if item.superior else "",
            "chair_name": _names(item, Duty.CHAIR),
            "information_name": _names(item, Duty.INFORMATION),
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(below=self.form.below_chosen, moment=self.form.moment, **kwargs)


def _names(organisation, duty):
    return ", ".join(person.name for person in holders_of(organisation, duty))
