"""What the site tells of meetings: no more than the body has said, and of drafts and materials nothing at all."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from control.calendars.providers import Event
from registry.models import Body
from resolutions.calendar_events import USUALLY
from resolutions.models.listed import ListedAct
from resolutions.models.meeting import Meeting
from resolutions.models.relation import HEAVY
from resolutions.models.resolution import ResolutionPage

Shown = Body.MeetingsShown
# Which bodies say when and where they meet.
ANNOUNCED = (Shown.DATES, Shown.AGENDA)


@dataclass
class Question:
    """A question of the agenda as the site shows it: its number, its words where they are public, what came of it."""

    number: int | None
    words: str
    is_heading: bool = False
    outcome: str = ""
    act: object = None


def meetings_of(council):
    """The meetings of the council's bodies of which something is public."""
    published = ListedAct.objects.filter(meeting=OuterRef("pk"), is_shown=True)
    held = Q(Exists(published), state=Meeting.State.CLOSED) & ~Q(body__meetings_shown=Shown.NOTHING)
    return Meeting.objects.filter(body__organisation=council).filter(held | _coming_q())


def coming_of(council):
    """The announced meetings of the council's bodies, the nearest first; one not noticed yet is nobody's business."""
    meetings = Meeting.objects.filter(_coming_q(), body__organisation=council)
    return meetings.select_related("body__organisation", "convocation").order_by("starts_at", "pk")


def _coming_q():
    return Q(state__in=Meeting.COMING, noticed_at__isnull=False, body__meetings_shown__in=ANNOUNCED)


def is_over(meeting):
    """Whether what is shown is what was decided, and not what will be asked."""
    return meeting.state == Meeting.State.CLOSED


def questions_of(meeting) -> list[Question]:
    """The agenda with what came of each question; of a coming meeting as it was sent, if the body shows that."""
    if is_over(meeting):
        return _decided(meeting)
    return _to_come(meeting) if meeting.body.meetings_shown == Shown.AGENDA else []


def _decided(meeting):
    items = meeting.agenda.select_related("act__body").defer(*(f"act__{name}" for name in HEAVY))
    public = set(
        ListedAct.objects.filter(act__agenda_items__meeting=meeting, is_shown=True).values_list("pk", flat=True)
    )
    questions = []
    for item in items:
        if item.act_id and item.act.is_restricted:
            continue
        act = item.act if item.act_id in public else None
        # The words of a draft that is not published stay with the council.
        words = act.heading if act else "" if item.act_id else item.title
        questions.append(Question(item.number, words, item.is_heading, item.get_outcome_display(), act))
    return _without_empty_headings(questions)


def _to_come(meeting):
    """As the last notice said it; a question whose draft is for official use is left out."""
    version = meeting.agenda_versions.order_by("-number").first()
    if version is None:
        return []
    acts = [key[3:] for row in version.content if (key := row.get("key", "")).startswith("act")]
    restricted = ResolutionPage.objects.filter(pk__in=acts, is_restricted=True).order_by()
    hidden = {f"act{pk}" for pk in restricted.values_list("pk", flat=True)}
    return _without_empty_headings(
        [
            Question(row.get("number"), row.get("heading", ""), bool(row.get("is_heading")))
            for row in version.content
            if row.get("key") not in hidden
        ]
    )


def _without_empty_headings(questions):
    """A heading over nothing would tell that something is left out."""
    following = [*questions[1:], Question(None, "", is_heading=True)]
    return [
        question
        for question, after in zip(questions, following, strict=True)
        if not (question.is_heading and after.is_heading)
    ]


def events_of(meetings, address) -> list[Event]:
    """The meetings for a calendar anybody may read: when, where, which body; never the link of a video meeting."""
    events = []
    for meeting in meetings:
        words = {"body": meeting.body.name, "number": meeting.number}
        if meeting.is_poll:
            start = timezone.localdate(meeting.voting_until or meeting.starts_at)
            end, summary = None, _("%(body)s: the poll of session %(number)s ends") % words
        else:
            start, end = meeting.starts_at, meeting.starts_at + USUALLY
            summary = _("%(body)s: session %(number)s") % words
        events.append(
            Event(
                uid=f"public-meeting-{meeting.pk}",
                summary=summary,
                start=start,
                end=end,
                description=f"{meeting.body.organisation}\n{address}{meeting.pk}/",
                location=meeting.place if meeting.has_place else "",
                sequence=meeting.agenda_edition,
                changed_at=meeting.noticed_at,
                is_cancelled=False,
            )
        )
    return events
