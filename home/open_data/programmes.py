"""Programmes and plans of the council, with the measures of each plan."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers

from home.open_data.access import CouncilRows
from home.open_data.links import DataLink, PageLink
from programs.models import PlanPage, ProgramPage
from resolutions.models.listed import ListedAct


class PaperFilters(serializers.Serializer):
    year = serializers.IntegerField(required=False, min_value=1900, max_value=2200, help_text=_("Its period has it."))


class PaperRow(serializers.Serializer):
    """A programme or a plan."""

    id = serializers.IntegerField(source="pk")
    url = PageLink()
    title = serializers.CharField()
    period_start = serializers.DateField(allow_null=True)
    period_end = serializers.DateField(allow_null=True)
    approved_by = serializers.SerializerMethodField(help_text=_("Key of the act that approved it, once it is public."))
    approval_words = serializers.CharField()
    changed_at = serializers.DateTimeField(source="last_published_at", allow_null=True)

    def get_approved_by(self, paper) -> int | None:
        return paper.approved_by_id if paper.approved_by_id in self.context.get("public_acts", ()) else None


class ProgrammeRow(PaperRow):
    """A programme."""

    href = DataLink("open-programmes-detail")


class PassportRow(serializers.Serializer):
    label = serializers.CharField()
    lines = serializers.ListField(child=serializers.CharField())


class PlanRowOfList(PaperRow):
    """A plan."""

    href = DataLink("open-plans-detail")


class ProgrammeWhole(ProgrammeRow):
    """A programme with its passport and its plans."""

    introduction = serializers.ListField(child=serializers.CharField(), source="introduction_paragraphs")
    passport = serializers.SerializerMethodField()
    plans = serializers.SerializerMethodField()

    @extend_schema_field(PassportRow(many=True))
    def get_passport(self, programme):
        rows = [{"label": label, "lines": lines} for label, lines in programme.passport_rows]
        return PassportRow(rows, many=True).data

    @extend_schema_field(PlanRowOfList(many=True))
    def get_plans(self, programme):
        return PlanRowOfList(programme.public_plans().defer("measures"), many=True, context=self.context).data


class MeasureRow(serializers.Serializer):
    """A measure."""

    id = serializers.CharField(source="item_id")
    section = serializers.CharField(source="heading", help_text=_("The section of the plan it stands in."))
    label = serializers.CharField()
    anchor = serializers.CharField()
    text = serializers.CharField()
    responsible = serializers.ListField(
        child=serializers.CharField(), help_text=_("As the plan on the site names them.")
    )
    deadline = serializers.CharField(source="deadline_words")
    due = serializers.SerializerMethodField()

    def get_due(self, row) -> list[str]:
        return [day.isoformat() for day in row.deadline.due] if row.deadline else []


class PlanWhole(PlanRowOfList):
    """A plan with its measures."""

    measures = serializers.SerializerMethodField()

    @extend_schema_field(MeasureRow(many=True))
    def get_measures(self, plan):
        return MeasureRow(list(plan.duties()), many=True).data


class Papers(CouncilRows):
    """What programmes and plans have in common."""

    filters = PaperFilters
    order = ("-pk",)
    model = None
    heavy: tuple[str, ...] = ()

    def get_queryset(self):
        if self.is_asked_for_schema:
            return self.model.objects.none()
        found = self.model.objects.descendant_of(self.home).live().public().order_by()
        return found.defer(*self.heavy) if self.action == "list" else found

    def narrow(self, papers, **asked):
        if year := asked.get("year"):
            started = papers.exclude(period_start__year__gt=year)
            papers = started.exclude(period_end__year__lt=year).exclude(period_start=None, period_end=None)
        return papers

    def complete(self, rows):
        self._approved = [row.approved_by_id for row in rows if row.approved_by_id]

    def get_object(self):
        found = get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])
        plans = found.public_plans() if hasattr(found, "public_plans") else []
        self._approved = [found.approved_by_id, *(plan.approved_by_id for plan in plans)]
        self.changed_at = found.last_published_at
        return found

    def get_serializer_context(self):
        asked = [pk for pk in getattr(self, "_approved", ()) if pk]
        public = ListedAct.objects.filter(pk__in=asked, is_shown=True).values_list("pk", flat=True) if asked else ()
        return super().get_serializer_context() | {"public_acts": set(public)}

    @extend_schema(parameters=[PaperFilters])
    def list(self, request, *args, **kwargs):
        return super().list(request, *args, **kwargs)


@extend_schema(tags=["programmes"])
class Programmes(Papers):
    """Programmes, the latest first."""

    model, heavy = ProgramPage, ("introduction", "passport")
    row_serializer, whole_serializer = ProgrammeRow, ProgrammeWhole


@extend_schema(tags=["programmes"])
class Plans(Papers):
    """Plans, the latest first."""

    model, heavy = PlanPage, ("measures",)
    row_serializer, whole_serializer = PlanRowOfList, PlanWhole
