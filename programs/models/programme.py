"""Programmes of a council: the list of them, and a programme with its passport."""

from django.apps import apps
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from cms.pages import CouncilPage, CouncilPageQuerySet
from control.progress import progress_by_group
from programs.blocks import PassportRowBlock, usual_passport
from programs.models.paper import ApprovedPaper
from programs.panels_of_pages import PlansPanel
from programs.permissions import ProgrammePermissionTester

REPORTS_SHOWN = 20
PERCENT = {"max_digits": 5, "decimal_places": 2, "null": True, "blank": True}
FROM_0_TO_100 = [MinValueValidator(0), MaxValueValidator(100)]


class ProgrammesIndexPage(CouncilPage):
    """The programmes and plans of one council."""

    template = "programs/programmes_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["programs.ProgramPage", "programs.PlanPage", "programs.ExecutionReportPage"]
    max_count_per_parent = 1
    page_description = _("The list of the council's programmes and plans")

    class Meta:
        verbose_name = _("list of programmes")
        verbose_name_plural = _("lists of programmes")

    @property
    def was_public(self):
        return self.get_descendants().exclude(first_published_at=None).exists()

    def permissions_for_user(self, user):
        return IndexPermissionTester(user, self)

    def get_context(self, request, *args, **kwargs):
        from programs.models.plan import PlanPage

        context = super().get_context(request, *args, **kwargs)
        today = timezone.localdate()
        programmes = list(ProgramPage.objects.child_of(self).live().public().for_listing())
        plans = list(PlanPage.objects.child_of(self).live().public().for_listing())
        progress = _progress_of([*programmes, *plans]) if self._shows_execution else {}
        papers = [(paper, progress.get(paper.pk)) for paper in [*programmes, *plans]]
        # Named by its name: reports are made of the programmes and plans below.
        reports = apps.get_model("programs.ExecutionReportPage").objects
        context["reports"] = list(reports.child_of(self).live().public().newest_first()[:REPORTS_SHOWN])
        context["current"] = [row for row in papers if not row[0].is_over_on(today)]
        context["past"] = [row for row in papers if row[0].is_over_on(today)]
        return context

    @property
    def _shows_execution(self):
        return getattr(self.get_parent().specific, "shows_execution", False)


class IndexPermissionTester(ProgrammePermissionTester):
    """The list itself is an ordinary page; nothing under it is created straight into publication."""

    def can_publish(self):
        return super(ProgrammePermissionTester, self).can_publish()


class ProgramQuerySet(CouncilPageQuerySet):
    def newest_first(self):
        return self.order_by("-period_end", "-period_start", "-pk")

    def for_listing(self):
        """With all a row of the list shows, in a fixed number of queries."""
        return self.newest_first().select_related("approved_by__body").defer("introduction", "passport")

    def approved_by_nobody(self):
        """Those that still wait for the act that approves them."""
        return self.filter(Q(approved_by=None), approval_words="")


class ProgramPage(ApprovedPaper):
    """A programme: its passport, its period, its money, and the plans by which it is carried out."""

    introduction = models.TextField(_("introduction"), blank=True, help_text=_("One paragraph a line"))
    passport = StreamField(
        [("row", PassportRowBlock())], verbose_name=_("passport"), blank=True, default=usual_passport
    )
    funding_min = models.DecimalField(_("from, %"), validators=FROM_0_TO_100, **PERCENT)
    funding_max = models.DecimalField(_("to, %"), validators=FROM_0_TO_100, **PERCENT)
    funding_note = models.CharField(
        _("of what"), max_length=300, blank=True, help_text=_("For example «членских взносов»")
    )

    objects = PageManager.from_queryset(ProgramQuerySet)()

    template = "programs/program_page.html"
    parent_page_types = ["programs.ProgrammesIndexPage"]
    subpage_types = ["programs.PlanPage"]
    page_description = _("A programme with its passport and yearly plans")

    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("passport_text", boost=2),
        index.FilterField("period_end"),
    ]

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [FieldPanel("title", classname="title"), ApprovedPaper.period_panel, "introduction", "passport"],
                heading=_("Programme"),
            ),
            ObjectList(
                [
                    ApprovedPaper.approval_panel,
                    MultiFieldPanel(
                        [FieldRowPanel(["funding_min", "funding_max"]), "funding_note"],
                        heading=_("Share of the budget"),
                    ),
                ],
                heading=_("Approval and money"),
            ),
            ObjectList([PlansPanel()], heading=_("Plans")),
            ObjectList(["slug", "search_description"], heading=_("For search engines")),
        ]
    )

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def is_over_on(self, day):
        return self.period_end is not None and self.period_end < day

    @property
    def introduction_paragraphs(self):
        return [line.strip() for line in (self.introduction or "").splitlines() if line.strip()]

    @property
    def passport_rows(self):
        """The rows that say something, as pairs of a label and its lines."""
        rows = ((block.value["label"], (block.value["lines"] or "").splitlines()) for block in self.passport)
        said = ((label, [line.strip() for line in lines if line.strip()]) for label, lines in rows)
        return [(label, lines) for label, lines in said if lines]

    @property
    def passport_text(self):
        """The whole passport as plain text, for the search."""
        return "\n".join(f"{label} {' '.join(lines)}" for label, lines in self.passport_rows)

    @property
    def shows_share(self):
        """Whether the share of the budget is worth a row of its own: the passport mostly says it in words."""
        said = any(label.casefold().startswith("финанс") for label, _lines in self.passport_rows)
        return not said and (self.funding_min is not None or self.funding_max is not None)

    def plans(self):
        """Every plan of the programme, drafts among them, in the order of time."""
        from programs.models.plan import PlanPage

        return PlanPage.objects.child_of(self).in_order_of_time()

    def public_plans(self):
        return self.plans().live().public()

    def get_context(self, request, *args, **kwargs):
        today = timezone.localdate()
        plans = list(self.public_plans())
        yearly = [plan for plan in plans if plan.covers(today)] or plans[-1:]
        # Of the plans for this day the one for the shortest time is meant: the year's before the whole programme's.
        shown = min(yearly, key=lambda plan: plan.length, default=None)
        return super().get_context(request, *args, **kwargs) | {
            "plan": shown,
            "other_plans": [plan for plan in plans if plan != shown],
        }


def _progress_of(papers):
    """How far each paper has come with the plans under it, in a fixed number of questions."""
    groups = {paper.path: [paper.pk] for paper in papers}
    below = Q()
    for paper in papers:
        below |= Q(path__startswith=paper.path, depth=paper.depth + 1)
    if papers:
        for pk, path in Page.objects.filter(below).values_list("pk", "path"):
            groups[path[: -Page.steplen]].append(pk)
    found = progress_by_group(groups)
    return {paper.pk: found[paper.path] for paper in papers if paper.path in found}
