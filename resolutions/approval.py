"""What follows when the last opinion has been given."""

from django.db import transaction


@transaction.atomic
def finish_approval(workflow_state, user=None):
    """Publish the page the approver saw; an act is not published yet, it now waits for an agenda.

    Named in WAGTAIL_FINISH_WORKFLOW_ACTION; the approval is the permission, so no other is asked. An act whose workflow
    ended without a second person's opinion on this very text (a step was switched off, or was no approval by a second
    person), or which could not be registered as it stands, stays a draft.
    """
    # Wagtail imports this module while its own models are still loading, before ours can be.
    from resolutions.lifecycle import move
    from resolutions.models import ResolutionPage
    from resolutions.models.status import Status

    page = workflow_state.content_object.specific
    revision = page.get_latest_revision()
    if not isinstance(page, ResolutionPage):
        revision.publish(user=user, skip_permission_checks=True)
    elif _seen_by_a_second_person(workflow_state, page, revision) and revision.as_object().may_be_registered:
        move(page, Status.APPROVED)


def _seen_by_a_second_person(workflow_state, act, revision):
    from resolutions.approving.rounds import close, note_direct_answer, seen_by_a_second_person
    from resolutions.approving.writers import writers_of
    from resolutions.models import ApprovalSheet, PeerApprovalTask

    steps = workflow_state.task_states.filter(status="approved", revision=revision).select_related("task")
    steps = [step for step in steps if isinstance(step.task.specific, PeerApprovalTask)]
    sheet = ApprovalSheet.objects.filter(act=act).first()
    if not steps or sheet is None:
        return False
    if sheet.closed_at is None:
        note_direct_answer(sheet, steps[-1])
        close(sheet)
    return seen_by_a_second_person(sheet, revision.as_object(), writers_of(act))
