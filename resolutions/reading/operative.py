"""The operative part: a tree of items built from printed numbers, colons and order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from resolutions.reading.numbering import Label, read_label
from resolutions.reading.paper import PaperLine

MAX_DEPTH = 4
_CONTROL = re.compile(r"Контроль\s+(?:за\s+)?(?:ис|вы)?полнени", re.IGNORECASE)
_DEEPEST = 8  # colon after colon is not a list within a list for ever


@dataclass(slots=True)
class Node:
    """An item as it stands on paper, before its meaning is read."""

    label: Label | None
    line: int
    depth: int
    words: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def printed(self) -> str:
        """The number as printed, without the closing dot; a bullet is no number."""
        return self.label.printed if self.label and self.label.style != "bullet" else ""

    @property
    def style(self) -> str:
        return self.label.style if self.label else ""

    def ends_with(self, signs: str | tuple[str, ...]) -> bool:
        return bool(self.words) and self.words[-1].endswith(signs)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something odd in the numbering: a code, the line and the words to show."""

    code: str
    line: int
    words: str


class Tree:
    """Takes the lines of the operative part one by one and keeps the path to the item being read."""

    def __init__(self) -> None:
        self.roots: list[Node] = []
        self.doubts: list[Doubt] = []
        self._path: list[Node] = []
        self._by_number: dict[tuple[int, ...], Node] = {}
        self._awaits_text = False

    def add(self, line: PaperLine) -> None:
        label, text, twice = read_label(line)
        if twice:
            self.doubts.append(Doubt("numbering-double", line.number, f"{line.label} {line.text}".strip()[:40]))
        if label is None:
            self._unnumbered(line, text)
        else:
            if self._awaits_text:
                self.doubts.append(Doubt("label-stray", self._path[-1].line, self._path[-1].printed))
            self._numbered(Node(label, line.number, 1, [text] if text else []), label)
            self._awaits_text = not text

    # ---- numbered items ----

    def _numbered(self, node: Node, label: Label) -> None:
        if label.style != "decimal":
            self._attach(node, self._nearest_above(label.style))
        elif len(label.parts) > 1:
            self._attach(node, self._owner(label, node))
        else:
            self._attach(node, self._list_of(label.parts[0]))
        if label.style == "decimal" and (len(label.parts) > 1 or node.depth == 1):
            self._by_number[label.parts] = node

    def _nearest_above(self, style: str) -> Node | None:
        """«1)» stands under a decimal number, «а)» under those, a dash under anything numbered."""
        inner = {"bracket": ("bracket", "letter", "bullet"), "letter": ("letter", "bullet"), "bullet": ("bullet",)}[
            style
        ]
        return next((node for node in reversed(self._path) if node.style not in inner), None)

    def _owner(self, label: Label, node: Node) -> Node | None:
        owner = self._by_number.get(label.parts[:-1])
        if owner is None:
            self.doubts.append(Doubt("label-stray", node.line, label.printed))
        return owner

    def _list_of(self, number: int) -> Node | None:
        """Whose list «1.», «2.» belongs to: the act's own, or one that began anew under an item ending with a colon."""
        if not self.roots or not self._path:
            return None
        last = self._path[-1]
        top = max((node.label.parts[0] for node in (self.roots[-1],) if node.style == "decimal"), default=0)
        if number == 1 and top and last.ends_with(":"):
            return last
        for place in range(len(self._path) - 1, 0, -1):
            node = self._path[place]
            follows = node.style == "decimal" and node.label.parts == (number - 1,)
            if follows and (number != top + 1 or node.ends_with(";")):
                return self._path[place - 1]
        return None

    # ---- unnumbered lines ----

    def _unnumbered(self, line: PaperLine, text: str) -> None:
        if self._awaits_text:
            self._path[-1].words.append(text)
            self._awaits_text = False
            return
        if not self._path:
            self._attach(Node(None, line.number, 1, [text]), None)
            return
        last = self._path[-1]
        numbered = self.roots[0].style == "decimal"
        if _CONTROL.match(text) or (not numbered and last.ends_with(".") and text[:1].isupper()):
            self._attach(Node(None, line.number, 1, [text]), None)
        elif last.ends_with(":"):
            self._attach(Node(None, line.number, 1, [text]), last)
        elif last.label is None and last.ends_with((";", ".", ",")) and self._opens_list(last):
            self._attach(Node(None, line.number, 1, [text]), self._path[-2] if len(self._path) > 1 else None)
        else:
            last.words.append(text)

    def _opens_list(self, node: Node) -> bool:
        return len(self._path) == 1 or self._path[-2].ends_with(":") or self._path[-2].label is None

    def _attach(self, node: Node, owner: Node | None) -> None:
        while owner is not None and owner.depth >= _DEEPEST:
            place = next((at for at, above in enumerate(self._path) if above is owner), 0)
            owner = self._path[place - 1] if place else None
        if owner is None:
            self._path = []
            self.roots.append(node)
        else:
            while self._path and self._path[-1] is not owner:
                self._path.pop()
            if not self._path:
                self._path = [owner]
            node.depth = owner.depth + 1
            owner.children.append(node)
        self._path.append(node)


def read_items(lines: list[PaperLine]) -> tuple[list[Node], list[Doubt]]:
    """Build the tree of items from the lines between the enacting clause and the signature."""
    tree = Tree()
    for line in lines:
        if line.text or (line.label and any(map(str.isalnum, line.label))):
            tree.add(line)
    _check_numbers(tree.roots, tree.doubts)
    return tree.roots, sorted(tree.doubts, key=lambda doubt: doubt.line)


def _check_numbers(roots: list[Node], doubts: list[Doubt]) -> None:
    seen: set[tuple[int, ...]] = set()
    waiting = [roots]
    while waiting:
        siblings = waiting.pop()
        previous = 0
        for node in siblings:
            if node.children:
                waiting.append(node.children)
            if node.depth > MAX_DEPTH and node is siblings[0]:
                doubts.append(Doubt("depth-exceeded", node.line, node.printed or node.text[:40]))
            if node.style != "decimal":
                continue
            number = node.label.parts[-1]
            repeated = number == previous or (
                node.label.parts in seen and (len(node.label.parts) > 1 or node.depth == 1)
            )
            if repeated:
                doubts.append(Doubt("label-duplicate", node.line, node.printed))
            elif number != previous + 1:
                doubts.append(Doubt("numbering-gap", node.line, node.printed))
            if len(node.label.parts) > 1 or node.depth == 1:
                seen.add(node.label.parts)
            previous = number


def walk(nodes: list[Node]):
    """Every node of a tree, top to bottom."""
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.children))
