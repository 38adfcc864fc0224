"""Deadlines that cannot be kept: before the adoption, on a day no calendar has, in words nobody can read."""

import re

from django.utils.translation import gettext as _

from control.deadline_words import MONTH_GENITIVE, month_number
from control.deadlines import DeadlineKind
from resolutions.reading.dates import printed_date

_DAY_OF_MONTH = re.compile(rf"(?<![\d.])(?P<day>\d{{1,2}})\s+(?P<month>{MONTH_GENITIVE})(?!\w)", re.IGNORECASE)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def impossible(subject):
    """«До 31.02.2027»: there is no such day."""
    terms = [(f"item:{point.id}", point.deadline_words) for point in subject.points if point.deadline_words]
    seen = set()
    for place, text in [*subject.paragraphs, *terms]:
        for words in _impossible_days(text):
            if (place, words) not in seen:
                seen.add((place, words))
                yield place, _("There is no such day: %(date)s.") % {"date": words}


def _impossible_days(text):
    start = 0
    while (day := printed_date(text, start)) is not None:
        if day.day is None:
            yield day.words.strip()
        start = day.end
    for found in _DAY_OF_MONTH.finditer(text):
        with_year = printed_date(text[found.start() :])
        if with_year and with_year.start == 0:
            continue
        if not 1 <= int(found["day"]) <= _DAYS[month_number(found["month"]) - 1]:
            yield found.group()


def before_adoption(subject):
    """The last day of the term is behind when the act is adopted."""
    for point in subject.points:
        due = point.deadline.due if point.deadline else ()
        if due and max(due) < subject.day:
            yield (
                f"item:{point.id}",
                _("The deadline, %(due)s, is before the day of adoption, %(day)s.")
                % {"due": f"{max(due):%d.%m.%Y}", "day": f"{subject.day:%d.%m.%Y}"},
            )


def unreadable(subject):
    """Words of a deadline in which no term can be read; a day that does not exist is told by its own rule."""
    for point in subject.points:
        deadline = point.deadline
        unread = deadline is not None and deadline.kind == DeadlineKind.UNSPECIFIED and not deadline.corrected
        if unread and not any(_impossible_days(point.deadline_words)):
            yield (
                f"item:{point.id}",
                _("No date can be read in the deadline “%(words)s”.") % {"words": point.deadline_words},
            )


def missing(subject):
    """An instruction without a word about a deadline, its own or that of a point above it."""
    for point in subject.instructions:
        if all(each.deadline is None for each in subject.lineage(point)):
            yield f"item:{point.id}", _("The instruction has no deadline.")
