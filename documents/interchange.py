"""The interchange format council-document/1: one shape for whatever was read from a paper, shown, stored or served."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

FORMAT = "council-document/1"

# The classes of an item that the format knows; a point of any other class prints as one that declares.
ITEM_CLASSES = (
    "heading",
    "acknowledgement",
    "approval",
    "declaration",
    "repeal",
    "amendment",
    "control",
    "instruction",
)


@dataclass(slots=True)
class DeadlineReading:
    """A deadline in the author's words beside the dates we read in them (ISO dates)."""

    raw: str
    kind: str
    start: str | None = None
    end: str | None = None
    due: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Item:
    """One operative item: its printed label ("" when unnumbered), words, class, addressees and sub-items.

    ``item_class`` is one of heading, acknowledgement, approval, declaration, repeal, amendment, control, instruction;
    it is called ``class`` in the interchange file. ``line`` is where the item stands in the source file; it is kept
    for the import screen and left out of the interchange file.
    """

    label: str
    text: str
    item_class: str
    addressees: list[str] = field(default_factory=list)
    deadline: DeadlineReading | None = None
    items: list[Item] = field(default_factory=list)
    line: int | None = None


@dataclass(slots=True)
class Responsible:
    """A party named in a plan's "Responsible" cell; kind is person or collective."""

    name: str
    kind: str


@dataclass(slots=True)
class Measure:
    """One row of a plan."""

    label: str
    text: str
    responsible: list[Responsible]
    deadline: DeadlineReading | None = None


@dataclass(slots=True)
class Plan:
    """A table of measures with its title and period (ISO dates)."""

    title: str
    start: str | None
    end: str | None
    measures: list[Measure] = field(default_factory=list)


@dataclass(slots=True)
class Warning:
    """Something a careful secretary would ask about, with the line it concerns."""

    code: str
    message: str
    line: int | None = None


@dataclass(slots=True)
class CouncilDocument:
    """Everything read from one paper; field names and order are those of council-document/1."""

    source: dict[str, str]  # name, sha256, media_type
    kind: str  # resolution, programme, plan, report
    superior: str | None = None
    issuer: str | None = None
    body: str | None = None
    type_name: str | None = None
    number: dict[str, str] | None = None  # raw, norm
    date: str | None = None
    place: str | None = None
    title: str | None = None
    preamble: list[str] = field(default_factory=list)
    enacting: str | None = None
    items: list[Item] = field(default_factory=list)
    control: dict[str, str | None] | None = None  # label, text, position, person
    signatories: list[dict[str, str | None]] = field(default_factory=list)  # position, name
    annexes: list[dict[str, Any]] = field(default_factory=list)  # title, kind, present
    passport: list[dict[str, Any]] = field(default_factory=list)  # label, lines
    plans: list[Plan] = field(default_factory=list)
    sections: list[dict[str, Any]] = field(default_factory=list)  # heading, points
    citations: list[dict[str, str | None]] = field(default_factory=list)  # relation, body, number, date
    warnings: list[Warning] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """The document as plain lists and dictionaries, ready for JSON."""
        data = {"format": FORMAT, **asdict(self)}
        data["items"] = [_item_as_dict(item) for item in self.items]
        return data


def _item_as_dict(item: Item) -> dict[str, Any]:
    return {
        "label": item.label,
        "text": item.text,
        "class": item.item_class if item.item_class in ITEM_CLASSES else "declaration",
        "addressees": item.addressees,
        "deadline": asdict(item.deadline) if item.deadline else None,
        "items": [_item_as_dict(child) for child in item.items],
    }


def document_from_dict(data: dict[str, Any]) -> CouncilDocument:
    """The document back from what as_dict() made of it."""
    values = {key: value for key, value in data.items() if key != "format"}
    values["items"] = [_item_from_dict(item) for item in data["items"]]
    values["plans"] = [
        Plan(
            **{
                **plan,
                "measures": [
                    Measure(
                        label=measure["label"],
                        text=measure["text"],
                        responsible=[Responsible(**party) for party in measure["responsible"]],
                        deadline=_deadline_from_dict(measure["deadline"]),
                    )
                    for measure in plan["measures"]
                ],
            }
        )
        for plan in data["plans"]
    ]
    values["warnings"] = [Warning(**warning) for warning in data["warnings"]]
    return CouncilDocument(**values)


def _item_from_dict(item):
    return Item(
        label=item["label"],
        text=item["text"],
        item_class=item["class"],
        addressees=item["addressees"],
        deadline=_deadline_from_dict(item["deadline"]),
        items=[_item_from_dict(child) for child in item["items"]],
    )


def _deadline_from_dict(deadline):
    return DeadlineReading(**deadline) if deadline else None
