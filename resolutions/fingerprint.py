"""The text of an act as data, and its fingerprint: what people agreed to, voted for and signed."""

import hashlib
import json

# The number and the date are not part of it: they come after the vote.
TEXT_FIELDS = ("document_type", "heading", "preamble", "enacting_clause")
REFERENCES = ("superior_id", "issuer_id", "body_id")


def text_of(act) -> dict:
    """Every word of the act that is decided on, in a shape that can be kept as JSON."""
    return {
        **{name: getattr(act, name) or "" for name in TEXT_FIELDS},
        **{name: getattr(act, name) for name in REFERENCES},
        "items": act.items.get_prep_value() if act.items else [],
        "signatories": act.signatories.get_prep_value() if act.signatories else [],
        "annexes": act.annexes.get_prep_value() if act.annexes else [],
        "in_force_from": act.in_force_from.isoformat() if act.in_force_from else None,
        "in_force_until": act.in_force_until.isoformat() if act.in_force_until else None,
        "is_restricted": act.is_restricted,
    }


def fingerprint(act) -> str:
    """The SHA-256 of the act's text: equal for equal words, whatever revision carries them."""
    canonical = json.dumps(_without_blanks(text_of(act)), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _without_blanks(value):
    """A field left empty and one the block did not have yet when it was saved say the same: nothing."""
    if isinstance(value, dict):
        return {name: _without_blanks(inner) for name, inner in value.items() if inner not in (None, "", [])}
    return [_without_blanks(inner) for inner in value] if isinstance(value, list) else value
