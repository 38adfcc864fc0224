"""When two amendments cannot both go into the text, and when the text has gone on without one."""

from resolutions.blocks import Operation
from resolutions.models import Amendment
from resolutions.relations.points import UnknownPoint

LIVING = frozenset({Amendment.State.PROPOSED, Amendment.State.ACCEPTED})


def covers(one, other, points) -> bool:
    """Whether both change the same words; what is added after a point leaves the point itself alone."""
    if Operation.INSERT in (one.operation, other.operation):
        inserted, kept = (one, other) if one.operation == Operation.INSERT else (other, one)
        # Nothing can be added after a point that goes, or below one that goes.
        return kept.operation == Operation.DELETE and inserted.point in _reach(kept, points)
    return other.point in _reach(one, points) or one.point in _reach(other, points)


def conflicts(amendments, points) -> dict[int, list]:
    """For every living amendment those it cannot stand beside, by primary key."""
    living = [amendment for amendment in amendments if amendment.state in LIVING and not amendment.revision_id]
    found = {}
    for one in living:
        against = [other for other in living if other is not one and covers(one, other, points)]
        if against:
            found[one.pk] = against
    return found


def is_stale(amendment, points) -> bool:
    """Whether the words the amendment was proposed to are no longer those of the text."""
    if not amendment.point:
        return False
    block = points.find(amendment.point)
    if block is None:
        return True
    return amendment.operation != Operation.INSERT and block["value"]["text"] != amendment.before


def _reach(amendment, points):
    if amendment.operation != Operation.DELETE:
        return {amendment.point}
    try:
        return {block["id"] for block in points.under(amendment.point)}
    except UnknownPoint:
        return {amendment.point}
