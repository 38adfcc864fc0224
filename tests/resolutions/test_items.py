"""Points keep their own anchors, take over the addressees above them and show how their deadline is read."""

import datetime

import pytest

from resolutions.blocks import ItemsBlock
from resolutions.items import operative_items


def points(*rows):
    block = ItemsBlock()
    value = [
        {
            "type": "item",
            "value": {
                "label": label,
                "level": str(level),
                "item_class": "instruction",
                "text": text,
                "addressees": addressees,
                "deadline": deadline,
            },
        }
        for label, level, text, addressees, deadline in rows
    ]
    return operative_items(block.to_python(value), datetime.date(2026, 4, 16))


@pytest.mark.parametrize(
    ("labels", "anchors"),
    [
        ([("1", 1), ("1.1", 2), ("2", 1)], ["p1", "p1.1", "p2"]),
        ([("5", 1), ("", 2), ("", 2)], ["p5", "p5-1", "p5-2"]),
        ([("1", 1), ("а)", 2), ("2", 1), ("а)", 2)], ["p1", "p1-а", "p2", "p2-а"]),
        ([("1", 1), ("1", 1)], ["p1", "p-1"]),
        ([("", 1), ("", 1)], ["p-1", "p-2"]),
    ],
)
def test_every_point_has_an_anchor_of_its_own(labels, anchors):
    assert [item.anchor for item in points(*[(label, level, "Сделать.", "", "") for label, level in labels])] == anchors


def test_a_point_takes_over_the_addressees_above_it_unless_it_names_its_own():
    items = points(
        ("1", 1, "Членским организациям:", "Членским организациям", ""),
        ("1.1", 2, "обучить", "", ""),
        ("1.2", 2, "Отделу: проверить", "Отделу", ""),
        ("2", 1, "Сообщить", "", ""),
    )
    assert [item.inherited_addressees for item in items] == [[], ["Членским организациям"], [], []]


@pytest.mark.parametrize(
    ("words", "reading"),
    [
        ("до 1 ноября 2026 года", "1 ноября 2026"),
        ("ежеквартально", "каждый квартал: 30 июня, 30 сентября, 31 декабря 2026 и далее"),
        ("постоянно", "постоянно, без даты"),
        ("когда-нибудь потом", ""),
        ("31.02.2027", ""),
    ],
)
def test_a_deadline_is_read_beside_the_authors_words(words, reading):
    (item,) = points(("1", 1, f"Обучить {words}.", "", words))
    assert item.deadline_words == words
    assert item.deadline_reading == reading


def test_the_deadline_is_marked_in_the_text_and_markup_stays_text():
    (item,) = points(("1", 1, "<i>Обучить</i> до 1 мая.", "", "до 1 мая"))
    assert item.text_html == '&lt;i&gt;Обучить&lt;/i&gt; <span class="term">до 1\u00a0мая</span>.'


@pytest.mark.parametrize(("label", "printed"), [("1", "1."), ("2.1.", "2.1."), ("а)", "а)"), ("I", "I."), ("", "")])
def test_a_number_is_printed_alike_everywhere(label, printed):
    (item,) = points((label, 1, "Обучить.", "", ""))
    assert item.printed_label == printed
