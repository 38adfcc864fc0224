"""Papers made of text, for tests that need no file."""

from textwrap import dedent

from documents.source import Line, SourceDocument


def paper(text: str, name: str = "act.txt") -> SourceDocument:
    """A paper with these lines, as a text file gives them; indented only when it begins on a new line."""
    text = dedent(text) if text.startswith("\n") else text
    return lines_of(*(Line(number, line) for number, line in enumerate(text.strip("\n").split("\n"), 1)), name=name)


def lines_of(*blocks, name: str = "act.txt") -> SourceDocument:
    return SourceDocument(name, "0" * 64, "text/plain", tuple(blocks))


def tree(items) -> list:
    """The items as (label, class, sub-items), which is how a test says what it expects."""
    return [(item.label, item.item_class, tree(item.items)) for item in items]


def codes(document) -> list[str]:
    return [warning.code for warning in document.warnings]


ACT = """
    СОЮЗ «ЗАРЕЧНАЯ ФЕДЕРАЦИЯ ПРОФСОЮЗОВ»
    СОВЕТ
    П О С Т А Н О В Л Е Н И Е
    15 мая 2023 года          г. Заречный          № 3 – 1

    О подготовке
    отчетной кампании

    Отчетная кампания готовится.

    Совет ПОСТАНОВЛЯЕТ:
"""


def act(*lines: str) -> SourceDocument:
    """An act with a whole header and these lines after the enacting clause."""
    return paper(dedent(ACT).strip("\n") + "\n" + "\n".join(lines))
