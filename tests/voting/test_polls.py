"""A poll between meetings: letters, answers by link, by account and on paper, and what is refused."""

import datetime
import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.jobs import jobs
from documents.models import Record
from registry.models import Membership, PersonalLink, PersonContact, Role
from registry.roles import council_role
from resolutions.models import AgendaItem, Attendance, Ballot, Meeting, Voting


@pytest.fixture
def opened(desk, poll, django_capture_on_commit_callbacks):
    """The poll with its letters sent; the paths of the links by person."""
    meeting, item, people = poll
    with django_capture_on_commit_callbacks(execute=True):
        desk.press(item, "open_poll")
    meeting.refresh_from_db()
    links = {link.person_id: link.path for link in PersonalLink.objects.all()}
    return meeting, item, people, links


def end(voting, **shift):
    """As if the time for answers were behind."""
    past = timezone.now() - datetime.timedelta(**(shift or {"minutes": 1}))
    Voting.objects.filter(pk=voting.pk).update(closes_at=past)
    PersonalLink.objects.update(expires_at=past)


def test_opening_writes_to_every_member_with_a_link_to_each_question(opened):
    meeting, item, people, _links = opened
    assert meeting.state == Meeting.State.OPEN
    assert sorted(address for letter in mail.outbox for address in letter.to) == [
        f"member{number}@example.org" for number in range(3)
    ]
    letter = next(letter for letter in mail.outbox if letter.to == ["member0@example.org"])
    path = re.search(r"/link/vote/\S+", letter.body)[0]
    assert people[0].name in Client().get(path).content.decode()
    assert item.act.heading in letter.body
    assert "\n" not in letter.subject
    assert f"{timezone.localtime(meeting.voting_until):%H:%M}" in letter.subject


def test_a_poll_without_a_moment_ahead_is_not_opened(desk, poll):
    meeting, item, _people = poll
    Meeting.objects.update(voting_until=timezone.now() - datetime.timedelta(hours=1))
    assert desk.press(item, "open_poll")
    assert not Voting.objects.exists()
    assert not PersonalLink.objects.exists()
    Meeting.objects.update(voting_until=None)
    assert desk.press(item, "open_poll")
    assert Meeting.objects.get(pk=meeting.pk).state == Meeting.State.PLANNED


def test_opening_twice_asks_once(desk, opened):
    _meeting, item, _people, _links = opened
    desk.press(item, "open_poll")
    assert Voting.objects.count() == 1
    assert len(mail.outbox) == 3


def test_a_member_reads_the_text_and_answers_by_the_link_once(opened):
    _meeting, _item, people, links = opened
    phone, path = Client(), links[people[0].pk]
    page = phone.get(path)
    assert page.status_code == 200
    assert "обучить уполномоченных" in page.content.decode()
    assert len(re.findall(r'name="choice"', page.content.decode())) == 3
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    done = phone.post(path, {"choice": "against"})
    assert done.status_code == 200
    ballot = Ballot.objects.get()
    assert (ballot.person_id, ballot.choice, ballot.by_link, ballot.cast_by) == (people[0].pk, "against", True, None)
    # A second time, and for whoever the letter was forwarded to.
    for visitor in (phone, Client()):
        assert visitor.get(path).status_code == 410
        assert visitor.post(path, {"choice": "for"}).status_code == 410
    assert Ballot.objects.get().choice == "against"
    assert Record.objects.filter(kind="ballot").count() == 1


def test_after_the_time_no_answer_is_taken_from_anybody(desk, opened):
    _meeting, item, people, links = opened
    end(item.votings.get())
    assert Client().get(links[people[0].pk]).status_code == 410
    assert Client().post(links[people[0].pk], {"choice": "for"}).status_code == 410
    assert desk.marks(item, {"person": people[0].pk, "choice": "for"}).json()["refused"]
    assert not Ballot.objects.exists()


def test_a_link_still_good_does_not_reopen_the_time(opened):
    _meeting, _item, people, links = opened
    Voting.objects.update(closes_at=timezone.now() - datetime.timedelta(minutes=1))
    assert Client().post(links[people[0].pk], {"choice": "for"}).status_code == 409
    assert not Ballot.objects.exists()
    assert PersonalLink.objects.filter(used_at=None).count() == 3


def test_a_made_up_or_altered_link_opens_nothing(opened):
    _meeting, _item, people, links = opened
    for path in (links[people[0].pk][:-2] + "x/", "/link/vote/2:abc:def/"):
        assert Client().get(path).status_code == 410
        assert Client().post(path, {"choice": "for"}).status_code == 410
    assert not Ballot.objects.exists()


def test_a_link_sent_for_another_purpose_gives_no_vote(opened):
    meeting, item, people, _links = opened
    other = PersonalLink.make("meeting", item.votings.get(), people[0], expires_at=meeting.voting_until)
    assert Client().post(f"/link/vote/{other.token}/", {"choice": "for"}).status_code == 410
    assert not Ballot.objects.exists()


def test_something_else_than_the_three_answers_spends_nothing(opened):
    _meeting, _item, people, links = opened
    assert Client().post(links[people[0].pk], {"choice": "maybe"}).status_code == 409
    assert Client().post(links[people[0].pk], {}).status_code == 409
    assert Client().post(links[people[0].pk], {"choice": "for"}).status_code == 200


@pytest.fixture
def logged_in(opened):
    """A member with an account, logged in."""
    _meeting, _item, people, _links = opened
    user = get_user_model().objects.create_user("member", password="secret-member")
    people[0].user = user
    people[0].save()
    client = Client()
    client.force_login(user)
    return client


def test_a_member_with_an_account_votes_only_for_himself_and_once(opened, logged_in):
    _meeting, item, people, links = opened
    path = f"/link/poll/{item.votings.get().pk}/"
    assert logged_in.get(path).status_code == 200
    logged_in.post(path, {"choice": "for", "person": people[1].pk})
    assert [(ballot.person_id, ballot.choice) for ballot in Ballot.objects.all()] == [(people[0].pk, "for")]
    assert logged_in.post(path, {"choice": "against"}).status_code == 409
    # The letter of the same member gives no second vote, nor does a letter of another open for him.
    assert Client().post(links[people[0].pk], {"choice": "against"}).status_code == 410
    assert logged_in.post(links[people[1].pk], {"choice": "for"}).status_code == 200
    assert Ballot.objects.get(person=people[0]).choice == "for"


def test_a_letter_of_a_member_with_an_account_does_not_open_for_another_account(opened, logged_in):
    _meeting, _item, people, links = opened
    stranger = get_user_model().objects.create_user("stranger")
    client = Client()
    client.force_login(stranger)
    assert client.get(links[people[0].pk]).status_code == 410
    assert client.post(links[people[0].pk], {"choice": "for"}).status_code == 410
    assert not Ballot.objects.exists()


def test_an_account_of_nobody_on_the_body_finds_no_poll(opened, author):
    _meeting, item, _people, _links = opened
    path = f"/link/poll/{item.votings.get().pk}/"
    assert Client().post(path, {"choice": "for"}).status_code == 302
    client = Client()
    client.force_login(author)
    assert client.get(path).status_code == 404
    assert client.post(path, {"choice": "for"}).status_code == 404


def test_whose_seat_has_ended_has_no_vote(opened):
    _meeting, _item, people, links = opened
    Membership.objects.filter(person=people[0]).update(until=timezone.localdate())
    assert Client().post(links[people[0].pk], {"choice": "for"}).status_code == 409
    assert not Ballot.objects.exists()


def test_the_secretary_enters_paper_but_never_over_an_answer_in_person(desk, opened):
    _meeting, item, people, links = opened
    Client().post(links[people[0].pk], {"choice": "against"})
    refused = desk.marks(
        item,
        {"person": people[0].pk, "choice": "for"},
        {"person": people[1].pk, "choice": "for"},
        {"person": people[2].pk, "present": False},
    ).json()["refused"]
    assert set(refused) == {str(people[0].pk), str(people[2].pk)}
    assert desk.marks(item, {"person": people[0].pk, "choice": ""}).json()["refused"]
    assert {ballot.person_id: ballot.choice for ballot in Ballot.objects.all()} == {
        people[0].pk: "against",
        people[1].pk: "for",
    }
    # Whoever answered on paper has answered.
    assert Client().post(links[people[1].pk], {"choice": "against"}).status_code in {409, 410}
    desk.marks(item, {"person": people[1].pk, "choice": ""})
    assert Record.objects.filter(kind="ballot").count() == 3


def test_those_who_answered_are_the_quorum(desk, opened):
    _meeting, item, people, links = opened
    Client().post(links[people[0].pk], {"choice": "for"})
    desk.press(item, "close")
    assert item.votings.get().is_open  # time is left and two are silent
    end(item.votings.get())
    desk.press(item, "close")
    voting = item.votings.get()
    assert (voting.members, voting.present, voting.quorum, voting.result) == (3, 1, 2, "no_quorum")
    desk.press(item, "outcome:adopted")
    item.refresh_from_db()
    assert item.outcome == ""


def test_a_majority_of_those_who_answered_adopts(desk, opened):
    _meeting, item, people, links = opened
    Client().post(links[people[0].pk], {"choice": "for"})
    Client().post(links[people[1].pk], {"choice": "for"})
    end(item.votings.get())
    desk.press(item, "outcome:adopted")
    item.refresh_from_db()
    assert item.outcome == "adopted"
    assert item.votings.get().present == 2
    assert Client().get(links[people[2].pk]).status_code == 410


def test_a_text_changed_during_the_poll_is_asked_about_anew(desk, opened, author):
    _meeting, item, people, links = opened
    draft = item.act.get_latest_revision_as_object()
    draft.preamble = "Иначе."
    draft.save_revision(user=author)
    assert Client().post(links[people[0].pk], {"choice": "for"}).status_code == 409
    desk.press(item, "annul")
    assert Client().post(links[people[0].pk], {"choice": "for"}).status_code == 410
    desk.press(item, "open_poll")
    assert [voting.result for voting in item.votings.all()] == ["annulled", ""]


def test_a_reminder_goes_to_the_silent_and_leaves_the_first_letter_good(
    desk, opened, django_capture_on_commit_callbacks
):
    _meeting, item, people, links = opened
    Client().post(links[people[0].pk], {"choice": "for"})
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        desk.press(item, "remind")
    assert sorted(letter.to[0] for letter in mail.outbox) == ["member1@example.org", "member2@example.org"]
    assert all(letter.body.count("/link/vote/") == 1 for letter in mail.outbox)
    assert Client().post(links[people[1].pk], {"choice": "for"}).status_code == 200


def test_a_member_without_an_address_is_named_to_the_secretary(desk, poll):
    _meeting, item, people = poll
    PersonContact.objects.filter(person=people[2]).delete()
    assert people[2].written_name.surname_first in desk.press(item, "open_poll")


def test_several_questions_come_in_one_letter(desk, poll, make_question, django_capture_on_commit_callbacks):
    meeting, item, _people = poll
    make_question(meeting, "О созыве комиссии")
    with django_capture_on_commit_callbacks(execute=True):
        desk.press(item, "open_poll")
    assert len(mail.outbox) == 3
    assert mail.outbox[0].body.count("/link/vote/") == 2


def test_in_the_hall_there_is_no_poll_and_at_a_poll_no_hall(desk, sitting, make_meeting, make_members):
    _meeting, item, _people = sitting
    desk.press(item, "terms", method="poll", proposal="adopt")
    desk.press(item, "open_poll")
    assert not Voting.objects.exists()
    assert not Attendance.objects.filter(state="remote").exists()
    assert AgendaItem.objects.count() == 1


def the_clock_strikes():
    [job] = [job for job in jobs() if job.name.endswith(".close_polls")]
    job.task.call()


def test_the_clock_closes_a_poll_whose_time_is_over_as_the_secretary_would(desk, opened):
    _meeting, item, people, links = opened
    for person in people[:2]:
        Client().post(links[person.pk], {"choice": "for"})
    the_clock_strikes()
    assert item.votings.get().is_open
    end(item.votings.get())
    the_clock_strikes()
    voting = item.votings.get()
    assert (voting.members, voting.present, voting.votes_for, voting.result) == (3, 2, 2, "passed")
    the_clock_strikes()
    assert Record.objects.filter(kind="vote").count() == 1
    assert not PersonalLink.objects.filter(used_at=None, revoked_at=None).exists()
    desk.press(item, "outcome:adopted")
    item.refresh_from_db()
    assert item.outcome == "adopted"


def test_a_poll_closed_by_the_clock_without_quorum_adopts_nothing(desk, opened):
    _meeting, item, people, links = opened
    Client().post(links[people[0].pk], {"choice": "for"})
    end(item.votings.get())
    the_clock_strikes()
    assert item.votings.get().result == "no_quorum"
    desk.press(item, "outcome:adopted")
    item.refresh_from_db()
    assert item.outcome == ""


def test_a_cancelled_poll_takes_no_answers_and_leaves_the_text_free(client, desk, opened):
    meeting, item, people, links = opened
    client.post(reverse("resolutions_meeting_cancel", args=[meeting.pk]), {"reason": "Соберёмся очно"})
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.CANCELLED
    assert not PersonalLink.objects.filter(revoked_at=None).exists()
    assert Client().post(links[people[0].pk], {"choice": "for"}).status_code == 410
    assert [voting.result for voting in item.votings.all()] == ["annulled"]
    assert not Ballot.objects.exists()


def test_a_member_with_an_account_finds_the_poll_on_the_first_screen(opened, logged_in, organisation):
    _meeting, item, people, links = opened
    council_role(organisation, Role.ASSIGNEE).group.user_set.add(people[0].user)
    path, home = f"/link/poll/{item.votings.get().pk}/", reverse("wagtailadmin_home")
    assert path in logged_in.get(home).content.decode()
    # Answered by the letter, it is asked no more, and the account has no second vote.
    assert logged_in.post(links[people[0].pk], {"choice": "for"}).status_code == 200
    assert path not in logged_in.get(home).content.decode()
    assert logged_in.post(path, {"choice": "against"}).status_code == 409
    assert Ballot.objects.get().choice == "for"
