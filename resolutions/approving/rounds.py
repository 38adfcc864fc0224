"""One round of an approval: opened at submission, going from turn to turn, closed by the last answer."""

from enum import Enum
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from control.working_days import add_working_days
from documents.models import Record
from resolutions.approving.letters import ask_by_letter
from resolutions.approving.routes import asks_of, route_for
from resolutions.approving.voiding import void_all, void_outdated
from resolutions.approving.writers import writers_of
from resolutions.fingerprint import fingerprint
from resolutions.models.approval import AGREEING, ApprovalRoute, ApprovalSheet, Opinion, Visa
from resolutions.models.status import Status


class State(Enum):
    """How far a round has come."""

    WAITING = "waiting"
    COMPLETE = "complete"
    REFUSED = "refused"


@transaction.atomic
def open_round(act, task, revision, user=None) -> tuple[ApprovalSheet, State]:
    """Begin the next round of the act's sheet on this revision, and ask the first in turn.

    Opinions that hold for the text stay; the others are asked for again. A text of which nobody has seen every word
    is put before everybody.
    """
    text = revision.as_object()
    route, writers = route_for(text, act.council_organisation), writers_of(act)
    sheet = locked_sheet(act)
    sheet.voids = route.voids if route else ApprovalRoute.Voids.CHANGED
    sheet.round, sheet.closed_at = sheet.round + 1, None
    sheet.save()
    void_outdated(sheet, text, sheet.voids)
    asked, left_out = asks_of(route, writers)
    if not _adds_mandatory(sheet, asked) and not seen_by_a_second_person(sheet, text, writers):
        void_all(sheet)
    standing = set(sheet.visas.standing().values_list("person_id", flat=True))
    now = timezone.now()
    Visa.objects.bulk_create(
        [_row(sheet, ask) for ask in asked if (ask.person and ask.person.pk) not in standing]
        # A writer's place stays on the sheet, closed: one sees why it is empty.
        + [_row(sheet, ask, voided_at=now) for ask in left_out]
    )
    return sheet, move_on(sheet, act, task, revision, user)


def locked_sheet(act) -> ApprovalSheet:
    """The act's sheet, made when new, held until the transaction ends."""
    ApprovalSheet.objects.get_or_create(act=act)
    return ApprovalSheet.objects.select_for_update().get(act=act)


def move_on(sheet, act, task, revision, user=None) -> State:
    """Ask the next in turn once those before have answered.

    "Not agreed" takes effect when its turn is complete: so the author gets the remarks of all who were asked together
    and corrects the text once, not once for each of them.
    """
    rows = sheet.visas.standing().filter(round=sheet.round).with_people().order_by("stage", "pk")
    for _stage, turn in groupby(rows, key=lambda visa: visa.stage):
        turn = list(turn)
        unasked = [visa for visa in turn if visa.asked_at is None and not visa.opinion]
        if unasked:
            _ask(unasked, act, task, revision)
        mandatory = [visa for visa in turn if visa.is_mandatory]
        if any(not visa.opinion for visa in mandatory):
            return State.WAITING
        if any(visa.is_negative for visa in mandatory):
            return State.REFUSED
    return State.COMPLETE


def close(sheet) -> None:
    """Nobody is asked any more: what was not answered stays on the sheet as not answered."""
    now = timezone.now()
    sheet.visas.standing().filter(opinion="").update(voided_at=now)
    ApprovalSheet.objects.filter(pk=sheet.pk).update(closed_at=now)
    sheet.closed_at = now


def seen_by_a_second_person(sheet, text, writers) -> bool:
    """Whether somebody who did not write the text has agreed to exactly these words."""
    opinions = sheet.visas.standing().filter(opinion__in=AGREEING, text_sha256=fingerprint(text))
    # Whoever wrote the text is refused at the answer, by link as well; an account may have written since.
    return any(visa.by_link or (visa.answered_by_id and not writers.includes(visa.answered_by)) for visa in opinions)


def status_off_the_agenda(act) -> Status:
    """Where a draft goes that nothing was decided on: approved still, or a draft again if amendments changed its text.

    What was changed on the agenda nobody has approved; the next meeting is not shown the opinions on other words.
    """
    sheet = ApprovalSheet.objects.filter(act=act.pk).first()
    text = fingerprint(act.get_latest_revision_as_object())
    agreed = sheet is None or sheet.visas.standing().filter(opinion__in=AGREEING, text_sha256=text).exists()
    return Status.APPROVED if agreed else Status.DRAFT


def last_answer(sheet):
    """The account that gave the latest standing opinion, or None."""
    visa = sheet.visas.standing().answered().select_related("answered_by").order_by("-answered_at").first()
    return visa.answered_by if visa else None


def note_direct_answer(sheet, task_state) -> None:
    """Write down an answer given to Wagtail's own task past our screens, where any approver might give it."""
    user, waiting = task_state.finished_by, sheet.visas.waiting().filter(is_mandatory=True)
    words = {"approved": Opinion.AGREED, "rejected": Opinion.NOT_AGREED}
    if task_state.status not in words or user is None or writers_of(sheet.act).includes(user):
        return
    if waiting.exclude(person=None).exists():
        return
    for visa in waiting:
        visa.opinion, visa.remark = words[task_state.status], task_state.comment
        visa.answered_at, visa.answered_by = timezone.now(), user
        visa.answered_name = (user.get_full_name() or user.username)[:200]
        visa.save()
        Record.append("opinion", visa, user=user)


def _adds_mandatory(sheet, asked):
    standing = set(sheet.visas.standing().values_list("person_id", flat=True))
    return any(ask.is_mandatory and (ask.person and ask.person.pk) not in standing for ask in asked)


def _row(sheet, ask, **fields):
    return Visa(
        sheet=sheet,
        round=sheet.round,
        stage=ask.stage,
        person=ask.person,
        position=ask.position[:300],
        substitute=ask.substitute,
        is_mandatory=ask.is_mandatory,
        working_days=ask.working_days,
        **fields,
    )


def _ask(visas, act, task, revision):
    now, sha256 = timezone.now(), fingerprint(revision.as_object())
    for visa in visas:
        visa.asked_at, visa.revision, visa.text_sha256 = now, revision, sha256
        visa.due_on = add_working_days(timezone.localdate(now), visa.working_days)
    Visa.objects.bulk_update(visas, ["asked_at", "revision", "text_sha256", "due_on"])
    for visa in visas:
        ask_by_letter(visa, act, task)
