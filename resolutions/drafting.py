"""A paper that has been read becomes a draft act."""

from django.db import transaction

from documents.interchange import CouncilDocument, Item
from registry.models import Body, Organisation, OrganisationKind
from registry.names import name_key
from resolutions.blocks import MAX_LEVEL
from resolutions.models.resolution import ResolutionPage
from resolutions.models.status import PRINTED_TYPES, DocumentType
from resolutions.reading.annexes import UNNAMED_ANNEX


@transaction.atomic
def create_draft(document: CouncilDocument, parent, user=None) -> ResolutionPage:
    """Create the unpublished page of an act under its council's list, with the words exactly as they were read.

    Organisations and bodies the registry does not know yet are added to it under the printed name.
    """
    council = parent.council_organisation
    issuer = _organisation(document.issuer, council)
    act = ResolutionPage(
        live=False,
        owner=user,
        superior=_organisation(document.superior, council),
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
    # A draft may lack its number, date or title: what it needs is asked when it is submitted.
    act.save_revision(user=user, log_action="wagtail.create", clean=False)
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
    """The organisation the registry knows by this name, short name or alias, whatever its capitals and quotes."""
    return Organisation.objects.named(printed).order_by("closed_on", "pk").first()


def find_body(organisation: Organisation | None, printed: str | None) -> Body | None:
    """The body of the organisation with this name; «Совет Федерации» is also found as «Совет»."""
    if not (organisation and printed):
        return None
    key = name_key(printed)
    bodies = list(organisation.bodies.all())
    exact = [body for body in bodies if body.name_key == key]
    named_first = [body for body in bodies if key.startswith(body.name_key + " ")]
    return next(iter(exact + named_first), None)


def _organisation(printed, council):
    if not printed:
        return None
    # Whoever the paper names beside the council is an outsider until the secretariat says what it is.
    return find_organisation(printed) or Organisation.objects.create(
        name=printed, kind=OrganisationKind.EXTERNAL, superior=council
    )


def _body(organisation, printed):
    if not (organisation and printed):
        return None
    return find_body(organisation, printed) or Body.objects.create(
        organisation=organisation, name=printed.capitalize() if printed.isupper() else printed
    )
