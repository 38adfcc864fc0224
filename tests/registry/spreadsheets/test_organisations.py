"""Organisations from a spreadsheet: seen first, then all of them or none."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.search.backends import get_search_backend

from registry.models import Body, Organisation, OrganisationContact, OrganisationKind, Party
from registry.spreadsheets.organisations_writing import OrganisationsWriter

from .conftest import csv_of, mistakes_of, xlsx_of

HEAD = ("Полное наименование", "Краткое наименование", "Вид", "Вышестоящая организация", "ИНН")
INN, OTHER_INN = "7707083893", "7736050003"


def found(model, words):
    return [party.pk for party in get_search_backend().search(words, model)]


def test_organisations_come_in_any_order_and_stand_in_the_tree(hand_in, bring_in, organisation):
    spreadsheet = hand_in(
        csv_of(
            HEAD,
            ("ППО школы № 3", "", "ППО", "Горком образования", ""),
            ("Городская организация Профсоюза образования", "Горком образования", "ТПО", "", INN),
        )
    )
    assert spreadsheet.counts == {"created": 2}
    assert spreadsheet.status == "ready"
    assert Organisation.objects.count() == 1

    assert bring_in(spreadsheet).status == "done"
    city = Organisation.objects.get(inn=INN)
    school = Organisation.objects.get(name="ППО школы № 3")
    assert (city.superior, city.kind) == (organisation, OrganisationKind.TERRITORIAL)
    assert school.path == f"{organisation.pk}.{city.pk}.{school.pk}."
    assert school.superior == city
    assert bytes(spreadsheet.content) == b""


def test_what_was_brought_in_is_found_and_has_history(hand_in, bring_in, secretary):
    bring_in(hand_in(csv_of((*HEAD, "Другие названия"), ("ППО Водоканала", "", "ППО", "", "", "Профком воды"))))
    added = Organisation.objects.get(name="ППО Водоканала")
    assert found(Organisation, "водоканалу") == [added.pk]
    assert found(Party, "профком воды") == [added.pk]
    assert [party.pk for party in get_search_backend().autocomplete("водокан", Party)] == [added.pk]
    record = added.history.get()
    assert (record.history_type, record.history_user, record.path) == ("+", secretary, added.path)
    assert "файл.csv" in record.history_change_reason
    assert list(Party.objects.named("профком воды").values_list("pk", flat=True)) == [added.pk]


def test_a_stored_organisation_is_changed_and_an_empty_cell_erases_nothing(hand_in, bring_in, organisation):
    stored = Organisation.objects.create(
        name="Горком", short_name="ГК", inn=INN, place="г. Заречный", superior=organisation, kind="territorial"
    )
    OrganisationContact.objects.create(organisation=stored, kind="phone", value="2-14-08", remark="приёмная")
    OrganisationContact.objects.create(organisation=stored, kind="phone", value="2-14-09")
    spreadsheet = hand_in(
        csv_of(
            (*HEAD, "Место", "Телефон", "Членов профсоюза", "На дату"),
            ("Горком образования", "", "", "", INN, "", "3-00-01", "1 250", "01.02.2026"),
        )
    )
    row = spreadsheet.rows.get()
    assert row.action == "changed"
    assert row.changes == [
        ["Полное наименование", "Горком", "Горком образования"],
        ["Телефон", "2-14-08; 2-14-09", "3-00-01"],
        ["Членов профсоюза", "", "1250"],
        ["На дату", "", "01.02.2026"],
    ]
    bring_in(spreadsheet)
    stored.refresh_from_db()
    assert (stored.name, stored.short_name, stored.place) == ("Горком образования", "ГК", "г. Заречный")
    assert list(stored.contacts.values_list("value", "remark")) == [("3-00-01", "приёмная")]
    count = stored.counts.get()
    assert (count.counted_on, count.members, count.primaries) == (date(2026, 2, 1), 1250, None)
    assert stored.history.first().history_type == "~"
    assert found(Organisation, "горком образования") == [stored.pk]


def test_an_alias_names_the_organisation_without_renaming_it(hand_in, bring_in, organisation):
    stored = Organisation.objects.create(name="Горком образования", superior=organisation, short_name="ГКО")
    bring_in(hand_in(csv_of((*HEAD, "Место"), ("ГКО", "", "", "", "", "г. Речной"))))
    stored.refresh_from_db()
    assert (stored.name, stored.place) == ("Горком образования", "г. Речной")


def test_a_moved_organisation_takes_along_all_under_it(hand_in, bring_in, organisation):
    old = Organisation.objects.create(name="Старый горком", superior=organisation)
    moved = Organisation.objects.create(name="Райком", superior=old)
    below = Organisation.objects.create(name="ППО завода", superior=moved)
    body = Body.objects.create(organisation=below, name="Профком")
    spreadsheet = hand_in(csv_of(HEAD, ("Райком", "", "", "Новый горком", ""), ("Новый горком", "", "ТПО", "", "")))
    bring_in(spreadsheet)
    new = Organisation.objects.get(name="Новый горком")
    for party in (moved, below, body):
        party.refresh_from_db()
    assert moved.path == f"{organisation.pk}.{new.pk}.{moved.pk}."
    assert below.path == f"{moved.path}{below.pk}."
    assert body.path == below.path


def test_ten_mistakes_are_told_each_with_its_row_and_column(hand_in, bring_in, organisation):
    Organisation.objects.create(name="Чужая федерация", short_name="ЧФ", inn=OTHER_INN)
    twins = [Organisation.objects.create(name=f"Горком {n}", short_name="Горком", superior=organisation) for n in "12"]
    spreadsheet = hand_in(
        csv_of(
            (*HEAD, "Членов профсоюза", "На дату", "Электронная почта", "Сайт"),
            ("Верная", "", "ППО", "", "", "", "", "", ""),
            ("С плохим ИНН", "", "ППО", "", "7707083894", "", "", "", ""),
            ("С коротким ИНН", "", "ППО", "", "12345", "", "", "", ""),
            ("«Верная»", "", "ППО", "", "", "", "", "", ""),
            ("Неведомого вида", "", "кружок", "", "", "", "", "", ""),
            ("Ничья", "", "ППО", "Которой нет", "", "", "", "", ""),
            ("Под чужой", "", "ППО", "Чужая федерация", "", "", "", "", ""),
            ("Петля первая", "", "ППО", "Петля вторая", "", "", "", "", ""),
            ("Петля вторая", "", "ППО", "Петля первая", "", "", "", "", ""),
            ("С числами без дня", "", "ППО", "", "", "40", "", "", ""),
            ("С плохими адресами", "", "ППО", "", "", "", "", "не адрес", "example.org"),
            ("Без вида", "", "", "", "", "", "", "", ""),
            ("С чужим ИНН", "", "ППО", "", OTHER_INN, "", "", "", ""),
            ("Двусмысленная", "", "ППО", "Горком", "", "", "", "", ""),
            ("", "Без имени", "ППО", "", "", "", "", "", ""),
        )
    )
    assert spreadsheet.status == "refused"
    found = mistakes_of(spreadsheet)
    places = [(line, heading) for line, heading, _reason in found]
    assert places == [
        (3, "ИНН"),
        (4, "ИНН"),
        (5, "Полное наименование"),
        (6, "Вид"),
        (7, "Вышестоящая организация"),
        (8, "Вышестоящая организация"),
        (9, "Вышестоящая организация"),
        (10, "Вышестоящая организация"),
        (11, "На дату"),
        (12, "Электронная почта"),
        (12, "Электронная почта"),
        (12, "Сайт"),
        (13, "Вид"),
        (14, "ИНН"),
        (15, "Вышестоящая организация"),
        (16, "Полное наименование"),
    ]
    reasons = {(line, heading): reason for line, heading, reason in found}
    assert "7707083894" in reasons[3, "ИНН"]
    assert "2" in reasons[5, "Полное наименование"]
    assert "первичная организация" in reasons[6, "Вид"]
    assert "Которой нет" in reasons[7, "Вышестоящая организация"]
    assert "Петля первая → Петля вторая → Петля первая" in reasons[9, "Вышестоящая организация"]
    assert all(twin.name in reasons[15, "Вышестоящая организация"] for twin in twins)

    before = Organisation.objects.count()
    assert bring_in(spreadsheet).status == "refused"
    assert Organisation.objects.count() == before


def test_a_cycle_through_the_registry_is_refused(hand_in, organisation):
    top = Organisation.objects.create(name="Горком", superior=organisation)
    Organisation.objects.create(name="ППО завода", superior=top)
    spreadsheet = hand_in(csv_of(HEAD, ("Горком", "", "", "ППО завода", "")))
    assert [place[:2] for place in mistakes_of(spreadsheet)] == [(2, "Вышестоящая организация")]


def test_what_another_council_below_keeps_is_not_touched(hand_in, organisation):
    from registry.models import Role
    from registry.roles import council_role

    lower = Organisation.objects.create(name="Горком", superior=organisation, kind="territorial")
    council_role(lower, Role.SECRETARY)
    unchanged = hand_in(csv_of(HEAD, ("Горком", "", "ТПО", "", "")))
    assert unchanged.counts == {"unchanged": 1}
    changed = hand_in(
        csv_of((*HEAD, "Место"), ("Горком", "", "ТПО", "", "", "г. Речной"), ("ППО", "", "ППО", "Горком", "", ""))
    )
    assert [place[:2] for place in mistakes_of(changed)] == [(2, "Полное наименование"), (3, "Вышестоящая организация")]


def test_nothing_stays_when_the_work_breaks_in_the_middle(hand_in, bring_in, monkeypatch):
    spreadsheet = hand_in(csv_of(HEAD, *((f"ППО цеха № {n}", "", "ППО", "", "") for n in range(20))))
    before = set(Party.objects.values_list("pk", flat=True))

    def break_down(self, *args):
        raise RuntimeError("the power went off")

    monkeypatch.setattr(OrganisationsWriter, "_write_paths", break_down)
    assert bring_in(spreadsheet).status == "failed"
    assert Organisation.objects.count() == 1
    assert set(Party.objects.values_list("pk", flat=True)) == before
    assert spreadsheet.problem


def test_a_registry_changed_after_the_preview_is_previewed_anew(hand_in, bring_in, organisation):
    spreadsheet = hand_in(csv_of(HEAD, ("ППО завода", "", "ППО", "", "")))
    Organisation.objects.create(name="ППО завода", superior=organisation, kind="primary", place="Город")
    assert bring_in(spreadsheet).status == "ready"
    assert spreadsheet.counts == {"unchanged": 1}
    assert spreadsheet.warnings


def test_rows_are_written_by_batches_not_one_by_one(hand_in, bring_in):
    def questions(letter, number):
        rows = [(f"ППО {letter} № {n}", f"{letter}{n}", "ППО", "", "") for n in range(number)]
        spreadsheet = hand_in(xlsx_of(HEAD, *rows))
        with CaptureQueriesContext(connection) as asked:
            assert bring_in(spreadsheet).status == "done"
        return len(asked)

    # SQLite takes so many values in one statement; PostgreSQL takes more.
    assert questions("б", 200) - questions("а", 20) < 20


def test_the_first_zero_of_an_inn_may_be_lost(hand_in):
    spreadsheet = hand_in(xlsx_of(HEAD, ("ППО гор", "", "ППО", "", 531011018)))
    assert ["ИНН", "", "0531011018"] in spreadsheet.rows.get().changes
