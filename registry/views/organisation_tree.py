"""The tree of organisations, level by level, and its search."""

import django_filters
from django import forms
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets import HeaderButton
from wagtail.admin.widgets.button import Button
from wagtail.search.backends import get_search_backend

from registry.access import RegistryAccess
from registry.choosers import organisation_chooser
from registry.coverage import organisations_seen
from registry.models import Duty, Organisation, OrganisationKind, Post
from registry.views.columns import NameColumn
from registry.views.keys import key_or_none
from registry.views.organisation_links import card_url, form_url

NAMED_DUTIES = (Duty.CHAIR, Duty.INFORMATION)


def without_foreign_place(data, organisations, name="below"):
    """The address's question without an organisation that is not among these: a chooser would print its name."""
    asked = data.get(name, "")
    if not asked or organisations.filter(pk=key_or_none(asked)).exists():
        return data
    data = data.copy()
    del data[name]
    return data


def with_row_facts(organisations, day):
    """What a row of a list shows, in as many queries for one row as for fifty."""
    posts = Post.objects.current(day).filter(duty__in=NAMED_DUTIES).select_related("person")
    return (
        organisations.with_children_counted()
        .select_related("superior")
        .prefetch_related(Prefetch("posts", queryset=posts, to_attr="named_posts"))
    )


def holders_of(organisation, duty):
    """Those who answer for the duty, of an organisation read with its row's facts."""
    return [post.person for post in organisation.named_posts if post.duty == duty]


class OrganisationColumn(BaseColumn):
    """One cell of a row; the template of its name says what is in it."""

    def __init__(self, name, **kwargs):
        super().__init__(name, **kwargs)
        self.cell_template_name = f"registry/organisations/cells/{name}.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        if self.name in NAMED_DUTIES:
            context["holders"] = holders_of(instance, self.name)
            keeps = RegistryAccess.of(parent_context["request"].user).keeps(instance.path)
            context["set_url"] = form_url(instance, "people") if keeps else ""
        return context


class OrganisationFilterSet(WagtailFilterSet):
    """Of which kind, and below which organisation."""

    kind = django_filters.MultipleChoiceFilter(
        choices=OrganisationKind.choices, label=gettext_lazy("Kind"), widget=forms.CheckboxSelectMultiple
    )
    below = django_filters.ModelChoiceFilter(
        queryset=lambda request: organisations_seen(RegistryAccess.of(request.user)),
        label=gettext_lazy("Below the organisation"),
        widget=organisation_chooser.widget_class,
        method="opened_by_the_view",
    )

    class Meta:
        model = Organisation
        fields = ["kind", "below"]

    def __init__(self, data, *, request, **kwargs):
        seen = organisations_seen(RegistryAccess.of(request.user))
        super().__init__(without_foreign_place(data, seen), request=request, **kwargs)

    def opened_by_the_view(self, queryset, name, value):
        return queryset


class OrganisationTreeView(generic.IndexView):
    """One level of the tree at a time; a search or a kind looks through everything under the opened organisation."""

    template_name = "registry/organisations/tree.html"
    results_template_name = "registry/organisations/tree_results.html"
    filterset_class = OrganisationFilterSet
    default_ordering = "name"

    @cached_property
    def access(self):
        return RegistryAccess.of(self.request.user)

    @cached_property
    def today(self):
        return timezone.localdate()

    @cached_property
    def opened(self):
        """The organisation whose level is shown; the only one at the top is opened at once."""
        if self.filters and self.filters.is_valid() and (chosen := self.filters.form.cleaned_data.get("below")):
            return chosen
        top = list(self.top[:2])
        return top[0] if len(top) == 1 else None

    @cached_property
    def top(self):
        """Where the account's part of the tree begins."""
        seen = organisations_seen(self.access).order_by("name")
        if self.access.everything:
            return seen.filter(superior=None)
        own = self.access.paths("view")
        highest = [path for path in own if not any(path != other and path.startswith(other) for other in own)]
        return seen.filter(path__in=highest)

    @cached_property
    def looks_through(self):
        """Whether everything below is looked through rather than one level."""
        return bool(self.is_searching or self._kinds or self.request.GET.get("all"))

    @cached_property
    def _kinds(self):
        return self.filters.form.cleaned_data.get("kind") if self.filters and self.filters.is_valid() else None

    def get_base_queryset(self):
        seen = organisations_seen(self.access)
        if not self.looks_through:
            level = seen.filter(superior=self.opened) if self.opened else self.top
        else:
            level = seen.below(self.opened) if self.opened else seen
        return with_row_facts(level, self.today)

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        # In the order of the column: ranking thousands of hits would take seconds and help nobody in a list of names.
        found = Organisation.objects.filter(pk__in=queryset.order_by().values("pk")).order_by(self.ordering)
        return get_search_backend().autocomplete(
            self.search_query, with_row_facts(found, self.today), order_by_relevance=False
        )

    @cached_property
    def columns(self):
        columns = [
            NameColumn(
                "name",
                label=_("Organisation's name"),
                get_url=card_url,
                sort_key="name",
                buttons_of=self.get_list_buttons,
                cell_template_name="registry/organisations/cells/name.html",
            ),
            OrganisationColumn("kind", label=_("Kind"), sort_key="kind"),
            OrganisationColumn("place", label=_("Place"), sort_key="place"),
            OrganisationColumn("under", label=_("Under it")),
            OrganisationColumn("chair", label=_("Chair")),
            OrganisationColumn("information", label=_("Information work")),
        ]
        if self.looks_through:
            columns.insert(2, OrganisationColumn("superior", label=_("Under")))
        return columns

    def get_list_more_buttons(self, instance):
        if not self.access.keeps(instance.path):
            return []
        return [
            Button(_("Edit"), url=form_url(instance), icon_name="edit", priority=10),
            Button(
                _("Add an organisation under it"),
                url=f"{self.add_url}?superior={instance.pk}",
                icon_name="plus",
                priority=20,
            ),
            Button(
                _("Close or delete"),
                url=reverse("organisation:delete", args=[instance.pk]),
                icon_name="bin",
                priority=30,
            ),
        ]

    @cached_property
    def header_buttons(self):
        place = f"?below={self.opened.pk}" if self.opened else ""
        buttons = []
        if self.add_url:
            superior = f"?superior={self.opened.pk}" if self.opened and self.access.keeps(self.opened.path) else ""
            buttons.append(HeaderButton(_("Add"), url=self.add_url + superior, icon_name="plus"))
        buttons.append(
            HeaderButton(_("Coverage"), url=reverse("registry_coverage:index") + place, icon_name="tasks", priority=20)
        )
        if self.add_url:
            spreadsheets = reverse("registry_spreadsheets:index")
            buttons.append(HeaderButton(_("Spreadsheets"), url=spreadsheets, icon_name="table", priority=40))
        return buttons

    @cached_property
    def header_more_buttons(self):
        if not self.access.has("read_resources"):
            return []
        place = f"?below={self.opened.pk}" if self.opened else ""
        readings = reverse("registry_readings:index") + place
        return [Button(_("Readings"), url=readings, icon_name="view", priority=10)]

    def get_context_data(self, **kwargs):
        opened = self.opened
        return super().get_context_data(
            opened=opened,
            trail=list(Organisation.objects.above(opened)) if opened else [],
            may_edit_opened=bool(opened) and self.access.keeps(opened.path),
            looks_through=self.looks_through,
            **kwargs,
        )
