"""An act written as council-document/1: what its public page says, in the shape a read paper has."""

from __future__ import annotations

from documents.interchange import CouncilDocument, DeadlineReading, Item
from resolutions.models.status import PRINTED_TYPES


def document_of(act) -> CouncilDocument:
    """The act as it was adopted; the page names its editions."""
    official = act.official_file
    header = act.header
    control = next((item for item in act.operative_items if item.item_class == "control"), None)
    return CouncilDocument(
        source={
            "name": official.file_name if official else "",
            "sha256": official.sha256 if official else "",
            "media_type": official.media_type if official else "",
        },
        kind="resolution",
        superior=header.get("superior") or None,
        issuer=header.get("issuer") or None,
        body=header.get("body") or None,
        type_name=PRINTED_TYPES.get(act.document_type),
        number={"raw": act.number, "norm": act.number_norm} if act.number else None,
        date=act.adopted_on.isoformat() if act.adopted_on else None,
        place=act.place or None,
        title=act.heading or act.title,
        preamble=act.preamble_paragraphs,
        enacting=act.enacting_clause or None,
        items=_tree(act.operative_items),
        control={"label": control.label, "text": control.text, "position": None, "person": None} if control else None,
        signatories=[
            {"position": block.value["position"], "name": block.value["name"] or None} for block in act.signatories
        ],
        annexes=[
            {"title": block.value["title"], "kind": "document", "present": bool(kept or block.value.get("document"))}
            for block, kept in _annexes(act)
        ],
    )


def _annexes(act):
    kept = act.frozen_annexes if act.annexes else {}
    return [(block, kept.get(position)) for position, block in enumerate(act.annexes, start=1)]


def _tree(operative):
    """The points with those under them, by their levels."""
    top, above = [], []
    for point in operative:
        item = Item(
            label=point.label,
            text=point.text,
            item_class=point.item_class,
            addressees=point.addressees,
            deadline=_deadline(point),
        )
        above = above[: point.level - 1]
        (above[-1].items if above else top).append(item)
        above.append(item)
    return top


def _deadline(point):
    deadline = point.deadline
    if deadline is None or not deadline.raw:
        return None
    return DeadlineReading(
        raw=deadline.raw,
        kind=str(deadline.kind.value),
        start=deadline.start.isoformat() if deadline.start else None,
        end=deadline.end.isoformat() if deadline.end else None,
        due=[day.isoformat() for day in deadline.due],
    )
