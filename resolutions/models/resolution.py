"""The act itself: a page whose numbered points are structured text."""

import datetime
import logging

from anyascii import anyascii
from django.db import models
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.text import Truncator, slugify
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, WorkflowState
from wagtail.search import index

from cms.pages import CouncilPage, CouncilPageQuerySet
from documents.models import RecordChain
from registry.access import RegistryAccess
from registry.models import Body
from resolutions.blocks import AnnexBlock, ItemsBlock, SignatoryBlock
from resolutions.comparing import compare_acts
from resolutions.forms import ActCopyForm, ActForm
from resolutions.frozen import refuse_deletion, refuse_saving, refuse_update
from resolutions.full_names import full_name_of
from resolutions.issuers import is_of_another_council
from resolutions.items import operative_items
from resolutions.locks import DeliberationLock, RegisteredLock
from resolutions.models.agenda import AgendaItem
from resolutions.models.approval import Visa
from resolutions.models.meeting import Meeting
from resolutions.models.relation import Relation
from resolutions.models.status import EDITABLE, DocumentType, Status
from resolutions.models.translation import ActTranslation
from resolutions.numbering import normalise_number
from resolutions.permissions import ActPermissionTester
from resolutions.reach import acts_within
from resolutions.relations.force import force_on, in_force
from resolutions.relations.standing import Standing
from resolutions.restriction import is_open_to

logger = logging.getLogger(__name__)


# What the page of an act names of its body and of its meeting; the rest of both is rules and papers of the secretary.
READ = {
    Body: ("body", "name", "name_genitive", "organisation", "kind", "meetings_shown", "votes_shown"),
    Meeting: ("listed__meeting", "body", "number", "mode", "starts_at", "voting_until", "state"),
}
UNREAD = [
    f"{relation}__{field.name}"
    for model, (relation, *names) in READ.items()
    for field in model._meta.concrete_fields
    if field.name not in names and not field.primary_key
]


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
        """With everything an act's own page names, in one query; it says, too, what need not be asked at all.

        The names over an act come from the day of its registration: only a draft asks for its issuer.
        """
        from resolutions.models.registration import Correction, ElectronicSignature

        acts = self.select_related("body", "official_file", "listed__meeting").defer(*UNREAD)
        act = models.OuterRef("pk")
        relations = Relation.objects.in_force().filter(models.Q(act=act) | models.Q(target=act))
        return acts.annotate(
            is_translated=models.Exists(ActTranslation.objects.shown().filter(act=act)),
            is_related=models.Exists(relations),
            is_corrected=models.Exists(Correction.objects.filter(registration__act=act)),
            is_signed_electronically=models.Exists(ElectronicSignature.objects.filter(registration__act=act)),
        )

    def with_opinions(self):
        """With the approval under way and the last opinion in it; Wagtail's own prefetch knows only bare pages."""
        states = WorkflowState.objects.active().select_related(
            "current_task_state__task", "current_task_state__finished_by"
        )
        return self.prefetch_related(
            models.Prefetch("_specific_workflow_states", queryset=states, to_attr="_current_workflow_states")
        )

    def with_ball(self):
        """With everything ``resolutions.remarks.place_of`` says of a row, in a fixed number of queries."""
        visas = Visa.objects.filter(round=models.F("sheet__round")).with_people()
        agenda = AgendaItem.objects.filter(outcome="").select_related("meeting__body")
        return (
            self.with_opinions()
            .select_related("owner")
            .prefetch_related(
                models.Prefetch("approval_sheet__visas", queryset=visas, to_attr="current_visas"),
                models.Prefetch("agenda_items", queryset=agenda, to_attr="coming_agenda"),
            )
        )

    def registered(self):
        return self.filter(status=Status.REGISTERED)

    def in_force(self, day):
        """Registered acts in force on the day."""
        return in_force(self, day)

    def ending_between(self, first, last):
        """Registered acts whose term, or that of their programme, ends in those days; repealed ones are not meant."""
        return self.in_force(first).filter(in_force_until__range=(first, last)).order_by("in_force_until", "pk")

    def open_to(self, user, right="read_drafts"):
        """Acts, drafts among them, of the councils in which the account holds the right."""
        return self.filter(acts_within(user, right))

    def with_number(self, printed):
        """Acts that bear this number, however its dashes and spaces were typed."""
        number = normalise_number(printed)
        # Spelt out: neither SQLite nor PostgreSQL in the C locale folds the case of Cyrillic.
        return self.filter(number_norm__in={number, number.upper(), number.lower()})

    def update(self, **values):
        refuse_update(self, values)
        return super().update(**values)

    update.alters_data = True

    def delete(self, *args, **kwargs):
        refuse_deletion(self)
        return super().delete(*args, **kwargs)

    # As Django does: a manager has no delete() of its own.
    delete.alters_data = delete.queryset_only = True


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
    def languages_shown(self):
        """Into which languages the act is translated, as far as its readers see the translation."""
        if not (self.is_registered and self.live and getattr(self, "is_translated", True)):
            return []
        return list(self.translations.shown().order_by("language").values_list("language", flat=True))

    @path("")
    def index_route(self, request, *args, **kwargs):
        """The act; at the address of another language, its translation where there is one."""
        from resolutions.translating.reading import read_in

        translated = read_in(self, get_language()) if get_language() in self.languages_shown else None
        if translated is None or getattr(request, "is_preview", False):
            return super().index_route(request, *args, **kwargs)
        original = self.get_url_parts(request)
        return self.render(
            request,
            template="resolutions/translations/act.html",
            context_overrides={
                "page": translated,
                "self": translated,
                "translated": translated,
                "original_url": original[2] if original else "",
            },
        )

    @path("editions/", name="editions")
    def chosen_editions(self, request):
        """The form that asks for two editions leads to their comparison."""
        days = [request.GET.get(name) or self.standing.editions[-1].day.isoformat() for name in ("from", "to")]
        earlier, later = sorted(self._edition_day(day).isoformat() for day in days)
        return redirect(self.url + self.reverse_subpage("compare", args=[earlier, later]))

    @path("edition/<str:day>/", name="edition")
    def edition_page(self, request, day):
        """The act as it read from a day on; any other day leads to the edition of that time."""
        wanted = self._edition_day(day)
        if wanted.isoformat() != day:
            return redirect(self.url + self.reverse_subpage("edition", args=[wanted.isoformat()]))
        edition = self.standing.edition(wanted)
        return self._of_edition(request, "resolutions/edition.html", edition=edition)

    @path("compare/<str:earlier>/<str:later>/", name="compare")
    def comparison_page(self, request, earlier, later):
        """Two editions as one text, with what went and what came marked."""
        days = [self._edition_day(earlier), self._edition_day(later)]
        old, new = (self.standing.edition(day) for day in sorted(days))
        rows = compare_acts(old.text, new.text)
        return self._of_edition(request, "resolutions/edition_compare.html", old=old, new=new, rows=rows)

    def _edition_day(self, words):
        """The first day of the edition that was in force on the named day."""
        try:
            day = datetime.date.fromisoformat(words)
        except ValueError as error:
            raise Http404 from error
        days = [edition.day for edition in self.standing.editions if edition.day <= day]
        if not (self.is_registered and days):
            raise Http404
        return days[-1]

    def _of_edition(self, request, template, **context):
        response = self.render(request, template=template, context_overrides=context)
        # The act has one address for search engines.
        response["X-Robots-Tag"] = "noindex"
        return response

    @path("cite/", name="cite")
    def cite_page(self, request):
        """The act as a line of a list of references, of the day it is read on."""
        from resolutions.browsing.references import reference_of

        self._refuse_unless_public()
        point = request.GET.get("point", "").strip()
        point = point if point in {item.label for item in self.standing.items if item.label} else ""
        response = self.render(
            request,
            template="resolutions/public/cite.html",
            context_overrides={
                "reference": reference_of(self, timezone.localdate(), point=point),
                "point": point,
            },
        )
        response["X-Robots-Tag"] = "noindex"
        return response

    @path("cite/bibtex/", name="cite_bibtex")
    def cite_bibtex(self, request):
        from resolutions.browsing.references import bibtex_of

        return self._reference_file(bibtex_of, "application/x-bibtex", "bib")

    @path("cite/ris/", name="cite_ris")
    def cite_ris(self, request):
        from resolutions.browsing.references import ris_of

        return self._reference_file(ris_of, "application/x-research-info-systems", "ris")

    def _reference_file(self, written, media_type, extension):
        self._refuse_unless_public()
        response = HttpResponse(written(self, timezone.localdate()), content_type=f"{media_type}; charset=utf-8")
        name = f"{self.number or self.pk}.{extension}"
        response["Content-Disposition"] = content_disposition_header(True, name)
        response["X-Robots-Tag"] = "noindex"
        return response

    def _refuse_unless_public(self):
        """Only what has an address for everybody is cited by it."""
        if not self.face.listed:
            raise Http404

    @path("pdf/", name="pdf")
    def official_pdf(self, request):
        """The stored official file, byte for byte."""
        if not (self.live and self.official_file_id):
            raise Http404
        return self.serve_official_file(request)

    @path("file/<str:sha256>/", name="kept_file")
    def kept_file(self, request, sha256):
        """A paper from before a correction, the copy with the mark of a signature, or the signature itself."""
        from resolutions.correcting import papers_of

        official = papers_of(self).get(sha256) if self.live and self.is_registered else None
        if official is None:
            raise Http404
        return _frozen_file(request, official, inline=official.media_type == "application/pdf")

    @path("annex/<int:position>/", name="annex")
    def annex_file(self, request, position):
        """The file of an annex as it was on the day of registration, whatever the library holds now."""
        annex = self.frozen_annexes.get(position) if self.live and self.is_registered else None
        if annex is None:
            raise Http404
        return _frozen_file(request, annex.official_file, inline=annex.official_file.media_type == "application/pdf")

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

    def serve_official_file(self, request):
        return _frozen_file(request, self.official_file)


def _frozen_file(request, official, *, inline=True):
    """The kept bytes, with the fingerprint by which a reader's copy is known to be the same."""
    etag = f'"{official.sha256}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified()
    try:
        content = official.read()
    except (OSError, ValueError):
        logger.exception("The official file %s is missing or altered", official.pk)
        return HttpResponse(_("The official file cannot be shown now."), status=503, content_type="text/plain")
    return HttpResponse(
        content,
        content_type=official.media_type,
        headers={
            "Content-Disposition": content_disposition_header(not inline, official.file_name),
            "ETag": etag,
            "Digest": f"sha-256={official.sha256}",
        },
    )
