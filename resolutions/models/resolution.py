"""The act itself: a page whose numbered points are structured text."""

from anyascii import anyascii
from django.db import models
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from cms.pages import CouncilPage, CouncilPageQuerySet
from documents.models import RecordChain
from registry.access import RegistryAccess
from resolutions.blocks import AnnexBlock, ItemsBlock, SignatoryBlock
from resolutions.forms import ActCopyForm, ActForm
from resolutions.frozen import refuse_saving
from resolutions.full_names import full_name_of
from resolutions.issuers import is_of_another_council
from resolutions.items import operative_items
from resolutions.locks import DeliberationLock, RegisteredLock
from resolutions.models.act_addresses import ActAddresses
from resolutions.models.act_queries import ResolutionQuerySet
from resolutions.models.status import EDITABLE, DocumentType, Status
from resolutions.numbering import normalise_number
from resolutions.permissions import ActPermissionTester
from resolutions.relations.force import force_on
from resolutions.relations.standing import Standing
from resolutions.restriction import is_open_to


class ResolutionPage(ActAddresses, CouncilPage):
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
    number = models.CharField(
        _("number"),
        max_length=50,
        blank=True,
        help_text=_("Given at registration. Write it, without the sign №, only for an act adopted earlier on paper."),
    )
    number_norm = models.CharField(max_length=200, editable=False, db_index=True)
    adopted_on = models.DateField(
        _("date"),
        null=True,
        blank=True,
        help_text=_("The day of adoption; the meeting gives it. Write it for an act adopted earlier on paper."),
    )
    in_force_from = models.DateField(
        _("in force from"), null=True, blank=True, help_text=_("Empty: from the day of adoption.")
    )
    in_force_until = models.DateField(
        _("in force until"),
        null=True,
        blank=True,
        help_text=_("The last day of the act or its programme, if it has one."),
    )
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

    # The chain of records of the council it was written in: set once, whatever becomes of bodies and cards later.
    record_chain = models.CharField(max_length=64, blank=True, editable=False)

    # Fields that verbs move, not editors: a revision must never carry an old value of them back.
    record_fields = ["status", "registered_at", "printed_header", "official_file_id", "record_chain"]

    objects = PageManager.from_queryset(ResolutionQuerySet)()

    base_form_class = ActForm
    copy_form_class = ActCopyForm
    template = "resolutions/resolution_page.html"
    parent_page_types = ["resolutions.ResolutionIndexPage"]
    subpage_types = []
    page_description = _("A decision of the council, its presidium or another body")
    exclude_fields_in_copy = [
        "record_chain",
        "status",
        "registered_at",
        "printed_header",
        "official_file",
        "number",
        "number_norm",
    ]

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
        FieldRowPanel(["in_force_from", "in_force_until"], heading=_("Term")),
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
        # The newest acts of all, of a body and of an organisation: read in their order, however many there are.
        indexes = [
            models.Index(fields=["-adopted_on", "-page_ptr"], name="acts_newest"),
            models.Index(fields=["body", "-adopted_on", "-page_ptr"], name="acts_of_body_newest"),
            models.Index(fields=["issuer", "-adopted_on", "-page_ptr"], name="acts_of_issuer_newest"),
        ]
        verbose_name = _("act")
        verbose_name_plural = _("acts")

    def save(self, *args, **kwargs):
        refuse_saving(self, kwargs.get("update_fields"))
        if not self.record_chain and self.path and (council := self.council_organisation):
            self.record_chain = RecordChain.key_of_council(council.pk)
        return super().save(*args, **kwargs)

    def full_clean(self, *args, **kwargs):
        self._derive_title_and_address()
        super().full_clean(*args, **kwargs)

    def full_clean_of_derived(self):
        """The title and the address anew, where a verb has corrected the words they follow from."""
        self._derive_title_and_address()

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

    def number_is_taken(self, number, adopted_on, body, document_type):
        """Whether the register holds another act under the number, within what numbers of the body do not repeat."""
        from resolutions.numbers.rule import NumberRule

        if not (number and adopted_on and body):
            return False
        entry = NumberRule(body, document_type, adopted_on).entry_of(number)
        return entry is not None and entry.act_id != self.pk

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
    def full_name(self):
        """«Постановление Совета от 12.03.2026 № 5 «О …»»."""
        return full_name_of(self)

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
        settled = ["is_restricted", "number", "adopted_on"] if self.is_registered else []
        for name in [*self.record_fields, *settled]:
            setattr(page, name, getattr(self, name))
        return page

    def route(self, request, path_components):
        """A restricted act answers strangers as if it did not exist; Wagtail would send them to the log-in."""
        if self.is_restricted and not is_open_to(request, self):
            raise Http404
        return super().route(request, path_components)

    def permissions_for_user(self, user):
        return ActPermissionTester(user, self)

    def get_lock(self):
        if self.is_registered:
            return RegisteredLock(self)
        return super().get_lock() if self.is_editable else DeliberationLock(self)

    @property
    def is_registered(self):
        return self.status == Status.REGISTERED

    @property
    def is_editable(self):
        """Whether the deliberation allows the text to be written; Wagtail's workflow may freeze it besides."""
        return self.status in EDITABLE

    @cached_property
    def council_organisation(self):
        """The organisation whose council keeps this act."""
        return self.get_parent().specific.council_organisation

    def may(self, user, right):
        """Whether the account holds the right in the council of this act."""
        council = self.council_organisation
        return bool(council) and RegistryAccess.of(user).may(right, council.path)

    @cached_property
    def standing(self):
        """How the act stands to others, as far as its readers may know."""
        return Standing(self)

    @cached_property
    def face(self):
        """What its page says besides the text."""
        from resolutions.browsing.face import PublicFace

        return PublicFace(self)

    def force_on(self, day):
        """Whether the act is in force on the day, or which act has repealed it."""
        return force_on(self, day, self.standing.incoming)

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

    @cached_property
    def frozen_annexes(self):
        """The files kept at registration, by the place of the annex in the act."""
        from resolutions.models.registration import RegisteredAnnex

        kept = RegisteredAnnex.objects.filter(registration__act=self.pk).select_related("official_file")
        return {annex.sort_order: annex for annex in kept}

    @property
    def printed_annexes(self):
        """The annexes as pairs with the file kept at registration, where there is one."""
        kept = self.frozen_annexes if self.is_registered and self.annexes else {}
        return [(block.value, kept.get(position)) for position, block in enumerate(self.annexes, start=1)]
