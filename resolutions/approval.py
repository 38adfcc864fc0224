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

    page = workflow_state.content_object.specific
    page.get_latest_revision().publish(user=user, skip_permission_checks=True)
    if isinstance(page, ResolutionPage):
        register(page)
