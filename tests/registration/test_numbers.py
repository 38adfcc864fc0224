"""A number is given by the body's rule: none twice, none lost, whatever was typed by hand before."""

import datetime

import pytest
from django.urls import reverse

from control.refusal import Refused
from registry.models import Body, Convocation
from resolutions.adopting import adopt_on_paper, put_before_the_chair
from resolutions.models import NumberSeries, Registration, ReservedNumber, ResolutionPage, Status
from resolutions.numbers.reserving import release, reserve
from resolutions.numbers.rule import NumberRule
from resolutions.registration import NumberChanged, register
from resolutions.signing import sign

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 2, 17)


@pytest.fixture
def rule(body):
    return NumberRule(body, "resolution", DAY)


@pytest.fixture
def enter_from_paper(make_act):
    """Registers an act adopted on paper under the number it bears there."""

    def enter(number, day=DAY, **fields):
        act = make_act(number=number, adopted_on=day, **fields)
        ResolutionPage.objects.filter(pk=act.pk).update(status=Status.APPROVED)
        adopt_on_paper(act, "протокол № 3")
        return register(act)

    return enter


def test_session_and_question_make_the_number(make_signed_act, convocation):
    registration = register(make_signed_act(question=3))
    assert registration.number == "7-3"
    assert registration.scope == f"c{convocation.pk}"
    assert registration.convocation == convocation
    assert registration.adopted_on == DAY


@pytest.mark.parametrize(
    ("template", "number"),
    [("{session:roman}-{item}", "VII-4"), ("{session}-{item}-Р", "7-4-Р"), ("{seq}/{year}", "1/2026"), ("{seq}", "1")],
)
def test_every_template_of_the_field_gives_its_number(body, make_signed_act, template, number):
    body.numbering_template = template
    body.save()
    assert register(make_signed_act(question=4)).number == number


@pytest.mark.parametrize(
    ("reset", "scope"), [(Body.Reset.NEVER, ""), (Body.Reset.YEAR, "2026"), (Body.Reset.CONVOCATION, None)]
)
def test_counting_begins_anew_where_the_rule_says(body, convocation, reset, scope):
    body.numbering_reset = reset
    assert NumberRule(body, "resolution", DAY).scope == (f"c{convocation.pk}" if scope is None else scope)


def test_without_a_convocation_written_down_the_year_counts(body):
    assert NumberRule(body, "resolution", DAY).scope == "2026"


def test_a_new_convocation_counts_from_one(body, make_signed_act, convocation, enter_from_paper):
    body.numbering_template = "{seq}"
    body.save()
    enter_from_paper("41", day=datetime.date(2025, 12, 1))
    convocation.until = datetime.date(2025, 12, 31)
    convocation.save()
    Convocation.objects.create(body=body, name="IX созыв", since=datetime.date(2026, 1, 1))
    assert register(make_signed_act()).number == "1"


def test_numbers_go_up_one_by_one(counted, make_signed_act):
    assert [register(make_signed_act(question=n)).number for n in (1, 2, 3)] == ["1", "2", "3"]
    assert NumberSeries.objects.get().last == 3


def test_kinds_of_acts_are_counted_apart(counted, make_signed_act):
    register(make_signed_act(question=1))
    assert register(make_signed_act(question=2, document_type="decision")).number == "1"


@pytest.mark.parametrize("typed", ["2133А", "17", "7-3-доп"])
def test_a_number_typed_by_hand_does_not_break_the_next_one(counted, make_signed_act, typed):
    register(make_signed_act(question=1))
    assert register(make_signed_act(question=2), number=typed).number == typed
    assert register(make_signed_act(question=3)).number == "2"


def test_the_next_number_typed_by_hand_is_counted(counted, make_signed_act):
    register(make_signed_act(question=1), number="1")
    assert register(make_signed_act(question=2)).number == "2"


def test_a_number_typed_far_ahead_is_passed_by_when_the_count_gets_there(counted, make_signed_act):
    register(make_signed_act(question=1), number="3")
    assert [register(make_signed_act(question=n)).number for n in (2, 3, 4)] == ["1", "2", "4"]


def test_the_count_goes_on_after_the_numbers_of_paper(counted, enter_from_paper, make_signed_act):
    for number in ("16", "3", "2133А"):
        enter_from_paper(number)
    assert register(make_signed_act()).number == "17"


def test_the_year_in_the_template_is_no_part_of_the_count(body, enter_from_paper, make_signed_act):
    body.numbering_template, body.numbering_reset = "{seq}-{year}", "year"
    body.save()
    enter_from_paper("5-2026")
    assert register(make_signed_act()).number == "6-2026"


@pytest.mark.parametrize("typed", ["7-3", "№ 7 – 3", "7—3"])
def test_a_number_an_act_bears_is_refused(make_signed_act, typed):
    register(make_signed_act(question=3))
    act = make_signed_act(question=4)
    with pytest.raises(Refused, match="7-3"):
        register(act, number=typed)
    assert ResolutionPage.objects.get(pk=act.pk).status == Status.SIGNED
    assert Registration.objects.count() == 1


def test_latin_letters_do_not_make_another_number(counted, make_signed_act):
    register(make_signed_act(question=1), number="24-1-Р")
    with pytest.raises(Refused):
        register(make_signed_act(question=2), number="24-1-P")  # Latin


def test_a_number_taken_for_another_question_moves_past_the_agenda(make_signed_act):
    register(make_signed_act(question=1), number="7-3")
    act = make_signed_act(question=3)
    make_signed_act(question=4)
    assert register(act).number == "7-5"


def test_what_was_shown_is_what_is_given_or_nothing(make_signed_act):
    act, other = make_signed_act(question=3), make_signed_act(question=5)
    register(other, number="7-3")
    with pytest.raises(NumberChanged, match=r"№ 7-3 .* 7-4"):
        register(act, expected="7-3")
    assert not Registration.objects.filter(act=act).exists()
    assert register(act, expected="7-4").number == "7-4"


def test_a_directive_of_the_chair_is_simply_counted(make_act, chair):
    numbers = []
    for _directive in range(2):
        act = make_act(document_type="directive", number="", adopted_on=None)
        ResolutionPage.objects.filter(pk=act.pk).update(status=Status.APPROVED)
        put_before_the_chair(act, DAY)
        sign(act, chair)
        numbers.append(register(act).number)
    assert numbers == ["1", "2"]


def test_a_reserved_number_is_passed_by_and_then_used(counted, make_signed_act, secretary, rule):
    reserved = reserve(rule, "для постановления о бюджете", secretary)
    assert reserved.number == "1"
    assert register(make_signed_act(question=1)).number == "2"
    act = make_signed_act(question=2)
    assert register(act, number="1").number == "1"
    reserved.refresh_from_db()
    assert reserved.act_id == act.pk
    assert register(make_signed_act(question=3)).number == "3"


def test_a_number_let_go_stays_a_gap_with_its_reason(counted, make_signed_act, secretary, rule):
    reserved = reserve(rule, "для бюджета", secretary)
    release(reserved, "вопрос снят", secretary)
    assert register(make_signed_act()).number == "2"
    with pytest.raises(Refused):
        release(reserved, "ещё раз", secretary)


def test_reserving_needs_a_reason_and_a_free_number(counted, make_signed_act, secretary, rule):
    register(make_signed_act(question=1))
    for reason, number in [(" ", ""), ("нужен", "1")]:
        with pytest.raises(Refused):
            reserve(rule, reason, secretary, number=number)
    reserve(rule, "нужен", secretary, number="5")
    with pytest.raises(Refused):
        reserve(rule, "и нам", secretary, number="№ 5")
    assert ReservedNumber.objects.count() == 1


def test_a_body_numbering_by_meetings_reserves_a_written_number_only(rule, secretary, make_signed_act):
    with pytest.raises(Refused):
        reserve(rule, "нужен", secretary)


def test_a_used_number_cannot_be_let_go(counted, make_signed_act, secretary, rule):
    reserved = reserve(rule, "нужен", secretary)
    register(make_signed_act(), number=reserved.number)
    with pytest.raises(Refused):
        release(reserved, "передумали", secretary)


def test_a_number_is_taken_just_where_the_register_would_refuse_it(
    client, administrator, body, make_act, enter_from_paper
):
    """Of the convocation, be it of another year; not of an earlier convocation in the same year."""
    spring, autumn = datetime.date(2026, 3, 1), datetime.date(2026, 9, 1)
    Convocation.objects.create(body=body, name="VII", since=datetime.date(2024, 1, 1), until=datetime.date(2026, 6, 1))
    Convocation.objects.create(body=body, name="VIII", since=datetime.date(2026, 6, 2))
    enter_from_paper("6-3", datetime.date(2025, 3, 1))
    client.force_login(administrator)
    for day, is_taken in ((spring, True), (autumn, False)):
        draft = make_act(number="6-3", adopted_on=day)
        assert draft.number_clashes is is_taken
        checks = client.get(reverse("resolutions_checks", args=[draft.pk])).content.decode()
        assert ("Под этим номером" in checks) is is_taken
