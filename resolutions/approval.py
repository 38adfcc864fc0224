"""What follows when the last approval has been given."""

from django.db import transaction


@transaction.atomic
def publish_approved(workflow_state, user=None):
    """Publish the text the approver saw; an act becomes a registered record in the same breath.

    Named in WAGTAIL_FINISH_WORKFLOW_ACTION; the approval is the permission, so no other is asked.
    """
    # Wagtail imports this module while its own models are still loading, before ours can be.
    from resolutions.models import ResolutionPage
    from resolutions.registration import register

    approved = workflow_state.content_object.get_latest_revision()
    approved.publish(user=user, skip_permission_checks=True)
    if isinstance(workflow_state.content_object, ResolutionPage):
        register(ResolutionPage.objects.get(pk=workflow_state.content_object.pk))
