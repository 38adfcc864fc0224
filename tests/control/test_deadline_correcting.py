"""An author puts the reading of a deadline right; the words stay as they are."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext

from control.blocks import DeadlineDatesBlock
from control.deadline_correcting import reading_of
from resolutions.blocks import ItemsBlock
from resolutions.items import operative_items

ACT = datetime.date(2026, 3, 12)
PLAN = {"plan_start": "2026-01-01", "plan_end": "2026-12-31"}


def days(*printed):
    return tuple(datetime.date.fromisoformat(day) for day in printed)


@pytest.mark.parametrize(
    ("words", "dates", "kind", "due"),
    [
        ("до 1 мая", "", "exact_date", days("2026-05-01")),
        ("до 1 мая", "15.05.2026", "exact_date", days("2026-05-15")),
        ("к празднику", "30.04.2026; 08.05.2026", "exact_date", days("2026-04-30", "2026-05-08")),
        ("ежеквартально", "31.03.2026, 30.06.2026", "quarterly", days("2026-03-31", "2026-06-30")),
        ("до 1 мая", "–", "unspecified", ()),
        ("", "15.05.2026", "exact_date", days("2026-05-15")),
        ("до 1 мая", "когда-нибудь", "exact_date", days("2026-05-01")),
    ],
)
def test_the_days_of_the_author_take_the_place_of_the_reading(words, dates, kind, due):
    found = reading_of(words, dates, act_date=ACT)
    assert (found.kind, found.due) == (kind, due)
    assert found.raw == words
    assert found.corrected is (due != days("2026-05-01"))


@pytest.mark.parametrize("dates", ["31.02.2026", "завтра", "15.05", "15.05.2026 до обеда", "1.1.0001"])
def test_what_is_no_date_is_refused_at_the_field(dates):
    with pytest.raises(ValidationError, match=r"31\.03\.2026"):
        DeadlineDatesBlock().clean(dates)


@pytest.mark.parametrize(
    ("dates", "kept"),
    [("30.6.2026 31.03.2026", "31.03.2026, 30.06.2026"), ("2026-05-01", "01.05.2026"), ("—", "—"), ("", "")],
)
def test_days_are_kept_in_order(dates, kept):
    assert DeadlineDatesBlock().clean(dates) == kept


def point(**more):
    value = {"label": "1", "level": "1", "item_class": "instruction", "text": "Провести сверку до 1 мая."}
    value |= {"addressees": "", "deadline": "до 1 мая", **more}
    return ItemsBlock().to_python([{"type": "item", "id": "one", "value": value}])


def test_a_point_takes_the_days_of_its_author():
    (item,) = operative_items(point(deadline_dates="15.05.2026"), ACT)
    assert (item.deadline_words, item.deadline.due) == ("до 1 мая", days("2026-05-15"))


def test_a_point_without_a_correction_is_stored_as_before_there_was_one():
    block = ItemsBlock()
    value = block.clean(point())
    assert "deadline_dates" not in block.get_prep_value(value)[0]["value"]
    corrected = block.get_prep_value(block.clean(point(deadline_dates="15.05.2026")))
    assert corrected[0]["value"]["deadline_dates"] == "15.05.2026"


@pytest.fixture
def ask(client, keeper):
    client.force_login(keeper)

    def answer(**query):
        return client.get(reverse("control_read_deadline"), query).json()

    return answer


@pytest.mark.parametrize(
    ("query", "dates", "said", "is_read"),
    [
        ({"words": "31 марта, 30 июня, 31 декабря 2026"}, "31 марта, 30 июня, 31 декабря 2026", "", True),
        ({"words": "до 1 мая", "act_date": "2026-03-12"}, "1 мая 2026", "by the date of the act", True),
        ({"words": "апрель", **PLAN}, "30 апреля 2026", "by the year of the plan", True),
        ({"words": "когда-нибудь"}, "", "no date read", False),
        ({"words": "постоянно"}, "", "all the time, no date", True),
        ({"words": "до 1 мая"}, "", "no date yet: the year or the date of the act is not known", False),
        ({"words": "до 1 мая", "dates": "15.05.2026", "act_date": "x"}, "15 мая 2026", "put right by the author", True),
        ({"words": "до 1 мая", "dates": "–"}, "", "no date, as the author says", True),
    ],
)
def test_the_reading_is_shown_while_typing(ask, query, dates, said, is_read):
    answer = ask(**query)
    said = gettext(said) if said else ""
    assert answer["reading"] == (f"{dates} ({said})" if dates and said else dates or said)
    assert answer["is_read"] is is_read


def test_days_that_are_none_are_told_while_typing(ask):
    answer = ask(words="до 1 мая", dates="31.02.2026")
    assert "31.02.2026" in answer["reading"]
    assert answer["is_read"] is False
