"""Word's automatic numbering: the labels a reader sees printed although they are not in the text (numbering.xml)."""

from __future__ import annotations

from dataclasses import dataclass, field

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"
DASHES = "-‐‑‒–—−\uf02d"


@dataclass
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
    def read(cls, root) -> Numbering:
        """Read numbering.xml (None where the document has no lists)."""
        numbering = cls()
        if root is None:
            return numbering
        for abstract in root.iterfind(f"{W}abstractNum"):
            levels = {int_of(level, "ilvl", 0): _level(level) for level in abstract.iterfind(f"{W}lvl")}
            numbering.levels_of[abstract.get(f"{W}abstractNumId", "")] = levels
        for num in root.iterfind(f"{W}num"):
            key, link = num.get(f"{W}numId", ""), num.find(f"{W}abstractNumId")
            if link is None:
                continue
            abstract = link.get(f"{W}val", "")
            replaced = [change for change in num.iterfind(f"{W}lvlOverride") if change.find(f"{W}lvl") is not None]
            if replaced:
                # A list with levels of its own counts by itself.
                levels = dict(numbering.levels_of.get(abstract, {}))
                for change in replaced:
                    levels[int_of(change, "ilvl", 0)] = _level(change.find(f"{W}lvl"))
                abstract = f"{abstract}/{key}"
                numbering.levels_of[abstract] = levels
            numbering.abstract_of[key] = abstract
            for change in num.iterfind(f"{W}lvlOverride"):
                start = change.find(f"{W}startOverride")
                if start is not None:
                    numbering.overrides.setdefault(key, {})[int_of(change, "ilvl", 0)] = int_of(start, "val", 1)
        return numbering

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
            return "–" if level.text[:1] in DASHES and level.text else "•"
        return self._printed(level, levels, counter)

    def _printed(self, level, levels, counter):
        label = level.text
        for number in range(8, -1, -1):
            mark = f"%{number + 1}"
            if mark in label:
                other = levels.get(number, Level())
                style = "decimal" if level.legal else other.format
                label = label.replace(mark, formatted(counter.get(number, other.start), style))
        return label.strip()


def formatted(number: int, style: str) -> str:
    """A number as Word prints it in a number format."""
    if style in ("none",):
        return ""
    if style == "decimalZero":
        return f"{number:02d}"
    if style in ("upperRoman", "lowerRoman"):
        roman = _roman(number)
        return roman if style == "upperRoman" else roman.lower()
    for name, alphabet in (("Letter", LATIN), ("russian", RUSSIAN)):
        if name in style and 0 < number <= len(alphabet) * 20:
            letter = alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)
            return letter.upper() if "upper" in style.lower() else letter
    return str(number)


def int_of(element, attribute: str, default: int) -> int:
    """A whole number in an attribute of Word's, or the default where it is absent or nonsense."""
    try:
        return int(element.get(f"{W}{attribute}", default))
    except ValueError:
        return default


def _level(element) -> Level:
    def value(name):
        found = element.find(f"{W}{name}")
        return found

    start, restart, style = value("start"), value("lvlRestart"), value("pStyle")
    format_, text = value("numFmt"), value("lvlText")
    return Level(
        start=int_of(start, "val", 1) if start is not None else 0,
        format=format_.get(f"{W}val", "decimal") if format_ is not None else "decimal",
        text=text.get(f"{W}val", "") if text is not None else "",
        legal=value("isLgl") is not None,
        restart=int_of(restart, "val", 0) if restart is not None else None,
        style=style.get(f"{W}val") if style is not None else None,
    )


def _roman(number: int) -> str:
    signs = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"))
    signs += ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    printed = ""
    for value, sign in signs:
        while 0 < value <= number < 4000:
            printed += sign
            number -= value
    return printed
