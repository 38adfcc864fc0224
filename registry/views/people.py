"""People: the list that finds a name whichever way it is written, the card, and taking a consent back."""

import re

import django_filters
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.search.backends import get_search_backend

from registry.access import RegistryAccess
from registry.choosers import organisation_chooser
from registry.models import DataConsent, Membership, Organisation, Person, Post
from registry.views.columns import NameColumn
from registry.views.organisation_tree import without_foreign_place

_INITIAL = re.compile(r"(?<!\w)([А-ЯЁа-яё])(?!\w)\.?")
MOST_FOUND = 500


def card_url(person):
    return reverse("person:inspect", args=[person.pk])


def with_positions(people, day):
    """The people with what they hold on the day, in as many queries for one as for fifty."""
    posts = Post.objects.current(day).select_related("organisation")
    seats = Membership.objects.current(day).select_related("body__organisation")
    return people.select_related("organisation").prefetch_related(
        Prefetch("posts", queryset=posts, to_attr="current_posts"),
        Prefetch("memberships", queryset=seats, to_attr="current_seats"),
    )


def positions_of(person):
    """What a person holds today, in words."""
    return "; ".join(
        [
            *(f"{post.title or post.get_duty_display()} ({post.organisation})" for post in person.current_posts),
            *(f"{seat.get_role_display()}, {seat.body}" for seat in person.current_seats),
        ]
    )


class PersonFilterSet(WagtailFilterSet):
    """People of one organisation and of all below it."""

    organisation = django_filters.ModelChoiceFilter(
        queryset=lambda request: RegistryAccess.of(request.user).limit(Organisation.objects.all(), "view"),
        label=gettext_lazy("Organisation and all below it"),
        widget=organisation_chooser.widget_class,
        method="below",
    )

    class Meta:
        model = Person
        fields = ["organisation"]

    def __init__(self, data, *, request, **kwargs):
        seen = RegistryAccess.of(request.user).limit(Organisation.objects.all(), "view")
        super().__init__(without_foreign_place(data, seen, "organisation"), request=request, **kwargs)

    def below(self, queryset, name, organisation):
        return queryset.filter(path__startswith=organisation.path)


class PersonListView(generic.IndexView):
    """Everybody the account may see; initials may stand on either side of the surname."""

    results_template_name = "registry/people/list_results.html"
    filterset_class = PersonFilterSet
    add_item_label = gettext_lazy("Add a person")
    default_ordering = ("surname", "given_name", "patronymic", "pk")

    @cached_property
    def access(self):
        return RegistryAccess.of(self.request.user)

    def get_base_queryset(self):
        return with_positions(self.access.limit(Person.objects.all(), "view"), timezone.localdate())

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        initials = _INITIAL.findall(self.search_query)
        words = _INITIAL.sub(" ", self.search_query).strip()
        if words:
            seen = self.access.limit(Person.objects.all(), "view")
            found = get_search_backend().autocomplete(words, seen)[:MOST_FOUND]
            queryset = queryset.filter(pk__in=[person.pk for person in found])
        for field, initial in zip(("given_name", "patronymic"), initials, strict=False):
            queryset = queryset.filter(**{f"{field}__startswith": initial.upper()})
        return queryset

    def get_valid_orderings(self):
        return ["surname", "-surname"]

    @cached_property
    def columns(self):
        return [
            NameColumn(
                "name",
                label=_("Name"),
                get_url=card_url,
                sort_key="surname",
                width="34%",
                buttons_of=self.get_list_buttons,
            ),
            Column("positions", label=_("Position"), accessor=positions_of, width="34%"),
            Column("organisation", label=_("Organisation")),
            Column("account", label=_("Account"), accessor=lambda person: _("yes") if person.user_id else _("no")),
        ]

    def get_list_more_buttons(self, instance):
        if not self.access.keeps(instance.path):
            return []
        return [
            Button(_("Edit"), url=reverse("person:edit", args=[instance.pk]), icon_name="edit", priority=10),
            Button(
                _("Merge with a duplicate"),
                url=reverse("registry_merge_person", args=[instance.pk]),
                icon_name="copy",
                priority=20,
            ),
            Button(_("Delete"), url=reverse("person:delete", args=[instance.pk]), icon_name="bin", priority=30),
        ]


class PersonAddView(generic.CreateView):
    success_message = gettext_lazy("The card is made: %(object)s.")
    error_message = gettext_lazy("The card is not saved yet.")

    def get_success_url(self):
        return card_url(self.object)


class PersonEditView(generic.EditView):
    success_message = gettext_lazy("The card is saved: %(object)s.")
    error_message = gettext_lazy("The card is not saved yet.")

    def get_success_url(self):
        return card_url(self.object)


class PersonCardView(generic.InspectView):
    """Everything known of one person that this account may see, and what the whole world sees."""

    template_name = "registry/people/card.html"

    @cached_property
    def keeps(self):
        return RegistryAccess.of(self.request.user).keeps(self.object.path)

    def get_edit_url(self):
        return reverse("person:edit", args=[self.object.pk]) if self.keeps else None

    def get_delete_url(self):
        return reverse("person:delete", args=[self.object.pk]) if self.keeps else None

    def get_page_title(self):
        return self.object.name

    def get_page_subtitle(self):
        return ""

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("person:index"), "label": _("People")},
            {"url": "", "label": self.object.name},
        ]

    @cached_property
    def header_buttons(self):
        return [HeaderButton(_("Edit"), url=self.get_edit_url(), icon_name="edit")] if self.keeps else []

    @cached_property
    def header_more_buttons(self):
        if not self.keeps:
            return []
        pk = self.object.pk
        return [
            Button(_("History"), url=reverse("person:history", args=[pk]), icon_name="history", priority=10),
            Button(
                _("Merge with a duplicate"),
                url=reverse("registry_merge_person", args=[pk]),
                icon_name="copy",
                priority=20,
            ),
            Button(_("Delete"), url=self.get_delete_url(), icon_name="bin", priority=30),
        ]

    def get_context_data(self, **kwargs):
        today, person = timezone.localdate(), self.object
        terms = [*person.posts.select_related("organisation"), *person.memberships.select_related("body__organisation")]
        face = person.public_face(today)
        return super().get_context_data(
            person=person,
            keeps=self.keeps,
            today=today,
            aliases=list(person.aliases.all()),
            current=[term for term in terms if term.until is None or term.until >= today],
            former=[term for term in terms if term.until is not None and term.until < today],
            contacts=list(person.contacts.all().shown(to_the_secretariat=self.keeps)),
            consents=list(person.consents.all()) if self.keeps else [],
            face=face,
            face_contacts=person.public_contacts(today) if face else [],
            **kwargs,
        )


class RevokeConsentView(View):
    """Writes down that a person took a consent back today, on whatever papers it was given."""

    http_method_names = ["post"]

    def post(self, request, pk):
        consent = get_object_or_404(DataConsent.objects.select_related("person"), pk=pk)
        if not RegistryAccess.of(request.user).keeps(consent.person.path):
            raise PermissionDenied
        if consent.revoked_on is None:
            same = DataConsent.objects.select_for_update().filter(
                person=consent.person, scope=consent.scope, revoked_on=None
            )
            with transaction.atomic():
                for given in same:
                    given.revoked_on = max(timezone.localdate(), given.granted_on)
                    given.save()
            messages.success(
                request,
                _("The consent is taken back (%(scope)s): the site does not show it any more.")
                % {"scope": consent.get_scope_display()},
            )
        return redirect(card_url(consent.person))


urlpatterns = [
    path("registry/consents/<int:pk>/revoke/", RevokeConsentView.as_view(), name="registry_revoke_consent"),
]
