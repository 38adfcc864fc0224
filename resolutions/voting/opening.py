"""A vote is opened on a question, put differently while nothing binds it, or annulled."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from control.refusal import Refused
from resolutions.fingerprint import fingerprint
from resolutions.lifecycle import lock
from resolutions.meetings import holding
from resolutions.models.agenda import AgendaItem
from resolutions.models.meeting import Meeting
from resolutions.models.status import WITHOUT_VOTE, Status
from resolutions.models.voting import Voting


def hold(item: AgendaItem, *, planned=False) -> AgendaItem:
    """The meeting and then its question, read anew and held until the transaction ends.

    All verbs about votes wait here for one another, and for those that note who is present.

    Raises Refused unless its meeting is in session, or, where that is enough, still being prepared.
    """
    meeting = holding.hold(item.meeting_id)
    # Without the key: an adoption, written by whoever holds the act, must be able to name the question.
    item = AgendaItem.objects.select_for_update(of=("self",), no_key=True).get(pk=item.pk)
    item.meeting = meeting
    if item.meeting.state == Meeting.State.CLOSED:
        raise Refused(_("The meeting is closed: its votes and decisions do not change."))
    if item.meeting.state == Meeting.State.CANCELLED:
        raise Refused(_("The meeting is cancelled."))
    if item.meeting.state != Meeting.State.OPEN and not (planned and item.meeting.state == Meeting.State.PLANNED):
        raise Refused(_("The meeting has not been opened."))
    return item


def held_open(voting: Voting) -> Voting:
    """The vote, read anew under the lock of its question; raises Refused when it is closed."""
    item = hold(voting.item)
    stored = Voting.objects.select_for_update(of=("self",)).get(pk=voting.pk)
    if not stored.is_open:
        raise Refused(_("The vote is closed. A mistaken one is followed by a new vote on the same question."))
    stored.item = item
    return stored


@transaction.atomic
def open_vote(item, user, *, method="", proposal=Voting.Proposal.ADOPT, question="") -> Voting:
    """Open a vote on the question, on the latest text of its draft.

    Raises Refused for a heading, a decided question, an open vote, or a draft nobody votes on.
    """
    item = hold(item)
    if item.is_heading:
        raise Refused(_("This is a heading, not a question."))
    if item.outcome:
        raise Refused(_("The question is decided: take the decision back before a new vote."))
    if item.votings.open().exists():
        raise Refused(_("A vote on this question is open already."))
    is_poll = item.meeting.is_poll
    method = method or (Voting.Method.POLL if is_poll else Voting.Method.ROLL_CALL)
    if method not in Voting.Method.values or proposal not in Voting.Proposal.values:
        raise Refused(_("There is no such way to vote."))
    if (method == Voting.Method.POLL) != is_poll:
        raise Refused(_("By poll votes a meeting called as a poll, and it votes in no other way."))
    voting = Voting(
        item=item,
        method=method,
        proposal=proposal,
        question=" ".join(question.split())[:300],
        opened_by=user,
        closes_at=item.meeting.voting_until if is_poll else None,
    )
    if item.act_id:
        _pin_text(voting, lock(item.act_id))
    voting.save()
    return voting


def _pin_text(voting, act):
    if act.status != Status.ON_AGENDA:
        raise Refused(_("The draft is “%(now)s”: nobody votes on it now.") % {"now": act.get_status_display()})
    revision = act.get_latest_revision()
    text = revision.as_object()
    if text.document_type in WITHOUT_VOTE:
        raise Refused(_("The chair alone signs this kind of act: nobody votes on it."))
    voting.revision, voting.text_sha256 = revision, fingerprint(text)


def check_text(voting: Voting) -> None:
    """Raise Refused when the draft does not read as it did when the vote was opened."""
    if not text_stands(voting):
        raise Refused(_("The text has changed since the vote was opened: annul this vote and vote on the new text."))


def text_stands(voting: Voting) -> bool:
    """Whether the draft still reads as it did when the vote was opened."""
    item = voting.item
    if not item.act_id:
        return True
    act = item.act
    if act.latest_revision_id == voting.revision_id and voting.revision_id:
        return True
    return fingerprint(act.get_latest_revision_as_object()) == voting.text_sha256


@transaction.atomic
def put_differently(voting, user, *, method=None, proposal=None, question=None) -> Voting:
    """Change how and on what an open vote is held.

    The method changes while no vote is given; at a poll nothing does, for the members have been asked.
    """
    voting = held_open(voting)
    wanted = {"method": method, "proposal": proposal, "question": question}
    changed = {name: value for name, value in wanted.items() if value is not None and value != getattr(voting, name)}
    if not changed:
        return voting
    if voting.is_poll or method == Voting.Method.POLL:
        raise Refused(_("The members have been asked: a poll goes on as it was opened."))
    if method not in {None, *Voting.Method.values} or proposal not in {None, *Voting.Proposal.values}:
        raise Refused(_("There is no such way to vote."))
    if "method" in changed and (voting.ballots.exists() or voting.votes_for is not None):
        raise Refused(_("Votes are given already: erase them, or annul this vote and open another."))
    for name, value in changed.items():
        setattr(voting, name, value)
    voting.save(update_fields=list(changed))
    return voting


@transaction.atomic
def annul(voting, user) -> Voting:
    """Close the vote without a result: the text changed, or it was a mistake. What was given stays on record."""
    from resolutions.voting.closing import settle

    voting = held_open(voting)
    if not voting.is_poll and not voting.ballots.exists() and voting.votes_for is None:
        # Nobody has voted: nothing happened that is worth keeping.
        voting.delete()
        return voting
    return settle(voting, user, result=Voting.Result.ANNULLED, closed_at=timezone.now())
