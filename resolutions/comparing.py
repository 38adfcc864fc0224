"""Two texts side by side, word for word: what went and what came."""

from dataclasses import dataclass, field
from difflib import SequenceMatcher

from control.comparing import DELETED, EQUAL, INSERTED, Change, compare
from resolutions.reading.normalise import fold

TEXT_PLACES = ("heading", "preamble", "enacting_clause")


@dataclass
class Row:
    """One place of an act (a field, a point, a signatory, an annex) in two wordings."""

    place: str
    before: str = ""
    after: str = ""
    label: str = ""
    old_label: str = ""
    level: int = 1
    item: str = ""
    kind: str = EQUAL
    is_moved: bool = False
    # Other fields of the place that differ, each as (name, before, after).
    details: list = field(default_factory=list)

    @property
    def changes(self) -> list[Change]:
        return compare(self.before, self.after)

    @property
    def is_changed(self):
        return self.kind != EQUAL or self.is_moved

    @property
    def is_relabelled(self):
        return self.kind in (EQUAL, "changed") and self.label != self.old_label


def compare_acts(before, after) -> list[Row]:
    """Every place of two wordings of an act, in the order of the newer one with what went where it stood.

    Points are known by their stream id; those without a common id by their number.
    """
    rows = [_field_row(name, getattr(before, name) or "", getattr(after, name) or "") for name in TEXT_PLACES]
    rows += _rows("items", _points(before), _points(after))
    rows += _rows("signatories", _signatories(before), _signatories(after))
    rows += _rows("annexes", _annexes(before), _annexes(after))
    return [row for row in rows if row.before or row.after or row.label or row.old_label]


def changed_rows(before, after) -> list[Row]:
    """Only the places that differ."""
    return [row for row in compare_acts(before, after) if row.is_changed]


@dataclass
class _Part:
    """A point, a signatory or an annex on one side."""

    key: str
    text: str
    label: str = ""
    level: int = 1
    fields: dict = field(default_factory=dict)


def _points(act):
    return [
        _Part(
            key=block.id or f"#{index}",
            text=block.value["text"] or "",
            label=(block.value["label"] or "").strip().rstrip("."),
            level=int(block.value["level"] or 1),
            fields={
                "item_class": block.value["item_class"] or "",
                "addressees": block.value["addressees"] or "",
                "deadline": block.value["deadline"] or "",
                "deadline_dates": block.value.get("deadline_dates") or "",
            },
        )
        for index, block in enumerate(act.items or [])
    ]


def _signatories(act):
    return [
        _Part(key=block.id or f"#{index}", text=_joined(block.value["position"], block.value["name"]))
        for index, block in enumerate(act.signatories or [])
    ]


def _annexes(act):
    return [
        _Part(
            key=block.id or f"#{index}",
            text=block.value["title"] or "",
            fields={"file": _file_of(block.value), "page": getattr(block.value.get("page"), "pk", "")},
        )
        for index, block in enumerate(act.annexes or [])
    ]


def _file_of(annex):
    document = annex.get("document")
    return (document.file_hash or document.filename) if document else ""


def _joined(*words):
    return " ".join(filter(None, (fold(word or "") for word in words)))


def _field_row(place, before, after):
    return Row(place, before, after, kind=_kind(before, after))


def _kind(before, after):
    if before == after:
        return EQUAL
    return "changed" if before and after else INSERTED if after else DELETED


def _rows(place, old, new):
    """The parts of both sides as rows: those that went stand where they stood."""
    _pair_strangers(old, new)
    old_keys, new_keys = [part.key for part in old], [part.key for part in new]
    left, right = {part.key: part for part in old}, {part.key: part for part in new}
    rows = []
    for name, i1, i2, j1, j2 in SequenceMatcher(None, old_keys, new_keys, autojunk=False).get_opcodes():
        if name == "equal":
            rows += [_pair(place, left[key], right[key]) for key in new_keys[j1:j2]]
            continue
        rows += [_single(place, left[key], DELETED) for key in old_keys[i1:i2] if key not in right]
        for key in new_keys[j1:j2]:
            if key in left:
                rows.append(_pair(place, left[key], right[key], is_moved=True))
            else:
                rows.append(_single(place, right[key], INSERTED))
    return rows


def _pair_strangers(old, new):
    """Parts that share no id are one and the same where their number and, for unnumbered ones, their words agree."""
    known = {part.key for part in old} & {part.key for part in new}
    waiting = {}
    for part in new:
        if part.key not in known:
            waiting.setdefault(part.label or part.text, part)
    for part in old:
        if part.key not in known and (twin := waiting.pop(part.label or part.text, None)):
            twin.key = part.key


def _pair(place, old, new, is_moved=False):
    details = [(name, old.fields[name], value) for name, value in new.fields.items() if old.fields[name] != value]
    same = old.text == new.text and old.label == new.label and old.level == new.level and not details
    return Row(
        place,
        old.text,
        new.text,
        label=new.label,
        old_label=old.label,
        level=new.level,
        item=new.key,
        kind=EQUAL if same else "changed",
        is_moved=is_moved,
        details=details,
    )


def _single(place, part, kind):
    gone = kind == DELETED
    return Row(
        place,
        before=part.text if gone else "",
        after="" if gone else part.text,
        label="" if gone else part.label,
        old_label=part.label if gone else "",
        level=part.level,
        item=part.key,
        kind=kind,
    )
