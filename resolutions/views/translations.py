"""All acts on the site with how far their words have been put into another language."""

import django_filters
from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from registry.views.own_list import OwnList
from resolutions.models import ActTranslation, ResolutionPage
from resolutions.reach import acts_within
from resolutions.relations.standing import with_standings
from resolutions.translating.keeping import RIGHT, languages_to_translate_into
from resolutions.translating.parts import parts_of

STATES = [
    ("none", gettext_lazy("Not translated")),
    ("draft", gettext_lazy("Not on the site yet")),
    ("shown", gettext_lazy("On the site")),
]


class TranslationsFilterSet(WagtailFilterSet):
    """Into which language, and how far."""

    language = django_filters.ChoiceFilter(
        label=gettext_lazy("Language"), choices=languages_to_translate_into, method="unchanged"
    )
    state = django_filters.ChoiceFilter(label=gettext_lazy("Translation"), choices=STATES, method="unchanged")

    class Meta:
        model = ResolutionPage
        fields = []

    def unchanged(self, queryset, name, value):
        """Both are asked together below."""
        return queryset

    def filter_queryset(self, queryset):
        chosen = self.form.cleaned_data
        translations = ActTranslation.objects.filter(act=OuterRef("pk"))
        if chosen.get("language"):
            translations = translations.filter(language=chosen["language"])
        wanted = {
            "none": ~Exists(translations),
            "draft": Exists(translations.filter(is_shown=False)),
            "shown": Exists(translations.filter(is_shown=True)),
        }.get(chosen.get("state"))
        return queryset.filter(wanted) if wanted is not None else queryset


class TranslationsView(OwnList):
    """The published acts of the account's councils, the newest first, each with its languages."""

    right = RIGHT
    model = ResolutionPage
    page_title = gettext_lazy("Acts in other languages")
    header_icon = "wagtail-localize-language"
    index_url_name = "resolutions_all_translations"
    index_results_url_name = "resolutions_all_translations_results"
    filterset_class = TranslationsFilterSet
    is_searchable = True
    search_fields = ["heading", "number"]
    search_backend_name = None
    paginate_by = 25

    def get_base_queryset(self):
        acts = ResolutionPage.objects.filter(acts_within(self.request.user, RIGHT))
        translations = ActTranslation.objects.order_by("language")
        return (
            acts.registered()
            .filter(live=True, is_restricted=False)
            .select_related("issuer", "superior", "body")
            .prefetch_related(Prefetch("translations", queryset=translations, to_attr="kept_translations"))
        )

    def order_queryset(self, queryset):
        return queryset.newest_first()

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        with_standings([act for act in context["object_list"] if act.kept_translations])
        return context

    @cached_property
    def columns(self):
        names = dict(languages_to_translate_into())
        return [
            TitleColumn("number", label=_("Number"), accessor=lambda act: f"№ {act.number}", get_url=_address),
            Column("adopted_on", label=_("Date"), accessor=_day),
            Column("heading", label=_("Title"), accessor="heading"),
            Column("languages", label=_("Languages"), accessor=lambda act: _in_words(act, names)),
        ]


def _in_words(act, names):
    said = []
    for translation in act.kept_translations:
        if translation.language not in names:
            continue
        state = _("on the site") if translation.is_shown else _("not on the site yet")
        if any(part.is_behind for part in parts_of(act, translation)):
            state = _("%(state)s, behind the Russian text") % {"state": state}
        said.append(f"{names[translation.language]}: {state}")
    return "; ".join(said) or _("not translated")


def _address(act):
    return reverse("resolutions_translations", args=[act.pk])


def _day(act):
    return date_format(act.adopted_on, "d.m.Y") if act.adopted_on else ""
