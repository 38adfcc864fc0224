"""Two parties of the registry become one, and so do their cards: nothing that was done, asked or written is lost."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from control.closing import accept, return_report
from control.extending import ask, grant
from control.linking import link_for
from control.models import (
    Absence,
    Assignment,
    CardEvent,
    ControlledItem,
    Extension,
    ItemState,
    Occurrence,
    Reminder,
    Report,
    ReportDraft,
    Tally,
)
from control.reporting import Reporter, begin, keep_draft, report
from registry.merging import merge, preview
from registry.models import Person

from .conftest import fresh

pytestmark = pytest.mark.django_db
CHAIR = Reporter(signed_as="Председатель")


@pytest.fixture
def pair(member):
    """The card that stays and its double."""
    return member("Лесной профсоюз"), member("Профсоюз лесной отрасли")


def states_of(item):
    return {row.state: row.cards for row in Tally.objects.filter(item=item)}


def test_cards_of_different_points_move_with_everything_on_them(pair, make_card, administrator):
    kept, double = pair
    (card,) = make_card(double)
    report(card, CHAIR, text="Сделано")
    merge(kept, double)
    card = fresh(card)
    assert card.assignee_id == kept.pk
    assert card.assignee_name == "Профсоюз лесной отрасли"
    assert set(Occurrence.objects.values_list("assignee", flat=True)) == {kept.pk}
    accept(card, administrator)
    assert fresh(card).state == ItemState.CLOSED


def test_two_cards_of_one_point_become_one_and_the_report_is_still_to_be_read(pair, make_card, administrator):
    kept, double = pair
    ours, theirs = make_card(kept, double)
    begin(ours, CHAIR)
    sent = report(theirs, CHAIR, text="Обучили сорок человек")
    link = link_for(theirs)
    merge(kept, double)
    card = Assignment.objects.get()
    assert (card.pk, card.state, card.reported_at) == (ours.pk, ItemState.REPORTED, sent.sent_at)
    assert states_of(card.item) == {ItemState.REPORTED: 1}
    link.refresh_from_db()
    assert link.subject_id == card.pk
    assert set(CardEvent.objects.values_list("assignment", flat=True)) == {card.pk}
    assert "Профсоюз лесной отрасли" in card.events.last().note
    accept(card, administrator)
    assert fresh(card).state == ItemState.CLOSED
    assert card.occurrences.filter(cancelled_at=None).get().done_on == timezone.localdate()


def test_what_one_of_them_has_done_is_done(pair, make_card, administrator):
    kept, double = pair
    _ours, theirs = make_card(kept, double)
    report(theirs, CHAIR, text="Сделано")
    accept(theirs, administrator)
    merge(kept, double)
    card = Assignment.objects.get()
    assert (card.state, card.result, card.next_due) == (ItemState.CLOSED, "done", None)
    assert card.closed_by == administrator
    assert states_of(card.item) == {ItemState.CLOSED: 1}
    # The day that was set aside is still there to be seen, and counts nowhere.
    assert [(each.done_on is None, each.cancelled_at is None) for each in card.occurrences.all()] == [
        (True, False),
        (False, True),
    ]


def test_a_report_nobody_has_read_keeps_a_closed_card_on_control(pair, make_card, administrator):
    kept, double = pair
    ours, theirs = make_card(kept, double)
    report(ours, CHAIR, text="Сделано")
    accept(ours, administrator)
    report(theirs, CHAIR, text="Сделано иначе")
    merge(kept, double)
    card = Assignment.objects.get()
    assert (card.state, card.closed_on, card.result) == (ItemState.REPORTED, None, "")
    assert [each.number for each in card.reports.all()] == [1, 2]


def test_of_two_reports_that_wait_the_later_is_read_and_the_earlier_kept(pair, make_card):
    kept, double = pair
    ours, theirs = make_card(kept, double)
    later = report(ours, CHAIR, text="Второй")
    earlier = report(theirs, CHAIR, text="Первый")
    Report.objects.filter(pk=earlier.pk).update(sent_at=timezone.now() - datetime.timedelta(days=1))
    merge(kept, double)
    assert fresh(earlier).decision == Report.Decision.REPLACED
    assert fresh(later).decision == ""
    assert Assignment.objects.get().reports.count() == 2


def test_the_later_day_given_to_one_of_them_holds_and_every_request_stays(pair, make_card, administrator):
    kept, double = pair
    ours, theirs = make_card(kept, double)
    later = datetime.date(2026, 12, 1)
    grant(ask(theirs, CHAIR, new_due=later, reason="Болезнь"), administrator)
    ask(ours, CHAIR, new_due=datetime.date(2026, 11, 20), reason="Отпуск")
    occurrence = theirs.occurrences.get()
    Reminder.objects.create(occurrence=occurrence, due=later, step=3, reader="assignee")
    merge(kept, double)
    card = Assignment.objects.get()
    assert card.next_due == later
    assert sorted(Extension.objects.values_list("decision", flat=True)) == ["granted", "withdrawn"]
    assert Reminder.objects.get().occurrence.assignment_id == card.pk


def test_a_returned_report_stays_returned_and_drafts_stand_one_under_the_other(pair, make_card, administrator):
    kept, double = pair
    ours, theirs = make_card(kept, double)
    report(theirs, CHAIR, text="Сделано")
    return_report(theirs, administrator, remark="Приложите список")
    keep_draft(ours, text="Начали")
    keep_draft(theirs, text="Список готов")
    merge(kept, double)
    card = Assignment.objects.get()
    assert card.state == ItemState.RETURNED
    assert ReportDraft.objects.get().text == "Начали\n\nСписок готов"


def test_looking_at_a_merge_first_changes_nothing(pair, make_card):
    kept, double = pair
    make_card(kept, double)
    preview(kept, double)
    assert Assignment.objects.count() == 2
    assert sum(Tally.objects.values_list("cards", flat=True)) == 2


def test_the_merge_is_done_on_its_own_screen(client, pair, make_card, administrator):
    kept, double = pair
    make_card(kept, double)
    client.force_login(administrator)
    client.post(reverse("registry_merge_organisation", args=[kept.pk]), {"with": double.pk})
    assert Assignment.objects.get().assignee_id == kept.pk


def test_people_keep_what_they_control_and_answer_for_and_nobody_stands_in_for_themselves(
    pair, make_card, organisation
):
    kept, double = (
        Person.objects.create(surname="Жилина", given_name=name, organisation=organisation) for name in ("Е.", "Елена")
    )
    (card,) = make_card(pair[0])
    Assignment.objects.filter(pk=card.pk).update(answers=double)
    ControlledItem.objects.update(controller=double)
    away = Absence.objects.create(person=double, substitute=kept, since=datetime.date(2026, 6, 1))
    merge(kept, double)
    assert fresh(card).answers_id == kept.pk
    assert ControlledItem.objects.get().controller_id == kept.pk
    away.refresh_from_db()
    assert (away.person_id, away.substitute) == (kept.pk, None)


def test_the_preview_counts_the_cards_that_move_and_those_that_join(client, pair, make_card, administrator):
    kept, double = pair
    for _point in range(2):
        make_card(kept, double)
    for _point in range(3):
        make_card(double)
    client.force_login(administrator)
    page = client.get(reverse("registry_merge_organisation", args=[kept.pk]), {"with": double.pk})
    words = page.content.decode().replace("\xa0", " ")
    assert "5 карточек контроля перейдут, из них 2 совпадут" in words
    # Said once, in words a person understands: neither the cards nor their days stand in the list of numbers, too.
    assert not [label for label, _number in page.context["report"].moves if "онтрол" in label or "Дни" in label]
    assert Assignment.objects.count() == 7


def test_without_cards_the_preview_says_nothing_of_them(pair):
    assert preview(*pair).told == []
