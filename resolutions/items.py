"""The operative part as its reader sees it: points with anchors, inherited addressees and read deadlines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from cms.typography import with_non_breaking_spaces
from control.deadline_correcting import reading_of
from control.deadlines import Deadline, DeadlineKind
from control.wording import reading_in_words
from resolutions.blocks import ItemClass

_FULL_NUMBER = re.compile(r"\d+(\.\d+)*")
_NOT_WORD = re.compile(r"\W")


@dataclass
class OperativeItem:
    """A point of the adopted text."""

    id: str
    label: str
    level: int
    text: str
    item_class: str
    anchor: str
    addressees: list[str] = field(default_factory=list)
    inherited_addressees: list[str] = field(default_factory=list)
    deadline_words: str = ""
    deadline_dates: str = ""
    act_date: object = None
    written_in: str = settings.LANGUAGE_CODE  # another language where its words have been translated

    @property
    def printed_label(self):
        """The number as it stands before the text: «3.2.», «а)»."""
        return self.label if not self.label or self.label.endswith(")") else f"{self.label}."

    @property
    def first_words(self) -> str:
        """So much of the text as the contents name the point by."""
        return " ".join(self.text.split(None, 4)[:4]).rstrip(" …")

    @property
    def look(self) -> str:
        """The classes of the point in the style sheet: its depth, and how much room its number takes."""
        classes = f"point point--{self.level}"
        is_heading = self.item_class == ItemClass.HEADING
        if is_heading:
            classes += " point--heading"
        if not self.label:
            classes += " point--bare"
            if self.level > 1 and not is_heading and not self.text.startswith(("-", "–", "—", "•")):
                classes += " point--dash"
        elif len(self.label) > 5:
            classes += " point--long"
        return classes

    @property
    def mark_title(self) -> str:
        """How the mark beside the point is called to those who hear the page."""
        if self.label:
            return gettext("Deadline and addressees of point %(label)s") % {"label": self.label}
        return gettext("Deadline and addressees")

    @property
    def item_class_display(self):
        return ItemClass(self.item_class).label

    @cached_property
    def deadline(self) -> Deadline | None:
        """The author's words read as dates, or as he put them right; None where the point has no deadline."""
        if not self.deadline_words and not self.deadline_dates:
            return None
        return reading_of(self.deadline_words, self.deadline_dates, act_date=self.act_date)

    @property
    def deadline_reading(self) -> str:
        """The dates in words; nothing where none could be read, for the words themselves are in the text."""
        unread = self.deadline is None or self.deadline.kind == DeadlineKind.UNSPECIFIED
        return "" if unread else reading_in_words(self.deadline)

    @property
    def text_html(self) -> SafeString:
        """The text escaped and typeset, the deadline in it marked as a term."""
        before, words, after = self.text.partition(self.deadline_words) if self.deadline_words else (self.text, "", "")
        if not words:
            return mark_safe(with_non_breaking_spaces(escape(self.text)))  # noqa: S308 escaped just here
        return format_html('{}<span class="term">{}</span>{}', *map(with_non_breaking_spaces, (before, words, after)))


def operative_items(stream, act_date) -> list[OperativeItem]:
    """The points of a stream of items, each with its anchor: "p3.2", "p5-а" for «а)», "p5-1" for an unnumbered one."""
    items: list[OperativeItem] = []
    path: list[OperativeItem] = []
    anchors: set[str] = set()
    for block in stream:
        value = block.value
        level = int(value["level"] or 1)
        path = path[: level - 1]
        label = (value["label"] or "").strip().rstrip(".")
        anchor = _anchor(label, path[-1].anchor if path else "p", anchors)
        anchors.add(anchor)
        item = OperativeItem(
            id=block.id,
            label=label,
            level=level,
            text=value["text"],
            item_class=value["item_class"],
            anchor=anchor,
            addressees=[line.strip() for line in (value["addressees"] or "").splitlines() if line.strip()],
            deadline_words=(value["deadline"] or "").strip(),
            deadline_dates=(value.get("deadline_dates") or "").strip(),
            act_date=act_date,
        )
        if not item.addressees:
            item.inherited_addressees = next((above.addressees for above in reversed(path) if above.addressees), [])
        items.append(item)
        path.append(item)
    return items


def anchor_of(label) -> str:
    """The anchor of a point known by its number alone: where it is no full number, none is sure."""
    label = label.strip().rstrip(".")
    return f"p{label}" if _FULL_NUMBER.fullmatch(label) else ""


def _anchor(label, parent, taken):
    """A full number stands for itself; a letter or a dash is told apart by the point above it."""
    if _FULL_NUMBER.fullmatch(label) and f"p{label}" not in taken:
        return f"p{label}"
    stem = f"{parent}-{_NOT_WORD.sub('', label)}"
    if label and stem not in taken:
        return stem
    return next(anchor for anchor in (f"{parent}-{n}" for n in count(1)) if anchor not in taken)
