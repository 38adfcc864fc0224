"""All programmes and plans at work: drafts and public ones, each with its next step."""

import json
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from programs.blocks import RowKind
from programs.models import PlanPage, ProgrammesIndexPage, ProgramPage
from programs.period import in_words
from registry.access import RegistryAccess
from resolutions.reach import acts_within

RIGHT = "read_drafts"


@dataclass
class Row:
    """A paper as its latest draft has it."""

    page: object
    period: str
    measures: int | None = None
    plans: list = field(default_factory=list)


class ListingView(WagtailAdminTemplateMixin, TemplateView):
    """Programmes with their plans under them, latest first; plans without a programme after them."""

    template_name = "programs/admin/listing.html"
    page_title = gettext_lazy("Programmes and plans")
    header_icon = "list-ol"
    _show_breadcrumbs = True
    per_page = 30

    def dispatch(self, request, *args, **kwargs):
        if not RegistryAccess.of(request.user).has(RIGHT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        own = acts_within(self.request.user, RIGHT)
        programmes = ProgramPage.objects.filter(own).newest_first().select_related("latest_revision")
        page = Paginator(programmes, self.per_page).get_page(self.request.GET.get("p"))
        programme_rows = [row_of(programme) for programme in page]
        by_path = {row.page.path: row for row in programme_rows}
        within = Q(pk__in=[])
        for path in by_path:
            within |= Q(path__startswith=path)
        plans = PlanPage.objects.in_order_of_time().select_related("latest_revision")
        for plan in plans.filter(within):
            by_path[plan.path[: -plan.steplen]].plans.append(row_of(plan))
        lists = list(ProgrammesIndexPage.objects.filter(own))
        return super().get_context_data(
            rows=programme_rows,
            page_obj=page,
            own_plans=[row_of(plan) for plan in plans.filter(own, depth__in={one.depth + 1 for one in lists})],
            lists=[one for one in lists if one.permissions_for_user(self.request.user).can_add_subpage()],
            **kwargs,
        )


def row_of(page) -> Row:
    """The facts of the latest draft, read from its one stored version."""
    content = page.latest_revision.content if page.latest_revision_id else {}
    start, end = (_day(content[name]) if content else getattr(page, name) for name in ("period_start", "period_end"))
    measures = json.loads(content["measures"]) if content.get("measures") else None
    count = None
    if isinstance(page, PlanPage):
        count = sum(row["value"].get("kind") != RowKind.SECTION for row in measures or [])
    return Row(page, in_words(start, end), count)


def _day(printed):
    return date.fromisoformat(printed) if printed else None
