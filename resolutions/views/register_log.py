"""The journal of registration: every entry, and why a number is missing between two of them."""

import django_filters
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import Button

from registry.access import RegistryAccess
from registry.models import Body
from registry.views.own_list import OwnList
from resolutions.models import DocumentType, Registration
from resolutions.numbering import number_key
from resolutions.numbers.gaps import gaps_of


def bodies_read(user):
    """The bodies whose register the account may read."""
    return Body.objects.filter(RegistryAccess.of(user).within("read_drafts")).select_related("organisation")


class RegisterFilterSet(WagtailFilterSet):
    """Whose acts, of which year and kind, and one number."""

    body = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Body"), queryset=lambda request: bodies_read(request.user)
    )
    year = django_filters.ChoiceFilter(label=gettext_lazy("Year"), field_name="adopted_on__year", choices=[])
    document_type = django_filters.ChoiceFilter(label=gettext_lazy("Kind of acts"), choices=DocumentType.choices)
    number = django_filters.CharFilter(label=gettext_lazy("Number"), method="with_number")

    class Meta:
        model = Registration
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        entries = Registration.objects.filter(body__in=bodies_read(self.request.user)).order_by()
        years = entries.annotate(year=ExtractYear("adopted_on")).values_list("year", flat=True).distinct()
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in sorted(years, reverse=True)]

    def with_number(self, queryset, name, value):
        return queryset.filter(number_key=number_key(value))


class RegisterLogView(OwnList):
    """All entries of the register the account may read, the newest first."""

    right = "read_drafts"
    model = Registration
    page_title = gettext_lazy("Journal of registration")
    header_icon = "list-ol"
    template_name = "resolutions/registration/log.html"
    results_template_name = "resolutions/registration/log_results.html"
    index_url_name = "resolutions_register_log"
    index_results_url_name = "resolutions_register_log_results"
    filterset_class = RegisterFilterSet
    list_export = ["number", "adopted_on", "kind", "body", "title", "registered_at", "registered_by", "sha256"]
    export_headings = {
        "kind": gettext_lazy("Kind of acts"),
        "title": gettext_lazy("Title"),
        "registered_by": gettext_lazy("Registered by"),
        "sha256": gettext_lazy("SHA-256 of the PDF"),
    }

    def get_base_queryset(self):
        return Registration.objects.filter(body__in=bodies_read(self.request.user)).for_listing()

    def order_queryset(self, queryset):
        return queryset.in_journal_order()

    @cached_property
    def columns(self):
        return [
            TitleColumn("number", label=_("Number"), accessor=_printed, get_url=_entry_url),
            Column("adopted_on", label=_("Date"), accessor=lambda entry: f"{entry.adopted_on:%d.%m.%Y}"),
            Column("title", label=_("Title"), accessor="act.heading"),
            Column("kind", label=_("Kind of acts"), accessor="get_document_type_display"),
            Column("body", label=_("Body"), accessor="body.name"),
            Column("registered_by", label=_("Registered by"), accessor=_who),
        ]

    @cached_property
    def header_more_buttons(self):
        buttons = [Button(_("Download XLSX"), url=self.xlsx_export_url, icon_name="download", priority=90)]
        if RegistryAccess.of(self.request.user).has("register"):
            url = reverse("resolutions_reserve_number")
            buttons.append(Button(_("Keep a number back…"), url=url, icon_name="key", priority=80))
        return buttons

    def get_filename(self):
        return "register"

    def to_row_dict(self, entry):
        return {
            "number": entry.number,
            "adopted_on": entry.adopted_on,
            "kind": str(entry.get_document_type_display()),
            "body": entry.body.name,
            "title": entry.act.heading,
            "registered_at": f"{entry.registered_at:%d.%m.%Y %H:%M}",
            "registered_by": _who(entry),
            "sha256": entry.official_file.sha256,
        }

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        chosen = self.filters.form.cleaned_data if self.filters.form.is_valid() else {}
        bodies = [chosen["body"]] if chosen.get("body") else list(bodies_read(self.request.user))
        access = RegistryAccess.of(self.request.user)
        context["gaps"] = gaps_of(bodies, chosen.get("document_type"), chosen.get("year"))
        context["may_release"] = {body.pk for body in bodies if access.may("register", body.path)}
        return context


def _entry_url(entry):
    return reverse("resolutions_entry", args=[entry.act_id])


def _printed(entry):
    return f"№\u00a0{entry.number}"


def _who(entry):
    user = entry.registered_by
    return (user.get_full_name() or user.get_username()) if user else ""
