"""Acts built in memory and their printed pages, measured in millimetres."""

import datetime
import io

import pdfplumber

from registry.models import Body, Organisation
from resolutions.models import ResolutionPage
from resolutions.official import act_pdf

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 30, 200, 20, 277
TEXT_CENTRE = 115

PROSE = (
    "обеспечить выполнение коллективных договоров и соглашений во всех членских организациях, усилить общественный "
    "контроль за соблюдением трудового законодательства и охраной труда, продолжить информационную работу среди "
    "членов профсоюза и молодёжи предприятий, представлять предложения в установленный срок"
)
WORDS = PROSE.split()


def words(count):
    """So many words of plausible prose."""
    return " ".join(WORDS[number % len(WORDS)] for number in range(count))


def point(text, label="", level=1):
    return (
        "item",
        {
            "label": label,
            "level": str(level),
            "text": text,
            "item_class": "instruction",
            "addressees": "",
            "deadline": "",
        },
    )


def signatory(position="Председатель Заречной федерации", name="А. Б. Северов"):
    return ("signatory", {"position": position, "name": name})


def annex(title):
    return ("annex", {"title": title, "kind": "other", "document": None, "page": None})


def make_paper(**fields):
    """An act of a fictional federation, never saved."""
    defaults = {
        "issuer": Organisation(
            name="Региональный союз «Заречное областное объединение организаций профсоюзов и трудовых коллективов»"
        ),
        "superior": Organisation(name="Федерация независимых союзов Заречья"),
        "body": Body(name="Совет"),
        "number": "7 – 2",
        "number_norm": "7-2",
        "adopted_on": datetime.date(2023, 3, 23),
        "place": "г. Заречный",
        "heading": "О дополнительных мерах по усилению общественного контроля за охраной труда",
        "preamble": "\n".join(words(60) + "." for _ in range(3)),
        "enacting_clause": "Совет Федерации ПОСТАНОВЛЯЕТ:",
        "items": [
            point(words(30) + ".", "1"),
            point("Членским организациям:", "2"),
            point(words(40) + ";", "2.1", 2),
            point(words(40) + ";", "2.1.1", 3),
            point(words(40) + ";", "2.1.1.1", 4),
            point(words(40) + ".", level=2),
            *(point(words(45) + ".", str(number)) for number in range(3, 9)),
        ],
        "signatories": [signatory()],
        "annexes": [],
    }
    # A content type of its own keeps Wagtail from asking the database for one: the act is only printed, never saved.
    return ResolutionPage(title="x", content_type_id=-1, **{**defaults, **fields})


def printed_pages(act, **options):
    """The pages of the printed act, for pdfplumber."""
    return pages_of(act_pdf(act, **options))


def pages_of(pdf):
    return pdfplumber.open(io.BytesIO(pdf.content)).pages


def text_of(pages):
    return "\n".join(page.extract_text() for page in pages)


def lines(page, *, margins=False):
    """The lines of a page, top to bottom; those of the top margin only on request."""
    found = [
        {**line, "left": line["x0"] / MM, "right": line["x1"] / MM, "y0": line["top"] / MM, "y1": line["bottom"] / MM}
        for line in page.extract_text_lines(return_chars=True)
    ]
    return [line for line in found if margins or line["y0"] >= TOP - 0.5]


def line_starting(page, words):
    return next(line for line in lines(page) if line["text"].startswith(words))


def families(page):
    """The font families of a page without subset tags and styles."""
    return {char["fontname"].partition("+")[2].partition("-")[0] for char in page.chars}
