"""What paragraph and character styles of a Word file say about numbering and hidden text (styles.xml)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_ANCESTORS = 20  # Word itself allows about ten


@dataclass(slots=True)
class Style:
    """One style's own word on numbering and hiding; None where it says nothing."""

    based_on: str | None = None
    num_id: str | None = None
    ilvl: int | None = None
    hidden: bool | None = None


@dataclass
class Styles:
    """The styles of a document, each inheriting from the one it is based on."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str | None = None  # the style of paragraphs that name none

    @classmethod
    def read(cls, root) -> Styles:
        """Read styles.xml (None where the document has no styles)."""
        styles = cls()
        for element in root.iterfind(f"{W}style") if root is not None else ():
            key = element.get(f"{W}styleId", "")
            num_id, ilvl = num_pr(element.find(f"{W}pPr/{W}numPr"))
            hidden = switch(element.find(f"{W}rPr/{W}vanish"))
            styles.by_id[key] = Style(value(element.find(f"{W}basedOn")), num_id, ilvl, hidden)
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true", "on"):
                styles.default = key
        return styles

    def line_of(self, style_id: str | None) -> Iterator[tuple[str, Style]]:
        """A style and its ancestors, nearest first; circles and endless lines are cut."""
        for _step in range(MAX_ANCESTORS):
            if style_id is None or style_id not in self.by_id:
                return
            style = self.by_id[style_id]
            yield style_id, style
            style_id = style.based_on

    def numbering(self, style_id: str | None) -> tuple[str | None, int | None]:
        """The list and the level a style puts its paragraphs in."""
        num_id = ilvl = None
        for _id, style in self.line_of(style_id):
            num_id = style.num_id if num_id is None else num_id
            ilvl = style.ilvl if ilvl is None else ilvl
        return num_id, ilvl

    def hides(self, style_id: str | None) -> bool:
        """Whether a style hides its text."""
        return next((style.hidden for _id, style in self.line_of(style_id) if style.hidden is not None), False)


def value(element) -> str | None:
    """The value of a property, or None where the property is absent."""
    return element.get(f"{W}val") if element is not None else None


def switch(element) -> bool | None:
    """A property that is on, off or (None) not spoken of."""
    return element.get(f"{W}val", "true") not in ("0", "false", "off") if element is not None else None


def int_of(element, attribute: str, default: int) -> int:
    """A whole number in an attribute of Word's, or the default where it is absent or nonsense."""
    try:
        return int(element.get(f"{W}{attribute}", default)) if element is not None else default
    except ValueError:
        return default


def num_pr(element) -> tuple[str | None, int | None]:
    """The list and the level named in a paragraph's or a style's numbering properties."""
    if element is None:
        return None, None
    ilvl = element.find(f"{W}ilvl")
    return value(element.find(f"{W}numId")), int_of(ilvl, "val", 0) if ilvl is not None else None
