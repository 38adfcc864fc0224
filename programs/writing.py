"""Writing the table of a plan: one save is one version, and nobody's rows are lost to another's."""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from control.refusal import Refused
from programs.models import PlanPage


class SavedMeanwhile(Refused):
    """Somebody has saved the plan since these rows were opened."""


@transaction.atomic
def write_table(plan: PlanPage, formset, user, *, seen_revision=None):
    """Save the rows as the next draft of the plan; raises Refused where it is locked or was saved meanwhile."""
    PlanPage.objects.select_for_update().get(pk=plan.pk)
    plan = PlanPage.objects.get(pk=plan.pk)
    draft = plan.get_latest_revision_as_object()
    refuse_locked(draft, user)
    latest = plan.latest_revision
    if latest is not None and latest.pk != seen_revision:
        raise SavedMeanwhile(
            _("%(who)s saved this plan at %(time)s. Your rows are below, not saved yet: save again to replace theirs.")
            % {"who": _name(latest.user), "time": date_format(timezone.localtime(latest.created_at), "H:i")}
        )
    known = {str(block.id) for block in (*draft.measures, *plan.measures)}
    draft.measures = _stream(draft, formset.stream(known))
    return draft.save_revision(user=user, log_action=True, clean=False)


def refuse_locked(draft, user):
    """Raise Refused where the text is frozen or somebody keeps it for himself."""
    lock = draft.get_lock()
    if lock and lock.for_user(user):
        raise Refused(_("The plan is being approved or is locked: it cannot be changed now."))


def _stream(plan, rows):
    return plan._meta.get_field("measures").to_python(rows)


def _name(user):
    return (user.get_full_name() or user.get_username()) if user else _("Somebody")
