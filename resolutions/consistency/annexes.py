"""Annexes: what the text says is attached against what is."""

import re

from django.utils.translation import gettext as _

from resolutions.blocks import MOVING_CONTROL, ItemClass
from resolutions.reading.annexes import announced
from resolutions.reading.grammar import lemma

_NUMBERED = re.compile(
    r"приложени(?:е|я|ю|ем|и|ям|ями|ях)\s*(?:№|N)\s*(?P<number>\d{1,3})(?P<of>\s+к\s+(?!настоящ)\S+)?", re.IGNORECASE
)
_ATTACHED = re.compile(r"прилага(?:ет|ют)ся|прилагаем\w+|\(\s*(?:согласно\s+)?приложени[еюя]\s*\)", re.IGNORECASE)
_NUMBER_IN_TITLE = re.compile(r"приложение\s*(?:№|N)?\s*(\d{1,3})", re.IGNORECASE)
_WORD = re.compile(r"[А-ЯЁа-яё]{4,}")
# Points that speak of the annexes of other acts.
_ABOUT_OTHERS = {ItemClass.AMENDMENT, ItemClass.REPEAL, *MOVING_CONTROL}


def missing(subject):
    """«Приложение № 2» is named in the text, and there is no such annex, or it has no file."""
    annexes = subject.annexes
    for position, block in enumerate(annexes, start=1):
        if not _is_attached(block):
            words = block.value["title"] or _("annex %(n)s") % {"n": position}
            yield f"annex:{block.id}", _("“%(title)s” has neither a file nor a page.") % {"title": words}
    seen = set()
    for place, number in _numbered(subject):
        if number not in seen and number not in _numbers(annexes):
            seen.add(number)
            yield place, _("Annex No. %(number)s is named, but not attached.") % {"number": number}
    free = [_stems(block.value["title"]) for block in annexes]
    for place, title in _announced_by_name(subject):
        match = next((stems for stems in free if stems & _stems(title)), None) or next(iter(free), None)
        if match is not None:
            free.remove(match)
        else:
            yield place, _("“%(title)s” is named as attached, but not attached.") % {"title": title[:120]}


def uncited(subject):
    """An annex is attached, and no point says so."""
    numbers = {number for _place, number in _numbered(subject)}
    texts = [_stems(text) for _place, text in subject.paragraphs]
    marks = sum(1 for _place, text in subject.paragraphs if _ATTACHED.search(text))
    for position, block in enumerate(subject.annexes, start=1):
        if not _is_attached(block):
            continue
        stems = _stems(block.value["title"])
        by_name = stems and any(len(stems & text) >= min(2, len(stems)) for text in texts)
        if not (by_name or _number_of(block, position) in numbers or marks >= len(subject.annexes)):
            yield f"annex:{block.id}", _("The annex is attached, but no point names it.")


def _is_attached(block):
    return bool(block.value.get("document") or block.value.get("page"))


def _number_of(block, position):
    """The number in the annex's own title, else its place."""
    printed = _NUMBER_IN_TITLE.match((block.value["title"] or "").strip())
    return int(printed[1]) if printed else position


def _numbers(annexes):
    return {_number_of(block, position) for position, block in enumerate(annexes, start=1)}


def _numbered(subject):
    """The places that name annexes of this act by number, and the numbers."""
    about_others = {f"item:{point.id}" for point in subject.points if point.item_class in _ABOUT_OTHERS}
    for place, text in subject.paragraphs:
        for found in _NUMBERED.finditer(text):
            if not found["of"] and place not in about_others:
                yield place, int(found["number"])


def _announced_by_name(subject):
    """The documents the text says are attached without giving a number, each once."""
    seen = set()
    for place, text in subject.paragraphs:
        if not _ATTACHED.search(text):
            continue
        found = announced(text, 0)
        if not found and not _NUMBERED.search(text):
            found_words = _ATTACHED.search(text).group().strip("() ")
            titles = [_after(text) or found_words]
        else:
            titles = [annex.title for annex in found if not annex.number]
        for title in titles:
            key = frozenset(_stems(title))
            if key not in seen:
                seen.add(key)
                yield place, title


def _after(text):
    """«Утвердить прилагаемое Положение о конкурсе.»: the words after the mark."""
    found = re.search(r"прилагаем\w+\s+(?P<words>[^.;(]{3,120})", text, re.IGNORECASE)
    return found["words"].strip() if found else ""


def _stems(text):
    return {lemma(word.lower()) for word in _WORD.findall(text or "") if not word.lower().startswith("прил")}
