"""The tree of organisations, the card of one, and the way to take one out of the registry."""

from collections import Counter

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, ButtonsColumnMixin, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets import AdminDateInput, HeaderButton
from wagtail.admin.widgets.button import Button
from wagtail.search.backends import get_search_backend

from cms.templatetags.charts import Bar
from registry.access import RegistryAccess
from registry.choosers import organisation_chooser
from registry.coverage import QUARTER, organisations_seen
from registry.models import Body, Duty, Organisation, OrganisationKind, OrganisationPaper, Post
from registry.removal import what_keeps
from registry.templatetags.organisation_words import grouped

NAMED_DUTIES = (Duty.CHAIR, Duty.INFORMATION)


def card_url(organisation):
    return reverse("organisation:inspect", args=[organisation.pk])


def form_url(organisation, tab=""):
    return reverse("organisation:edit", args=[organisation.pk]) + (f"#tab-{tab}" if tab else "")


def optional_url(name, *args):
    """The address of a screen that may not be installed."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def without_foreign_place(data, organisations):
    """The address's question without an organisation that is not among these: a chooser would print its name."""
    below = data.get("below", "")
    if not below or (below.isdecimal() and organisations.filter(pk=below).exists()):
        return data
    data = data.copy()
    del data["below"]
    return data


def with_row_facts(organisations, day):
    """What a row of a list shows, in as many queries for one row as for fifty."""
    posts = Post.objects.current(day).filter(duty__in=NAMED_DUTIES).select_related("person")
    return (
        organisations.with_children_counted()
        .select_related("superior")
        .prefetch_related(Prefetch("posts", queryset=posts, to_attr="named_posts"))
    )


class OrganisationColumn(BaseColumn):
    """One cell of a row; the template of its name says what is in it."""

    def __init__(self, name, duty=None, **kwargs):
        super().__init__(name, **kwargs)
        self.cell_template_name = f"registry/organisations/cells/{name}.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        if self.name in NAMED_DUTIES:
            context["holders"] = instance.holders_of(self.name)
            keeps = RegistryAccess.of(parent_context["request"].user).keeps(instance.path)
            context["set_url"] = form_url(instance, "people") if keeps else ""
        return context


class NameColumn(ButtonsColumnMixin, TitleColumn):
    """The name, which leads to the card, with what else may be done in the row's menu."""

    cell_template_name = "registry/organisations/cells/name.html"

    def __init__(self, *args, buttons_of, **kwargs):
        super().__init__(*args, **kwargs)
        self.buttons_of = buttons_of

    def get_buttons(self, instance, parent_context):
        return self.buttons_of(instance)


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
            NameColumn("name", label=_("Name"), get_url=card_url, sort_key="name", buttons_of=self.get_list_buttons),
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
        if self.add_url and (spreadsheets := optional_url("registry_spreadsheets:index")):
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


class OrganisationAddView(generic.CreateView):
    """A new card; the organisation from which one came is already its superior."""

    def get_initial_form_instance(self):
        superior = self.request.GET.get("superior", "")
        if self.request.method == "GET" and superior.isdecimal():
            organisation = Organisation.objects.filter(pk=superior).first()
            if organisation and RegistryAccess.of(self.request.user).keeps(organisation.path):
                return Organisation(superior=organisation)
        return None

    def get_success_url(self):
        return card_url(self.object)


class OrganisationEditView(generic.EditView):
    def get_success_url(self):
        return card_url(self.object)


class OrganisationCardView(generic.InspectView):
    """Everything known of one organisation, and what is not known."""

    template_name = "registry/organisations/card.html"

    @cached_property
    def access(self):
        return RegistryAccess.of(self.request.user)

    @cached_property
    def trail(self):
        return list(Organisation.objects.above(self.object))

    @cached_property
    def keeps(self):
        return self.access.keeps(self.object.path)

    def get_edit_url(self):
        return form_url(self.object) if self.keeps else None

    def get_delete_url(self):
        return reverse("organisation:delete", args=[self.object.pk]) if self.keeps else None

    def get_page_title(self):
        return self.object.name

    def get_page_subtitle(self):
        return ""

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("organisation:index"), "label": _("Organisations")},
            *({"url": card_url(organisation), "label": str(organisation)} for organisation in self.trail),
            {"url": "", "label": str(self.object)},
        ]

    @cached_property
    def header_buttons(self):
        if not self.keeps:
            return []
        return [HeaderButton(_("Edit"), url=form_url(self.object), icon_name="edit")]

    @cached_property
    def header_more_buttons(self):
        if not self.keeps:
            return []
        history = reverse("organisation:history", args=[self.object.pk])
        merge = reverse("registry_merge_organisation", args=[self.object.pk])
        return [
            Button(_("History"), url=history, icon_name="history", priority=10),
            Button(_("Merge with a duplicate"), url=merge, icon_name="copy", priority=15),
            Button(_("Close or delete"), url=self.get_delete_url(), icon_name="bin", priority=20),
        ]

    def get_context_data(self, **kwargs):
        today, organisation = timezone.localdate(), self.object
        duties = list(Duty)
        posts = sorted(organisation.posts.select_related("person"), key=lambda post: duties.index(post.duty))
        counts = list(organisation.counts.all())
        papers = list(organisation.papers.all())
        return super().get_context_data(
            organisation=organisation,
            keeps=self.keeps,
            trail=self.trail,
            today=today,
            aliases=list(organisation.aliases.all()),
            contacts=list(organisation.contacts.all().shown(to_the_secretariat=self.keeps)),
            posts=[post for post in posts if post.until is None or post.until >= today],
            former_posts=sorted(
                (post for post in posts if post.until is not None and post.until < today),
                key=lambda post: post.until,
                reverse=True,
            ),
            missing_duties=self._missing_duties(posts, today),
            bodies=self._bodies(),
            resources=list(organisation.resources.all().with_last_reading(today)),
            stale_days=QUARTER,
            counts=counts,
            count_bars=self._count_bars(counts),
            papers=papers,
            lacks_programme=organisation.is_union
            and not any(
                paper.kind == OrganisationPaper.Kind.PROGRAMME and paper.is_in_force(today) for paper in papers
            ),
            kinds_under=self._kinds_under(),
            tree_url=f"{reverse('organisation:index')}?below={organisation.pk}",
            **kwargs,
        )

    def _bodies(self):
        bodies = list(Body.objects.filter(organisation=self.object))
        screen = "body:edit" if self.keeps else "body:inspect"
        for body in bodies:
            body.url = optional_url(screen, body.pk)
        return bodies

    def _missing_duties(self, posts, day):
        if not self.object.is_union or self.object.is_closed:
            return []
        held = {post.duty for post in posts if post.is_current(day)}
        return [duty.label for duty in (Duty.CHAIR, Duty.INFORMATION, Duty.ACCOUNTING) if duty not in held]

    def _count_bars(self, counts):
        latest = [count for count in counts if count.members is not None][:6]
        return [
            Bar(f"{count.counted_on:%d.%m.%Y}", count.members, grouped(count.members)) for count in reversed(latest)
        ]

    def _kinds_under(self):
        seen = organisations_seen(self.access).below(self.object).active(timezone.localdate())
        numbers = Counter(seen.order_by().values_list("kind", flat=True))
        base = f"{reverse('organisation:index')}?below={self.object.pk}"
        return [
            {"label": label, "number": numbers[kind], "url": f"{base}&kind={kind}"}
            for kind, label in OrganisationKind.choices
            if numbers[kind]
        ]


class OrganisationRemoveView(generic.DeleteView):
    """Closing is offered to everybody; deleting only where nothing points at the organisation."""

    template_name = "registry/organisations/remove.html"
    page_title = gettext_lazy("Close or delete")

    def get_usage(self):
        return None

    def get_usage_url(self):
        return None

    @cached_property
    def kept_by(self):
        return what_keeps(self.object)

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("organisation:index"), "label": _("Organisations")},
            {"url": card_url(self.object), "label": str(self.object)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        kwargs.setdefault("closing", ClosingForm(self.object))
        return super().get_context_data(
            kept_by=self.kept_by,
            card_url=card_url(self.object),
            media=kwargs["closing"].media,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if "close" not in request.POST:
            return super().post(request, *args, **kwargs)
        closing = ClosingForm(self.object, request.POST)
        if not closing.is_valid():
            return self.render_to_response(self.get_context_data(closing=closing))
        self.object.closed_on = closing.cleaned_data["closed_on"]
        self.object.save()
        messages.success(
            request,
            _("%(name)s exists until %(day)s.") % {"name": self.object, "day": f"{self.object.closed_on:%d.%m.%Y}"},
        )
        return HttpResponseRedirect(card_url(self.object))

    def form_valid(self, form):
        if self.kept_by:
            return self.render_to_response(self.get_context_data())
        return super().form_valid(form)

    def get_success_message(self):
        return _("%(name)s is deleted.") % {"name": self.object}


class ClosingForm(forms.Form):
    """The last day of an organisation."""

    closed_on = forms.DateField(label=gettext_lazy("Exists until"), widget=AdminDateInput)

    def __init__(self, organisation, data=None):
        super().__init__(data, initial={"closed_on": organisation.closed_on or timezone.localdate()})
        self.organisation = organisation

    def clean_closed_on(self):
        day = self.cleaned_data["closed_on"]
        if Organisation.objects.below(self.organisation).active(day).exists():
            raise ValidationError(
                _("Organisations under it still exist on that day: close them or move them under another one first.")
            )
        return day
