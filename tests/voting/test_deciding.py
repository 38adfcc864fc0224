"""What is decided on a question, and what becomes of its draft."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse

from control.refusal import Refused
from registry.models import Role
from registry.roles import council_role
from resolutions.deciding import decide, undo_outcome
from resolutions.models import Adoption, AgendaItem, Decision, DocumentType, Status


def outcome_of(item):
    item.refresh_from_db()
    item.act and item.act.refresh_from_db()
    return item.outcome, item.act.status if item.act else None


def test_an_adopted_draft_waits_for_the_signature_in_the_words_voted_on(desk, sitting):
    meeting, item, people = sitting
    desk.all_vote(item, people[:3])
    desk.press(item, "outcome:adopted")
    assert outcome_of(item) == ("adopted", Status.AWAITING_SIGNATURE)
    adoption = Adoption.objects.get(act=item.act)
    assert adoption.ground == Adoption.Ground.VOTE
    assert adoption.item_id == item.pk
    assert adoption.adopted_on == meeting.day
    assert adoption.text_sha256 == item.votings.get().text_sha256
    assert adoption.revision_id == item.votings.get().revision_id


def test_the_chair_is_written_to_once_when_a_draft_is_adopted(
    desk, sitting, organisation, django_user_model, django_capture_on_commit_callbacks
):
    _meeting, item, people = sitting
    chair = django_user_model.objects.create_user("chair", email="chair@example.org")
    council_role(organisation, Role.SIGNATORY).group.user_set.add(chair)
    with django_capture_on_commit_callbacks(execute=True):
        desk.all_vote(item, people[:3])
        desk.press(item, "outcome:adopted")
        desk.press(item, "outcome:adopted")
    assert [letter.to for letter in mail.outbox] == [["chair@example.org"]]
    assert reverse("resolutions_sign", args=[item.act_id]) in mail.outbox[0].body


def test_adopted_as_a_basis_a_draft_is_finished_later(desk, sitting):
    _meeting, item, people = sitting
    desk.all_vote(item, people[:3])
    desk.press(item, "outcome:as_basis")
    assert outcome_of(item) == ("as_basis", Status.FINALISING)
    assert item.votings.get().proposal == "as_basis"
    assert not Adoption.objects.exists()


def test_a_vote_that_did_not_pass_rejects(desk, sitting):
    _meeting, item, people = sitting
    desk.all_vote(item, people[:3], "against")
    desk.press(item, "outcome:adopted")
    assert outcome_of(item) == ("", Status.ON_AGENDA)
    desk.press(item, "outcome:rejected")
    assert outcome_of(item) == ("rejected", Status.REJECTED)


def test_a_vote_that_passed_does_not_reject_unless_it_was_on_rejecting(desk, sitting):
    _meeting, item, people = sitting
    desk.all_vote(item, people[:3])
    desk.press(item, "outcome:rejected")
    assert outcome_of(item) == ("", Status.ON_AGENDA)
    desk.press(item, "terms", method="roll_call", proposal="reject")
    desk.press(item, "outcome:adopted")
    assert outcome_of(item) == ("", Status.ON_AGENDA)
    desk.press(item, "outcome:rejected")
    assert outcome_of(item) == ("rejected", Status.REJECTED)


@pytest.mark.parametrize(("outcome", "status"), [("withdrawn", Status.DRAFT), ("postponed", Status.APPROVED)])
def test_withdrawing_and_postponing_need_no_vote_and_end_the_open_one(desk, sitting, outcome, status):
    _meeting, item, people = sitting
    desk.all_vote(item, people[:1])
    desk.press(item, f"outcome:{outcome}")
    assert outcome_of(item) == (outcome, status)
    assert item.votings.get().result == "annulled"


def test_a_postponed_draft_goes_on_another_agenda(desk, sitting, make_meeting):
    _meeting, item, _people = sitting
    desk.press(item, "outcome:postponed")
    again = AgendaItem.objects.create(meeting=make_meeting(number=8), act=item.act, number=1)
    desk.press(item, "undo")
    assert outcome_of(item) == ("postponed", Status.APPROVED)
    assert again.pk


def test_only_information_is_taken_note_of(desk, sitting, make_question):
    meeting, item, _people = sitting
    desk.press(item, "outcome:noted")
    assert outcome_of(item) == ("", Status.ON_AGENDA)
    words = make_question(meeting, "О ходе подписки")
    desk.press(words, "outcome:noted")
    assert outcome_of(words) == ("noted", None)


def test_a_question_without_a_draft_is_voted_on_too(desk, sitting, make_question):
    meeting, _item, people = sitting
    words = make_question(meeting, "Об избрании секретаря")
    desk.press(words, "outcome:adopted")
    assert outcome_of(words) == ("", None)
    desk.press(words, "terms", method="roll_call", proposal="other", question="избрать Абрамцеву Л. К.")
    desk.all_vote(words, people[:2])
    desk.press(words, "outcome:adopted")
    assert outcome_of(words) == ("adopted", None)
    assert words.votings.get().question == "избрать Абрамцеву Л. К."


def test_a_vote_on_the_order_of_the_sitting_adopts_no_draft(desk, sitting):
    _meeting, item, people = sitting
    desk.press(item, "terms", method="roll_call", proposal="other", question="прекратить прения")
    desk.all_vote(item, people[:3])
    desk.press(item, "close")
    desk.press(item, "outcome:adopted")
    assert outcome_of(item) == ("", Status.ON_AGENDA)


def test_nobody_votes_on_a_directive(desk, make_members, make_meeting, make_question):
    people = make_members(3)
    item = make_question(make_meeting(present=people), document_type=DocumentType.DIRECTIVE)
    answer = desk.marks(item, {"person": people[0].pk, "choice": "for"})
    assert answer.status_code == 409
    assert not item.votings.exists()


def test_a_text_changed_after_the_vote_is_not_adopted(desk, sitting, author):
    _meeting, item, people = sitting
    desk.all_vote(item, people[:3])
    desk.press(item, "close")
    draft = item.act.get_latest_revision_as_object()
    draft.preamble = "Иначе."
    draft.save_revision(user=author)
    desk.press(item, "outcome:adopted")
    assert outcome_of(item) == ("", Status.ON_AGENDA)


def test_a_heading_is_neither_voted_on_nor_decided(sitting, secretary):
    meeting, _item, _people = sitting
    heading = AgendaItem.objects.create(meeting=meeting, title="Разное", is_heading=True)
    with pytest.raises(Refused):
        decide(heading, "postponed", secretary)


@pytest.mark.parametrize("outcome", ["adopted", "as_basis", "rejected", "withdrawn", "postponed"])
def test_a_decision_is_taken_back_and_both_stay_written_down(desk, sitting, outcome):
    _meeting, item, people = sitting
    desk.all_vote(item, people[:3], "against" if outcome == "rejected" else "for")
    desk.press(item, f"outcome:{outcome}")
    assert outcome_of(item)[0] == outcome
    desk.press(item, "undo")
    assert outcome_of(item) == ("", Status.ON_AGENDA)
    assert not Adoption.objects.exists()
    decision = Decision.objects.get()
    assert (decision.outcome, decision.undone_by.username) == (outcome, "secretary")
    desk.press(item, "outcome:postponed")
    assert outcome_of(item) == ("postponed", Status.APPROVED)
    assert Decision.objects.count() == 2


def test_a_signed_act_keeps_its_decision(desk, sitting):
    _meeting, item, people = sitting
    desk.all_vote(item, people[:3])
    desk.press(item, "outcome:adopted")
    type(item.act).objects.filter(pk=item.act_id).update(status=Status.SIGNED)
    desk.press(item, "undo")
    assert outcome_of(item) == ("adopted", Status.SIGNED)
    assert Adoption.objects.exists()


def test_an_edited_text_does_not_slip_back_onto_the_agenda(desk, sitting, author):
    _meeting, item, _people = sitting
    desk.press(item, "outcome:withdrawn")
    draft = item.act.get_latest_revision_as_object()
    draft.preamble = "Никем не согласовано."
    draft.save_revision(user=author)
    desk.press(item, "undo")
    assert outcome_of(item) == ("withdrawn", Status.DRAFT)


def test_nothing_is_decided_or_taken_back_after_the_meeting_is_closed(desk, sitting, secretary):
    meeting, item, people = sitting
    desk.all_vote(item, people[:3])
    desk.press(item, "outcome:adopted")
    type(meeting).objects.filter(pk=meeting.pk).update(state="closed")
    desk.press(item, "undo")
    assert outcome_of(item) == ("adopted", Status.AWAITING_SIGNATURE)
    with pytest.raises(Refused):
        undo_outcome(item, secretary)


def test_a_question_is_decided_once(desk, sitting):
    _meeting, item, people = sitting
    desk.press(item, "outcome:postponed")
    desk.press(item, "outcome:withdrawn")
    assert outcome_of(item) == ("postponed", Status.APPROVED)
    assert desk.marks(item, {"person": people[0].pk, "choice": "for"}).status_code == 409


def test_what_a_poll_adopts_bears_the_day_its_answers_ended(desk, poll, make_members):
    from django.utils import timezone

    meeting, item, people = poll
    desk.press(item, "open_poll")
    desk.all_vote(item, people)
    desk.press(item, "outcome:adopted")
    assert Adoption.objects.get().adopted_on == timezone.localdate(meeting.voting_until)
    assert Adoption.objects.get().adopted_on == timezone.localdate() + datetime.timedelta(days=2)
