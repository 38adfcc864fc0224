"""The draft resolution that follows from the proposals of a report: its points, in the words of an act."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from programs.models.plan import PlanPage
from programs.reporting.naming import genitive_of
from programs.reporting.rows import Proposal
from programs.reporting.wording import day_in_words, joined
from resolutions.blocks import ItemClass


@dataclass
class DraftPoint:
    """A point of the draft, as its block will hold it."""

    label: str
    text: str
    item_class: str
    level: int = 1
    target: object = None
    points: str = ""
    deadline: str = ""

    @property
    def block(self) -> dict:
        return {
            "label": self.label,
            "level": str(self.level),
            "item_class": self.item_class,
            "text": self.text,
            "addressees": "",
            "deadline": self.deadline,
            "target_act": self.target,
            "target_points": self.points,
        }


def draft_points(about, sources, rows) -> list[DraftPoint]:
    """Take note of the report; take off control; extend. ``sources`` are the pages the rows are of, by their keys."""
    points = [
        DraftPoint(
            "",
            f"Информацию о выполнении {genitive_of(about)} принять к сведению (прилагается).",
            ItemClass.ACKNOWLEDGEMENT,
        )
    ]
    for key, source in sources.items():
        own = [row for row in rows if row.source == key]
        points += _off_control(source, own)
        points += _extensions(source, own)
    number = 0
    for point in points:
        if point.level == 1:
            number, below = number + 1, 0
            point.label = str(number)
        else:
            below += 1
            point.label = f"{number}.{below}"
    return points


def _off_control(source, rows):
    closing = [row for row in rows if row.proposal == Proposal.CLOSE]
    # What was closed without being done is taken off, but nobody calls it done.
    done = [row for row in closing if not (row.remaining or row.undone)]
    undone = [row for row in closing if row.remaining or row.undone]
    what = genitive_of(source)
    if rows and len(done) == len(rows):
        as_done = {"плана": "выполненный", "программы": "выполненную"}.get(what.split(" ")[0], "выполненное")
        text = f"Снять с контроля {_accusative(what)} как {as_done}."
        return [DraftPoint("", text, ItemClass.OFF_CONTROL, target=source)]
    made = []
    for part, ending in ((done, True), (undone, False)):
        if part:
            words = _named(source, part, ("пункт", "пункты"), ("мероприятие", "мероприятия"))
            if ending:
                one = "выполненное" if isinstance(source, PlanPage) else "выполненный"
                tail = f" как {one if len(part) == 1 else 'выполненные'}"
            else:
                tail = ""
            numbers = ", ".join(row.number for row in part)
            text = f"Снять с контроля {words} {what}{tail}."
            made.append(DraftPoint("", text, ItemClass.OFF_CONTROL, target=source, points=numbers))
    return made


def _extensions(source, rows):
    by_day = defaultdict(list)
    for row in rows:
        if row.proposal == Proposal.EXTEND and row.until_day:
            by_day[row.until_day].append(row)
    what, made = genitive_of(source), []
    for day in sorted(by_day):
        part = by_day[day]
        deadline = f"до {day_in_words(day)}"
        words = _named(source, part, ("пункта", "пунктов"), ("мероприятия", "мероприятий"))
        numbers = ", ".join(row.number for row in part)
        made.append((f"{words} – {deadline}", deadline, numbers, words))
    if len(made) == 1:
        (_text, deadline, numbers, words) = made[0]
        text = f"Продлить {deadline} срок исполнения {words} {what}."
        return [DraftPoint("", text, ItemClass.EXTENSION, target=source, points=numbers, deadline=deadline)]
    if not made:
        return []
    points = [DraftPoint("", f"Продлить сроки исполнения {what}:", ItemClass.HEADING)]
    for place, (text, deadline, numbers, _words) in enumerate(made, start=1):
        text += "." if place == len(made) else ";"
        points.append(
            DraftPoint("", text, ItemClass.EXTENSION, level=2, target=source, points=numbers, deadline=deadline)
        )
    return points


def _named(source, rows, of_act, of_plan):
    one, many = of_plan if isinstance(source, PlanPage) else of_act
    return f"{one if len(rows) == 1 else many} {joined([row.number for row in rows])}"


def _accusative(genitive):
    """«постановления Совета …» → «постановление Совета …»."""
    first, rest = genitive.split(" ", 1)
    words = {
        "постановления": "постановление",
        "решения": "решение",
        "распоряжения": "распоряжение",
        "плана": "план",
        "программы": "программу",
        "подпрограммы": "подпрограмму",
    }
    return f"{words.get(first, first)} {rest}"
