"""Points and measures on control: what is to be done, by whom and by when."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import NotFound

from control.models import Assignment, ControlledItem, DayTally, ItemState
from home.open_data.access import CouncilRows
from home.open_data.links import DataLink, Named
from registry.models import Organisation
from resolutions.browsing.due import public_items, with_pages


class PointFilters(serializers.Serializer):
    act = serializers.IntegerField(required=False, min_value=1, help_text=_("Key of the act or of the plan's page."))
    to = serializers.IntegerField(
        required=False, min_value=1, help_text=_("Key of the organisation it is addressed to.")
    )
    given_from = serializers.DateField(required=False, help_text=_("Given on this day or later."))
    given_until = serializers.DateField(required=False, help_text=_("Given on this day or earlier."))
    due_from = serializers.DateField(required=False, help_text=_("Has a deadline on this day or later."))
    due_until = serializers.DateField(required=False, help_text=_("Has a deadline on this day or earlier."))


class ControlledPoint(serializers.Serializer):
    """A point of an act, or a measure of a plan, that is on control."""

    id = serializers.IntegerField(source="item.pk")
    href = DataLink("open-points-detail", source="item.pk")
    url = serializers.SerializerMethodField(help_text=_("The point on the page of its act or plan."))
    source = serializers.IntegerField(source="item.source_id", help_text=_("Key of the act or of the plan's page."))
    source_kind = serializers.SerializerMethodField()
    source_title = serializers.CharField(source="page.title")
    item_id = serializers.CharField(source="item.item_id", help_text=_("The point's own key in the act."))
    label = serializers.CharField(source="item.label")
    text = serializers.CharField(source="item.text")
    given_on = serializers.DateField(source="item.given_on")
    deadline = serializers.CharField(source="item.deadline_words", help_text=_("In the words of the text."))
    due = serializers.ListField(child=serializers.DateField(), source="item.due", help_text=_("The days that means."))
    addressees = serializers.SerializerMethodField(help_text=_("Organisations; a person is never named."))
    state = serializers.SerializerMethodField(
        help_text=_("done, overdue, work …: only where the council shows how its acts are carried out.")
    )

    def get_url(self, point) -> str:
        anchor = point.url.partition("#")[2]
        return f"{point.page.get_full_url(self.context['request'])}{f'#{anchor}' if anchor else ''}"

    @extend_schema_field(serializers.ChoiceField(["act", "plan"]))
    def get_source_kind(self, point):
        return "act" if point.is_of_act else "plan"

    @extend_schema_field(Named(many=True))
    def get_addressees(self, point):
        return Named(getattr(point, "addressees", []), many=True).data

    def get_state(self, point) -> str | None:
        return point.state.kind if point.state else None


def with_addressees(points) -> None:
    """Read the organisations the points are addressed to by name, in one question."""
    keys = [point.item.pk for point in points]
    cards = Assignment.objects.filter(item__in=keys, through=None).exclude(state=ItemState.CANCELLED).order_by()
    pairs = list(cards.values_list("item", "assignee"))
    names = Organisation.objects.in_bulk({assignee for _item, assignee in pairs})
    found = defaultdict(dict)
    for item, assignee in pairs:
        if assignee in names:
            found[item][assignee] = names[assignee]
    for point in points:
        point.addressees = sorted(found[point.item.pk].values(), key=lambda one: one.name)


@extend_schema(tags=["points"])
class Points(CouncilRows):
    """Points of acts and measures of plans that are on control, the latest first."""

    filters = PointFilters
    row_serializer = whole_serializer = ControlledPoint
    order = ("-pk",)

    def get_queryset(self):
        if self.is_asked_for_schema:
            return ControlledItem.objects.none()
        return public_items(self.home).order_by()

    def narrow(self, items, **asked):
        plain = {"act": "source", "given_from": "given_on__gte", "given_until": "given_on__lte"}
        items = items.filter(**{plain[name]: asked[name] for name in asked if name in plain})
        if "to" in asked:
            cards = Assignment.objects.filter(item=OuterRef("pk"), assignee=asked["to"])
            items = items.filter(Exists(cards.exclude(state=ItemState.CANCELLED).order_by()))
        between = {"due_from": "due__gte", "due_until": "due__lte"}
        days = {between[name]: asked[name] for name in asked if name in between}
        if days:
            items = items.filter(Exists(DayTally.objects.filter(item=OuterRef("pk"), **days).order_by()))
        return items

    def paginate_queryset(self, queryset):
        return self._with_pages(self.paginator.paginate_queryset(queryset, self.request, view=self))

    def get_object(self):
        points = self._with_pages([get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])])
        if not points:
            raise NotFound
        return points[0]

    def _with_pages(self, items):
        points = with_pages(items, shows_execution=self.home.shows_execution)
        with_addressees(points)
        return points

    @extend_schema(parameters=[PointFilters])
    def list(self, request, *args, **kwargs):
        return super().list(request, *args, **kwargs)
