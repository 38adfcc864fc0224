"""Giving an opinion: who may, on which text, and what follows."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from control.refusal import Refused
from documents.models import OfficialFile, Record
from resolutions.approving.rounds import State, close, locked_sheet, move_on
from resolutions.approving.writers import writers_of
from resolutions.lifecycle import lock
from resolutions.models.approval import AGREEING, WITH_REMARK, ApprovalSheet, Opinion, Visa, VisaFile


@transaction.atomic
def answer(visa_pk, opinion, *, remark="", points=(), files=(), user=None, link=None, revision_pk=None) -> Visa:
    """Write the opinion down, given by the account or by the personal link, and let the approval go on.

    ``revision_pk`` is the text the person has read, ``files`` are uploads already checked by the form. Raises Refused
    with nothing changed, LinkRefused for a link that opens nothing.
    """
    act = lock(ApprovalSheet.objects.values_list("act_id", flat=True).get(visas=visa_pk))
    sheet = locked_sheet(act)
    visa = sheet.visas.with_people().select_for_update(of=("self",)).get(pk=visa_pk)
    if link:
        link.check_open()
    task_state = act.current_workflow_task_state
    check_waited_for(visa, sheet, task_state, link)
    who = _whose_answer(visa, act, task_state.task.specific, user, link)
    text = act.get_latest_revision()
    if text.pk != visa.revision_id or (revision_pk and revision_pk != text.pk):
        raise Refused(_("The text has changed meanwhile: read it again."))
    if opinion not in Opinion.values:
        raise Refused(_("Choose one of the opinions."))
    remark = (remark or "").strip()
    if opinion in WITH_REMARK and not remark:
        raise Refused(_("Write what to change."))
    if opinion in AGREEING and not text.as_object().may_be_registered:
        raise Refused(_("The act cannot be registered as it stands: ask for changes."))
    points = _known_points(points, text)
    if link:
        link.use()
    visa.opinion, visa.remark, visa.points = opinion, remark, points
    visa.answered_at, visa.answered_by, visa.by_link = timezone.now(), user, bool(link)
    visa.answered_name = who[:200]
    visa.save()
    for upload in files:
        _keep(visa, upload, user, who)
    Record.append("opinion", visa, user=user, by="" if user else who)
    _go_on(sheet, act, task_state, user)
    return visa


def check_waited_for(visa, sheet, task_state, link):
    if visa.opinion:
        moment = timezone.localtime(visa.answered_at)
        raise Refused(
            _("%(who)s has answered already: “%(opinion)s”, %(day)s at %(time)s.")
            % {
                "who": visa.answered_name,
                "opinion": visa.get_opinion_display(),
                "day": f"{moment:%d.%m.%Y}",
                "time": f"{moment:%H:%M}",
            }
        )
    newer = visa.round < sheet.round
    if visa.voided_at and newer:
        raise Refused(
            _("The text has changed since this letter. Follow the link of the latest one.")
            if link
            else _("The text has changed meanwhile: read it again.")
        )
    if visa.voided_at or task_state is None or sheet.closed_at:
        raise Refused(_("This approval is over: no answer is waited for any more."))
    if visa.asked_at is None:
        raise Refused(_("Others answer first: you will get a letter when it is your turn."))


def _whose_answer(visa, act, task, user, link):
    """The printed name of whoever answers; raises Refused for those who may not."""
    writers = writers_of(act)
    person = link.person if link else getattr(user, "person", None)
    named = person and person.pk in {visa.person_id, visa.substitute_id}
    if not named and (link or visa.person_id or not task.answers_as_any_approver(user)):
        raise Refused(_("This answer is waited for from %(who)s.") % {"who": visa.approver})
    if writers.includes(user) or writers.include_person(person):
        raise Refused(_("You wrote or submitted this text: somebody else has to approve it."))
    return str(person) if person else user.get_full_name() or user.username


def _known_points(points, revision):
    known = [block["id"] for block in revision.as_object().items.get_prep_value()]
    unknown = set(points) - set(known)
    if unknown:
        raise Refused(_("One of the chosen points is not in the text."))
    return [key for key in known if key in set(points)]


def _keep(visa, upload, user, who):
    upload.seek(0)
    kept = OfficialFile.keep(
        upload.read(),
        file_name=upload.name[-200:],
        media_type=upload.content_type or "application/octet-stream",
        chain=visa.sheet.act.record_chain,
        user=user,
        by="" if user else who,
    )
    VisaFile.objects.create(visa=visa, official_file=kept)


def _go_on(sheet, act, task_state, user):
    state = move_on(sheet, act, task_state.task.specific, task_state.revision, user)
    if state == State.WAITING:
        return
    # Closed first: what ends here is known to have ended through the sheet.
    close(sheet)
    remarks = remarks_in_words(sheet)
    try:
        if state == State.COMPLETE:
            task_state.approve(user=user, comment=remarks)
        else:
            task_state.reject(user=user, comment=remarks)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def remarks_in_words(sheet) -> str:
    """What was remarked in the latest round, by whom, as one text for the author."""
    remarked = [visa for visa in sheet.visas.filter(round=sheet.round).answered().with_people() if visa.remark]
    if len(remarked) == 1:
        return remarked[0].remark
    return "\n".join(f"{visa.answered_name}: {visa.remark}" for visa in remarked)
