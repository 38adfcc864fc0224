"""Votes in the hall: by name and by count, quorum, majority, closing."""

import pytest

from control.refusal import Refused
from documents.models import Record
from registry.models import Membership
from resolutions.meetings.presiding import presided
from resolutions.models import Attendance, Status, Voting
from resolutions.voting.closing import close_vote


def closed(item):
    return item.votings.exclude(closed_at=None).last()


def test_the_first_vote_opens_a_roll_call_on_the_latest_text(desk, sitting):
    _meeting, item, people = sitting
    state = desk.all_vote(item, people[:2])
    voting = item.votings.get()
    assert voting.method == Voting.Method.ROLL_CALL
    assert voting.revision_id == item.act.latest_revision_id
    assert state["numbers"]["votes_for"] == 2
    assert state["verdict"] == "Проходит" or state["verdict"] == "Passes"


def test_a_vote_is_changed_and_erased_only_while_the_vote_is_open(desk, sitting):
    _meeting, item, people = sitting
    desk.all_vote(item, people[:3])
    desk.all_vote(item, people[:1], "against")
    assert item.votings.get().ballots.get(person=people[0]).choice == "against"
    desk.marks(item, {"person": people[1].pk, "choice": ""})
    assert not item.votings.get().ballots.filter(person=people[1]).exists()
    desk.press(item, "close")
    answer = desk.marks(item, {"person": people[0].pk, "choice": "for"})
    assert answer.status_code == 409
    assert closed(item).ballots.get(person=people[0]).choice == "against"
    # A mark sent by a screen that still had the vote open before it.
    answer = desk.marks(item, {"person": people[0].pk, "choice": "for"}, voting=closed(item).pk)
    assert answer.status_code == 409
    assert Voting.objects.count() == 1


def test_who_is_absent_or_no_member_cannot_vote(desk, sitting, organisation):
    from registry.models import Person

    _meeting, item, people = sitting
    stranger = Person.objects.create(surname="Чужаков", organisation=organisation)
    answer = desk.marks(
        item,
        {"person": people[4].pk, "choice": "for"},
        {"person": stranger.pk, "choice": "for"},
        {"person": people[0].pk, "choice": "for"},
    )
    refused = answer.json()["refused"]
    assert set(refused) == {str(people[4].pk), str(stranger.pk)}
    assert "Чужаков" in refused[str(stranger.pk)]
    assert [ballot.person_id for ballot in item.votings.get().ballots.all()] == [people[0].pk]


def test_a_seat_that_ended_before_the_day_has_no_vote(desk, sitting):
    import datetime

    meeting, item, people = sitting
    Membership.objects.filter(person=people[0]).update(until=meeting.day - datetime.timedelta(days=1))
    assert str(people[0].pk) in desk.marks(item, {"person": people[0].pk, "choice": "for"}).json()["refused"]


def test_a_proxy_votes_for_another_only_while_present_and_is_written_down(desk, sitting):
    meeting, item, people = sitting
    place = meeting.attendances.get(person=people[3])
    place.state, place.proxy = Attendance.State.PROXY, people[0]
    place.save()
    desk.all_vote(item, [people[3]])
    assert item.votings.get().ballots.get(person=people[3]).by_proxy_id == people[0].pk
    assert desk.read(item).context["sheet"].numbers["present"] == 4
    # The holder leaves: both votes go with him.
    desk.all_vote(item, [people[0]])
    desk.marks(item, {"person": people[0].pk, "present": False})
    assert not item.votings.get().ballots.exists()
    assert desk.read(item).context["sheet"].numbers["present"] == 2
    refused = desk.marks(item, {"person": people[3].pk, "choice": "for"}).json()["refused"]
    assert str(people[3].pk) in refused


def test_presence_is_noted_at_once_and_leaving_takes_the_vote_away(desk, sitting):
    meeting, item, people = sitting
    answer = desk.marks(item, {"person": people[3].pk, "present": True, "choice": "for"})
    assert answer.json()["state"]["numbers"]["present"] == 4
    assert meeting.attendances.get(person=people[3]).came_at
    desk.marks(item, {"person": people[3].pk, "present": False})
    assert not item.votings.get().ballots.filter(person=people[3]).exists()
    assert meeting.attendances.get(person=people[3]).state == Attendance.State.ABSENT


def test_who_leaves_after_a_vote_was_held_is_written_down_as_having_left(desk, sitting, make_question):
    meeting, item, people = sitting
    second = make_question(meeting)
    desk.all_vote(item, people[:3])
    desk.press(item, "outcome:adopted")
    desk.marks(second, {"person": people[0].pk, "present": False})
    place = meeting.attendances.get(person=people[0])
    assert place.state == Attendance.State.PRESENT
    assert place.left_at
    assert desk.read(second).context["sheet"].numbers["has_quorum"] is False
    desk.marks(second, {"person": people[0].pk, "present": True})
    assert desk.read(second).context["sheet"].numbers["has_quorum"] is True


def test_without_quorum_nothing_is_adopted(desk, sitting):
    meeting, item, people = sitting
    meeting.attendances.filter(person=people[2]).update(state=Attendance.State.ABSENT)
    desk.all_vote(item, people[:2])
    enabled = {outcome["value"]: outcome["enabled"] for outcome in desk.read(item).context["outcomes"]}
    assert enabled == {"adopted": False, "as_basis": False, "rejected": False, "withdrawn": True, "postponed": True}
    said = desk.press(item, "outcome:adopted")
    item.act.refresh_from_db()
    assert item.act.status == Status.ON_AGENDA
    assert item.votings.get().is_open
    assert "2" in said
    assert "3" in said
    desk.press(item, "close")
    assert closed(item).result == Voting.Result.NO_QUORUM
    for outcome in ("adopted", "as_basis", "rejected"):
        desk.press(item, f"outcome:{outcome}")
        item.refresh_from_db()
        assert item.outcome == ""


@pytest.mark.parametrize(
    ("of", "votes", "result"), [("present", 2, "passed"), ("members", 2, "failed"), ("members", 3, "passed")]
)
def test_the_majority_is_of_those_present_or_of_all_members(desk, sitting, body, of, votes, result):
    _meeting, item, people = sitting
    body.majority_of = of
    body.save()
    desk.all_vote(item, people[:votes])
    desk.press(item, "close")
    voting = closed(item)
    assert (voting.result, voting.needed) == (result, 2 if of == "present" else 3)
    assert (voting.members, voting.present, voting.quorum) == (5, 3, 3)
    assert voting.not_voting == 3 - votes


def test_two_thirds_are_counted_exactly(desk, make_members, make_meeting, make_question, body):
    body.majority_numerator, body.majority_denominator, body.majority_exceeds = 2, 3, False
    body.save()
    people = make_members(7)
    item = make_question(make_meeting(present=people))
    desk.all_vote(item, people[:4])
    assert desk.read(item).context["sheet"].numbers["needed"] == 5
    desk.press(item, "close")
    assert closed(item).result == Voting.Result.FAILED


def test_a_closed_vote_keeps_its_numbers_whatever_changes_later(desk, sitting, body, secretary):
    _meeting, item, people = sitting
    desk.all_vote(item, people[:3])
    desk.press(item, "close")
    body.quorum_numerator, body.quorum_denominator = 1, 1
    body.save()
    Membership.objects.filter(person=people[2]).delete()
    desk.marks(item, {"person": people[1].pk, "present": False})
    voting = closed(item)
    assert (voting.members, voting.present, voting.votes_for, voting.result) == (5, 3, 3, "passed")
    assert voting.ballots.count() == 3
    with pytest.raises(Refused):
        close_vote(voting, secretary)
    numbers = desk.read(item).context["numbers"]
    assert (numbers["present"], numbers["votes_for"], numbers["quorum"]) == (3, 3, 3)


def test_by_count_no_more_votes_are_taken_than_members_are_present(desk, sitting):
    _meeting, item, _people = sitting
    desk.press(item, "terms", method="count", proposal="adopt")
    answer = desk.marks(item, numbers={"votes_for": 3, "votes_against": 1, "votes_abstained": 0})
    assert answer.status_code == 409
    assert item.votings.get().votes_for is None
    assert "4" in answer.json()["error"]
    answer = desk.marks(item, numbers={"votes_for": 2, "votes_against": 0, "votes_abstained": 0})
    assert answer.json()["state"]["numbers"]["left"] == 1
    desk.press(item, "close")
    voting = closed(item)
    assert (voting.votes_for, voting.not_voting, voting.result) == (2, 1, "passed")


@pytest.mark.parametrize("typed", [("-1", "0", "0"), ("2,5", "0", "0"), ("много", "0", "0"), ("99999", "0", "0")])
def test_by_count_only_whole_numbers_are_taken(desk, sitting, typed):
    _meeting, item, _people = sitting
    desk.press(item, "terms", method="count", proposal="adopt")
    said = desk.press(
        item, "save", seen="", **dict(zip(("votes_for", "votes_against", "votes_abstained"), typed, strict=True))
    )
    assert said
    assert item.votings.get().votes_for is None


def test_by_count_a_member_who_left_makes_the_numbers_too_many(desk, sitting):
    _meeting, item, people = sitting
    desk.press(item, "terms", method="count", proposal="adopt")
    desk.marks(item, numbers={"votes_for": 3, "votes_against": 0, "votes_abstained": 0})
    desk.marks(item, {"person": people[0].pk, "present": False})
    desk.press(item, "close")
    assert item.votings.get().is_open


def test_names_are_not_entered_into_a_vote_by_count_nor_the_method_changed_under_votes(desk, sitting):
    _meeting, item, people = sitting
    desk.all_vote(item, people[:1])
    desk.press(item, "terms", method="count", proposal="adopt")
    assert item.votings.get().method == Voting.Method.ROLL_CALL
    desk.marks(item, {"person": people[0].pk, "choice": ""})
    desk.press(item, "terms", method="count", proposal="adopt")
    assert item.votings.get().method == Voting.Method.COUNT
    assert desk.marks(item, {"person": people[0].pk, "choice": "for"}).json()["refused"]


def test_a_mistaken_vote_is_followed_by_another_and_both_are_kept(desk, sitting):
    _meeting, item, people = sitting
    desk.all_vote(item, people[:3], "against")
    desk.press(item, "close")
    desk.press(item, "again")
    desk.all_vote(item, people[:3])
    desk.press(item, "outcome:adopted")
    assert [voting.result for voting in item.votings.all()] == ["failed", "passed"]
    item.refresh_from_db()
    assert item.outcome == "adopted"
    assert "не прошло" in desk.read(item).content.decode() or "did not pass" in desk.read(item).content.decode()


def test_a_text_changed_meanwhile_needs_a_new_vote(desk, sitting, author):
    _meeting, item, people = sitting
    desk.all_vote(item, people[:3])
    draft = item.act.get_latest_revision_as_object()
    draft.preamble = "Иначе."
    draft.save_revision(user=author)
    assert desk.read(item).context["sheet"].text_changed
    desk.press(item, "outcome:adopted")
    item.refresh_from_db()
    assert item.outcome == ""
    desk.press(item, "annul")
    assert item.votings.get().result == Voting.Result.ANNULLED
    desk.press(item, "again")
    desk.all_vote(item, people[:3])
    desk.press(item, "outcome:adopted")
    item.refresh_from_db()
    assert item.outcome == "adopted"


def test_every_closed_vote_is_written_into_the_chain_with_its_ballots(desk, sitting):
    _meeting, item, people = sitting
    desk.all_vote(item, people[:3])
    desk.press(item, "close")
    record = Record.objects.get(kind="vote")
    assert [ballot["choice"] for ballot in record.payload["ballots"]] == ["for"] * 3
    assert record.payload["result"] == "passed"


def test_votes_wait_until_the_meeting_is_opened_and_stop_when_it_is_closed(desk, sitting):
    meeting, item, people = sitting
    type(meeting).objects.filter(pk=meeting.pk).update(state="planned")
    assert desk.marks(item, {"person": people[3].pk, "present": True}).status_code == 200
    assert desk.marks(item, {"person": people[0].pk, "choice": "for"}).status_code == 409
    type(meeting).objects.filter(pk=meeting.pk).update(state="closed")
    assert desk.marks(item, {"person": people[4].pk, "present": True}).status_code == 409
    assert desk.marks(item, {"person": people[0].pk, "choice": "for"}).status_code == 409
    desk.press(item, "outcome:postponed")
    item.refresh_from_db()
    assert item.outcome == ""


def test_a_chair_who_did_not_come_is_said_and_another_presides(desk, sitting):
    meeting, item, people = sitting
    Membership.objects.filter(person=people[4]).update(role=Membership.Role.CHAIR)
    assert 'name="presiding"' in desk.read(item).content.decode()
    assert presided(meeting) is None
    for refused in ("", people[3].pk):
        desk.press(item, "preside", presiding=refused)
    meeting.refresh_from_db()
    assert meeting.presiding is None
    desk.press(item, "preside", presiding=people[1].pk)
    meeting.refresh_from_db()
    assert meeting.presiding == people[1] == presided(meeting)
    assert 'name="presiding"' not in desk.read(item).content.decode()


def test_who_has_left_is_neither_counted_nor_votes(desk, sitting, make_question):
    meeting, item, people = sitting
    second = make_question(meeting, "О разном")
    desk.all_vote(item, people[:3])
    desk.press(item, "outcome:adopted")
    desk.marks(second, {"person": people[0].pk, "present": False})
    refused = desk.marks(second, *({"person": person.pk, "choice": "for"} for person in people[:3])).json()["refused"]
    assert set(refused) == {str(people[0].pk)}
    desk.press(second, "close")
    voting = closed(second)
    assert (voting.members, voting.present, voting.votes_for, voting.result) == (5, 2, 2, Voting.Result.NO_QUORUM)
    desk.press(second, "outcome:adopted")
    second.refresh_from_db()
    assert second.outcome == ""
