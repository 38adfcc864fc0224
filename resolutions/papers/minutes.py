"""The minutes of a meeting: who came, what was asked, how they voted, what was decided.

Civil Code of the Russian Federation, article 181.2: the minutes name the date, time and place, those who took part,
the result of the vote on each question, those who counted and those who voted against and asked to have it written.
"""

from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format

from documents.writers.pdf import RenderedPdf, render_pdf
from registry.letterhead import letterhead_of
from registry.models import Membership
from resolutions.meetings.notices import PRINTED_MODES
from resolutions.meetings.presiding import presided
from resolutions.models import AgendaItem, Attendance, Ballot, Meeting, Voting
from resolutions.models.status import PRINTED_TYPES

# The record is Russian whatever language its reader has chosen.
LANGUAGE = "ru"

State, Outcome = Attendance.State, AgendaItem.Outcome

# «Принять постановление (№ 7-3)»: the accusative of what is adopted.
PRINTED_DECISIONS = {
    Outcome.ADOPTED: "принять",
    Outcome.AS_BASIS: "принять за основу и доработать",
    Outcome.REJECTED: "отклонить",
    Outcome.WITHDRAWN: "снять с рассмотрения",
    Outcome.POSTPONED: "перенести рассмотрение вопроса",
    Outcome.NOTED: "принять информацию к сведению",
}
PRINTED_METHODS = {
    Voting.Method.COUNT: "открытое",
    Voting.Method.ROLL_CALL: "открытое поимённое",
    Voting.Method.POLL: "опросом",
}
PRINTED_ATTENDANCE = {State.REMOTE: "по видеосвязи", State.EXCUSED: "уважительная причина"}


def minutes_pdf(meeting: Meeting) -> RenderedPdf:
    """Print the minutes; while the meeting is not closed they are marked «ПРОЕКТ»."""
    with translation.override(LANGUAGE):
        html = render_to_string("pdf/minutes.html", _context(meeting))
        return render_pdf(html, title=_title(meeting), language=LANGUAGE)


def minutes_file_name(meeting: Meeting) -> str:
    """The name the paper is saved under: «Протокол № 7 от 17.02.2026, Совет.pdf»."""
    return _title(meeting).replace("/", "-").replace("\\", "-") + ".pdf"


def _context(meeting):
    ballots = Ballot.objects.select_related("person").order_by("person__name")
    votings = Voting.objects.counted().prefetch_related(Prefetch("ballots", queryset=ballots))
    questions = list(
        meeting.agenda.select_related("act", "act__registration").prefetch_related(
            Prefetch("votings", queryset=votings)
        )
    )
    places = list(meeting.attendances.select_related("person", "proxy").order_by("person__name"))
    here = [place for place in places if place.state in (State.PRESENT, State.REMOTE)]
    quorum = meeting.quorum_state()
    return {
        "meeting": meeting,
        "is_draft": meeting.state != Meeting.State.CLOSED,
        "language": LANGUAGE,
        "letterhead": letterhead_of(meeting.body, meeting.body.organisation),
        "mode": PRINTED_MODES[meeting.mode],
        "starts_at": timezone.localtime(meeting.opened_at or meeting.starts_at),
        "ended_at": timezone.localtime(meeting.closed_at) if meeting.closed_at else None,
        "members": quorum.members,
        "quorum": quorum.needed,
        "taking_part": _taking_part(meeting, questions, places),
        "here": here,
        "represented": [place for place in places if place.state == State.PROXY],
        "away": [place for place in places if place.state in (State.EXCUSED, State.ABSENT)],
        "printed_attendance": PRINTED_ATTENDANCE,
        "invited": [line.strip() for line in meeting.invited.splitlines() if line.strip()],
        "questions": [_question(item) for item in questions],
        "signatories": _signatories(meeting),
    }


def _taking_part(meeting, questions, places):
    """How many took part: in a poll those who answered, otherwise all who came, whenever they left."""
    if meeting.is_poll:
        return len(
            {ballot.person_id for item in questions for vote in item.votings.all() for ballot in vote.ballots.all()}
        )
    return sum(place.state in Attendance.TAKING_PART for place in places)


def _question(item):
    votings = list(item.votings.all())
    for voting in votings:
        voting.printed_method = PRINTED_METHODS[voting.method]
        voting.against_by_name = _who_chose(voting, Ballot.Choice.AGAINST)
        voting.abstained_by_name = _who_chose(voting, Ballot.Choice.ABSTAINED)
    return {
        "item": item,
        "votings": votings,
        "decision": PRINTED_DECISIONS.get(item.outcome, ""),
        "act_type": PRINTED_TYPES[item.act.document_type].lower() if item.act_id else "",
        "registration": getattr(item.act, "registration", None) if item.act_id else None,
        "discussion": [line.strip() for line in item.discussion.splitlines() if line.strip()],
    }


def _who_chose(voting, choice):
    return [ballot.person for ballot in voting.ballots.all() if ballot.choice == choice]


def _signatories(meeting):
    """Who presided, unless away, and who wrote; where the meeting names nobody, the body's chair and secretary."""
    seats = list(meeting.body.members_on(meeting.day))
    by_role = {seat.role: seat.person for seat in seats}
    return [
        ("Председательствующий", presided(meeting)),
        ("Секретарь заседания", meeting.secretary or by_role.get(Membership.Role.SECRETARY)),
    ]


def _title(meeting):
    return f"Протокол № {meeting.number} от {date_format(meeting.day, 'd.m.Y')}, {meeting.body.name}"
