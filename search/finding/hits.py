"""Finds as readers see them: with an address, fragments that lead to their points, and nothing closed since indexed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.pages import in_interface_language
from search.findable.files import FILE
from search.findable.pages import kinds, public_pages
from search.findable.parties import ORGANISATION, PERSON, named_today
from search.finding.ranking import EXACT_NUMBER
from search.fragments import cut, marked
from search.models.entry import ENDED, NOT_YET
from search.question import Question


@dataclass(frozen=True)
class Fragment:
    """A piece that answers, with the address of its very place."""

    label: str
    url: str
    html: str
    anchor: str = ""


@dataclass(frozen=True)
class Hit:
    """A find as the list shows it."""

    title: str
    url: str
    kind: str
    code: str
    date: datetime.date | None
    number: str
    about: str
    force: str
    score: int
    fragments: list[Fragment] = field(default_factory=list)
    key: str = ""
    written_in: str = ""
    found_since: datetime.datetime | None = None

    @property
    def is_exact(self) -> bool:
        """Whether it is the act asked for by its number."""
        return self.score >= EXACT_NUMBER // 2

    @property
    def number_before_title(self) -> str:
        """The number, unless the title begins with it, as that of an issue of the newspaper does."""
        return "" if self.title.replace("\xa0", " ").startswith(f"№ {self.number}") else self.number

    @property
    def name(self) -> str:
        """What it is called where there is one line for it."""
        return f"№ {self.number}. {self.title}" if self.number_before_title else self.title

    @property
    def fragment(self):
        """The best of the fragments, or the line under the title."""
        return self.fragments[0].html if self.fragments else ""


def kind_name(code: str, *, plural: bool = False) -> str:
    """What a kind is called."""
    model = kinds().get(code)
    if model is not None:
        return capfirst(model._meta.verbose_name_plural if plural else model._meta.verbose_name)
    singular, several = {
        ORGANISATION: (_("Organisation"), _("Organisations")),
        PERSON: (_("Person"), _("People")),
        FILE: (_("File"), _("Files")),
    }.get(code, (code, code))
    return several if plural else singular


def hits_of(founds, finding, request=None) -> list[Hit]:
    """The finds that anybody may see at this moment, in their order, in a fixed number of queries."""
    keys = {found.entry.page for found in founds}
    found = public_pages(finding.reach).filter(pk__in=keys).select_related("locale") if keys else ()
    pages = {page.pk: page for page in found}
    named = named_today({found.entry.person for found in founds if found.entry.person})
    marks, question = finding.wanted.marks, finding.question
    return [
        _hit(found, pages[found.entry.page], marks, question, request)
        for found in founds
        if found.entry.page in pages and (not found.entry.person or found.entry.person in named)
    ]


def _hit(found, page, marks, question, request):
    entry = found.entry
    url = entry.address or f"{address_of(page, request)}{entry.suffix}"
    kind = entry.about if entry.kind == "resolution" and entry.about else kind_name(entry.kind)
    return Hit(
        title=entry.title,
        url=url,
        kind=kind,
        code=entry.kind,
        date=entry.date,
        number=entry.number,
        about="" if entry.kind == "resolution" else entry.about,
        force=_force(entry),
        score=found.standing.score,
        fragments=_fragments(found, url, marks, question),
        key=entry.key,
        written_in=entry.language or page.locale.language_code,
        found_since=entry.found_since,
    )


def address_of(page: Page, request=None) -> str:
    """The address of a page in the language its reader speaks."""
    return in_interface_language(page.get_url(request)) or ""


def _fragments(found, url, marks, question: Question):
    pieces = found.entry.pieces
    # Found by its number: the figures of it elsewhere in the text mean nothing.
    places = [] if found.is_exact and question.number else found.standing.pieces
    chosen = [pieces[place] for place in places if place < len(pieces)]
    if not chosen:
        return [Fragment("", url, cut(pieces[0][2]))] if pieces else []
    return [
        Fragment(label, f"{url}#{anchor}" if anchor else url, marked(text, marks), anchor)
        for anchor, label, text in chosen
    ]


def _force(entry):
    if entry.starts_on is None or entry.kind != "resolution":
        return ""
    today = timezone.localdate()
    if entry.ends_on and entry.ends_on < today:
        return ENDED
    return NOT_YET if entry.starts_on > today else ""
