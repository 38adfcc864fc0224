"""The bodies of the council and who sits on them, nobody named without their consent (names of Popolo)."""

from __future__ import annotations

from django.db.models import Prefetch
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers

from home.models import LeadershipPage
from home.open_data.access import CouncilRows
from home.open_data.links import DataLink
from registry.models import Body, Membership, Person


class TermRow(serializers.Serializer):
    """A convocation of a body."""

    name = serializers.CharField()
    start_date = serializers.DateField(source="since", allow_null=True)
    end_date = serializers.DateField(source="until", allow_null=True)
    seats = serializers.IntegerField(allow_null=True)


class BodyRow(serializers.Serializer):
    """A collegial body."""

    id = serializers.IntegerField(source="pk")
    href = DataLink("open-bodies-detail")
    name = serializers.CharField()
    short_name = serializers.CharField()
    classification = serializers.ChoiceField(Body.Kind.choices, source="kind")
    organization_id = serializers.IntegerField(source="organisation_id")
    legislative_terms = TermRow(many=True, source="convocations.all")


class MembershipRow(serializers.Serializer):
    """A seat of today; without a name where the person has not agreed to be named on the site."""

    role = serializers.ChoiceField(Membership.Role.choices)
    person_name = serializers.CharField(allow_null=True)
    start_date = serializers.DateField(allow_null=True)


class BodyWhole(BodyRow):
    """A body with its seats of today, where the site shows them."""

    memberships = serializers.SerializerMethodField()

    @extend_schema_field(MembershipRow(many=True))
    def get_memberships(self, body):
        day, rows = timezone.localdate(), []
        for seat in getattr(body, "seats_today", []):
            face = seat.person.public_face(day)
            rows.append(
                {
                    "role": seat.role,
                    "person_name": face.name if face else None,
                    # The day somebody unnamed took the seat could tell who it is.
                    "start_date": seat.since if face else None,
                }
            )
        return MembershipRow(rows, many=True).data


@extend_schema(tags=["bodies"])
class Bodies(CouncilRows):
    """The bodies of the council that exist today."""

    row_serializer, whole_serializer = BodyRow, BodyWhole

    def get_queryset(self):
        if self.is_asked_for_schema:
            return Body.objects.none()
        day = timezone.localdate()
        bodies = Body.objects.filter(organisation=self.home.organisation).active(day).order_by("pk")
        bodies = bodies.prefetch_related("convocations")
        if self.action == "retrieve" and LeadershipPage.objects.child_of(self.home).live().public().exists():
            people = Prefetch("person", queryset=Person.objects.with_public_face())
            seats = Membership.objects.current(day).order_by("role", "pk").prefetch_related(people)
            bodies = bodies.prefetch_related(Prefetch("memberships", queryset=seats, to_attr="seats_today"))
        return bodies
