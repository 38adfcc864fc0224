"""What the cards say, in the words of a report. It is a paper of the council: Russian whatever the reader speaks."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format

from control.models import ControlledItem, ItemState
from registry.models import PartyType

# So many organisations are told of one by one; of more, how many.
FEW = 3
LONGEST = 400
SENTENCE_ENDS = (".", "!", "?", "…")


@dataclass(frozen=True)
class Told:
    """An item with what its cards say."""

    item: ControlledItem
    counts: dict[str, int]
    cards: list  # of a few: (card, its report or None)
    late: list[str]  # names, where few are late
    figures: dict | None
    day: datetime.date


def told(about: Told) -> str:
    """A line for each organisation where they are few, else «Исполнили 31 из 41»."""
    counts = about.counts
    if not counts["total"]:
        return "Снято с исполнения." if counts["cancelled"] else "Исполнитель не назначен."
    if about.cards:
        return "\n".join(_of_one(card, report, about) for card, report in about.cards)
    sentences = [f"Исполнили {counts['closed'] - counts['undone']} из {counts['total']}."]
    if counts["undone"]:
        sentences.append(f"Закрыто без исполнения: {counts['undone']}.")
    if counts["reported"]:
        sentences.append(f"Отчитались и ждут решения: {counts['reported']}.")
    if about.late:
        sentences.append(f"Срок прошёл, не исполнили: {joined(about.late)}.")
    elif counts["overdue"]:
        sentences.append(f"Срок прошёл, не исполнили: {counts['overdue']}.")
    if about.figures and about.item.figure_words:
        least, most = (_number(about.figures[name]) for name in ("least", "most"))
        spread = least if least == most else f"от {least} до {most}"
        sentences.append(f"Показатель («{about.item.figure_words}») по принятым отчётам: {spread}.")
    return " ".join(sentences)


def _of_one(card, report, about):
    """One executor; a person is not named: the row says who answers."""
    alone = len(about.cards) == 1 or card.assignee.party_type == PartyType.PERSON
    name = "" if alone else f"{card.assignee.short_name or card.assignee_name}: "
    if report and (report["decision"] or card.state == ItemState.REPORTED):
        text = first_words(report["text"])
        return f"{name}{text}" if report["decision"] else f"{name}{text} Отчёт ждёт решения."
    if card.state == ItemState.CLOSED:
        return f"{name}закрыто ({card.basis})." if card.basis else f"{name}исполнено."
    if card.is_overdue(about.day):
        return _sentence(f"{name}не исполнено, срок прошёл {date_format(card.next_due, 'j E Y')} г.")
    # Whoever has said nothing, or only that it was read, is not at work yet as far as the council knows.
    if card.state == ItemState.ASSIGNED:
        return _sentence(f"{name}сведений не поступало.")
    return _sentence(f"{name}в работе.")


def first_words(text: str) -> str:
    """The report's own words, cut at a sentence where they are long."""
    text = " ".join((text or "").split())
    if len(text) > LONGEST:
        cut = text[:LONGEST]
        end = max(cut.rfind(f"{sign} ") for sign in SENTENCE_ENDS)
        text = cut[: end + 1] if end > LONGEST // 4 else f"{cut.rsplit(' ', 1)[0]}…"
    return text if text.endswith(SENTENCE_ENDS) else f"{text}."


def joined(names) -> str:
    """«А, Б и В»; names that hold commas themselves are parted by semicolons."""
    names = list(names)
    between = "; " if any("," in name for name in names) else ", "
    return " и ".join([between.join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _sentence(text):
    return text[:1].upper() + text[1:]


def _number(value):
    return f"{value.normalize():f}".replace(".", ",")


def day_in_words(day: datetime.date) -> str:
    """«27 февраля 2026 года»."""
    return f"{date_format(day, 'j E Y')} года"
