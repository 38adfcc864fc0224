"""Acts of the council: the list that is public, and each act whole as council-document/1."""

from __future__ import annotations

from collections import defaultdict

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from home.open_data.access import CouncilRows
from home.open_data.links import DataLink, Named, PageLink
from resolutions.browsing.choice import Choice
from resolutions.interchange import document_of
from resolutions.models import Relation, ResolutionIndexPage, ResolutionPage
from resolutions.models.listed import ListedAct, ListedFacet, Standing
from resolutions.models.status import DocumentType
from resolutions.models.topic import Topic


class ActFilters(serializers.Serializer):
    body = serializers.IntegerField(required=False, min_value=1, help_text=_("Key of the body."))
    year = serializers.IntegerField(required=False, min_value=1800, max_value=2200, help_text=_("Year of adoption."))
    kind = serializers.ChoiceField(DocumentType.values, required=False, help_text=_("Kind of the act."))
    state = serializers.ChoiceField(Standing.values, required=False, help_text=_("How it stands today."))
    topic = serializers.IntegerField(required=False, min_value=1, help_text=_("Key of the topic."))
    programme = serializers.IntegerField(required=False, min_value=1, help_text=_("Key of the programme's page."))
    to = serializers.IntegerField(required=False, min_value=1, help_text=_("Key of the organisation it addresses."))
    number = serializers.CharField(required=False, max_length=50, help_text=_("Number, however it is spaced."))
    adopted_from = serializers.DateField(required=False, help_text=_("Adopted on this day or later."))
    adopted_until = serializers.DateField(required=False, help_text=_("Adopted on this day or earlier."))
    changed_since = serializers.DateTimeField(
        required=False, help_text=_("Something the site shows of it has changed after this moment.")
    )


class TopicRow(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()


class ActRow(serializers.Serializer):
    """An act as a row of the list."""

    id = serializers.IntegerField(source="act_id")
    href = DataLink("open-acts-detail", source="act_id")
    url = PageLink(source="act")
    number = serializers.CharField(source="act.number")
    kind = serializers.ChoiceField(DocumentType.choices, source="document_type")
    title = serializers.SerializerMethodField()
    adopted_on = serializers.DateField(source="act.adopted_on", allow_null=True)
    place = serializers.CharField(source="act.place")
    body = Named(source="act.body", allow_null=True)
    issuer = Named(source="act.issuer", allow_null=True)
    meeting = serializers.SerializerMethodField(help_text=_("Key of the meeting, where the body shows its meetings."))
    state = serializers.ChoiceField(Standing.choices, source="standing_now", help_text=_("How it stands today."))
    in_force_from = serializers.DateField(source="starts_on")
    in_force_until = serializers.DateField(source="ends_on", allow_null=True)
    topics = serializers.SerializerMethodField()
    published_at = serializers.DateTimeField(source="act.first_published_at", allow_null=True)
    changed_at = serializers.DateTimeField()

    def get_title(self, listed) -> str:
        return listed.act.heading or listed.act.title

    def get_meeting(self, listed) -> int | None:
        body = listed.act.body
        return listed.meeting_id if body and body.meetings_shown != body.MeetingsShown.NOTHING else None

    @extend_schema_field(TopicRow(many=True))
    def get_topics(self, listed):
        return TopicRow(getattr(listed, "topics_shown", []), many=True).data


class RelationRow(serializers.Serializer):
    """What the act does to another one, or another one to it."""

    kind = serializers.ChoiceField(Relation.Kind.choices)
    direction = serializers.ChoiceField(
        ["out", "in"], help_text=_("out: this act does it; in: it is done to this act.")
    )
    act = serializers.IntegerField(allow_null=True, help_text=_("Key of the other act, if it is on this site."))
    title = serializers.CharField(help_text=_("Its title, or the words of the text for what is not on this site."))
    point = serializers.CharField(help_text=_("The point that says so."))
    target_point = serializers.CharField(help_text=_("The point of the other act that is meant."))
    since = serializers.DateField(allow_null=True)


class FileRow(serializers.Serializer):
    url = serializers.URLField()
    media_type = serializers.CharField()
    size = serializers.IntegerField()
    sha256 = serializers.CharField()


class ActWhole(ActRow):
    """An act with its text."""

    document = serializers.SerializerMethodField(help_text=_("The text as council-document/1 (docs/open-data.md)."))
    relations = serializers.SerializerMethodField()
    file = serializers.SerializerMethodField(help_text=_("The official file."))

    @extend_schema_field(serializers.DictField())
    def get_document(self, listed):
        return document_of(listed.act).as_dict()

    @extend_schema_field(RelationRow(many=True))
    def get_relations(self, listed):
        standing, rows = listed.act.standing, []
        for relation in standing.relations:
            out = relation.act_id == listed.act_id
            other = relation.target if out else relation.act
            if other and other.pk not in standing.open_acts:
                continue
            rows.append(
                {
                    "kind": relation.kind,
                    "direction": "out" if out else "in",
                    "act": other.pk if other else None,
                    "title": (other.heading or other.title) if other else relation.words,
                    "point": relation.label,
                    "target_point": relation.target_label,
                    "since": relation.effective_from,
                }
            )
        return RelationRow(rows, many=True).data

    @extend_schema_field(FileRow(allow_null=True))
    def get_file(self, listed):
        official = listed.act.official_file
        if official is None:
            return None
        url = f"{listed.act.get_full_url(self.context['request'])}pdf/"
        row = {"url": url, "media_type": official.media_type, "size": official.size, "sha256": official.sha256}
        return FileRow(row).data


class PointRow(serializers.Serializer):
    """A point of an act as it reads today."""

    id = serializers.CharField(help_text=_("Stays the same in every edition and translation."))
    label = serializers.CharField()
    level = serializers.IntegerField()
    anchor = serializers.CharField(help_text=_("The act's page with # and this leads to the point."))
    item_class = serializers.CharField(help_text=_("What the point does: instruction, approval, declaration …"))
    text = serializers.CharField()
    addressees = serializers.ListField(child=serializers.CharField())
    deadline = serializers.CharField(source="deadline_words")
    due = serializers.SerializerMethodField(help_text=_("The days the words of the deadline mean."))

    def get_due(self, item) -> list[str]:
        return [day.isoformat() for day in item.deadline.due] if item.deadline else []


def acts_of(home):
    """The rows of all acts anybody may read on the site of this council."""
    # The list itself may be hidden: then its acts are, too.
    sections = ResolutionIndexPage.objects.child_of(home).live().public()
    return ListedAct.objects.filter(section__in=list(sections.values_list("pk", flat=True)), is_shown=True)


def with_topics(rows) -> None:
    """Read the topics of the rows in two questions."""
    keys = [row.pk for row in rows]
    marks = ListedFacet.objects.filter(listed__in=keys, kind=ListedFacet.Kind.TOPIC).values_list("listed", "key")
    given = defaultdict(list)
    for act, topic in marks:
        given[act].append(topic)
    topics = Topic.objects.in_bulk({topic for keys in given.values() for topic in keys})
    for row in rows:
        row.topics_shown = sorted((topics[pk] for pk in given[row.pk] if pk in topics), key=str)


@extend_schema(tags=["acts"])
class Acts(CouncilRows):
    """Acts of the council, the newest first."""

    filters = ActFilters
    row_serializer, whole_serializer = ActRow, ActWhole
    order = ("-day", "-act_id")

    def get_queryset(self):
        if self.is_asked_for_schema:
            return ListedAct.objects.none()
        return acts_of(self.home).with_standing_of(timezone.localdate()).for_rows()

    def narrow(self, listed, **asked):
        plain = {"adopted_from": "day__gte", "adopted_until": "day__lte", "changed_since": "changed_at__gt"}
        listed = listed.filter(**{plain[name]: asked.pop(name) for name in set(asked) & set(plain)})
        if number := asked.pop("number", None):
            listed = listed.filter(act__in=ResolutionPage.objects.with_number(number).order_by().values("pk"))
        return Choice(**asked).narrow(listed, timezone.localdate())

    def complete(self, rows):
        with_topics(rows)

    def get_object(self):
        listed = get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])
        # The row leaves the long texts out: the act is read anew with all of them.
        listed.act = get_object_or_404(ResolutionPage.objects.live().public().for_reading(), pk=listed.pk)
        with_topics([listed])
        self.changed_at = listed.changed_at
        return listed

    @extend_schema(parameters=[ActFilters])
    def list(self, request, *args, **kwargs):
        return super().list(request, *args, **kwargs)

    @extend_schema(responses=PointRow(many=True))
    @action(detail=True, pagination_class=None)
    def points(self, request, pk):
        """The points of the act as they read today."""
        return Response(PointRow(self.get_object().act.standing.items, many=True).data)
