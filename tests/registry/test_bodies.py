"""Collegial bodies: members with terms, rules, letterhead."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from registry.models import Body, Membership, Person, Role
from registry.numbering import printed_number, roman, validate_numbering
from tests.registry.accounts import account_with_role


@pytest.fixture
def people(organisation):
    return [
        Person.objects.create(surname=surname, given_name="Анна", patronymic="Ильинична", organisation=organisation)
        for surname in ("Вольнова", "Гусева", "Дёмина")
    ]


@pytest.fixture
def secretary(client, organisation, council):
    return account_with_role(client, organisation, Role.SECRETARY)


def body_form(body, memberships=(), convocations=(), **fields):
    values = {
        "name": body.name,
        "short_name": "",
        "name_genitive": "",
        "name_dative": "",
        "name_accusative": "",
        "kind": body.kind,
        "organisation": body.organisation_id,
        "closed_on": "",
        "quorum_numerator": 1,
        "quorum_denominator": 2,
        "quorum_exceeds": "on",
        "majority_numerator": 1,
        "majority_denominator": 2,
        "majority_exceeds": "on",
        "majority_of": body.majority_of,
        "notice_days": 5,
        "enacting_verb": body.enacting_verb,
        "enacting_clause": body.enacting_clause,
        "numbering_template": body.numbering_template,
        "numbering_reset": body.numbering_reset,
        "weekend_rule": body.weekend_rule,
        "meetings_shown": body.meetings_shown,
        "reminder_ladder": body.reminder_ladder,
        "layout_profile": body.layout_profile,
        "letterhead_superior": "",
        "letterhead_name": "",
        "letterhead_requisites": "",
        "letterhead_emblem": "",
    }
    return nested_form_data(
        {
            **values,
            **fields,
            "aliases": inline_formset([]),
            "memberships": inline_formset(list(memberships)),
            "convocations": inline_formset(list(convocations)),
        }
    )


def seat(person, role="member", since="", until=""):
    return {"person": person.pk, "role": role, "since": since, "until": until}


def test_a_secretary_names_the_members_of_a_body(client, secretary, body, people):
    seats = [seat(people[0], "chair", "2024-04-18"), seat(people[1])]
    answer = client.post(reverse("body:edit", args=[body.pk]), body_form(body, seats))

    assert answer.status_code == 302
    card = client.get(reverse("body:inspect", args=[body.pk]))
    assert [str(row.person) for row in card.context["sitting"]] == [
        "Вольнова Анна Ильинична",
        "Гусева Анна Ильинична",
    ]


def test_two_current_chairs_are_refused_at_the_second_one(client, secretary, body, people):
    seats = [seat(people[0], "chair", "2024-04-18"), seat(people[1], "chair", "2025-01-10")]
    answer = client.post(reverse("body:edit", args=[body.pk]), body_form(body, seats))

    assert "в органе один председатель" in answer.content.decode()
    assert not body.memberships.exists()


def test_the_next_chair_may_follow_the_last_day_of_the_former_one(client, secretary, body, people):
    seats = [seat(people[0], "chair", "2019-04-18", "2024-04-18"), seat(people[1], "chair", "2024-04-19")]

    assert client.post(reverse("body:edit", args=[body.pk]), body_form(body, seats)).status_code == 302


def test_a_term_that_ends_before_it_begins_is_refused(client, secretary, body, people):
    seats = [seat(people[0], "member", "2024-04-18", "2023-04-18")]
    answer = client.post(reverse("body:edit", args=[body.pk]), body_form(body, seats))

    assert "раньше, чем начинается" in answer.content.decode()


def test_a_body_of_a_member_organisations_council_may_be_read_but_not_touched(client, secretary, make_other_council):
    foreign = make_other_council().home.organisation.bodies.first()

    assert client.get(reverse("body:inspect", args=[foreign.pk])).status_code == 200
    for name in ("body:edit", "body:delete"):
        assert client.get(reverse(name, args=[foreign.pk])).status_code in (302, 403), name
    client.post(reverse("body:edit", args=[foreign.pk]), body_form(foreign, name="Чужой совет"))
    assert foreign.organisation.bodies.filter(name=foreign.name).exists()


@pytest.mark.parametrize(
    ("template", "complaint"),
    [("{sesion}-{item}", "sesion"), ("{session", "скобк"), ("{session}", "{seq}"), ("№ 1", "{seq}")],
)
def test_a_numbering_template_that_cannot_work_is_refused_with_the_reason(client, secretary, body, template, complaint):
    answer = client.post(reverse("body:edit", args=[body.pk]), body_form(body, numbering_template=template))

    errors = answer.context["form"].errors["numbering_template"]
    assert complaint in " ".join(errors)


def test_the_letterhead_is_shown_while_it_is_typed(client, secretary, body, organisation):
    answer = client.get(
        reverse("registry_letterhead"),
        {
            "name": "Совет",
            "organisation": organisation.pk,
            "layout_profile": "gost_2016",
            "letterhead_superior": "ФНПР",
            "letterhead_name": "СОЮЗ\n«ЗАРЕЧНАЯ ФЕДЕРАЦИЯ»",
            "numbering_template": "{session:roman}-{item}",
        },
    )
    page = answer.content.decode()

    assert "ФНПР" in page
    assert "СОЮЗ<br>«ЗАРЕЧНАЯ" in page
    assert "VII-4" in page
    assert "gost_2016" in page
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_a_half_typed_letterhead_is_no_error(client, secretary, body):
    assert client.get(reverse("registry_letterhead"), {"numbering_template": "{ses"}).status_code == 200


def test_a_reader_of_the_registry_draws_no_letterheads(client, organisation, council):
    account_with_role(client, organisation, Role.DRAFTER)

    assert client.get(reverse("registry_letterhead")).status_code in (302, 403)


def test_the_letterhead_of_the_body_stands_on_the_paper_of_its_acts(make_act, body):
    from django.template.loader import render_to_string

    from registry.letterhead import letterhead_of

    body.letterhead_superior, body.letterhead_requisites = "ФНПР", "тел. 8 (800) 555-00-99"
    body.save()
    act = make_act()
    head = render_to_string("pdf/letterhead.html", {"letterhead": letterhead_of(body, act.issuer, act.superior)})

    assert "ФНПР" in head
    assert "555-00-99" in head


def test_another_organisations_act_does_not_take_the_bodys_letterhead(body, make_other_council):
    from registry.letterhead import letterhead_of

    body.letterhead_name = "НА БЛАНКЕ"
    other = make_other_council().home.organisation

    assert letterhead_of(body, other).names == (other.name,)


@pytest.mark.parametrize(
    ("numerator", "denominator", "exceeds", "members", "needed"),
    [
        (1, 2, True, 9, 5),
        (1, 2, True, 10, 6),
        (1, 2, False, 10, 5),
        (1, 2, False, 9, 5),
        (2, 3, False, 9, 6),
        (2, 3, True, 9, 7),
    ],
)
def test_a_quorum_is_counted_from_the_members_elected(numerator, denominator, exceeds, members, needed):
    body = Body(quorum_numerator=numerator, quorum_denominator=denominator, quorum_exceeds=exceeds)

    assert body.quorum_of(members) == needed


@pytest.mark.parametrize(
    ("template", "number"),
    [
        ("{seq}", "12"),
        ("{session}-{item}", "7-4"),
        ("{session:roman}-{item}", "VII-4"),
        ("{session}-{item}-Р", "7-4-Р"),
        ("{seq}/{year}", "12/2026"),
    ],
)
def test_numbers_are_printed_by_the_bodys_template(template, number):
    validate_numbering(template)

    assert printed_number(template, seq=12, session=7, item=4, year=2026) == number


@given(st.integers(min_value=1, max_value=3998))
def test_roman_numerals_never_repeat_a_letter_four_times(number):
    written = roman(number)

    assert written != roman(number + 1)
    assert not any(letter * 4 in written for letter in "IXC")


@pytest.mark.parametrize("ladder", ["", "30,", "тридцать", "30; 10", "1000"])
def test_a_reminder_ladder_is_whole_numbers_of_days(ladder):
    from registry.models.body import validate_reminders

    with pytest.raises(ValidationError):
        validate_reminders(ladder)


def test_the_list_of_bodies_asks_as_much_for_twenty_as_for_one(client, secretary, organisation, queries_of):
    few = queries_of(reverse("body:index"))
    for number in range(20):
        Body.objects.create(organisation=organisation, name=f"Комиссия № {number}", kind=Body.Kind.COMMISSION)

    assert queries_of(reverse("body:index")) == few


def test_a_card_of_a_body_asks_as_much_for_twenty_members_as_for_one(
    client, secretary, body, organisation, people, queries_of
):
    card = reverse("body:inspect", args=[body.pk])
    Membership.objects.create(body=body, person=people[0], since=datetime.date(2024, 4, 18))
    few = queries_of(card)
    for number in range(20):
        person = Person.objects.create(surname=f"Членов{number}", organisation=organisation)
        Membership.objects.create(body=body, person=person, since=datetime.date(2024, 4, 18))

    assert queries_of(card) == few


def test_a_majority_larger_than_all_votes_is_refused_at_its_field(client, secretary, body):
    form = body_form(body, majority_numerator=3, majority_denominator=2)
    answer = client.post(reverse("body:edit", args=[body.pk]), form)
    assert "majority_numerator" in answer.context["form"].errors


@pytest.mark.parametrize(
    ("rule", "present", "members", "needed"),
    [
        ({}, 29, 34, 15),
        ({}, 30, 34, 16),
        ({"majority_of": "members"}, 20, 34, 18),
        ({"majority_numerator": 2, "majority_denominator": 3, "majority_exceeds": False}, 30, 34, 20),
        ({"majority_numerator": 2, "majority_denominator": 3, "majority_exceeds": False}, 31, 34, 21),
    ],
)
def test_the_majority_follows_the_rule_of_the_body(rule, present, members, needed):
    assert Body(**rule).majority_of_votes(present=present, members=members) == needed


def test_a_reminder_ladder_may_say_days_before_on_and_after_the_day():
    from registry.models.body import validate_reminders

    validate_reminders("300, 10, 1, 0, -1, -300")


@pytest.mark.parametrize(
    ("ladder", "named"), [("10, завтра, 1", "завтра"), ("10, –7", "–7"), ("30, 400", "400"), ("10,, 1", "“”")]
)
def test_a_wrong_reminder_is_named_at_the_field_and_the_body_stays_as_it_was(client, secretary, body, ladder, named):
    before = body.reminder_ladder
    answer = client.post(reverse("body:edit", args=[body.pk]), body_form(body, reminder_ladder=ladder))

    (error,) = answer.context["form"].errors["reminder_ladder"]
    assert answer.status_code == 200
    assert named.strip("“”") in error
    body.refresh_from_db()
    assert body.reminder_ladder == before


def test_the_field_of_reminders_says_whom_each_number_tells(client, secretary, body):
    page = client.get(reverse("body:edit", args=[body.pk]))

    said = str(page.context["form"].fields["reminder_ladder"].help_text)
    assert "-7" in said
    assert "10, 1, 0, -1, -7" in said
    assert said.split(".")[0] in page.content.decode()
