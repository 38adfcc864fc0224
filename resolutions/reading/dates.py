"""The date of an act in every form in which councils print it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from control.deadline_words import MONTH_GENITIVE, month_number

_UNIT = r"(?:\s?(?:года|год|г\.|г(?!\w)))?"
DATE = re.compile(
    r"(?<![\d.])(?:(?P<d>\d{1,2})\s?\.\s?(?P<m>\d{1,2})\s?\.\s?(?P<y>(?:19|20)\d\d|\d\d)(?!\d)(?!\.\d)"
    r"|(?:\d{1,2}\s?[-–—]\s?)?[«\"„“]?\s?(?P<wd>\d{1,2})\s?[»\"”“]?\s+"
    rf"(?P<wm>{MONTH_GENITIVE})\s+(?P<wy>(?:19|20)\d\d)){_UNIT}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed and, when the calendar has such a day, as a day."""

    words: str
    start: int
    end: int
    day: date | None

    @property
    def iso(self) -> str | None:
        return self.day.isoformat() if self.day else None


def printed_date(text: str, start: int = 0) -> PrintedDate | None:
    """The first date printed in the text; an impossible one (31.02.2025) has no day."""
    found = DATE.search(text, start)
    if not found:
        return None
    return PrintedDate(found.group(), found.start(), found.end(), _day(found))


def _day(found: re.Match[str]) -> date | None:
    if found["wd"]:
        day, month, year = int(found["wd"]), month_number(found["wm"]), int(found["wy"])
    else:
        day, month, year = int(found["d"]), int(found["m"]), int(found["y"])
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
