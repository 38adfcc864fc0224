"""What an approver who did not agree has said, in words for the author."""

from django.utils.translation import gettext as _
from wagtail.models import WorkflowState


def remark_on(act) -> str:
    """«Пётр Зимин просит исправить: …» while the act is back with its author, otherwise an empty string."""
    state = act.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return ""
    opinion = state.current_task_state
    who = opinion.finished_by.get_full_name() or opinion.finished_by.username if opinion.finished_by else ""
    return _("%(who)s asks to change: %(remark)s") % {"who": who, "remark": opinion.comment}


def place_of(act) -> str:
    """Who has the ball: the approver, or the author with a remark; empty for a draft nobody has submitted."""
    state = act.current_workflow_state
    if state is None:
        return ""
    return remark_on(act) or _("waits for approval")
