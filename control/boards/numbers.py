"""The five numbers in words: each says how many, of what, and leads to its list."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.text import capfirst
from django.utils.translation import pgettext

from control.boards.board import Board


def words_of(view: str) -> str:
    """What the number of a list counts: «просрочено», «молчат»…"""
    return {
        "late": pgettext("board", "late"),
        "silent": pgettext("board", "silent"),
        "week": pgettext("board", "due this week"),
        "waits": pgettext("board", "wait for your decision"),
        "undated": pgettext("board", "without a date"),
        "control": pgettext("board", "on control"),
    }[view]


def title_of(view: str) -> str:
    return capfirst(words_of(view))


def in_words(numbers: dict, address: Callable[[str], str], current: str = "") -> list[dict]:
    """Every list of the board with its number and its address; the last is all that is on control."""
    return [
        {
            "key": view,
            "says": words_of(view),
            "number": numbers[view],
            "url": address(view),
            "current": view == current,
        }
        for view in Board.VIEWS
    ]
