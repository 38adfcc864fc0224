"""Letters about deadlines: one a person a day, each cause once, whatever happens to the clock and to the cards."""

import datetime
import re

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils import timezone

from control.closing import close, return_report
from control.extending import ask, grant
from control.models import Absence, Assignment, CardEvent, Digest, Reminder
from control.reporting import Reporter, report
from registry.models import OrganisationContact, PersonalLink, Role
from tests.control_reminders.conftest import TUESDAY

A_DAY = datetime.timedelta(days=1)


def day(ahead):
    return TUESDAY + A_DAY * ahead


def test_one_letter_says_what_is_late_what_is_due_and_what_is_due_soon(run_on, put_on, member, mailoutbox):
    for ahead in (-1, 0, 3):
        put_on(day(ahead), assignees=[member], label=f"1.{ahead + 5}")

    run_on(TUESDAY)

    [letter] = [each for each in mailoutbox if each.to == ["head@example.org"]]
    assert letter.subject == "Просрочено: 1, срок сегодня: 1, срок скоро: 1"
    late, today, soon = (letter.body.index(words) for words in ("ПРОСРОЧЕНО", "СРОК СЕГОДНЯ", "СРОК СКОРО"))
    assert late < letter.body.index("п. 1.4") < today < letter.body.index("п. 1.5") < soon < letter.body.index("п. 1.8")
    assert "Срок: 16 марта, понедельник — просрочено, 1 день" in letter.body
    assert "Срок: 20 марта, пятница — через 3 дня" in letter.body
    assert "Обучить уполномоченных по охране труда." in letter.body
    assert letter.body.endswith("Союз «Заречная федерация профсоюзов»\n")


def test_an_answer_to_the_letter_goes_to_the_mailbox_of_the_council(run_on, put_on, member, organisation, mailoutbox):
    OrganisationContact.objects.create(organisation=organisation, kind="email", value="council@example.org")
    put_on(TUESDAY, assignees=[member])

    run_on(TUESDAY)

    assert mailoutbox[0].reply_to == ["council@example.org"]


def test_each_card_has_the_personal_link_of_its_own_and_later_letters_have_the_same(
    run_on, put_on, member, mailoutbox, client
):
    [card] = put_on(day(3), assignees=[member])

    run_on(TUESDAY)
    run_on(day(2))

    first, second = (re.search(r"http\S+(/link/report/\S+)", letter.body)[1] for letter in mailoutbox)
    assert (client.get(first).status_code, client.get(second).status_code) == (200, 200)
    link = PersonalLink.objects.get()
    assert (link.subject_id, link.person, link.sent_to) == (card.pk, member.posts.get().person, "head@example.org")


def test_an_account_is_sent_to_its_own_page_without_a_personal_link(run_on, put_on, member, head, council, mailoutbox):
    head.user = get_user_model().objects.create_user("head", "account@example.org")
    head.user.groups.add(council.group(Role.ASSIGNEE))
    head.save()
    [card] = put_on(day(3), assignees=[member])

    run_on(TUESDAY)

    [letter] = mailoutbox
    assert letter.to == ["account@example.org"]
    assert f"/{card.pk}/" in letter.body
    assert "/link/" not in letter.body
    assert "Все ваши поручения: http" in letter.body
    assert not PersonalLink.objects.exists()


def test_a_second_run_of_the_day_sends_nothing(run_on, put_on, member, mailoutbox):
    put_on(day(3), day(0), assignees=[member])

    run_on(TUESDAY)
    run_on(TUESDAY)

    assert len(mailoutbox) == 1
    assert Reminder.objects.exclude(digest=None).count() == 2


def test_whoever_has_got_a_letter_today_hears_of_anything_newer_tomorrow(run_on, put_on, member, mailoutbox):
    put_on(day(3), assignees=[member])
    run_on(TUESDAY)
    put_on(day(0), assignees=[member], label="9")

    run_on(TUESDAY)
    assert len(mailoutbox) == 1

    run_on(day(1))
    assert "п. 9" in mailoutbox[1].body
    assert "Срок: 17 марта, вторник — просрочено, 1 день" in mailoutbox[1].body


def test_after_days_of_outage_only_the_latest_step_is_told(run_on, put_on, member, mailoutbox):
    put_on(day(1), assignees=[member])

    run_on(day(1))  # the steps of three days and of one day before have passed while nothing ran
    run_on(day(2))

    assert [letter.to for letter in mailoutbox] == [
        ["head@example.org"],
        ["head@example.org"],
        ["controller@example.org"],
    ]
    assert "СРОК СЕГОДНЯ" in mailoutbox[0].body
    assert set(Reminder.objects.values_list("step", "reader")) == {
        (0, "assignee"),
        (-1, "assignee"),
        (-1, "controller"),
    }


def test_what_the_letter_about_a_new_card_has_said_is_not_said_again_the_next_morning(
    run_on, put_on, member, mailoutbox
):
    [card] = put_on(day(20), day(9), assignees=[member], opened_on=TUESDAY)
    Assignment.objects.filter(pk=card.pk).update(told_at=timezone.now())

    run_on(day(1))  # 19 and 8 days before: the steps of thirty and of ten were over before there was a card
    assert mailoutbox == []

    run_on(day(6))
    assert [reminder.step for reminder in Reminder.objects.all()] == [3]


def test_a_clock_that_goes_backwards_sends_no_second_letter(run_on, put_on, member, mailoutbox):
    put_on(day(1), assignees=[member])
    run_on(day(1))

    for ahead in (0, -1, -4, 0, 1):
        run_on(day(ahead))

    assert len(mailoutbox) == 1


def test_a_change_of_the_time_zone_sends_no_second_letter(run_on, put_on, member, mailoutbox, settings, clock):
    put_on(day(1), assignees=[member])
    run_on(TUESDAY)

    settings.TIME_ZONE = "Pacific/Honolulu"  # there it is still Monday
    run_on(TUESDAY)
    settings.TIME_ZONE = "Asia/Kamchatka"
    run_on(TUESDAY)
    assert len(mailoutbox) == 1

    clock.shift(datetime.timedelta(hours=12))  # there it is eight in the morning of Wednesday
    call_command("send_reminders", verbosity=0)
    assert "СРОК СЕГОДНЯ" in mailoutbox[1].body


def test_an_extended_day_is_reminded_of_anew(run_on, put_on, member, administrator, mailoutbox):
    [card] = put_on(day(1), assignees=[member])
    run_on(TUESDAY)
    asked = ask(card, Reporter(signed_as="Анна"), new_due=day(3), reason="Болезнь")
    grant(asked, administrator)

    run_on(day(2))

    assert len(mailoutbox) == 2
    assert "Срок: 20 марта" in mailoutbox[1].body


def test_no_letter_leaves_on_a_day_off(run_on, put_on, member, mailoutbox):
    put_on(day(6), assignees=[member])

    run_on(day(4))  # Saturday
    assert mailoutbox == []

    run_on(day(6))
    assert [letter.to for letter in mailoutbox] == [["head@example.org"]]


def test_a_reported_or_closed_card_is_left_alone_and_a_returned_one_is_not(
    run_on, put_on, make_member, administrator, mailoutbox
):
    members = [make_member(f"Горком {number}", f"Глава{number}", f"head{number}@example.org") for number in range(3)]
    reported, closed, returned = put_on(day(0), assignees=members)
    report(reported, Reporter(signed_as="А"), text="Сделано")
    close(closed, administrator, result=Assignment.Result.OBSOLETE, basis="письмо")
    report(returned, Reporter(signed_as="А"), text="Сделано")
    return_report(returned, administrator, remark="Где списки?")

    run_on(TUESDAY)

    assert [letter.to for letter in mailoutbox] == [["head2@example.org"]]
    assert "Отчёт вернули" in mailoutbox[0].body


def test_a_late_card_climbs_from_the_assignee_to_the_controller_and_the_deputy_chair(
    run_on, put_on, member, deputy, mailoutbox
):
    put_on(day(0), assignees=[member])
    told = {}
    for ahead in range(25):
        run_on(day(ahead))
        told |= {(ahead, letter.to[0].split("@")[0]): letter for letter in mailoutbox}
        mailoutbox.clear()

    assert list(told) == [(0, "head"), (1, "head"), (1, "controller"), (7, "controller"), (14, "deputy")]
    assert "Лесной горком" in told[1, "controller"].body
    assert "ПРОСРОЧЕНО НАДОЛГО" in told[14, "deputy"].body


def test_a_controller_reads_one_line_of_a_point_many_are_late_with(run_on, put_on, make_member, mailoutbox):
    members = [make_member(f"Горком {number:02}", head="") for number in range(12)]
    put_on(day(-1), assignees=members)

    run_on(TUESDAY)

    [letter] = mailoutbox
    assert letter.to == ["controller@example.org"]
    assert "Горком 00; Горком 01" in letter.body
    assert "и ещё 5" in letter.body
    assert letter.body.count("Обучить") == 2  # once as late, once as not written to


def test_a_substitute_gets_the_letter_of_whoever_is_away(run_on, put_on, member, head, make_person, mailoutbox):
    stand_in = make_person("Заменова", "stand-in@example.org")
    Absence.objects.create(person=head, substitute=stand_in, since=day(-3), until=day(0))
    put_on(day(0), assignees=[member])

    run_on(TUESDAY)
    run_on(day(1))

    first, *later = mailoutbox
    assert first.to == ["stand-in@example.org"]
    assert "Вы отвечаете вместо: Исполнителева Анна" in first.body
    assert "/link/report/" in first.body
    assert ["head@example.org"] in [letter.to for letter in later]


def test_the_controller_is_told_when_the_assignee_and_the_substitute_are_both_away(
    run_on, put_on, member, head, make_person, mailoutbox
):
    stand_in = make_person("Заменова", "stand-in@example.org")
    Absence.objects.create(person=head, substitute=stand_in, since=day(-3))
    Absence.objects.create(person=stand_in, since=day(-1), until=day(1))
    put_on(day(0), assignees=[member])

    run_on(TUESDAY)

    assert [letter.to for letter in mailoutbox] == [["controller@example.org"]]
    assert "ИСПОЛНИТЕЛЯМ НЕ НАПИСАЛИ" in mailoutbox[0].body


def test_the_mailbox_of_an_organisation_without_a_head_is_written_to(run_on, put_on, make_member, mailoutbox):
    member = make_member(head="")
    OrganisationContact.objects.create(organisation=member, kind="email", value="office@example.org")
    put_on(day(0), assignees=[member])

    run_on(TUESDAY)

    assert [letter.to for letter in mailoutbox] == [["office@example.org"]]
    assert "/link/report/" in mailoutbox[0].body


def test_two_people_of_one_mailbox_have_links_of_their_own(run_on, put_on, make_member, mailoutbox):
    members = [make_member(f"Горком {name}", name, "office@example.org") for name in ("Первова", "Вторая")]
    cards = put_on(day(0), assignees=members)

    run_on(TUESDAY)

    assert len(mailoutbox) == 1
    people = dict(PersonalLink.objects.values_list("subject_id", "person__surname"))
    assert people == {cards[0].pk: "Первова", cards[1].pk: "Вторая"}


def test_a_deadline_moved_off_a_day_off_names_both_days(run_on, put_on, member, body, mailoutbox):
    body.weekend_rule = "next"
    body.save()
    put_on(datetime.date(2026, 3, 21), assignees=[member])

    run_on(datetime.date(2026, 3, 20))

    assert "Срок: 23 марта, понедельник — через 3 дня (в документе 21 марта, выходной)" in mailoutbox[0].body


def test_the_history_of_the_card_says_who_was_reminded(run_on, put_on, member):
    [card] = put_on(day(0), assignees=[member])

    run_on(TUESDAY)

    event = card.events.get(verb=CardEvent.Verb.REMINDED)
    assert event.note == "исполнитель: Исполнителева Анна"


def test_a_body_may_have_a_ladder_of_its_own(run_on, put_on, member, body, mailoutbox):
    body.reminder_ladder = "5, 0"
    body.save()
    put_on(day(3), assignees=[member])

    for ahead in range(-3, 3):
        run_on(day(ahead))
        assert len(mailoutbox) == (1 if ahead >= -1 else 0), ahead  # five days before is Sunday: told on Friday


@pytest.mark.parametrize("cards", [3, 30])
def test_gathering_asks_no_more_questions_for_more_cards(run_on, put_on, member, cards, django_assert_max_num_queries):
    for number in range(cards):
        put_on(day(0), assignees=[member], label=str(number))
    run_on(day(-9))  # fills the calendar

    with django_assert_max_num_queries(110):
        run_on(TUESDAY)
    assert Digest.objects.filter(day=TUESDAY).count() == 1
