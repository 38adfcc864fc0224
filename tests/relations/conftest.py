"""Acts that change one another."""

import datetime

import pytest

from resolutions.models import ResolutionPage


def point(label, text, level="1", item_class="instruction", **fields):
    return (
        "item",
        {"label": label, "level": level, "item_class": item_class, "text": text, "addressees": "", "deadline": ""}
        | fields,
    )


def change(label, target, points="", operation="replace", new_text="", item_class="amendment", **fields):
    """A point that amends another act."""
    return point(
        label,
        f"Внести изменение в пункт {points}.",
        item_class=item_class,
        target_act=target,
        target_points=points,
        operation="" if item_class == "repeal" else operation,
        new_text=new_text,
        **fields,
    )


def repeal(label, target, points=""):
    return change(label, target, points, item_class="repeal")


@pytest.fixture
def registered(make_registered_act):
    """Makes a registered, published act of a day of 2026: registered("5-1", (4, 20), items)."""

    def make(number, day, items=None, **fields):
        act = make_registered_act(
            number=number,
            adopted_on=datetime.date(2026, *day),
            heading=f"О деле {number}",
            **({"items": items} if items else {"points": 4}),
            **fields,
        )
        return ResolutionPage.objects.get(pk=act.pk)

    return make


@pytest.fixture
def chain(registered):
    """An act, a second that replaces, deletes and adds points of it, and a third that replaces the added point."""
    first = registered("5-1", (4, 1))
    second = registered(
        "6-1",
        (5, 1),
        [
            change("1", first, "2", new_text="«2. Обучить всех до 15 декабря 2026 года.»"),
            change("2", first, "3", "delete"),
            change("3", first, "4", "insert", new_text="Доложить Президиуму."),
        ],
    )
    third = registered("7-1", (6, 1), [change("1", first, "5", new_text="Доложить Совету."), repeal("2", first, "1")])
    return first, second, third
