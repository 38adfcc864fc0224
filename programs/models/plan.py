"""A plan: measures with those who answer for them and the terms in the author's words."""

import datetime

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from cms.pages import CouncilPageQuerySet
from programs.blocks import MeasuresBlock
from programs.measures import PlanRow, plan_rows
from programs.models.paper import ApprovedPaper
from programs.panels_of_pages import MeasuresPanel


class PlanQuerySet(CouncilPageQuerySet):
    def in_order_of_time(self):
        return self.order_by("period_start", "period_end", "pk")

    def for_listing(self):
        """With all a row of a list shows, in one query."""
        return (
            self.order_by("-period_end", "-period_start", "-pk").select_related("approved_by__body").defer("measures")
        )

    def approved_by_nobody(self):
        """Those that still wait for the act that approves them."""
        return self.filter(approved_by=None, approval_words="")


class PlanPage(ApprovedPaper):
    """A plan for a year, half a year or any period: a table of measures, under its programme or on its own."""

    measures = StreamField(MeasuresBlock(required=False), verbose_name=_("measures"), blank=True)

    objects = PageManager.from_queryset(PlanQuerySet)()

    template = "programs/plan_page.html"
    parent_page_types = ["programs.ProgramPage", "programs.ProgrammesIndexPage"]
    subpage_types = []
    page_description = _("A table of measures for a year, half a year or any period")

    search_fields = [
        *Page.search_fields,
        index.SearchField("measures_text", boost=2),
        index.FilterField("period_end"),
    ]

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [FieldPanel("title", classname="title"), ApprovedPaper.period_panel, MeasuresPanel("measures")],
                heading=_("Plan"),
            ),
            ObjectList([ApprovedPaper.approval_panel], heading=_("Approval")),
            ObjectList(["slug", "search_description"], heading=_("For search engines")),
        ]
    )

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")

    def is_over_on(self, day):
        return self.period_end is not None and self.period_end < day

    def covers(self, day):
        """Whether the plan is for this day; an open end reaches any."""
        return (self.period_start or datetime.date.min) <= day <= (self.period_end or datetime.date.max)

    @property
    def length(self):
        """How long the plan runs; without an end, for ever."""
        return (self.period_end or datetime.date.max) - (self.period_start or datetime.date.min)

    @cached_property
    def programme(self):
        """The programme this plan belongs to, or none."""
        from programs.models.programme import ProgramPage

        parent = self.get_parent()
        return ProgramPage.objects.filter(pk=parent.pk).first() if parent else None

    @property
    def own_act(self):
        """The act that approved the plan; without one of its own, that of its programme."""
        return self.approved_by or (self.programme.approved_by if self.programme else None)

    @cached_property
    def rows(self) -> list[PlanRow]:
        """The table from top to bottom, the names of sections among the measures."""
        return plan_rows(self.measures, self.period_start, self.period_end)

    def duties(self):
        """What there is to do, a measure each: item_id, label, text, addressees, deadline."""
        return (row for row in self.rows if not row.is_section)

    @property
    def measure_count(self):
        return sum(1 for _row in self.duties())

    @property
    def measures_text(self):
        """All rows as plain text, for the search."""
        return "\n".join(f"{block.value['text']} {block.value['responsible']}" for block in self.measures)
