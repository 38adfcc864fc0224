"""Versions of the agenda: what was sent, and what is different in a later one."""

from bisect import bisect_left
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from resolutions.models.agenda import AgendaItem, AgendaVersion
from resolutions.models.meeting import Meeting

ADDED, REMOVED, MOVED, RETITLED, RESPOKEN = "added", "removed", "moved", "retitled", "respoken"
NAMES = {
    ADDED: _("added"),
    REMOVED: _("taken off"),
    MOVED: _("moved"),
    RETITLED: _("reworded"),
    RESPOKEN: _("another speaker"),
}
# The words of the printed agenda, Russian whatever the interface speaks.
PRINTED_NAMES = {
    ADDED: "внесён",
    REMOVED: "снят",
    MOVED: "переставлен",
    RETITLED: "изменена формулировка",
    RESPOKEN: "другой докладчик",
}
FACTS = {
    "mode": _("mode"),
    "starts_at": _("begins"),
    "place": _("place"),
    "video_link": _("video link"),
    "voting_until": _("answers are taken until"),
}


@dataclass
class Line:
    """One line of an agenda as it is shown, with what has happened to it since an earlier version."""

    key: str
    heading: str
    number: int | None = None
    speaker: str = ""
    is_heading: bool = False
    is_late: bool = False
    changes: list[str] = field(default_factory=list)
    was: str = ""

    @classmethod
    def of(cls, row: dict):
        """The line of a kept version."""
        return cls(**{name: row[name] for name in ("key", "heading", "number", "speaker", "is_heading", "is_late")})

    @property
    def is_removed(self):
        return REMOVED in self.changes

    @property
    def change_names(self):
        """What has happened, in words."""
        return [NAMES[change] for change in self.changes]

    @property
    def printed_changes(self):
        """What has happened, in the words of the paper."""
        return [PRINTED_NAMES[change] for change in self.changes]


def content_of(items: list[AgendaItem]) -> list[dict]:
    """The agenda in the shape in which its versions are kept."""
    return [
        {
            "key": item.key,
            "number": item.number,
            "heading": item.heading,
            "speaker": item.speaker,
            "is_heading": item.is_heading,
            "is_late": item.is_late,
        }
        for item in items
    ]


def facts_of(meeting: Meeting) -> dict:
    """What a notice says of the meeting, in the shape in which it is kept."""
    values = {name: getattr(meeting, name) for name in FACTS}
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}


def changed_facts(meeting: Meeting, version: AgendaVersion) -> list[str]:
    """The names of what the last notice says differently of the meeting."""
    now = facts_of(meeting)
    return [FACTS[name] for name in FACTS if (version.facts.get(name) or "") != (now[name] or "")]


def is_stale(meeting: Meeting, items: list[AgendaItem], version: AgendaVersion | None) -> bool:
    """Whether the members hold something else than what stands now."""
    return version is not None and (version.content != content_of(items) or bool(changed_facts(meeting, version)))


def keep_version(meeting: Meeting, user) -> AgendaVersion:
    """The version that says what stands now; a new one when the last says something else. Call it in a transaction."""
    items = list(meeting.agenda.all().select_related("act").defer("act__items", "act__annexes", "act__signatories"))
    last = meeting.agenda_versions.last()
    if last and not is_stale(meeting, items, last):
        return last
    version = AgendaVersion(meeting=meeting, number=last.number + 1 if last else 1, made_by=user)
    version.content, version.facts = content_of(items), facts_of(meeting)
    version.save()
    return version


def lines_of(content: list[dict], earlier: list[dict] | None = None) -> list[Line]:
    """The lines of an agenda, marked with what is different in it from the earlier one, where one is given.

    Questions taken off stand where they stood. A question counts as moved only when it passed another one that stayed:
    a number that grew because of a new question above is no move.
    """
    lines = [Line.of(row) for row in content]
    if earlier is None:
        return lines
    before = {row["key"]: row for row in earlier}
    places = {row["key"]: place for place, row in enumerate(earlier)}
    stayed = _stayed([line.key for line in lines if line.key in before], places)
    for line in lines:
        row = before.get(line.key)
        if row is None:
            line.changes.append(ADDED)
            continue
        if line.key not in stayed:
            line.changes.append(MOVED)
        if line.heading != row["heading"]:
            line.changes.append(RETITLED)
            line.was = row["heading"]
        if line.speaker != row["speaker"] and row["speaker"]:
            line.changes.append(RESPOKEN)
    return _with_removed(lines, earlier)


def _stayed(keys, places):
    """The most keys that kept their order among themselves: all others were moved."""
    tails, ends, before = [], [], {}
    for key in keys:
        place = bisect_left(tails, places[key])
        tails[place : place + 1] = [places[key]]
        before[key] = ends[place - 1] if place else None
        ends[place : place + 1] = [key]
    stayed, key = set(), ends[-1] if ends else None
    while key is not None:
        stayed.add(key)
        key = before[key]
    return stayed


def _with_removed(lines, earlier):
    kept = {line.key for line in lines}
    for place, row in enumerate(earlier):
        if row["key"] in kept:
            continue
        removed = Line.of(row)
        removed.changes.append(REMOVED)
        above = earlier[place - 1]["key"] if place else None
        position = next((index + 1 for index, line in enumerate(lines) if line.key == above), 0)
        lines.insert(position, removed)
    return lines
