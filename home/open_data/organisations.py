"""Organisations with a card on the council's site, as far as the card tells of them (names of Popolo)."""

from __future__ import annotations

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers

from home.models import OrganisationsPage
from home.open_data.access import CouncilRows
from home.open_data.links import DataLink
from registry.models import UNION_LEVELS, Duty, Organisation, OrganisationContact, Person, Post, Visibility

KINDS = [kind.value for kind in UNION_LEVELS]
# The posts a card shows.
SHOWN = (Duty.CHAIR, Duty.DEPUTY, Duty.INFORMATION)


class OrganisationFilters(serializers.Serializer):
    classification = serializers.ChoiceField(KINDS, required=False, help_text=_("Level in the union's structure."))
    parent_id = serializers.IntegerField(required=False, min_value=1, help_text=_("Key of the superior organisation."))


class ContactRow(serializers.Serializer):
    type = serializers.CharField(source="kind")
    value = serializers.CharField()
    note = serializers.CharField(source="remark")


class OrganisationRow(serializers.Serializer):
    """An organisation."""

    id = serializers.IntegerField(source="pk")
    href = DataLink("open-organisations-detail")
    url = serializers.SerializerMethodField(help_text=_("Its card on the site."))
    name = serializers.CharField()
    other_names = serializers.SerializerMethodField()
    classification = serializers.CharField(source="kind")
    parent_id = serializers.SerializerMethodField()
    area = serializers.CharField(source="place")
    description = serializers.CharField(source="about")
    contact_details = ContactRow(many=True, source="public_contacts")

    def get_url(self, organisation) -> str:
        return f"{self.context['listing'].get_full_url(self.context['request'])}{organisation.pk}/"

    def get_other_names(self, organisation) -> list[str]:
        return [organisation.short_name] if organisation.short_name else []

    def get_parent_id(self, organisation) -> int | None:
        # What stands over the council's own organisation is not of this site.
        return None if organisation.pk == self.context["listing"].organisation.pk else organisation.superior_id


class PostRow(serializers.Serializer):
    """A post of today; without a name where the person has not agreed to be named on the site."""

    label = serializers.CharField()
    role = serializers.CharField()
    person_name = serializers.CharField(allow_null=True)


class OrganisationWhole(OrganisationRow):
    """An organisation with the posts its card shows."""

    posts = serializers.SerializerMethodField()

    @extend_schema_field(PostRow(many=True))
    def get_posts(self, organisation):
        day = timezone.localdate()
        people = Prefetch("person", queryset=Person.objects.with_public_face())
        posts = Post.objects.filter(organisation=organisation, duty__in=SHOWN).current(day).prefetch_related(people)
        rows = []
        for post in sorted(posts, key=lambda post: SHOWN.index(post.duty)):
            face = post.person.public_face(day)
            label = (face and post.title) or str(Duty(post.duty).label)
            rows.append({"label": label, "role": post.duty, "person_name": face.name if face else None})
        return PostRow(rows, many=True).data


def organisations_of(listing):
    """Those with a card, with what everybody may know of them."""
    public = OrganisationContact.objects.filter(visibility=Visibility.PUBLIC).order_by("kind", "pk")
    contacts = Prefetch("contacts", queryset=public, to_attr="public_contacts")
    return listing.with_cards().prefetch_related(contacts).order_by("pk")


@extend_schema(tags=["organisations"])
class Organisations(CouncilRows):
    """Organisations of the council that have a card on its site."""

    filters = OrganisationFilters
    row_serializer, whole_serializer = OrganisationRow, OrganisationWhole

    @property
    def listing(self):
        if not hasattr(self, "_listing"):
            self._listing = OrganisationsPage.objects.child_of(self.home).live().public().first()
        return self._listing

    def get_serializer_context(self):
        listing = None if self.is_asked_for_schema else self.listing
        return super().get_serializer_context() | {"listing": listing}

    def get_queryset(self):
        if self.is_asked_for_schema or self.listing is None:
            return Organisation.objects.none()
        return organisations_of(self.listing)

    def narrow(self, organisations, **asked):
        own = {"classification": "kind", "parent_id": "superior"}
        return organisations.filter(**{own[name]: value for name, value in asked.items()})

    @extend_schema(parameters=[OrganisationFilters])
    def list(self, request, *args, **kwargs):
        return super().list(request, *args, **kwargs)
