"""People and their terms from spreadsheets: namesakes told apart, clashes told with their row."""

from datetime import date

import pytest

from registry.models import Membership, Organisation, Person, Post

from .conftest import csv_of, mistakes_of

PEOPLE = ("Фамилия", "Имя", "Отчество", "Организация", "Телефон", "Пол")
TERMS = ("Человек", "Организация", "Орган", "Роль", "Должность", "С", "По")


@pytest.fixture
def school(organisation):
    return Organisation.objects.create(name="ППО школы № 3", superior=organisation, kind="primary")


@pytest.fixture
def person(school):
    return Person.objects.create(surname="Лугинина", given_name="Татьяна", patronymic="Игоревна", organisation=school)


def test_people_come_with_their_contacts(hand_in, bring_in, school, secretary):
    spreadsheet = hand_in(
        csv_of(
            PEOPLE,
            ("Лугинина", "Татьяна", "Игоревна", "ППО школы № 3", "2-14-08; 2-14-09", "жен."),
            ("Зимин", "А", "Б", "ППО школы № 3", "", "м"),
        ),
        kind="people",
    )
    assert spreadsheet.counts == {"created": 2}, mistakes_of(spreadsheet)
    bring_in(spreadsheet)
    luginina = Person.objects.get(surname="Лугинина")
    assert (luginina.name, luginina.gender, luginina.path) == ("Лугинина Татьяна Игоревна", "f", school.path)
    assert list(luginina.contacts.values_list("value", "visibility")) == [("2-14-08", "staff"), ("2-14-09", "staff")]
    assert luginina.history.get().history_user == secretary
    assert Person.objects.get(surname="Зимин").given_name == "А."


@pytest.mark.parametrize("printed", ["Лугинина Татьяна Игоревна", "Татьяна Игоревна Лугинина", "Т.И. Лугинина"])
def test_one_person_is_known_under_any_order_of_the_name(hand_in, person, printed):
    spreadsheet = hand_in(csv_of(("ФИО", "Организация"), (printed, "ППО школы № 3")), kind="people")
    assert spreadsheet.counts == {"unchanged": 1}


def test_a_name_known_by_initials_is_filled_in(hand_in, bring_in, school):
    known = Person.objects.create(surname="Зимин", given_name="А.", patronymic="Б.", organisation=school)
    bring_in(hand_in(csv_of(("ФИО",), ("Зимин Антон Борисович",)), kind="people"))
    known.refresh_from_db()
    assert (known.name, known.person_key) == ("Зимин Антон Борисович", "зимин|а|б")


def test_mistakes_of_people_are_told_with_row_and_column(hand_in, person, school):
    Person.objects.create(surname="Зимин", given_name="Антон", patronymic="Борисович", organisation=school)
    Person.objects.create(surname="Зимин", given_name="Аким", patronymic="Богданович", organisation=school)
    spreadsheet = hand_in(
        csv_of(
            ("ФИО", "Организация", "Пол", "Телефон"),
            ("Зимин А.Б.", "ППО школы № 3", "", ""),
            ("Фонд мира и труда", "ППО школы № 3", "", ""),
            ("Лосева Вера Ильинична", "Которой нет", "", ""),
            ("Лосева Вера Ильинична", "", "", ""),
            ("Лугинина Татьяна Игоревна", "ППО школы № 3", "", "12"),
            ("Дроздов Илья Ильич", "ППО школы № 3", "средний", ""),
            ("Ершов Илья Ильич", "ППО школы № 3", "", ""),
            ("Ершов И.И.", "ППО школы № 3", "", ""),
        ),
        kind="people",
    )
    found = mistakes_of(spreadsheet)
    assert [(line, heading) for line, heading, _reason in found] == [
        (2, "ФИО"),
        (3, "ФИО"),
        (4, "Организация"),
        (5, "Организация"),
        (6, "Телефон"),
        (7, "Пол"),
        (9, "ФИО"),
    ]
    assert "Зимин Аким Богданович" in found[0][2]


def test_a_surname_that_contradicts_the_full_name_is_refused(hand_in, school):
    table = csv_of(("Фамилия", "ФИО", "Организация"), ("Ягодин", "Ягодкин Илья Ильич", "ППО школы № 3"))

    assert [mistake[:2] for mistake in mistakes_of(hand_in(table, kind="people"))] == [(2, "Фамилия")]


def test_namesakes_of_two_organisations_are_two_people(hand_in, person, organisation):
    Organisation.objects.create(name="ППО завода", superior=organisation)
    spreadsheet = hand_in(csv_of(("ФИО", "Организация"), ("Лугинина Татьяна Игоревна", "ППО завода")), kind="people")
    row = spreadsheet.rows.get()
    assert row.action == "created"
    assert "ППО школы № 3" in row.notes[0]


def test_seats_and_posts_come_with_terms(hand_in, bring_in, person, body, school, organisation, secretary):
    spreadsheet = hand_in(
        csv_of(
            TERMS,
            ("Лугинина Т.И.", organisation.name, "совет", "", "", "15.03.2024", ""),
            ("Т.И. Лугинина", "ППО школы № 3", "", "председатель", "Председатель профкома", "", "2026-12-31"),
        ),
        kind="memberships",
    )
    assert spreadsheet.counts == {"created": 2}, mistakes_of(spreadsheet)
    bring_in(spreadsheet)
    seat, post = Membership.objects.get(), Post.objects.get()
    assert (seat.body, seat.person, seat.role, seat.since, seat.until) == (
        body,
        person,
        "member",
        date(2024, 3, 15),
        None,
    )
    assert (post.organisation, post.duty, post.title) == (school, "chair", "Председатель профкома")
    assert post.until == date(2026, 12, 31)
    assert seat.history.get().history_user == secretary


def test_a_stored_term_is_closed_by_the_file(hand_in, bring_in, person, body, organisation):
    seat = Membership.objects.create(body=body, person=person, since=date(2020, 1, 1))
    spreadsheet = hand_in(
        csv_of(TERMS, ("Лугинина Т.И.", organisation.name, "Совет", "член", "", "01.01.2020", "31.12.2025")),
        kind="memberships",
    )
    assert spreadsheet.rows.get().changes == [["По", "", "31.12.2025"]]
    bring_in(spreadsheet)
    seat.refresh_from_db()
    assert seat.until == date(2025, 12, 31)
    assert seat.history.first().history_type == "~"


def test_mistakes_of_terms_are_told_with_row_and_column(hand_in, bring_in, person, body, school, organisation):
    second = Person.objects.create(surname="Зимин", given_name="Антон", patronymic="Борисович", organisation=school)
    Membership.objects.create(body=body, person=second, role="chair", since=date(2021, 1, 1))
    spreadsheet = hand_in(
        csv_of(
            TERMS,
            ("Лугинина Т.И.", organisation.name, "Совет", "председатель", "", "01.01.2024", ""),
            ("Лугинина Т.И.", organisation.name, "Ревком", "член", "", "", ""),
            ("Неведомова Н.Н.", organisation.name, "Совет", "член", "", "", ""),
            ("Лугинина Т.И.", organisation.name, "Совет", "свидетель", "", "", ""),
            ("Лугинина Т.И.", school.name, "", "охрана труда", "", "31.02.2024", ""),
            ("Лугинина Т.И.", school.name, "", "финансы", "", "01.02.2024", "01.01.2024"),
            ("Лугинина Т.И.", school.name, "", "", "", "", ""),
            ("Зимин А.Б.", school.name, "", "председатель", "", "01.01.2020", "31.12.2023"),
            ("Лугинина Т.И.", school.name, "", "председатель", "", "01.06.2023", ""),
            ("Зимин А.Б.", organisation.name, "Совет", "член", "", "01.01.2022", ""),
        ),
        kind="memberships",
    )
    found = mistakes_of(spreadsheet)
    assert [(line, heading) for line, heading, _reason in found] == [
        (2, "С"),
        (3, "Орган"),
        (4, "Человек"),
        (5, "Роль"),
        (6, "С"),
        (7, "По"),
        (8, "Роль"),
        (10, "С"),
        (11, "С"),
    ]
    assert "Зимин" in found[0][2]
    assert "«Совет»" in found[1][2]
    bring_in(spreadsheet)
    assert Membership.objects.count() == 1
    assert not Post.objects.exists()


def test_namesakes_on_a_body_need_their_organisation(hand_in, person, body, organisation):
    other = Organisation.objects.create(name="ППО завода", superior=organisation)
    Person.objects.create(surname="Лугинина", given_name="Татьяна", patronymic="Игоревна", organisation=other)
    row = ("Лугинина Т.И.", organisation.name, "Совет", "", "", "", "")
    vague = hand_in(csv_of(TERMS, row), kind="memberships")
    assert mistakes_of(vague)[0][:2] == (2, "Человек")
    exact = hand_in(csv_of((*TERMS, "Организация человека"), (*row, "ППО завода")), kind="memberships")
    assert exact.counts == {"created": 1}
