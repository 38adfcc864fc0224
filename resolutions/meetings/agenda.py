"""The agenda: questions put on it, moved, reworded and taken off."""

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from control.refusal import Refused
from resolutions.approving.rounds import status_off_the_agenda
from resolutions.issuers import is_own
from resolutions.lifecycle import lock, move
from resolutions.meetings.holding import hold, hold_coming
from resolutions.models.agenda import AgendaItem
from resolutions.models.meeting import Meeting
from resolutions.models.proposal import Proposal
from resolutions.models.resolution import ResolutionPage
from resolutions.models.status import WITHOUT_VOTE, Status

# What may be said of a question besides its place.
WORDS = ("title", "speaker", "co_speakers", "invited", "minutes")


class AgendaChanged(Refused):
    """Somebody else changed the agenda, or the question, after it was read."""


def candidates(meeting: Meeting):
    """Approved drafts of the meeting's own body, those proposed for it first; each with ``words``, its title.

    A draft's own text lives in its latest revision, so that is where its body and title are looked up.
    """
    drafts = ResolutionPage.objects.filter(
        status=Status.APPROVED,
        path__startswith=_home_path(meeting),
        latest_revision__content__body=meeting.body_id,
    ).exclude(latest_revision__content__document_type__in=list(WITHOUT_VOTE))
    return (
        drafts.annotate(words=KeyTextTransform("heading", "latest_revision__content"))
        .select_related("proposal__proposed_by", "proposal__meeting")
        .only("pk", "path", "depth", "status", "draft_title", "title", "proposal")
        .order_by(F("proposal__proposed_at").asc(nulls_last=True), "latest_revision_created_at")
    )


def _home_path(meeting):
    """Where the pages of the council that keeps the body begin; a path no page has where there is none."""
    steps = meeting.body.path.rstrip(".").split(".")
    lineage = [".".join(steps[:depth]) + "." for depth in range(1, len(steps) + 1)]
    homes = Page.objects.filter(depth=2, homepage__organisation__path__in=lineage)
    homes = dict(homes.values_list("homepage__organisation__path", "path"))
    return homes[max(homes, key=len)] if homes else "-"


def meetings_for(draft):
    """Meetings being prepared for which the draft could be proposed today, the nearest first."""
    ahead = Meeting.objects.filter(body=draft.body_id, state=Meeting.State.PLANNED).select_related("body")
    return ahead.order_by("starts_at")


@transaction.atomic
def propose(act, meeting: Meeting, user) -> Proposal:
    """Hand an approved draft in for a meeting, until the deadline of the meeting; the secretary then takes it in.

    Raises Refused after the deadline, whenever the form was opened.
    """
    meeting = hold(meeting.pk)
    act = lock(act.pk)
    if not act.may(user, "draft"):
        raise Refused(_("Only those who draft acts of this council propose them."))
    _check_fits(meeting, act)
    if not meeting.is_planned:
        raise Refused(_("The meeting is already %(state)s.") % {"state": meeting.get_state_display()})
    now = timezone.now()
    if not meeting.is_in_time(now):
        raise Refused(_too_late(meeting))
    earlier = Proposal.objects.filter(act=act).first()
    if earlier and earlier.meeting_id == meeting.pk:
        raise Refused(_("The draft is already proposed for this meeting."))
    values = {"meeting": meeting, "proposed_at": now, "proposed_by": user}
    return Proposal.objects.update_or_create(act=act, defaults=values)[0]


@transaction.atomic
def put_on_agenda(meeting: Meeting, act, user, *, late: bool = False, **words) -> AgendaItem:
    """Take an approved draft into the agenda of its body's meeting.

    Raises Refused when the draft is for another body, is not approved or waits on another agenda; also when it came
    after the deadline of the meeting and is not taken as a late item.
    """
    meeting = hold_coming(meeting.pk)
    act = lock(act.pk)
    draft = _check_fits(meeting, act)
    came_too_late = _came_too_late(meeting, act)
    if came_too_late and not late:
        raise Refused(_too_late(meeting) + " " + _("It can go in as a late item only."))
    words = {"title": " ".join((draft.heading or "").split()), **words}
    is_late = came_too_late or meeting.noticed_at is not None or not meeting.is_planned
    move(act, Status.ON_AGENDA)
    return _append(meeting, act=act, is_late=is_late, **words)


@transaction.atomic
def add_question(meeting: Meeting, user, *, title: str, is_heading: bool = False, **words) -> AgendaItem:
    """Add a question without a draft, or a heading over those that follow."""
    meeting = hold_coming(meeting.pk)
    title = " ".join(title.split())
    if not title:
        raise Refused(_("Write the words of the question."))
    is_late = not is_heading and not meeting.takes_drafts
    return _append(meeting, title=title, is_heading=is_heading, is_late=is_late, **words)


@transaction.atomic
def take_off(meeting: Meeting, item, user) -> None:
    """Take a question off the agenda before the meeting; its draft waits for another one.

    Raises Refused once the meeting is open: a question is then withdrawn by its outcome.
    """
    meeting = hold_coming(meeting.pk)
    item = _held_item(meeting, item.pk)
    if not meeting.is_planned and not item.is_heading:
        raise Refused(_("The meeting is open: a question is withdrawn by its outcome."))
    if item.act_id:
        act = lock(item.act_id)
        move(act, status_off_the_agenda(act))
    item.delete()
    _touched(meeting)


@transaction.atomic
def arrange(meeting: Meeting, order: list[int], edition: int, user) -> None:
    """Put the questions into the order of these keys.

    Raises AgendaChanged when the agenda is not the one that was read; nothing is moved then.
    """
    meeting = hold_coming(meeting.pk)
    items = {item.pk: item for item in meeting.agenda.select_for_update(of=("self",), no_key=True)}
    if edition != meeting.agenda_edition or sorted(order) != sorted(items):
        raise AgendaChanged(_("Somebody else changed the agenda meanwhile. Your order is shown: look and save again."))
    moved = []
    for place, pk in enumerate(order, start=1):
        if items[pk].sort_order != place:
            items[pk].sort_order = place
            moved.append(items[pk])
    if moved:
        AgendaItem.objects.bulk_update(moved, ["sort_order"])
        _touched(meeting)


@transaction.atomic
def reword(meeting: Meeting, item, user, *, stamp: str, **words) -> AgendaItem:
    """Change what is said of a question; raises AgendaChanged when somebody else did so after it was read."""
    meeting = hold_coming(meeting.pk)
    stored = _held_item(meeting, item.pk)
    if stored.stamp != stamp:
        raise AgendaChanged(
            _("Somebody else changed this question meanwhile. Your words are in the form: look and save them again.")
        )
    if not " ".join((words.get("title") or "").split()):
        raise Refused(_("Write the words of the question."))
    for name, value in words.items():
        setattr(stored, name, value)
    stored.save(update_fields=list(words))
    return stored


def _check_fits(meeting, act):
    """The draft's own text, once it is sure that the body of the meeting can decide on it."""
    draft = act.get_latest_revision_as_object()
    if act.status != Status.APPROVED:
        if act.status == Status.ON_AGENDA:
            raise Refused(_("This draft is already on an agenda."))
        raise Refused(
            _("The draft is “%(now)s”: only an approved one goes on an agenda.") % {"now": act.get_status_display()}
        )
    council = act.council_organisation
    if draft.body_id != meeting.body_id or not (council and is_own(meeting.body.organisation, council)):
        raise Refused(_("The draft is for another body: %(body)s.") % {"body": draft.body or "—"})
    if draft.document_type in WITHOUT_VOTE:
        raise Refused(_("The chair alone signs this kind of act: nobody votes on it."))
    return draft


def _came_too_late(meeting, act):
    proposal = Proposal.objects.filter(act=act, meeting=meeting).first()
    return not meeting.is_in_time(proposal.proposed_at if proposal else timezone.now())


def _too_late(meeting):
    moment = timezone.localtime(meeting.submissions_until or meeting.starts_at)
    return _("Drafts for this meeting were taken until %(day)s, %(time)s.") % {
        "day": f"{moment:%d.%m.%Y}",
        "time": f"{moment:%H:%M}",
    }


def _held_item(meeting, pk):
    item = meeting.agenda.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if item is None:
        raise AgendaChanged(_("This question is not on the agenda any more: somebody took it off."))
    if item.outcome:
        raise Refused(_("This question has been decided: it does not change."))
    return item


def _append(meeting, **values):
    last = meeting.agenda.aggregate(place=Max("sort_order"), number=Max("number"))
    item = AgendaItem(meeting=meeting, sort_order=(last["place"] or 0) + 1, **values)
    if not meeting.is_planned and not item.is_heading:
        # Numbers given at the opening stand; whatever comes later continues them.
        item.number = (last["number"] or 0) + 1
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError as clash:
        raise Refused(_("This draft is already on an agenda.")) from clash
    _touched(meeting)
    item.refresh_from_db(fields=["number"])
    return item


def _touched(meeting):
    """The agenda is another one now: count its questions anew while they may move, and let others notice."""
    if meeting.is_planned:
        number, renumbered = 0, []
        for item in meeting.agenda.order_by("sort_order", "pk"):
            number += not item.is_heading
            if item.number != (wanted := None if item.is_heading else number):
                item.number = wanted
                renumbered.append(item)
        AgendaItem.objects.bulk_update(renumbered, ["number"])
    meeting.agenda_edition = F("agenda_edition") + 1
    meeting.save(update_fields=["agenda_edition"])
    meeting.refresh_from_db(fields=["agenda_edition"])
