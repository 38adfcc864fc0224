"""What a changed text does to the opinions given on the one before it."""

from django.utils import timezone

from documents.models import Record
from resolutions.fingerprint import fingerprint, text_of
from resolutions.models.approval import ApprovalRoute

# Lists of blocks with ids of their own; of these the points are named one by one.
POINTS = "items"


def changed_places(old: dict, new: dict) -> set[str]:
    """The fields, and the points by their stream ids, in which two texts (see fingerprint.text_of) differ.

    With a point everything under it has changed: it inherits the addressees and the sense. A point that stands
    elsewhere among the others has changed, too.
    """
    old, new = _without_blanks(old), _without_blanks(new)
    names = (old.keys() | new.keys()) - {POINTS}
    places = {name for name in names if old.get(name) != new.get(name)}
    before, after = _points(old), _points(new)
    places |= {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    common = before.keys() & after.keys()
    order_before = [key for key in before if key in common]
    order_after = [key for key in after if key in common]
    places |= {key for pair in zip(order_before, order_after, strict=True) if pair[0] != pair[1] for key in pair}
    return places | _under(old, places) | _under(new, places)


def void_outdated(sheet, text, voids: str) -> None:
    """Void the opinions that do not hold for the text: on what has changed, those against it, those never given."""
    words, sha256 = text_of(text), fingerprint(text)
    outdated = [
        visa.pk
        for visa in sheet.visas.standing().select_related("revision")
        if not visa.opinion or visa.is_negative or not _holds(visa, words, sha256, voids)
    ]
    _void(sheet, outdated)


def void_all(sheet) -> None:
    _void(sheet, list(sheet.visas.standing().values_list("pk", flat=True)))


def _void(sheet, pks):
    """A voided opinion stays, and that it holds no longer is recorded."""
    visas = sheet.visas.filter(pk__in=pks)
    visas.update(voided_at=timezone.now())
    Record.append_many("opinion", list(visas.answered()))


def _holds(visa, words, sha256, voids):
    if visa.text_sha256 == sha256:
        return True
    if visa.revision is None:
        return False
    changed = changed_places(text_of(visa.revision.as_object()), words)
    if voids == ApprovalRoute.Voids.ALL or not visa.points:
        return not changed
    return not changed & set(visa.points)


def _without_blanks(value):
    """The same data without what is empty: a field of a point nobody filled in may be there or not."""
    if isinstance(value, dict):
        kept = {key: _without_blanks(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner not in (None, "", False) or key == POINTS}
    return [_without_blanks(inner) for inner in value] if isinstance(value, list) else value


def _points(text):
    return {block["id"]: block["value"] for block in text.get(POINTS, [])}


def _under(text, changed):
    """The points below a changed one."""
    below, depth = set(), None
    for block in text.get(POINTS, []):
        level = int(block["value"].get("level") or 1)
        if depth is not None and level > depth:
            below.add(block["id"])
            continue
        depth = level if block["id"] in changed else None
    return below
