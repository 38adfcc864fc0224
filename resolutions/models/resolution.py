"""The act itself: a page whose numbered points are structured text."""

import logging

from anyascii import anyascii
from django.db import models
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, WorkflowState
from wagtail.search import index

from cms.pages import CouncilPage, CouncilPageQuerySet
from resolutions.blocks import AnnexBlock, ItemsBlock, SignatoryBlock
from resolutions.forms import ActCopyForm, ActForm
from resolutions.issuers import is_of_another_council
from resolutions.items import operative_items
from resolutions.locks import RegisteredLock
from resolutions.numbering import normalise_number
from resolutions.permissions import ActPermissionTester
from resolutions.restriction import is_open_to

logger = logging.getLogger(__name__)


class DocumentType(models.TextChoices):
    """The kind of an act, printed over its text."""

    RESOLUTION = "resolution", _("Resolution")
    DECISION = "decision", _("Decision")
    DIRECTIVE = "directive", _("Directive")


# Words of the record, printed and read in Russian whatever the interface speaks.
PRINTED_TYPES = {
    DocumentType.RESOLUTION: "Постановление",
    DocumentType.DECISION: "Решение",
    DocumentType.DIRECTIVE: "Распоряжение",
}


class Status(models.TextChoices):
    """The deliberative status, moved only by named verbs; whether the page is published is another matter."""

    DRAFT = "draft", _("draft")
    REGISTERED = "registered", _("registered")


class ResolutionQuerySet(CouncilPageQuerySet):
    def private_q(self):
        """Restricted acts are private by their own mark, too: a lost view restriction must not open them."""
        return super().private_q() | models.Q(is_restricted=True)

    def newest_first(self):
        return self.order_by("-adopted_on", "-pk")

    def for_listing(self):
        """With all a row of a list shows, in one query."""
        return self.select_related("body", "issuer").defer("preamble", "items", "signatories", "annexes")

    def for_reading(self):
        """With everything an act's own page names, in one query."""
        return self.select_related("issuer", "superior", "body", "official_file")

    def with_opinions(self):
        """With the approval under way and the last opinion in it; Wagtail's own prefetch knows only bare pages."""
        states = WorkflowState.objects.active().select_related(
            "current_task_state__task", "current_task_state__finished_by"
        )
        return self.prefetch_related(
            models.Prefetch("_specific_workflow_states", queryset=states, to_attr="_current_workflow_states")
        )

    def registered(self):
        return self.filter(status=Status.REGISTERED)

    def with_number(self, printed):
        """Acts that bear this number, however its dashes and spaces were typed."""
        number = normalise_number(printed)
        # Spelt out: neither SQLite nor PostgreSQL in the C locale folds the case of Cyrillic.
        return self.filter(number_norm__in={number, number.upper(), number.lower()})


class ResolutionPage(RoutablePageMixin, CouncilPage):
    """A resolution, decision or directive of a collegial body, from first draft to registered act."""

    issuer = models.ForeignKey(
        "registry.Organisation",
        verbose_name=_("issuer"),
        on_delete=models.PROTECT,
        null=True,
        related_name="issued_acts",
        help_text=_("The organisation whose act this is"),
    )
    superior = models.ForeignKey(
        "registry.Organisation",
        verbose_name=_("superior organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Printed above the issuer"),
    )
    body = models.ForeignKey(
        "registry.Body", verbose_name=_("body"), on_delete=models.PROTECT, null=True, related_name="acts"
    )
    document_type = models.CharField(_("type"), max_length=20, choices=DocumentType, default=DocumentType.RESOLUTION)
    number = models.CharField(_("number"), max_length=50, help_text=_("As printed, without the sign №"))
    number_norm = models.CharField(max_length=200, editable=False, db_index=True)
    adopted_on = models.DateField(_("date"), null=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    heading = models.TextField(
        _("title"), help_text=_("What the act is about: «О …», «Об …», without a full stop at the end")
    )
    preamble = models.TextField(_("preamble"), blank=True, help_text=_("One paragraph a line"))
    enacting_clause = models.TextField(_("enacting clause"), help_text=_("For example «Совет Федерации ПОСТАНОВЛЯЕТ:»"))
    items = StreamField(ItemsBlock(), verbose_name=_("points"))
    signatories = StreamField([("signatory", SignatoryBlock())], verbose_name=_("signatories"))
    annexes = StreamField([("annex", AnnexBlock())], verbose_name=_("annexes"), blank=True)
    is_restricted = models.BooleanField(
        _("for official use only"),
        default=False,
        help_text=_("Registered, but shown to nobody outside the council: neither on the site nor in the search."),
    )

    status = models.CharField(
        _("status"), max_length=20, choices=Status, default=Status.DRAFT, editable=False, db_index=True
    )
    registered_at = models.DateTimeField(_("registered at"), null=True, editable=False)
    printed_header = models.JSONField(default=dict, editable=False)
    official_file = models.ForeignKey(
        "documents.OfficialFile", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    # Fields that verbs move, not editors: a revision must never carry an old value of them back.
    record_fields = ["status", "registered_at", "printed_header", "official_file_id"]

    objects = PageManager.from_queryset(ResolutionQuerySet)()

    base_form_class = ActForm
    copy_form_class = ActCopyForm
    template = "resolutions/resolution_page.html"
    parent_page_types = ["resolutions.ResolutionIndexPage"]
    subpage_types = []
    page_description = _("A decision of the council, its presidium or another body")
    exclude_fields_in_copy = ["status", "registered_at", "printed_header", "official_file", "number", "number_norm"]

    search_fields = [
        *Page.search_fields,
        index.SearchField("heading", boost=4),
        index.SearchField("number", boost=6),
        index.SearchField("preamble"),
        index.SearchField("items_text", boost=2),
        index.SearchField("signatories_text"),
        index.FilterField("number_norm"),
        index.FilterField("adopted_on"),
        index.FilterField("body_id"),
    ]

    text_panels = [
        FieldPanel(
            "heading",
            classname="title",
            widget=AdminAutoHeightTextInput(attrs={"rows": 1, "placeholder": _("Title of the act")}),
        ),
        FieldPanel("preamble"),
        FieldPanel("enacting_clause"),
        FieldPanel("items"),
    ]
    requisites_panels = [
        MultiFieldPanel(["superior", "issuer", "body", "document_type"], heading=_("Header")),
        FieldRowPanel(["number", "adopted_on", "place"], heading=_("Number, date, place")),
        FieldPanel("signatories"),
        "is_restricted",
    ]
    annexes_panels = [FieldPanel("annexes")]
    promote_panels = [FieldPanel("search_description")]
    settings_panels = []
    edit_handler = TabbedInterface(
        [
            ObjectList(text_panels, heading=_("Text")),
            ObjectList(requisites_panels, heading=_("Requisites")),
            ObjectList(annexes_panels, heading=_("Annexes")),
            ObjectList(promote_panels, heading=_("For search engines")),
        ]
    )

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")

    def full_clean(self, *args, **kwargs):
        self._derive_title_and_address()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        self._derive_title_and_address()
        super().minimal_clean()

    def _derive_title_and_address(self):
        """The page's title and address follow from the act's title, which may be longer than either allows."""
        heading = " ".join((self.heading or "").split())
        self.title = Truncator(heading or gettext("Draft without a title")).chars(255, truncate="…")
        self.number_norm = normalise_number(self.number or "")
        if not self.first_published_at:
            base = slugify(anyascii(self.title))[:80].rstrip("-") or "act"
            self.slug = self._get_autogenerated_slug(base)

    def number_is_taken(self, number, adopted_on, body, document_type, acts_list=None):
        """Whether another registered act of this body and type on the council's list bears the number that year.

        The list may be given for an act that does not stand on it yet.
        """
        if not (number and adopted_on and body):
            return False
        others = ResolutionPage.objects.registered().with_number(number).exclude(pk=self.pk)
        if list_path := acts_list.path if acts_list else self.path[: -self.steplen]:
            others = others.filter(path__startswith=list_path)
        return others.filter(body=body, document_type=document_type, adopted_on__year=adopted_on.year).exists()

    @property
    def number_clashes(self):
        """Whether another act has been registered under the number of this one."""
        return self.number_is_taken(self.number, self.adopted_on, self.body, self.document_type)

    @property
    def issuer_is_foreign(self):
        """Whether the act would be registered in the name of another council."""
        council = self.get_parent().specific.council_organisation
        return bool(council and self.issuer and is_of_another_council(self.issuer, council))

    @property
    def may_be_registered(self):
        return not (self.number_clashes or self.issuer_is_foreign)

    @property
    def header(self):
        """The names at the head of the act: those of the day of registration once it is a record."""
        return self.printed_header or {
            "superior": self.superior.name if self.superior else "",
            "issuer": self.issuer.name if self.issuer else "",
            "body": self.body.name if self.body else "",
        }

    def with_content_json(self, content):
        page = super().with_content_json(content)
        kept = [*self.record_fields, "is_restricted"] if self.is_registered else self.record_fields
        for name in kept:
            setattr(page, name, getattr(self, name))
        return page

    def get_cache_key_components(self):
        # The official file comes a moment after the publication; the page of an annex may be taken back any day.
        annexes = sorted(self.open_annex_pages)
        return [*super().get_cache_key_components(), self.status, self.official_file_id, annexes]

    def route(self, request, path_components):
        """A restricted act answers strangers as if it did not exist; Wagtail would send them to the log-in."""
        if self.is_restricted and not is_open_to(request, self):
            raise Http404
        return super().route(request, path_components)

    def permissions_for_user(self, user):
        return ActPermissionTester(user, self)

    def get_lock(self):
        return RegisteredLock(self) if self.is_registered else super().get_lock()

    @property
    def is_registered(self):
        return self.status == Status.REGISTERED

    @property
    def preamble_paragraphs(self):
        return [line.strip() for line in (self.preamble or "").splitlines() if line.strip()]

    @cached_property
    def operative_items(self):
        return operative_items(self.items, self.adopted_on)

    @property
    def items_text(self):
        """All points as plain text, for the search."""
        return "\n".join(str(block.value.get("text") or "") for block in self.items)

    @property
    def signatories_text(self):
        return "\n".join(f"{block.value['position']} {block.value['name']}" for block in self.signatories)

    @cached_property
    def open_annex_pages(self):
        """Primary keys of the annexes' pages anybody may read; the address of another would tell of it."""
        pages = [block.value["page"].pk for block in self.annexes if block.value.get("page")]
        public = CouncilPageQuerySet(Page).filter(pk__in=pages).live().public() if pages else Page.objects.none()
        return set(public.values_list("pk", flat=True))

    @path("pdf/", name="pdf")
    def official_pdf(self, request):
        """The stored official file, byte for byte."""
        if not (self.live and self.official_file_id):
            raise Http404
        official = self.official_file
        etag = f'"{official.sha256}"'
        if request.headers.get("If-None-Match") == etag:
            return HttpResponseNotModified()
        try:
            content = official.read()
        except (OSError, ValueError):
            logger.exception("The official file of act %s is missing or altered", self.pk)
            return HttpResponse(_("The official file cannot be shown now."), status=503, content_type="text/plain")
        return HttpResponse(
            content,
            content_type=official.media_type,
            headers={
                "Content-Disposition": content_disposition_header(False, official.file_name),
                "ETag": etag,
                "Digest": f"sha-256={official.sha256}",
            },
        )
