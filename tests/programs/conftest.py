"""A programme and a plan of a small council, made directly."""

import datetime

import pytest
from django.contrib.auth import get_user_model

from programs.models import PlanPage, ProgramPage
from registry.models import Role


def row(label, text, deadline="", responsible="", kind="measure"):
    value = {"kind": kind, "label": label, "text": text, "deadline": deadline, "responsible": responsible}
    return ("row", value)


@pytest.fixture
def keeper(council):
    """The secretary of the council, as an account."""
    user = get_user_model().objects.create_user("keeper", first_name="Ирина", last_name="Травкина")
    user.groups.add(council.group(Role.SECRETARY))
    return user


@pytest.fixture
def make_programme(council, author):
    def make(title="Безопасный труд", **fields):
        fields = {
            "period_start": datetime.date(2022, 1, 1),
            "period_end": datetime.date(2026, 12, 31),
            "passport": [("row", {"label": "Цель Программы", "lines": "обучить уполномоченных"})],
            "live": False,
            "owner": author,
            **fields,
        }
        programme = council.programs.add_child(instance=ProgramPage(title=title, **fields))
        programme.save_revision(user=author)
        return programme

    return make


@pytest.fixture
def programme(make_programme):
    return make_programme()


@pytest.fixture
def make_plan(author):
    def make(parent, title="План реализации программы на 2022 год", measures=None, **fields):
        rows = measures or [
            row("", "Обучение", kind="section"),
            row("1", "Провести семинар", "октябрь 2022", "Жилина Е.А.\nпредседатели ТПО и ППО"),
            row("2", "Рассмотреть на заседании", "апрель, июнь", "Жилина Е.А."),
        ]
        fields = {
            "period_start": datetime.date(2022, 1, 1),
            "period_end": datetime.date(2022, 12, 31),
            "live": False,
            "owner": author,
            **fields,
        }
        plan = parent.add_child(instance=PlanPage(title=title, measures=rows, **fields))
        plan.save_revision(user=author)
        return plan

    return make


@pytest.fixture
def plan(programme, make_plan):
    return make_plan(programme)


def publish(*pages):
    for page in pages:
        page.get_latest_revision().publish(skip_permission_checks=True)
        page.refresh_from_db()
