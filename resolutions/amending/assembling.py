"""Accepted amendments go into the text: a new revision, written by the verb itself."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision

from control.refusal import Refused
from resolutions.amending.conflicts import is_stale
from resolutions.amending.deciding import OPEN_TO_DECISIONS, check_no_open_vote
from resolutions.blocks import Operation
from resolutions.lifecycle import lock
from resolutions.models import Amendment, Status
from resolutions.relations.points import Points


@transaction.atomic
def assemble(act, user) -> Revision:
    """Write a revision of the draft with the accepted amendments in it; points keep their stable ids.

    Raises Refused before the draft is on an agenda, for until then its words are those agreed to; also during a vote,
    with nothing accepted, or where the text has changed under an amendment.
    """
    act = lock(act.pk)
    if act.status == Status.APPROVED:
        raise Refused(
            _("The text is the one the approvers agreed to: put the draft on an agenda, then the amendments go in.")
        )
    if act.status not in OPEN_TO_DECISIONS:
        raise Refused(_("The draft is “%(now)s”: amendments are past.") % {"now": act.get_status_display()})
    check_no_open_vote(act)
    accepted = list(act.amendments.select_for_update().filter(state=Amendment.State.ACCEPTED, revision=None))
    if not accepted:
        raise Refused(_("No accepted amendment waits for its place in the text."))
    text = act.get_latest_revision_as_object()
    points = Points.of(text)
    for amendment in accepted:
        if is_stale(amendment, points):
            raise Refused(
                _("Point %(label)s has changed since the amendment of %(who)s was accepted: decide on it anew.")
                % {"label": amendment.label, "who": amendment.person}
            )
    # Deletions come last, so that what is added after a point still finds its place; and what several people add
    # after one point stands in the order they proposed it.
    added = {}
    for amendment in sorted(accepted, key=lambda amendment: (amendment.operation == Operation.DELETE, amendment.pk)):
        is_new = amendment.operation == Operation.INSERT
        place = added.get(amendment.point, amendment.point) if is_new else amendment.point
        left = points.apply(amendment.operation, place, amendment.after)
        if is_new:
            added[amendment.point] = left
    text.items = text.items.stream_block.to_python(points.blocks)
    revision = text.save_revision(user=user, log_action="wagtail.edit", clean=False)
    Amendment.objects.filter(pk__in=[amendment.pk for amendment in accepted]).update(revision=revision)
    return revision
