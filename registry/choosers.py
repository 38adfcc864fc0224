"""Choosing a party in a form: only those the account may name, found by any word form of the name."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser as chooser_views
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.search.backends import get_search_backend

from registry.access import RegistryAccess
from registry.models import Body, Organisation, Party, PartyGroup, Person


class PartySearchForm(SearchFilterMixin, BaseFilterForm):
    """A search that keeps the order of names: to rank thousands of hits takes seconds, and nobody reads their ranks."""

    def filter(self, objects):
        if words := self.cleaned_data["q"]:
            objects = get_search_backend().autocomplete(words, objects.order_by("name"), order_by_relevance=False)
            self.is_searching, self.search_query = True, words
        return objects


class PartyChoice:
    """What both views of a party chooser share: the account's border, and where each party stands."""

    filter_form_class = PartySearchForm

    def get_object_list(self):
        place = {Party: None, Organisation: "superior"}.get(self.model_class, "organisation")
        parties = self.model_class._default_manager.all()
        return RegistryAccess.of(self.request.user).limit_choices(parties.select_related(place) if place else parties)

    @property
    def columns(self):
        columns = super().columns
        if self.model_class is Party:
            columns.append(Column("party_type", label=_("Kind"), accessor="get_party_type_display"))
        elif self.model_class is Organisation:
            columns.append(Column("kind", label=_("Kind"), accessor="get_kind_display"))
            columns.append(Column("superior", label=_("Under")))
        else:
            columns.append(Column("organisation", label=_("Organisation")))
        return columns


class PartyChooseView(PartyChoice, chooser_views.ChooseView):
    """The window in which a party is chosen."""


class PartyChooseResultsView(PartyChoice, chooser_views.ChooseResultsView):
    """Its list, redrawn while a name is typed."""


class PartyChosenView(chooser_views.ChosenView):
    def get_object(self, pk):
        if RegistryAccess.of(self.request.user).limit_choices(self.model_class._default_manager.filter(pk=pk)).exists():
            return get_object_or_404(self.model_class, pk=pk)
        raise Http404


class PartyChosenMultipleView(chooser_views.ChosenMultipleView):
    def get_objects(self, pks):
        return RegistryAccess.of(self.request.user).limit_choices(super().get_objects(pks))


class PartyChooser(ChooserViewSet):
    per_page = 20
    choose_view_class = PartyChooseView
    choose_results_view_class = PartyChooseResultsView
    chosen_view_class = PartyChosenView
    chosen_multiple_view_class = PartyChosenMultipleView


party_chooser = PartyChooser(
    "party_chooser",
    model=Party,
    icon="group",
    choose_one_text=_("Choose a party"),
    choose_another_text=_("Choose another"),
)
organisation_chooser = PartyChooser(
    "organisation_chooser", model=Organisation, icon="group", choose_one_text=_("Choose an organisation")
)
body_chooser = PartyChooser("body_chooser", model=Body, icon="list-ul", choose_one_text=_("Choose a body"))
person_chooser = PartyChooser("person_chooser", model=Person, icon="user", choose_one_text=_("Choose a person"))
group_chooser = PartyChooser(
    "party_group_chooser", model=PartyGroup, icon="folder", choose_one_text=_("Choose a group")
)
CHOOSERS = (party_chooser, organisation_chooser, body_chooser, person_chooser, group_chooser)
