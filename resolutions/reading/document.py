"""Read a resolution: requisites, preamble, items, control, signature and annexes, with every doubt as a warning."""

from __future__ import annotations

from collections import deque
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from control.deadlines import DeadlineKind, read_deadline
from documents.interchange import CouncilDocument, DeadlineReading, Item, Warning
from documents.source import SourceDocument
from resolutions.reading import annexes as annex_reading
from resolutions.reading import checks, signatures
from resolutions.reading.addressees import read_addressees
from resolutions.reading.citations import cite
from resolutions.reading.classes import item_class
from resolutions.reading.control_clause import read_control
from resolutions.reading.enacting import EnactingClause, find_enacting
from resolutions.reading.header import Header, read_header
from resolutions.reading.numbering import read_label
from resolutions.reading.operative import Node, read_items
from resolutions.reading.paper import PaperLine, paper_lines

_LONGEST_PARAGRAPH = 10_000  # signs; what is longer is not searched to its end
_TERMLESS = {"acknowledgement", "declaration", "approval", "control"}
_TYPES = {"постан": "Постановление", "реш": "Решение", "распор": "Распоряжение", "приказ": "Приказ"}
_RELATIONS = {"repeal": "repeals", "amendment": "amends"}


def read_resolution(source: SourceDocument) -> CouncilDocument:
    """Read an act; raises UnreadableDocument when the paper decides nothing."""
    lines = paper_lines(source)
    clause = find_enacting(lines)
    header = read_header(lines, clause.first)
    document = new_document(source, "resolution")
    document.superior, document.issuer = header.superior, header.issuer
    document.body = header.body or clause.body
    document.type_name = header.type_name or _inferred_type(clause.verb)
    document.number, document.place, document.title = header.number, header.place, header.title
    document.date = header.date.iso if header.date else None
    document.enacting = clause.text

    preamble = [line for line in lines[header.end : clause.first] if line.text]
    document.preamble = [line.text for line in preamble]
    operative, signed, attached = _divide(lines, clause)
    nodes, doubts = read_items(operative)
    act_date = header.date.day if header.date else None
    document.items = [_item(node, None, act_date) for node in nodes]

    preamble_text = [(line.number, line.text[:_LONGEST_PARAGRAPH]) for line in preamble]
    preamble_text.append((lines[clause.last].number, clause.text[:_LONGEST_PARAGRAPH]))
    item_text = [(item.line or 0, item.text[:_LONGEST_PARAGRAPH], item.item_class) for item in walk(document.items)]
    paragraphs = preamble_text + [(line, text) for line, text, _class in item_text]
    for _line, text in preamble_text:
        cite(document, text)
    for _line, text, class_ in item_text:
        cite(document, text, _RELATIONS.get(class_, "cites"))
    cited = [annex for line, text in paragraphs for annex in annex_reading.announced(text, line)]
    headings = [index for index, line in enumerate(attached) if line.text and annex_reading.is_annex_heading(line)]
    united = annex_reading.united(cited, annex_reading.in_file(attached, headings))
    document.annexes = [annex.as_dict() for annex in united]

    found = signatures.read_signatures(signed)
    document.signatories = [{"position": one.position, "name": one.name} for one in found]
    control = next((item for item in walk(document.items) if item.item_class == "control"), None)
    document.control = read_control(control.label, control.text) if control else None

    document.warnings = [
        *_header_warnings(header, clause, document, lines),
        *(checks.numbering_warning(doubt.code, doubt.line, doubt.words) for doubt in doubts),
        *_item_warnings(document.items),
        *checks.impossible_dates(paragraphs),
        *checks.two_names(paragraphs),
        *checks.alias_mismatch(paragraphs),
        *checks.unbalanced_quotes([*_title_paragraph(header), *paragraphs]),
        *_annex_warnings(united),
        *_closing_warnings(document, found, lines),
    ]
    document.warnings = checks.in_order(document.warnings)
    return document


def new_document(source: SourceDocument, kind: str) -> CouncilDocument:
    """An empty reading of this file."""
    about = {"name": source.name, "sha256": source.sha256, "media_type": source.media_type}
    return CouncilDocument(source=about, kind=kind)


def walk(items: list[Item]):
    """Every item of a tree, top to bottom."""
    waiting = list(reversed(items))
    while waiting:
        item = waiting.pop()
        yield item
        waiting.extend(reversed(item.items))


def _inferred_type(verb: str) -> str | None:
    return next((name for stem, name in _TYPES.items() if verb.lower().startswith(stem)), None)


# ---- the parts of the paper -------------------------------------------------------------------------------------


def _divide(lines: list[PaperLine], clause: EnactingClause):
    """What follows the clause: the items, the signature block and the annexes."""
    after = lines[clause.last + 1 :]
    if clause.rest:
        after = [PaperLine(lines[clause.last].number, clause.rest, clause.rest), *after]
    labelled = [index for index, line in enumerate(after) if line.text and read_label(line)[0] is not None]
    first = labelled[0] if labelled else 0
    annex = next(
        (i for i, line in enumerate(after) if i > first and line.text and annex_reading.is_annex_heading(line)),
        len(after),
    )
    last = max((index for index in labelled if index < annex), default=-1)
    end = annex
    for index in range(first, annex):
        line = after[index]
        if not line.text or index in (first,) or read_label(line)[0] is not None:
            continue
        if signatures.is_signed_line(line) or (
            index > last and signatures.is_position(line) and _stands_apart(after, index)
        ):
            end = index
            break
    return after[:end], after[end:annex], after[annex:]


def _stands_apart(lines: list[PaperLine], index: int) -> bool:
    """A position is a signature, not an item's text, unless a bare number or a colon stands before it."""
    before = next((line for line in reversed(lines[:index]) if line.text), None)
    if before is None:
        return False
    label, text, _twice = read_label(before)
    return not (label is not None and not text) and not before.text.endswith(":")


def _item(node: Node, parent: str | None, act_date: date | None) -> Item:
    """Read what an item says; its sub-items are read one after another, however deep they lie."""
    root, waiting = None, deque([(node, parent, None)])
    while waiting:
        current, parent_class, owner = waiting.popleft()
        item = _one_item(current, parent_class, act_date)
        if owner is None:
            root = item
        else:
            owner.items.append(item)
        waiting.extend((child, item.item_class, item) for child in current.children)
    return root


def _one_item(node: Node, parent: str | None, act_date: date | None) -> Item:
    text = node.text
    address = read_addressees(text, opens_list=bool(node.children))
    verbs = text[address.end :].lstrip(" ,:") if address.parties else text
    class_ = item_class(text, verbs=verbs, has_children=bool(node.children), parent=parent)
    parties = [] if class_ in {"control", "acknowledgement", "approval", "declaration"} else list(address.parties)
    if class_ == "instruction" and parties and not verbs and node.children:
        class_ = "heading"
    return Item(
        label=node.printed,
        text=text,
        item_class=class_,
        addressees=parties,
        deadline=None if class_ in _TERMLESS else _deadline(text, act_date),
        line=node.line,
    )


def _deadline(text: str, act_date: date | None) -> DeadlineReading | None:
    found = read_deadline(text, act_date=act_date)
    if not found.raw:
        return None
    return DeadlineReading(
        raw=found.raw,
        kind=found.kind.value,
        start=found.start.isoformat() if found.start else None,
        end=found.end.isoformat() if found.end else None,
        due=[day.isoformat() for day in found.due],
    )


# ---- doubts -----------------------------------------------------------------------------------------------------


def _header_warnings(header: Header, clause: EnactingClause, document: CouncilDocument, lines: list[PaperLine]):
    clause_line = lines[clause.last].number
    head_line = next((line.number for line in lines if line.text), 1)
    requisites = header.date_line or header.number_line or header.title_line or head_line
    if not document.issuer:
        yield Warning("issuer-missing", _("The paper does not say which organisation adopted the act."), head_line)
    if not header.body and clause.body:
        message = _("The body is not named in the header; “%(body)s” is taken from the enacting clause.")
        yield Warning("body-inferred", message % {"body": clause.body}, clause_line)
    elif not header.body:
        yield Warning("body-missing", _("The paper does not say which body adopted the act."), clause_line)
    if not header.type_name:
        message = _("The kind of act is not printed; “%(verb)s” suggests it.")
        yield Warning("type-inferred", message % {"verb": clause.verb}, clause_line)
    if not header.number:
        yield Warning("number-missing", _("The act has no number."), requisites)
    if not header.date:
        yield Warning("date-missing", _("The act has no date."), requisites)
    elif header.date.day is None:
        yield checks.impossible_date(header.date.words.strip(), header.date_line)
    if not header.place:
        yield Warning("place-missing", _("The place where the act was made is not given."), requisites)
    if not header.title:
        yield Warning("title-missing", _("The act has no title."), requisites)


def _item_warnings(items: list[Item]):
    if not items:
        yield Warning("items-missing", _("Nothing follows the enacting clause."), None)
    for item in items:
        if (
            item.item_class == "instruction"
            and not item.addressees
            and not any(child.addressees for child in item.items)
        ):
            message = _("Item %(label)s does not say who is to act.")
            yield Warning("addressee-missing", message % {"label": item.label or _short(item.text, 40)}, item.line)
    for item in walk(items):
        if (
            item.deadline
            and item.deadline.kind == DeadlineKind.UNSPECIFIED
            and any(map(str.isdigit, item.deadline.raw))
        ):
            yield checks.impossible_date(item.deadline.raw, item.line)
    instructions, termless = _count_terms(items)
    if termless:
        message = ngettext(
            "%(count)d instruction of %(total)d has no deadline.",
            "%(count)d instructions of %(total)d have no deadline.",
            len(termless),
        )
        yield Warning("deadline-missing", message % {"count": len(termless), "total": instructions}, termless[0].line)


def _count_terms(items: list[Item]) -> tuple[int, list[Item]]:
    """How many instructions there are, and those without a deadline of their own or of the item above."""
    instructions, termless = 0, []
    waiting = [(item, False) for item in reversed(items)]
    while waiting:
        item, covered = waiting.pop()
        covered = covered or item.deadline is not None
        waiting.extend((child, covered) for child in reversed(item.items))
        if item.item_class == "instruction" and not item.items:
            instructions += 1
            if not covered:
                termless.append(item)
    return instructions, termless


def _annex_warnings(found: list[annex_reading.Annex]):
    for annex in found:
        if annex.shared_mark:
            message = _("One mark “attached” stands for two documents.")
            yield Warning("annex-mark-shared", message, annex.line)
        if not annex.present:
            if annex_reading.UNNAMED_ANNEX.fullmatch(annex.title):
                message = _("An annex is cited but is not in the file.")
            else:
                message = _("The annex “%(title)s” is not in the file.") % {"title": _short(annex.title)}
            yield Warning("annex-missing", message, annex.line)


def _short(words: str, length: int = 80) -> str:
    return words if len(words) <= length else words[: length - 1].rsplit(" ", 1)[0] + "…"


def _closing_warnings(document: CouncilDocument, found: list[signatures.Signatory], lines: list[PaperLine]):
    last = next((line.number for line in reversed(lines) if line.text), None)
    if document.control is None:
        yield Warning("control-missing", _("Nobody is charged with control."), last)
    elif not (document.control["position"] or document.control["person"]):
        control = next(item for item in walk(document.items) if item.item_class == "control")
        yield Warning("controller-missing", _("The control clause does not name anyone."), control.line)
    if not found:
        yield Warning("signatory-missing", _("The act is not signed."), last)
    for signatory in found:
        if signatory.name is None:
            message = _("The name of the signatory is missing: “%(position)s”.")
            yield Warning("signatory-name-missing", message % {"position": signatory.position}, signatory.line)


def _title_paragraph(header: Header) -> list[tuple[int, str]]:
    return [(header.title_line or 0, header.title)] if header.title else []
