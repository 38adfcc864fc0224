"""Days and months named in a text or a question, and the tokens by which the index knows them."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

MENTIONED, DATED, DUE = "x", "d", "u"

_MONTHS = (
    r"январ[а-я]{1,2}|january",
    r"феврал[а-я]{1,2}|february",
    r"март[а-я]{0,2}|march",
    r"апрел[а-я]{1,2}|april",
    r"ма[йяюе]|маем|may",
    r"июн[а-я]{1,2}|june",
    r"июл[а-я]{1,2}|july",
    r"август[а-я]{0,2}|august",
    r"сентябр[а-я]{1,2}|september",
    r"октябр[а-я]{1,2}|october",
    r"ноябр[а-я]{1,2}|november",
    r"декабр[а-я]{1,2}|december",
)
_MONTH = "|".join(f"(?P<m{place}>{names})" for place, names in enumerate(_MONTHS, start=1))
_YEAR = r"(?:19|20)\d\d"
_OF_YEAR = rf"(?P<year>{_YEAR})(?!\d)(?:\s*(?:г(?![а-я])\.?|год[а-я]{{0,3}}))?"

# «20 декабря 2021 года», «декабрь 2021», «декабрь»; quotation marks stand around the day on letterheads.
_IN_WORDS = re.compile(
    rf"(?:(?<!\d)[«\"]?(?P<day>\d{{1,2}})[»\"]?\s+)?(?<![а-яёa-z])(?:{_MONTH})(?![а-яёa-z])(?:\s+{_OF_YEAR})?",
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d{2})(?!\d)(?:\s?г\.?)?")
_ISO = re.compile(rf"(?<![\d-])(?P<year>{_YEAR})-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?![\d-])")
YEAR_ALONE = re.compile(rf"(?<![\w./-]){_OF_YEAR}(?![\w/-])", re.IGNORECASE)


@dataclass(frozen=True)
class NamedDay:
    """A day or a month as it was named, with or without its year, and where it stands."""

    year: int | None
    month: int
    day: int | None
    start: int
    end: int

    def token(self, prefix: str) -> str:
        """The one token that all that fits this name carry."""
        if self.year and self.day:
            return f"{prefix}_{self.year}_{self.month:02}_{self.day:02}"
        if self.year:
            return f"{prefix}m_{self.year}_{self.month:02}"
        if self.day:
            return f"{prefix}d_{self.month:02}_{self.day:02}"
        return f"{prefix}a_{self.month:02}"

    def tokens(self, prefix: str) -> set[str]:
        """The tokens of this name and of all that are less exact."""
        year, month, day = self.year, self.month, self.day
        found = {f"{prefix}a_{month:02}"}
        if day:
            found.add(f"{prefix}d_{month:02}_{day:02}")
        if year:
            found.add(f"{prefix}m_{year}_{month:02}")
        if year and day:
            found.add(f"{prefix}_{year}_{month:02}_{day:02}")
        return found


def day_tokens(prefix: str, day: datetime.date) -> set[str]:
    """The tokens by which a day is found: by itself, by its month, by either in any year."""
    return NamedDay(day.year, day.month, day.day, 0, 0).tokens(prefix)


def named_days(text: str) -> Iterator[NamedDay]:
    """The days and months a text names, in no order; what is no day of the calendar is passed by."""
    for pattern in (_IN_FIGURES, _ISO):
        for found in pattern.finditer(text):
            year = int(found["year"])
            named = _named(year + 2000 if year < 100 else year, int(found["month"]), int(found["day"]), found)
            if named:
                yield named
    for found in _IN_WORDS.finditer(text):
        month = next(place for place in range(1, 13) if found[f"m{place}"])
        named = _named(found["year"] and int(found["year"]), month, found["day"] and int(found["day"]), found)
        if named:
            yield named


def mentioned_tokens(text: str) -> set[str]:
    """The tokens of every day with a year that a text names."""
    # Most texts name none, and a digit is quickly looked for.
    if not any(map(str.isdecimal, text)):
        return set()
    return {token for named in named_days(text) if named.year for token in named.tokens(MENTIONED)}


def _named(year, month, day, found):
    try:
        datetime.date(year or 2000, month, day or 1)
    except ValueError:
        return None
    return NamedDay(year or None, month, day or None, found.start(), found.end())
