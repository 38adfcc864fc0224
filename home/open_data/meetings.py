"""Meetings of the council's bodies with their agenda, as far as each body lets them be known (names of OParl)."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers

from home.open_data.access import CouncilRows
from home.open_data.links import DataLink, Named
from resolutions.meetings.publicity import meetings_of, questions_of
from resolutions.models import Meeting, ResolutionIndexPage


class MeetingFilters(serializers.Serializer):
    body = serializers.IntegerField(required=False, min_value=1, help_text=_("Key of the body."))
    year = serializers.IntegerField(required=False, min_value=1800, max_value=2200)
    state = serializers.ChoiceField(["coming", "closed"], required=False)


class MeetingRow(serializers.Serializer):
    """A meeting."""

    id = serializers.IntegerField(source="pk")
    href = DataLink("open-meetings-detail")
    url = serializers.SerializerMethodField(help_text=_("The page of the site."))
    name = serializers.CharField(source="__str__")
    number = serializers.IntegerField()
    organization = Named(source="body", help_text=_("The body that meets."))
    convocation = serializers.CharField(source="convocation.name", default=None, allow_null=True)
    meeting_state = serializers.SerializerMethodField()
    mode = serializers.ChoiceField(Meeting.Mode.choices)
    start = serializers.SerializerMethodField(help_text=_("A day where the meeting is a poll, else a moment."))
    location = serializers.SerializerMethodField()

    def get_url(self, meeting) -> str:
        return f"{self.context['section'].get_full_url(self.context['request'])}meetings/{meeting.pk}/"

    @extend_schema_field(serializers.ChoiceField(["coming", "closed"]))
    def get_meeting_state(self, meeting):
        return "closed" if meeting.state == Meeting.State.CLOSED else "coming"

    def get_start(self, meeting) -> str:
        return meeting.day.isoformat() if meeting.is_poll else meeting.starts_at.isoformat()

    def get_location(self, meeting) -> str:
        return meeting.place if meeting.has_place else ""


class AgendaItemRow(serializers.Serializer):
    """A question of the agenda."""

    number = serializers.IntegerField(allow_null=True)
    name = serializers.CharField(source="words", help_text=_("Empty where the draft is not public."))
    is_heading = serializers.BooleanField()
    result = serializers.CharField(source="outcome")
    resolution = serializers.SerializerMethodField(help_text=_("Key of the act, once it is public."))

    def get_resolution(self, question) -> int | None:
        return question.act.pk if question.act else None


class MeetingWhole(MeetingRow):
    """A meeting with its agenda."""

    agenda_item = serializers.SerializerMethodField()

    @extend_schema_field(AgendaItemRow(many=True))
    def get_agenda_item(self, meeting):
        return AgendaItemRow(questions_of(meeting), many=True).data


@extend_schema(tags=["meetings"])
class Meetings(CouncilRows):
    """Meetings, the latest first."""

    filters = MeetingFilters
    row_serializer, whole_serializer = MeetingRow, MeetingWhole
    order = ("-starts_at", "-pk")

    def get_queryset(self):
        if self.is_asked_for_schema or self.section is None:
            return Meeting.objects.none()
        return meetings_of(self.home.organisation).select_related("body__organisation", "convocation")

    @property
    def section(self):
        """The list of acts, under which the pages of meetings stand."""
        if not hasattr(self, "_section"):
            self._section = ResolutionIndexPage.objects.child_of(self.home).live().public().first()
        return self._section

    def get_serializer_context(self):
        section = None if self.is_asked_for_schema else self.section
        return super().get_serializer_context() | {"section": section}

    def narrow(self, meetings, **asked):
        state = asked.pop("state", None)
        if state:
            closed = {"state": Meeting.State.CLOSED}
            meetings = meetings.filter(**closed) if state == "closed" else meetings.exclude(**closed)
        if year := asked.pop("year", None):
            meetings = meetings.filter(starts_at__year=year)
        return meetings.filter(**asked)

    def get_object(self):
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])

    @extend_schema(parameters=[MeetingFilters])
    def list(self, request, *args, **kwargs):
        return super().list(request, *args, **kwargs)
