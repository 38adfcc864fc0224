"""The points of an act as data, and the three things another text may do to one of them."""

import copy
import re
import uuid

from control.deadlines import read_deadline
from resolutions.blocks import Operation
from resolutions.reading.addressees import read_addressees
from resolutions.reading.classes import item_class

# «3.1. Текст», «3.1 Текст», «а) текст»: the number a new wording brings along. «3 ноября» and «30.12.2022» are none.
_LABEL = re.compile(
    r"(?P<label>\d{1,3}(?:\.\d{1,2})*(?=[.)]\s)|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s)|[а-яё](?=\)))[.)]?\s*", re.IGNORECASE
)
_NUMBER = re.compile(r"(?P<stem>(?:\d+\.)*)(?P<last>\d+)")

# Words of the record: Russian whatever the interface speaks.
REPEALED = "Утратил силу."


class UnknownPoint(LookupError):
    """The text has no such point."""


class Points:
    """The operative part as plain data: the blocks of the stream, top to bottom, each with its stable id."""

    def __init__(self, blocks):
        self.blocks = blocks

    @classmethod
    def of(cls, act):
        """A copy of the act's points; the act keeps its own."""
        return cls(copy.deepcopy(list(act.items.get_prep_value())) if act.items else [])

    def __iter__(self):
        return iter(self.blocks)

    def copy(self):
        return Points(copy.deepcopy(self.blocks))

    def find(self, point_id):
        """The block with this id, or None."""
        return next((block for block in self.blocks if block["id"] == point_id), None)

    def text(self, point_id) -> str:
        block = self.find(point_id)
        return block["value"]["text"] if block else ""

    def label(self, point_id) -> str:
        block = self.find(point_id)
        return label_of(block) if block else ""

    def with_label(self, printed):
        """The block of this number, or None; where numbers repeat, the one written in full under its point («5.а»)."""
        wanted = clean_label(printed)
        found = [block for block in self.blocks if label_of(block) == wanted]
        if not found:
            found = [block for block, full in self._full_labels() if full == wanted]
        return found[0] if len(found) == 1 else None

    def under(self, point_id):
        """The point with all that stands below it, as blocks."""
        start, end = self._reach(point_id)
        return self.blocks[start:end]

    def replace(self, point_id, wording):
        """Give the point a new wording; the number it brings along is its own and is left out of the text."""
        block = self._wanted(point_id)
        label, text = split_label(wording)
        _reword(block["value"], text if label == label_of(block) else unquoted(wording))

    def delete(self, point_id):
        """Take the point away with all that stands below it."""
        start, end = self._reach(point_id)
        del self.blocks[start:end]

    def repeal(self, point_id):
        """Leave the point its number, and nothing else."""
        block = self._wanted(point_id)
        start, end = self._reach(point_id)
        block["value"] |= {"text": REPEALED, "addressees": "", "deadline": "", "item_class": "declaration"}
        block["value"].pop("deadline_dates", None)
        del self.blocks[start + 1 : end]

    def insert(self, point_id, wording, *, new_id="", label=""):
        """Add a point after this one and all below it (at the end without one); return its block.

        Its number is the given one, or the one the wording brings along, or the next free.
        """
        brought, text = split_label(wording)
        after = self._wanted(point_id) if point_id else None
        place = self._reach(point_id)[1] if point_id else len(self.blocks)
        block = {
            "type": "item",
            "id": new_id or str(uuid.uuid4()),
            "value": {
                "label": clean_label(label) or brought or self.next_label(point_id),
                "level": after["value"]["level"] if after else "1",
                "item_class": item_class(text, verbs=text, has_children=False, parent=None),
                "text": "",
                "addressees": "",
                "deadline": "",
                "target_act": None,
                "target_points": "",
                "operation": "",
                "new_text": "",
            },
        }
        _reword(block["value"], text)
        self.blocks.insert(place, block)
        return block

    def apply(self, operation, point_id, wording="", *, new_id="", label=""):
        """Do one of the operations; return the id of the point it left, an empty string where it left none."""
        if operation == Operation.INSERT:
            return self.insert(point_id, wording, new_id=new_id, label=label)["id"]
        if operation == Operation.DELETE:
            self.delete(point_id)
            return ""
        self.replace(point_id, wording)
        return point_id

    def next_label(self, point_id) -> str:
        """A free number for a point added after this one: the next one, or a number below it («3.1»)."""
        taken = {label_of(block) for block in self.blocks}
        own = self.label(point_id) if point_id else self._last_label()
        found = _NUMBER.fullmatch(own)
        if not found:
            return "" if own or self.blocks else "1"
        following = f"{found['stem']}{int(found['last']) + 1}"
        if following not in taken:
            return following
        return next(label for n in range(1, 1000) if (label := f"{own}.{n}") not in taken)

    def _last_label(self):
        return next((label_of(block) for block in reversed(self.blocks) if str(block["value"]["level"]) == "1"), "")

    def _wanted(self, point_id):
        block = self.find(point_id)
        if block is None:
            raise UnknownPoint(point_id)
        return block

    def _reach(self, point_id):
        start = self.blocks.index(self._wanted(point_id))
        level = int(self.blocks[start]["value"]["level"] or 1)
        end = start + 1
        while end < len(self.blocks) and int(self.blocks[end]["value"]["level"] or 1) > level:
            end += 1
        return start, end

    def _full_labels(self):
        path = []
        for block in self.blocks:
            level = int(block["value"]["level"] or 1)
            path = [*path[: level - 1], label_of(block)]
            yield block, ".".join(filter(None, path))


def _reword(value, text):
    """Put the text in, with the deadline and the addressees that stand in it; those of the old words go with them."""
    value["text"] = text
    if not (value["deadline"] and value["deadline"] in text):
        value["deadline"] = read_deadline(text).raw
        value.pop("deadline_dates", None)  # the days were those of the old words
    if not all(line.strip() in text for line in (value["addressees"] or "").splitlines()):
        value["addressees"] = ""
    value["addressees"] = value["addressees"] or "\n".join(read_addressees(text, opens_list=False).parties)


def clean_label(printed) -> str:
    """The number without its last dot or bracket: «3.1.» is «3.1», «а)» is «а»."""
    return (printed or "").strip().rstrip(".)").strip()


def label_of(block) -> str:
    return clean_label(block["value"]["label"])


def split_label(wording) -> tuple[str, str]:
    """The number a wording begins with, and the rest; quotation marks around the whole are not part of it."""
    text = unquoted(wording)
    found = _LABEL.match(text)
    if found and text[found.end() :].strip():
        return found["label"], text[found.end() :].strip()
    return "", text


def unquoted(wording) -> str:
    """The wording without the quotation marks around the whole of it."""
    text = (wording or "").strip()
    inner = text.rstrip(".;")
    if not (inner.startswith("«") and inner.endswith("»")):
        return text
    depth = 0
    for place, sign in enumerate(inner):
        depth += (sign == "«") - (sign == "»")
        if depth == 0 and place < len(inner) - 1:
            return text
    return inner[1:-1].strip() if depth == 0 else text


def labels_in(printed) -> list[str]:
    """The numbers of points named with commas: «1.2, п. 3 и 4» are three."""
    words = re.sub(r"(?<!\w)(?:под)?п(?:ункт\w*|п)?\.?(?=\s|\d)", " ", printed or "", flags=re.IGNORECASE)
    parts = re.split(r"[,;]|\s+и\s+|\s+", words)
    return list(dict.fromkeys(label for part in parts if (label := clean_label(part))))
