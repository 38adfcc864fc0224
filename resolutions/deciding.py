"""What is decided on a question of the agenda, and what becomes of its draft."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from control.refusal import Refused
from resolutions.approving.rounds import status_off_the_agenda
from resolutions.fingerprint import fingerprint
from resolutions.lifecycle import lock, move, move_back
from resolutions.models.agenda import AgendaItem
from resolutions.models.registration import Adoption
from resolutions.models.status import Status
from resolutions.models.voting import Decision, Voting
from resolutions.signing import ask_for_signature
from resolutions.voting.closing import close_vote
from resolutions.voting.opening import annul, check_text, hold, put_differently

Outcome, Proposal, Result = AgendaItem.Outcome, Voting.Proposal, Voting.Result

# Where the draft goes.
LEADS_TO = {
    Outcome.ADOPTED: Status.AWAITING_SIGNATURE,
    Outcome.AS_BASIS: Status.FINALISING,
    Outcome.REJECTED: Status.REJECTED,
    Outcome.WITHDRAWN: Status.DRAFT,
    Outcome.POSTPONED: Status.APPROVED,
}

# What an open vote is on when the chair announces this outcome of it.
PROPOSED = {Outcome.ADOPTED: Proposal.ADOPT, Outcome.AS_BASIS: Proposal.AS_BASIS}
VOTED = frozenset({Outcome.ADOPTED, Outcome.AS_BASIS, Outcome.REJECTED})


@transaction.atomic
def conclude(item, outcome, user) -> Decision:
    """What the secretary does with one key at the end of a question: close the vote that is open, and decide.

    Nothing is closed when the decision is refused.
    """
    item = _hold(item)
    voting = item.votings.open().first()
    if voting and (outcome in VOTED or voting.proposal == Proposal.OTHER):
        wanted = PROPOSED.get(outcome)
        if wanted and voting.proposal in PROPOSED.values() and not voting.is_poll:
            put_differently(voting, user, proposal=wanted)
        close_vote(voting, user)
    return decide(item, outcome, user)


@transaction.atomic
def decide(item, outcome, user) -> Decision:
    """Write down what was decided and move the draft accordingly.

    Adopting and rejecting rest on the last counted vote; withdrawing, postponing and taking note need none. Raises
    Refused when the vote does not bear the outcome, or the text is not the one voted on.
    """
    item = _hold(item)
    if outcome not in Outcome.values:
        raise Refused(_("There is no such outcome."))
    if item.is_heading:
        raise Refused(_("This is a heading, not a question."))
    if item.outcome:
        raise Refused(_("The question is decided: “%(outcome)s”.") % {"outcome": item.get_outcome_display()})
    if outcome == Outcome.NOTED and item.act_id:
        raise Refused(_("A draft is adopted, rejected, postponed or withdrawn; only information is taken note of."))
    voting = _vote_bearing(item, outcome) if outcome in VOTED else None
    _end_open_vote(item, outcome, user)
    text = _move_draft(item, outcome, voting) if item.act_id else ""
    now = timezone.now()
    decision = Decision.objects.create(
        item=item, outcome=outcome, voting=voting, text_sha256=text, decided_at=now, decided_by=user
    )
    AgendaItem.objects.filter(pk=item.pk).update(outcome=outcome, decided_at=now)
    return decision


def _hold(item):
    """The question with its meeting, and its draft before a vote is written down: the chain of records comes last."""
    item = hold(item)
    if item.act_id:
        lock(item.act_id)
    return item


def _end_open_vote(item, outcome, user):
    voting = item.votings.open().first()
    if voting is None:
        return
    if outcome in VOTED:
        raise Refused(_("A vote on the question is open: close it first."))
    # The question goes away, and the vote with it.
    annul(voting, user)


def _vote_bearing(item, outcome):
    """The last counted vote, if the outcome follows from it."""
    votes = item.votings.counted()
    if item.act_id:
        # A vote on the order of the sitting decides nothing about the draft.
        votes = votes.exclude(proposal=Proposal.OTHER)
    voting = votes.last()
    if voting is None:
        raise Refused(_("Nobody has voted on the question."))
    if voting.result == Result.NO_QUORUM:
        raise Refused(
            _("There was no quorum at the vote: %(present)s took part, %(quorum)s are needed. Nothing can be decided.")
            % {"present": voting.present, "quorum": voting.quorum}
        )
    if not _follows(outcome, voting):
        raise Refused(
            _("The last vote was “%(what)s”, %(result)s: the outcome cannot be “%(outcome)s”.")
            % {"what": voting.what, "result": voting.get_result_display(), "outcome": Outcome(outcome).label}
        )
    voting.item = item
    check_text(voting)
    return voting


def _follows(outcome, voting):
    passed = voting.result == Result.PASSED
    if outcome == Outcome.REJECTED:
        return passed if voting.proposal == Proposal.REJECT else not passed
    if voting.proposal == Proposal.OTHER:
        return passed
    return passed and voting.proposal == PROPOSED[outcome]


def _move_draft(item, outcome, voting):
    """Move the draft of the question; return the fingerprint of the text that was decided on."""
    act = lock(item.act_id)
    revision = act.get_latest_revision()
    text = fingerprint(revision.as_object())
    if voting and text != voting.text_sha256:
        raise Refused(_("The text has changed since the vote."))
    if act.status != Status.ON_AGENDA:
        raise Refused(_("The draft is “%(now)s”: nothing is decided on it now.") % {"now": act.get_status_display()})
    move(act, status_off_the_agenda(act) if outcome == Outcome.POSTPONED else LEADS_TO[outcome])
    if outcome == Outcome.ADOPTED:
        Adoption.objects.create(
            act=act,
            ground=Adoption.Ground.VOTE,
            item=item,
            adopted_on=item.meeting.day,
            revision=revision,
            text_sha256=text,
        )
        ask_for_signature(act)
    return text


@transaction.atomic
def undo_outcome(item, user) -> Decision:
    """Take the decision on a question back while the meeting lasts; both stay written down.

    Raises Refused when the act is signed, its text has been written on, or it stands on another agenda.
    """
    item = hold(item)
    decision = item.decisions.filter(undone_at=None).first()
    if not item.outcome or decision is None:
        raise Refused(_("Nothing is decided on this question yet."))
    if item.act_id:
        _take_back(item, decision)
    decision.undone_at, decision.undone_by = timezone.now(), user
    decision.save(update_fields=["undone_at", "undone_by"])
    AgendaItem.objects.filter(pk=item.pk).update(outcome="", decided_at=None)
    return decision


def _take_back(item, decision):
    act = lock(item.act_id)
    if AgendaItem.objects.filter(act=act, outcome="").exclude(pk=item.pk).exists():
        raise Refused(_("The draft is on another agenda already."))
    if act.status in {Status.SIGNED, Status.REGISTERED}:
        raise Refused(_("The act is signed: the decision cannot be taken back."))
    if fingerprint(act.get_latest_revision_as_object()) != decision.text_sha256:
        raise Refused(_("The text has been changed since: the decision cannot be taken back."))
    if act.current_workflow_state:
        raise Refused(_("The draft is being approved anew: the decision cannot be taken back."))
    postponed = decision.outcome == Outcome.POSTPONED
    move_back(act, status_off_the_agenda(act) if postponed else LEADS_TO[decision.outcome], Status.ON_AGENDA)
    Adoption.objects.filter(act=act, item=item, signed_at=None).delete()
