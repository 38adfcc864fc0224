"""Other acts: those it cites, those it changes."""

from django.utils.translation import gettext as _

from registry.names import name_key
from resolutions.consistency.header import issuer_of
from resolutions.relations.deriving import faults_of
from resolutions.relations.targets import read_targets


def not_in_register(subject):
    """An act of a body of ours is cited, and the register has no such act."""
    for citation in subject.citations:
        if citation.act_id is None and citation.number and citation.date and _is_own(subject, citation.body):
            place = f"item:{citation.point}" if citation.point else "preamble"
            yield place, _("The register has no such act: %(words)s.") % {"words": citation.words}


def _is_own(subject, printed):
    """Whether the words name a body of the issuer; acts of others are not in our register anyway."""
    words = name_key(printed or "")
    for body in subject.bodies:
        organ = name_key(body.name)
        if words == organ:
            return True
        if words.startswith(f"{organ} "):
            return words.removeprefix(organ).strip() in issuer_of(body)
    return False


def target_faults(subject):
    """A point that changes another act, and cannot."""
    _relations, faults = read_targets(subject.act)
    for item, sentence in faults_of(subject.act, subject.citations, faults):
        yield f"item:{item}", sentence
