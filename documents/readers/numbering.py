"""Word's automatic numbering: the labels a reader sees printed although they are not in the text (numbering.xml)."""

from __future__ import annotations

from dataclasses import dataclass, field

from documents.readers.styles import Styles, W, int_of, switch, value

MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent/*"
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"
DASHES = "-‐‑‒–—−\uf02d"
ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
ROMAN += ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
MAX_START = 32_767  # Word's own limits: without them a crafted list prints labels of gigabytes
MAX_LETTERS = 780
MAX_PATTERN = 255


@dataclass(slots=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass
class Numbering:
    """The lists of a document; label() must be called for each numbered paragraph in reading order."""

    abstract_of: dict[str, str] = field(default_factory=dict)
    levels_of: dict[str, dict[int, Level]] = field(default_factory=dict)
    overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def read(cls, root, styles: Styles) -> Numbering:
        """Read numbering.xml (None where the document has no lists)."""
        numbering = cls()
        if root is None:
            return numbering
        borrowed = {}
        for abstract in root.iterfind(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId", "")
            numbering.levels_of[key] = {
                int_of(level, "ilvl", 0): _level(level) for level in abstract.iterfind(f"{W}lvl")
            }
            borrowed[key] = value(abstract.find(f"{W}numStyleLink"))
        links = {num.get(f"{W}numId", ""): value(num.find(f"{W}abstractNumId")) for num in root.iterfind(f"{W}num")}
        for num in root.iterfind(f"{W}num"):
            key = num.get(f"{W}numId", "")
            abstract = links[key]
            if borrowed.get(abstract):  # a list that is only the name of a list style: the levels stand elsewhere
                abstract = links.get(styles.numbering(borrowed[abstract])[0], abstract)
            if abstract is not None:
                numbering._add(key, abstract, num.findall(f"{W}lvlOverride"))
        return numbering

    def _add(self, key, abstract, changes):
        replaced = {int_of(change, "ilvl", 0): change.find(f"{W}lvl") for change in changes}
        replaced = {ilvl: _level(level) for ilvl, level in replaced.items() if level is not None}
        if replaced:  # a list with levels of its own counts by itself
            own = f"{abstract}/{key}"
            self.levels_of[own] = self.levels_of.get(abstract, {}) | replaced
            abstract = own
        self.abstract_of[key] = abstract
        for change in changes:
            start = change.find(f"{W}startOverride")
            if start is not None:
                self.overrides.setdefault(key, {})[int_of(change, "ilvl", 0)] = _bounded(int_of(start, "val", 1))

    def level_of_style(self, num_id: str, style: str | None) -> int | None:
        """The level a paragraph style is tied to in this list."""
        levels = self.levels_of.get(self.abstract_of.get(num_id, ""), {})
        return next((number for number, level in levels.items() if style and level.style == style), None)

    def label(self, num_id: str, ilvl: int) -> str:
        """The next printed label of this list at this level; "" where nothing is printed."""
        abstract = self.abstract_of.get(num_id)
        levels = self.levels_of.get(abstract or "", {})
        level = levels.get(ilvl)
        if level is None:
            return ""
        counter = self.counters.setdefault(abstract, {})
        override = self.overrides.get(num_id, {}).get(ilvl)
        if override is not None and (num_id, ilvl) not in self.started:
            counter[ilvl] = override
        else:
            counter[ilvl] = counter.get(ilvl, level.start - 1) + 1
        self.started.add((num_id, ilvl))
        for deeper in [number for number in counter if number > ilvl]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or ilvl < restart:  # 0 means: never
                del counter[deeper]
        if level.format == "bullet":
            return ("–" if level.text[0] in DASHES else "•") if level.text.strip() else ""
        return self._printed(level, levels, counter)

    def _printed(self, level, levels, counter):
        label = level.text
        for number in range(8, -1, -1):
            mark = f"%{number + 1}"
            if mark in label:
                other = levels.get(number, Level())
                style = "decimal" if level.legal and other.format not in ("bullet", "none") else other.format
                label = label.replace(mark, formatted(counter.get(number, other.start), style))
        return label.strip()


def formatted(number: int, style: str) -> str:
    """A number as Word prints it in a number format; "" for a level that has no number of its own."""
    if style in ("none", "bullet"):
        return ""
    if style == "decimalZero":
        return f"{number:02d}"
    if style in ("upperRoman", "lowerRoman") and 0 < number < 4000:
        return _roman(number) if style == "upperRoman" else _roman(number).lower()
    for name, alphabet in (("Letter", LATIN), ("russian", RUSSIAN)):
        if name in style and 0 < number <= MAX_LETTERS:
            letter = alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)
            return letter.upper() if "upper" in style.lower() else letter
    return str(number)


def _level(element) -> Level:
    form = element.find(f"{W}numFmt")
    if form is None:  # a newer format with an older one beside it for programs that do not know it
        form = next(
            (found for branch in element.iterfind(MC_FALLBACK) for found in branch.iterfind(f"{W}numFmt")), None
        )
    return Level(
        start=_bounded(int_of(element.find(f"{W}start"), "val", 0)),
        format=value(form) or "decimal",
        text=_clean(value(element.find(f"{W}lvlText")) or ""),
        legal=bool(switch(element.find(f"{W}isLgl"))),
        restart=int_of(restart, "val", 0) if (restart := element.find(f"{W}lvlRestart")) is not None else None,
        style=value(element.find(f"{W}pStyle")),
    )


def _bounded(number: int) -> int:
    return min(max(number, 0), MAX_START)


def _clean(pattern: str) -> str:
    return " ".join(pattern[:MAX_PATTERN].split())


def _roman(number: int) -> str:
    printed = ""
    for worth, sign in ROMAN:
        while worth <= number:
            printed += sign
            number -= worth
    return printed
