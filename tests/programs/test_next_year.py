"""This year's plan becomes the draft of the next one's."""

import pytest
from django.urls import reverse

from programs.models import PlanPage

pytestmark = pytest.mark.django_db


def test_dates_and_title_move_by_a_year_and_words_stay(client, plan, author):
    client.force_login(author)
    preview = client.get(reverse("programs_copy", args=[plan.pk])).content.decode()
    assert "октябрь 2023" in preview
    client.post(reverse("programs_copy", args=[plan.pk]))
    copy = PlanPage.objects.exclude(pk=plan.pk).get()

    assert not copy.live
    assert copy.title == "План реализации программы на 2023 год"
    assert (copy.period_start.isoformat(), copy.period_end.isoformat()) == ("2023-01-01", "2023-12-31")
    assert [row.deadline_words for row in copy.duties()] == ["октябрь 2023", "апрель, июнь"]
    assert [row.text for row in copy.rows] == [row.text for row in plan.rows]
    assert not {row.item_id for row in copy.rows} & {row.item_id for row in plan.rows}


def test_the_next_plan_is_made_once(client, plan, author):
    client.force_login(author)
    for _time in range(2):
        client.post(reverse("programs_copy", args=[plan.pk]))
    assert PlanPage.objects.count() == 2
