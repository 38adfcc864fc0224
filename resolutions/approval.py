"""What follows when the last approval has been given."""

from django.db import transaction


@transaction.atomic
def publish_approved(workflow_state, user=None):
    """Publish the text the approver saw; an act becomes a registered record in the same breath.

    Named in WAGTAIL_FINISH_WORKFLOW_ACTION; the approval is the permission, so no other is asked. An act whose workflow
    ended without a second person's approval of this very text (a step was switched off, or was no approval by a second
    person), or which could not be registered as it stands, stays a draft.
    """
    # Wagtail imports this module while its own models are still loading, before ours can be.
    from resolutions.models import ResolutionPage
    from resolutions.registration import register

    page = workflow_state.content_object.specific
    revision = page.get_latest_revision()
    is_act = isinstance(page, ResolutionPage)
    if is_act and not (_seen_by_a_second_person(workflow_state, revision) and revision.as_object().may_be_registered):
        return
    revision.publish(user=user, skip_permission_checks=True)
    if is_act:
        register(page)


def _seen_by_a_second_person(workflow_state, revision):
    from resolutions.models import PeerApprovalTask

    opinions = workflow_state.task_states.filter(status="approved", revision=revision).select_related("task")
    return any(
        isinstance(opinion.task.specific, PeerApprovalTask)
        and opinion.finished_by_id
        and opinion.finished_by_id not in {revision.user_id, workflow_state.requested_by_id}
        for opinion in opinions
    )
