"""A paper that has been read becomes a draft act."""

from django.db import transaction

from documents.interchange import CouncilDocument, Item
from registry.models import Body, Organisation
from resolutions.blocks import MAX_LEVEL
from resolutions.models.resolution import PRINTED_TYPES, DocumentType, ResolutionPage
from resolutions.reading.annexes import UNNAMED_ANNEX


@transaction.atomic
def create_draft(document: CouncilDocument, parent, user=None) -> ResolutionPage:
    """Create the unpublished page of an act under its council's list, with the words exactly as they were read.

    Organisations and bodies the registry does not know yet are added to it under the printed name.
    """
    issuer = _organisation(document.issuer)
    act = ResolutionPage(
        live=False,
        owner=user,
        superior=_organisation(document.superior),
        issuer=issuer,
        body=_body(issuer, document.body),
        document_type=document_type_named(document.type_name),
        number=(document.number or {}).get("raw", ""),
        adopted_on=document.date,
        place=document.place or "",
        heading=document.title or "",
        preamble="\n".join(document.preamble),
        enacting_clause=document.enacting or "",
        items=list(stream_of_items(document.items)),
        signatories=[
            ("signatory", {"position": signatory["position"] or "", "name": signatory["name"] or ""})
            for signatory in document.signatories
        ],
        # An annex cited without a name of its own has nothing to print yet; its doubt stays on the import screen.
        annexes=[
            ("annex", {"title": annex["title"], "kind": annex["kind"]})
            for annex in document.annexes
            if not UNNAMED_ANNEX.fullmatch(annex["title"])
        ],
    )
    parent.add_child(instance=act)
    act.refresh_from_db()
    act.save_revision(user=user, log_action="wagtail.create")
    return act


def stream_of_items(items: list[Item], level: int = 1):
    """The tree of read items as the flat stream the editor shows, each with its level."""
    for item in items:
        value = {
            "label": item.label,
            "level": str(level),
            "item_class": item.item_class,
            "text": item.text,
            "addressees": "\n".join(item.addressees),
            "deadline": item.deadline.raw if item.deadline else "",
        }
        yield "item", value
        yield from stream_of_items(item.items, min(level + 1, MAX_LEVEL))


def document_type_named(printed: str | None) -> str:
    """The type whose Russian name is printed over the act; a resolution where none is."""
    types = {name.casefold(): document_type for document_type, name in PRINTED_TYPES.items()}
    return types.get((printed or "").casefold(), DocumentType.RESOLUTION)


def find_organisation(printed: str | None) -> Organisation | None:
    """The organisation the registry knows by this name or short name, whatever its capitals and quotes."""
    if not printed:
        return None
    folded = fold_name(printed)
    # Compared in Python: SQLite does not fold the case of Cyrillic, and a council names few organisations.
    for pk, name, short_name in Organisation.objects.values_list("pk", "name", "short_name").iterator():
        if folded in (fold_name(name), fold_name(short_name)):
            return Organisation.objects.get(pk=pk)
    return None


def find_body(organisation: Organisation | None, printed: str | None) -> Body | None:
    """The body of the organisation with this name; «Совет Федерации» is also found as «Совет»."""
    if not (organisation and printed):
        return None
    folded = fold_name(printed)
    bodies = list(organisation.bodies.all())
    exact = [body for body in bodies if fold_name(body.name) == folded]
    named_first = [body for body in bodies if folded.startswith(fold_name(body.name) + " ")]
    return next(iter(exact + named_first), None)


def fold_name(name: str) -> str:
    """A name for comparison: one case, ё as е, no quotes, single spaces."""
    folded = name.casefold().replace("ё", "е")
    return " ".join("".join(char for char in folded if char not in "«»„“”\"'").split())


def _organisation(printed):
    if not printed:
        return None
    return find_organisation(printed) or Organisation.objects.create(name=printed)


def _body(organisation, printed):
    if not (organisation and printed):
        return None
    return find_body(organisation, printed) or Body.objects.create(
        organisation=organisation, name=printed.capitalize() if printed.isupper() else printed
    )
