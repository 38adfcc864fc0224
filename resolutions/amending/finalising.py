"""An act adopted as a basis is finished: from here on it waits for the signature."""

from django.db import transaction
from django.utils.translation import gettext as _

from control.refusal import Refused
from resolutions.adopting import finish
from resolutions.amending.deciding import check_no_open_vote
from resolutions.lifecycle import lock
from resolutions.models import Adoption, Amendment, Status


@transaction.atomic
def finalise(act, user=None) -> Adoption:
    """Close the text of an act adopted as a basis; the vote that adopted it is the ground, this text what is signed.

    Raises Refused while amendments wait for a decision or for their place in the text.
    """
    act = lock(act.pk)
    if act.status != Status.FINALISING:
        raise Refused(
            _("Only an act adopted as a basis is finished; this one is “%(now)s”.") % {"now": act.get_status_display()}
        )
    check_no_open_vote(act)
    check_nothing_waits(act)
    text = act.get_latest_revision_as_object()
    if not (text.heading.strip() and text.enacting_clause.strip() and len(text.items)):
        raise Refused(_("The text lacks its title, its enacting clause or its points."))
    return finish(act, user)


def check_nothing_waits(act) -> None:
    """Raise Refused while an amendment has no answer, or is accepted and not in the text yet."""
    waiting = act.amendments.filter(state=Amendment.State.PROPOSED).count()
    if waiting:
        raise Refused(_("Amendments without an answer: %(count)s. Accept or decline them first.") % {"count": waiting})
    if act.amendments.filter(state=Amendment.State.ACCEPTED, revision=None).exists():
        raise Refused(_("Accepted amendments are not in the text yet: assemble it first."))
