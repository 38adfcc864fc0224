"""What becomes of the letters: none is lost, none goes twice, and what did not go is seen."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from control.models import Absence, Digest, Reminder
from control.reminding import gathering
from control.reporting import Reporter, report
from control.tasks import send_waiting_letters
from registry.models import OrganisationContact, PersonContact
from tests.control_reminders import post
from tests.control_reminders.conftest import TUESDAY

WEDNESDAY = TUESDAY + datetime.timedelta(days=1)


@pytest.fixture
def refuse(settings):
    """Has the mail server refuse the addresses."""

    def to(*addresses):
        settings.EMAIL_BACKEND = "tests.control_reminders.post.RefusingPost"
        post.RefusingPost.refused = set(addresses)

    return to


def test_a_refused_address_is_tried_again_in_the_next_letter_and_keeps_nobody_else_back(
    run_on, put_on, make_member, refuse, mailoutbox
):
    members = [make_member(f"Горком {name}", name, f"{name}@example.org") for name in ("one", "two")]
    put_on(TUESDAY, assignees=members)
    refuse("one@example.org")

    run_on(TUESDAY)
    assert [letter.to for letter in mailoutbox] == [["two@example.org"]]
    assert "no such mailbox" in Digest.objects.get(address="one@example.org").failure

    refuse()
    run_on(WEDNESDAY)
    to_one = [letter for letter in mailoutbox if letter.to == ["one@example.org"]]
    assert len(to_one) == 1
    yesterday, today = Digest.objects.filter(address="one@example.org").order_by("day")
    assert (yesterday.carried_on, today.failure, bool(today.sent_at)) == (WEDNESDAY, "", True)


def test_a_corrected_address_gets_what_the_wrong_one_did_not(run_on, put_on, member, head, refuse, mailoutbox):
    put_on(TUESDAY, assignees=[member])
    refuse("head@example.org")
    run_on(TUESDAY)
    PersonContact.objects.filter(person=head).update(value="right@example.org")

    run_on(WEDNESDAY)

    assert ["right@example.org"] in [letter.to for letter in mailoutbox]


def test_an_address_that_is_refused_for_days_waits_for_a_person(run_on, put_on, member, refuse, client, keeper):
    put_on(TUESDAY, assignees=[member])
    refuse("head@example.org")
    for ahead in range(10):
        run_on(TUESDAY + datetime.timedelta(days=ahead))
    given_up = Digest.objects.get(address="head@example.org", carried_on=None)
    assert given_up.is_given_up

    client.force_login(keeper)
    page = client.get(reverse("control_reminders"), {"state": "failed"})
    assert "no such mailbox" in page.content.decode()
    client.post(reverse("control_reminders_again", args=[given_up.pk]))

    given_up.refresh_from_db()
    assert given_up.tries == 0


def test_a_closed_mail_server_is_no_fault_of_the_addresses(run_on, put_on, member, settings, mailoutbox):
    put_on(TUESDAY, assignees=[member])
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.control_reminders.post.ClosedPost"
    with pytest.raises(CommandError, match="не отвечает"):
        run_on(TUESDAY)
    assert Digest.objects.get().tries == 0

    settings.EMAIL_BACKEND = backend
    send_waiting_letters.call()  # within the hour
    assert len(mailoutbox) == 1


def test_a_refused_address_is_not_tried_every_hour(run_on, put_on, member, refuse):
    put_on(TUESDAY, assignees=[member])
    refuse("head@example.org")
    run_on(TUESDAY)

    send_waiting_letters.call()

    assert Digest.objects.get().tries == 1


def test_a_letter_cut_off_on_its_way_is_not_sent_a_second_time_by_itself(
    run_on, put_on, member, settings, mailoutbox, client, keeper
):
    put_on(TUESDAY, assignees=[member])
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.control_reminders.post.CuttingPost"
    run_on(TUESDAY)
    settings.EMAIL_BACKEND = backend

    run_on(TUESDAY)
    assert len(mailoutbox) == 1

    client.force_login(keeper)
    page = client.get(reverse("control_reminders")).content.decode()
    assert "Отправить ещё раз" in page or "Send again" in page
    client.post(reverse("control_reminders_again", args=[Digest.objects.get().pk]))
    run_on(TUESDAY)
    assert len(mailoutbox) == 2
    assert mailoutbox[0].extra_headers["Message-ID"] == mailoutbox[1].extra_headers["Message-ID"]


def test_a_process_killed_while_sending_leaves_a_letter_that_is_named(run_on, put_on, member, mailoutbox, clock):
    put_on(TUESDAY, assignees=[member])
    run_on(TUESDAY)
    digest = Digest.objects.get()
    Digest.objects.update(sent_at=None, claimed_at=digest.claimed_at - datetime.timedelta(hours=1))
    mailoutbox.clear()

    run_on(TUESDAY)

    assert mailoutbox == []
    assert Digest.objects.failed().get().is_uncertain


def test_a_process_killed_while_gathering_is_finished_by_the_next_one(
    run_on, put_on, make_member, mailoutbox, monkeypatch
):
    members = [make_member(f"Горком {number}", f"Глава{number}", f"head{number}@example.org") for number in range(3)]
    put_on(TUESDAY, assignees=members)
    monkeypatch.setattr(gathering, "CHUNK", 1)
    note, noted = gathering._note, []

    def killed(*given):
        if noted:
            raise SystemExit
        noted.append(given)
        return note(*given)

    monkeypatch.setattr(gathering, "_note", killed)
    with pytest.raises(SystemExit):
        run_on(TUESDAY)
    monkeypatch.setattr(gathering, "_note", note)

    send_waiting_letters.call()

    assert sorted(letter.to[0] for letter in mailoutbox) == [f"head{number}@example.org" for number in range(3)]


def test_two_runs_at_once_send_each_letter_once(run_on, put_on, make_member, settings, mailoutbox):
    members = [make_member(f"Горком {number}", f"Глава{number}", f"head{number}@example.org") for number in range(3)]
    put_on(TUESDAY, assignees=members)
    settings.EMAIL_BACKEND = "tests.control_reminders.post.CrowdedPost"
    post.CrowdedPost.meanwhile = lambda: call_command("send_reminders", verbosity=0)

    run_on(TUESDAY)

    assert sorted(letter.to[0] for letter in mailoutbox) == [f"head{number}@example.org" for number in range(3)]
    assert Reminder.objects.exclude(digest=None).count() == 3


def test_what_was_reported_before_the_letter_could_go_is_left_out(
    run_on, put_on, member, refuse, mailoutbox, administrator
):
    kept, reported = put_on(TUESDAY, assignees=[member], label="1"), put_on(TUESDAY, assignees=[member], label="2")
    refuse("head@example.org")
    run_on(TUESDAY)
    report(reported[0], Reporter(signed_as="А"), text="Сделано")
    refuse()

    run_on(TUESDAY)

    [letter] = mailoutbox
    assert "п. 1" in letter.body
    assert "п. 2" not in letter.body
    assert kept[0].events.filter(verb="reminded").exists()
    assert not reported[0].events.filter(verb="reminded").exists()


def test_a_card_nobody_can_be_told_of_is_on_the_list(run_on, put_on, make_member, client, keeper):
    Digest.objects.all().delete()
    keeper.email = ""
    keeper.save()
    put_on(TUESDAY, assignees=[make_member("Глухой горком", head="")], controller=None)

    run_on(TUESDAY)

    assert Reminder.objects.get(way="nobody").digest is None
    client.force_login(keeper)
    assert "Глухой горком" in client.get(reverse("control_reminders")).content.decode()


def test_whoever_gets_an_address_is_told_with_the_next_run(run_on, put_on, make_member, mailoutbox, client, keeper):
    member = make_member("Глухой горком", head="")
    put_on(WEDNESDAY, assignees=[member], controller=None)
    keeper.email = ""
    keeper.save()
    run_on(TUESDAY)
    OrganisationContact.objects.create(organisation=member, kind="email", value="office@example.org")

    run_on(TUESDAY)

    assert [letter.to for letter in mailoutbox] == [["office@example.org"]]
    client.force_login(keeper)
    assert "Глухой горком" not in client.get(reverse("control_reminders")).content.decode()


def test_a_controller_who_has_left_is_replaced_by_the_account_that_controls(
    run_on, put_on, make_member, controller, keeper, mailoutbox
):
    controller.closed_on = TUESDAY - datetime.timedelta(days=30)
    controller.save()
    put_on(TUESDAY, assignees=[make_member(head="")])

    run_on(TUESDAY)

    assert [letter.to for letter in mailoutbox] == [["keeper@example.org"]]


def test_an_act_that_names_no_controller_is_watched_by_the_account_that_controls(
    run_on, put_on, make_member, keeper, mailoutbox
):
    put_on(TUESDAY, assignees=[make_member(head="")], controller=None)

    run_on(TUESDAY)

    assert [letter.to for letter in mailoutbox] == [["keeper@example.org"]]


def test_the_list_asks_the_same_of_the_database_for_one_letter_and_for_twenty(
    run_on, put_on, make_member, client, keeper, django_assert_max_num_queries
):
    client.force_login(keeper)
    put_on(TUESDAY, assignees=[make_member()])
    run_on(TUESDAY)
    address = reverse("control_reminders")
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        assert client.get(address).status_code == 200
    queries = len(one)
    members = [make_member(f"Горком {n}", f"Глава{n}", f"head{n}@example.org") for n in range(20)]
    put_on(WEDNESDAY, assignees=members)
    run_on(WEDNESDAY)
    client.get(address)  # what was kept for a while is kept anew: a day has passed
    with django_assert_max_num_queries(queries):
        assert "head19@example.org" in client.get(address).content.decode()


def test_only_those_who_control_see_the_list_and_send_again(client, author, approver, run_on, put_on, member, refuse):
    put_on(TUESDAY, assignees=[member])
    refuse("head@example.org")
    run_on(TUESDAY)
    again = reverse("control_reminders_again", args=[Digest.objects.get().pk])

    client.force_login(author)  # reads the control, and decides nothing
    assert client.get(reverse("control_reminders")).status_code == 200
    assert client.post(again).status_code == 404
    client.logout()
    assert client.get(reverse("control_reminders")).status_code == 302


def test_a_letter_of_the_list_opens_what_it_tells(
    run_on, put_on, member, make_person, head, client, keeper, django_assert_max_num_queries
):
    Absence.objects.create(person=head, substitute=make_person("Заменова", "stand-in@example.org"), since=TUESDAY)
    [card] = put_on(WEDNESDAY, assignees=[member])
    run_on(TUESDAY)
    client.force_login(keeper)
    address = reverse("control_reminders_letter", args=[Digest.objects.get().pk])
    assert address in client.get(reverse("control_reminders")).content.decode()
    with CaptureQueriesContext(connection) as one:
        page = client.get(address).content.decode()

    for words in (reverse("control_card", args=[card.pk]), "п. 1", "Лесной горком", "18.03.2026", "Исполнителева"):
        assert words in page
    for number in range(20):
        put_on(WEDNESDAY, assignees=[member], label=f"2.{number}")
    Digest.objects.update(sent_at=None, claimed_at=None)
    run_on(TUESDAY)
    with django_assert_max_num_queries(len(one)):
        assert client.get(address).content.decode().count("п. 2.") >= 20


def test_a_letter_counts_the_days_themselves_and_not_the_step_of_the_ladder(run_on, put_on, member, client, keeper):
    put_on(TUESDAY - datetime.timedelta(days=51), assignees=[member])
    run_on(TUESDAY)
    client.force_login(keeper)
    letter = Digest.objects.get(address="head@example.org")
    assert letter.reminders.get().step == -1
    page = client.get(reverse("control_reminders_letter", args=[letter.pk])).content.decode()
    assert "через 51 день после срока" in page


def test_nobody_opens_a_letter_of_another_council(run_on, put_on, member, client, make_stranger):
    put_on(TUESDAY, assignees=[member])
    run_on(TUESDAY)
    client.force_login(make_stranger())

    assert client.get(reverse("control_reminders_letter", args=[Digest.objects.get().pk])).status_code == 404
