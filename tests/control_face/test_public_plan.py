"""What a reader of a plan is told of its measures."""

import datetime

import pytest

from programs.models import PlanPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(council):
    index = council.programs
    index.live = True
    index.save()
    rows = [
        ("row", {"kind": "section", "label": "", "text": "Обучение", "deadline": "", "responsible": ""}),
        (
            "row",
            {"kind": "measure", "label": "1", "text": "Провести семинар", "deadline": "май 2026", "responsible": ""},
        ),
    ]
    year = datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)
    return index.add_child(
        instance=PlanPage(title="План на 2026 год", measures=rows, period_start=year[0], period_end=year[1])
    )


def test_a_late_measure_says_so_beside_its_deadline_where_the_council_shows_it(client, shown, plan, on_control, member):
    on_control(plan, (plan.measures[1].id, "май 2026", [member("Лесной"), member("Водный")]))
    text = client.get(plan.url).content.decode().replace("\u00a0", " ")
    assert "Просрочено на 17 дней" in text
    assert "исполнено 0 из 2" in text
    shown.home.shows_execution = False
    shown.home.save()
    text = client.get(plan.url).content.decode().replace("\u00a0", " ")
    assert "Просрочено на 17" not in text
    # How far the whole has come a plan always says.
    assert "Исполнено 0 из 2" in text
