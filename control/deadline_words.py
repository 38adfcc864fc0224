"""The words a term is written with: one regular expression per word, in the order in which they are tried."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MONTHS = (
    "январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр",
)  # fmt: skip
_MONTH_SHORT = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")

MONTH_GENITIVE = (
    "(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"  # day goes before it
)
_MONTH_ANY = (
    r"(?:(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)(?:ь|я|е|ю|ем)|(?:март|август)(?:а|е|у|ом)?"
    r"|ма(?:й|я|е|ю|ем)|(?:янв|февр?|мар|апр|авг|сент?|окт|нояб?|дек)\.)"
)
_UNIT = r"(?:\s?(?:г\.\s?г\.|гг\.?|годов|годах|годы|года|году|год|г\.?)(?!\w))"
_YEAR = r"(?:19|20)\d\d"

ORDINALS = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "і": 1, "іі": 2, "ііі": 3, "1": 1, "2": 2, "3": 3, "4": 4,
    "перв": 1, "втор": 2, "трет": 3, "четверт": 4,
}  # fmt: skip
_ORDINAL = r"(?:i{1,3}v?|iv|і{1,3}|[1-4]|перв\w{2,3}|втор\w{2,3}|треть\w{0,3}|третий|четверт\w{2,3})"
_ENDING = r"(?:\s?-?\s?(?:й|го|м|ый|ой|ом|ого|ое|е|ем|х)(?!\w))?"

NUMBERS = {
    "одн": 1, "дв": 2, "трех": 3, "три": 3, "четырех": 4, "пят": 5, "шест": 6, "сем": 7, "восьм": 8, "девят": 9,
    "десят": 10, "двенадцат": 12, "четырнадцат": 14, "пятнадцат": 15, "двадцат": 20, "тридцат": 30,
}  # fmt: skip
_NUMBER_WORD = (
    r"(?:одного|одной|двухсот|двух|две|два|трех|три|четырех|пятнадцати|пяти|шести|семи|восьми|девяти|десяти|"
    r"двенадцати|четырнадцати|двадцати|тридцати)"
)
_COUNT = rf"(?:\d{{1,3}}(?:-?(?:ти|х|и))?|{_NUMBER_WORD})(?:\s?\([^()]{{1,30}}\))?"
_DAY_KIND = r"(?:(?P<{0}>рабоч\w+)\s|календарн\w+\s)?"
_SPAN_UNIT = r"(?:дн(?:ей|я|и)|день|суток|недел[ьюяи]|месяц(?:а|ев)?|лет|года?)"

# What a count of days is counted from, when the words go on: «со дня принятия настоящего постановления».
_FROM_WHAT = (
    r"(?P<{0}>\s(?:со?\s(?:дня|момента|даты)|после|от\sдаты|по\sокончании|до)"
    r"\s[^,;.()]{{1,160}}?(?=\s\w*(?:[аеиоуыя]ть(?:ся)?|[вн]ести|йти)(?!\w)|[,;.()]|$))?"
)

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", rf"(?P<iso_y>{_YEAR})-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?!\d)"),
    (
        "date",
        rf"(?P<date_d>\d{{1,2}})\s?\.\s?(?P<date_m>\d{{1,2}})\s?\.\s?(?P<date_y>\d{{4}}|\d\d)(?!\d)(?!\.\d){_UNIT}?",
    ),
    (
        "daynum",
        r"(?:(?:не\sпозднее|не\sпозже|до|к)\s)(?P<daynum_d>\d{1,2})(?:\s?-?\s?(?:го|му))?\sчисла"
        r"(?P<daynum_of>\s(?:каждого\sмесяца|ежемесячно))?"
        r"(?P<daynum_next>\s(?:месяца,?\s)?следующего\s(?:(?:за\s(?:отчетным|истекшим)(?:\s\w+)?)|месяца))?"
        r"(?P<daynum_last>\sпоследнего\sмесяца(?:\sквартала)?)?",
    ),
    (
        "dayspan",
        r"(?:с\s)?(?P<dayspan_a>\d{1,2})\s?(?:-|по|до)\s?(?P<dayspan_b>\d{1,2})\s"
        rf"(?P<dayspan_m>{MONTH_GENITIVE})",
    ),
    ("day", rf"(?:[«\"„“]\s?)?(?P<day_d>\d{{1,2}})\s?[»\"”]?(?:\s?-?\s?го)?\s(?P<day_m>{MONTH_GENITIVE})"),
    ("shortday", r"(?P<shortday_d>\d\d)\.(?P<shortday_m>\d\d)(?![\d.]\d)(?!\d)"),
    (
        "relative_year",
        r"(?:т\.\s?г\.?|с\.\s?г\.?|(?:(?:текущего|сего|этого|настоящего)|(?P<relative_year_next>следующего|будущего))"
        r"\s(?:календарного\s)?(?:года|г\.))",
    ),
    (
        "quarter",
        rf"(?P<quarter_list>{_ORDINAL}{_ENDING}(?:\s?(?:,|-|и|;)\s?{_ORDINAL}{_ENDING}){{0,4}})\s?-?\s?(?:кв\.|кв(?!\w)|квартал\w*)",
    ),
    ("half", rf"(?P<half_n>{_ORDINAL}){_ENDING}\s?-?\s?(?:полугоди\w+|п/г)"),
    ("year", rf"(?P<year_y>{_YEAR})(?!\d|/\d|\.\d){_UNIT}?"),
    ("month", rf"(?P<month_m>{_MONTH_ANY})"),
    (
        "term",
        rf"(?:в\s(?P<term_adj>(?:\d{{1,3}}\s?-?\s?(?:ти|х|и)?\s?-?\s?|{_NUMBER_WORD})?(?:дневн|недельн|месячн|годичн)\w{{2,3}})\sсрок"
        rf"|в\sтечени[еи]\s(?P<term_n>{_COUNT})\s{_DAY_KIND.format('term_work')}(?P<term_unit>{_SPAN_UNIT})"
        rf"|в\sтечени[еи]\s(?P<term_one>месяца|недели|суток|дня))(?!\w){_FROM_WHAT.format('term_from')}",
    ),
    (
        "event_term",
        rf"(?:не\s(?:позднее|позже|ранее)(?:\s?,?\sчем)?|за|через)\s(?:за\s|через\s)?(?:{_COUNT}\s)?(?:(?:рабочих|календарных)\s)?"
        rf"{_SPAN_UNIT}(?!\w){_FROM_WHAT.format('event_term_from')}",
    ),
    (
        "open",
        r"(?:(?:в\sтечени[еи]|на\sпротяжении)\sвсего\s(?:времени|периода|срока)(?:\s(?:действия|реализации)(?:\s\w+)?)?"
        r"|в\sтечени[еи]\s(?:срока|периода|времени)(?:\s(?:действия|реализации|полномочий)(?:\s\w+)?)?"
        r"|(?:все\sвремя|весь\s(?:период|срок))(?:\s(?:действия|реализации)(?:\s\w+)?)?"
        r"|постоянно(?!\s?-?\s?действу)|на\sпостоянной\sоснове|в\sпостоянном\sрежиме|по\sмере\s\w+"
        r"|бессрочно|(?P<open_weak>регулярно|систематически|непрерывно|при\sнеобходимости|в\sрабочем\sпорядке))",
    ),
    (
        "monthly",
        r"(?:ежемесячно|помесячно|каждый\sмесяц|(?:не\sреже\s)?(?:(?:1|один|одного)\s)?раза?\sв\sмесяц)",
    ),
    (
        "quarterly",
        r"(?:ежеквартально|поквартально|каждый\sквартал|(?:не\sреже\s)?(?:(?:1|один|одного)\s)?раза?\sв\s(?:квартал|три\sмесяца))",
    ),
    (
        "half_yearly",
        r"(?:(?:не\sреже\s)?(?:(?:1|один|одного)\s)?раза?\sв\s(?:полугодие|полгода|шесть\sмесяцев)"
        r"|(?:не\sреже\s)?(?:2|два|двух)\sраза?\sв\sгод|каждое\sполугодие)",
    ),
    (
        "yearly",
        r"(?:ежегодно|каждый\sгод|(?:не\sреже\s)?(?:(?:1|один|одного)\s)?раза?\sв\sгод)",
    ),
    ("often", r"(?:еженедельно|ежедневно|каждую\sнеделю|каждый\sдень)"),
    (
        "soon",
        r"(?:незамедлительно|немедленно|безотлагательно|срочно"
        r"|в\s(?:кратчайши[ей]|возможно\sкороткий|сжаты[ей])\sсроки?)",
    ),
    (
        "meeting",
        r"(?:к|на|ко|до)\s(?:очередно|внеочередно|следующе|ближайше)(?:му|м|го)"
        r"\s(?:заседани|пленум|съезд|конференци|собрани)\w*",
    ),
    ("end_of", r"(?:(?:в\sсрок\s)?(?:не\sпозднее|до|к)\sкон(?:ца|цу)|в\sконце)"),
    ("during", r"(?:в\sтечени[еи]|на\sпротяжении|весь|круглый)"),
    ("this", r"(?:(?:календарн|отчетн|текущ)\w+\s)?(?P<this_unit>года|год|месяца|квартала|полугодия)"),
    ("heading", r"срок(?:и)?(?:\s(?:исполнения|выполнения|реализации|представления|проведения|завершения))?\s?[:-]"),
    (
        "until",
        r"(?:(?P<until_strong>(?:в\sсрок\s)?(?:не\sпозднее|не\sпозже)|в\sсрок(?:\s?-)?\s?(?:до|по|к)|срок(?:ом)?\sдо)"
        r"|до|к)",
    ),
    ("since", r"(?:начиная\sс|с)"),
    ("through", r"по"),
    ("within", r"во?"),
    ("inclusive", r"включительно"),
    ("also", r"и"),
)  # fmt: skip
_TOKEN = re.compile(
    r"(?<!\w)(?<!\d\.)(?:" + "|".join(f"(?P<{name}>{pattern})(?!\\w)" for name, pattern in _PATTERNS) + r")"
    r"|(?P<dash>-)|(?P<comma>[,;/])|(?P<bracket>[()])|(?P<stop>[.!:])|(?P<word>\w+(?:-\w+)*)|(?P<other>\S)",
    re.IGNORECASE,
)
_FOLD = str.maketrans("ёЁ‐‑‒–—−", "еЕ------")

# Only a text with one of these can speak of a term; the rest is not worth taking apart.
SPEAKS_OF_TIME = re.compile(
    r"\d|\b[тс]\.\s?г|кварт|\bкв\b|полуг|месяч|месяц|недел|\bгод|еже|кажд|постоянн|срок|сроч|бессроч|мере|\bраз|времени|дневн|дня|дней"
    r"|медлительно|медленно|отлагат|регулярно|системат|непрерыв|помес|рабочем|время|период|заседан|пленум|съезд|конферен|собрани"
    r"|июн|июл|август|январ|феврал|март|апрел|\bма[йяею]|тябр|ноябр|декабр|\bдо\b|\bпо\b|\bк\b|необходимост",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the vocabulary where it stands in the text."""

    kind: str
    start: int
    end: int
    match: re.Match[str]

    def get(self, name: str) -> str:
        """A part of the word, in lower case: the day of a date, the ordinal of a quarter."""
        return (self.match.group(f"{self.kind}_{name}") or "").lower()


def comparable(text: str) -> str:
    """The text with ё as е and every dash as a hyphen, character for character."""
    return text.translate(_FOLD)


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, those that do not speak of time included."""
    for match in _TOKEN.finditer(comparable(text)):
        yield Token(match.lastgroup or "other", match.start(), match.end(), match)


def month_number(word: str) -> int:
    """1 for «январь», «января», «янв.»."""
    word = comparable(word.lower())
    for number, stem in enumerate(MONTHS, 1):
        if number != 5 and word.startswith(stem):
            return number
    for number, stem in enumerate(_MONTH_SHORT, 1):
        if word.startswith(stem):
            return number
    return 5  # the only month whose stem is no more than «ма»


def ordinal(word: str) -> int:
    """2 for «II», «2», «второй»."""
    word = word.lower()
    return ORDINALS.get(word) or next((n for stem, n in ORDINALS.items() if len(stem) > 3 and word.startswith(stem)), 0)


def count(word: str) -> int:
    """10 for «10», «10-ти», «десяти»."""
    digits = re.match(r"\d+", word)
    if digits:
        return int(digits.group())
    stems = sorted(NUMBERS, key=len, reverse=True)
    return next((NUMBERS[stem] for stem in stems if word.startswith(stem)), 1)
