"""«Информация о выполнении …»: a report on what was done about an act, a plan or a programme."""

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page, PageManager
from wagtail.search import index

from cms.pages import CouncilPage, CouncilPageQuerySet
from programs.locks import SettledReportLock
from programs.models.addressed import AddressedPage
from programs.permissions import ProgrammePermissionTester
from programs.reporting.rows import Executors, figures_of, rows_of
from registry.models import Person
from resolutions.forms import ActCopyForm


class ExecutionReportQuerySet(CouncilPageQuerySet):
    def about(self, page):
        return self.filter(about=page.pk)

    def newest_first(self):
        return self.order_by("-as_of", "-pk")

    def for_listing(self):
        """With all a row of a list shows, in one query."""
        return self.newest_first().select_related("about", "draft_act", "latest_revision").defer("introduction")


class ExecutionReportPage(RoutablePageMixin, AddressedPage, CouncilPage):
    """A report drawn from cards and edited by people; its proposals become a draft act."""

    about = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("about"), on_delete=models.PROTECT, related_name="execution_reports"
    )
    as_of = models.DateTimeField(_("figures of"), default=timezone.now)
    introduction = models.TextField(_("introduction"), blank=True, help_text=_("One paragraph a line"))
    # The rows as plain data (programs.reporting.rows.ReportRow): drawn from cards, written on a screen of their own.
    rows = models.JSONField(_("table"), default=list, blank=True)
    weeks = models.JSONField(default=list, blank=True)
    unresolved = models.TextField(_("tasks that remain"), blank=True, help_text=_("One a line"))
    # What was drawn from the cards into the two texts: a person's words are told from it and kept.
    drawn = models.JSONField(default=dict, blank=True)
    draft_act = models.ForeignKey(
        "resolutions.ResolutionPage",
        verbose_name=_("draft resolution"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="annexed_reports",
    )

    objects = PageManager.from_queryset(ExecutionReportQuerySet)()

    copy_form_class = ActCopyForm
    template = "programs/execution_report_page.html"
    parent_page_types = ["programs.ProgrammesIndexPage"]
    subpage_types = []
    # It is made of the cards of an act or a plan, never from an empty form.
    is_creatable = False
    exclude_fields_in_copy = ["draft_act"]
    default_address = "report"

    search_fields = [*Page.search_fields, index.SearchField("introduction"), index.SearchField("rows_text")]
    edit_handler = TabbedInterface(
        [
            ObjectList([FieldPanel("title", classname="title"), "introduction", "unresolved"], heading=_("Report")),
            ObjectList(["slug", "search_description"], heading=_("For search engines")),
        ]
    )

    class Meta:
        verbose_name = _("report on execution")
        verbose_name_plural = _("reports on execution")

    def permissions_for_user(self, user):
        return ProgrammePermissionTester(user, self)

    def with_content_json(self, content):
        # Which draft was made of it is a fact, not a word an older version could take back.
        page = super().with_content_json(content)
        page.draft_act_id, page.about_id = self.draft_act_id, self.about_id
        return page

    def get_lock(self):
        return SettledReportLock(self) if self.is_settled else super().get_lock()

    @cached_property
    def is_settled(self):
        """Whether the act it is annexed to is a record: then so is the report."""
        return bool(self.draft_act_id) and self.draft_act.is_registered

    @property
    def was_public(self):
        return self.first_published_at is not None

    @cached_property
    def source_page(self):
        """The act, plan or programme as what it is."""
        return self.about.specific

    @property
    def table(self):
        """The rows, from the first point to the last."""
        return rows_of(self.rows)

    @property
    def figures(self):
        return figures_of(self.table)

    @property
    def title_under_kind(self):
        """The title as it stands under «ИНФОРМАЦИЯ», the kind in capitals, as councils print it."""
        return self.title.removeprefix("Информация ").strip()

    @property
    def introduction_paragraphs(self):
        return [line.strip() for line in (self.introduction or "").splitlines() if line.strip()]

    @property
    def unresolved_lines(self):
        return [line.strip() for line in (self.unresolved or "").splitlines() if line.strip()]

    @property
    def rows_text(self):
        """What was done, as plain text, for the search."""
        return "\n".join(f"{row.text} {row.done}" for row in self.table)

    @property
    def public_rows(self):
        """The rows without a person's name that its bearer has not agreed to have published."""
        rows = self.table
        people = {one["person"] for row in rows for one in row.executors if one.get("person")}
        day = timezone.localdate()
        faces = {}
        if people:
            found = Person.objects.filter(pk__in=people).with_public_face()
            faces = {person.pk: person.public_face(day) for person in found}
        for row in rows:
            for one in row.executors:
                if one.get("person"):
                    face = faces.get(one["person"])
                    one["name"] = face.name if face else ""
            row.executors = [one for one in row.executors if one["name"]]
        return rows

    @property
    def public_sections(self):
        return sections_of(self.public_rows, self.unresolved_lines)

    def get_context(self, request, *args, **kwargs):
        rows = self.public_rows
        sections = sections_of(rows, self.unresolved_lines)
        return super().get_context(request, *args, **kwargs) | {"rows": rows, "sections": sections}

    def as_annex(self) -> tuple[str, bytes]:
        """The report as it is written now, as a file of the act that takes note of it; the act's readers may see it."""
        from programs.report_papers import report_pdf_of

        written = self.get_latest_revision_as_object()
        return f"{written.title[:120]}.pdf".replace("/", "-").replace("\\", "-"), report_pdf_of(written)

    @path("pdf/", name="pdf")
    def printed(self, request):
        """The report as a file; on the site it is the public one."""
        from programs.report_papers import answer_with_report

        return answer_with_report(self)


def sections_of(rows, unresolved) -> list[dict]:
    """What was done, grouped as councils' reports are: by department, by member organisations, what remains."""
    units: dict[str, list] = {}
    members = []
    for row in rows:
        if not row.done.strip():
            continue
        if row.group == Executors.UNIT:
            units.setdefault(", ".join(row.executor_names) or "Исполнитель не назначен", []).append(row)
        else:
            members.append(row)
    sections = [{"heading": name, "rows": own, "lines": []} for name, own in units.items()]
    sections += [{"heading": "Членские организации", "rows": members, "lines": []}] if members else []
    sections += (
        [{"heading": "Остаются нерешёнными отдельные задачи", "rows": [], "lines": unresolved}] if unresolved else []
    )
    return sections
