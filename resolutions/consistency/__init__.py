"""What stands between a draft and the register: every rule a careful secretary would check by eye."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from control.refusal import Refused
from resolutions.consistency.finding import Finding
from resolutions.consistency.rules import RULES
from resolutions.consistency.subject import Subject
from resolutions.models.check import CheckLevel

__all__ = ["RULES", "Finding", "findings", "refuse_if_blocked"]


def findings(act, levels: dict[str, str] | None = None) -> list[Finding]:
    """What the rules find in the text of a draft, what stops the registration first, then as the text goes.

    ``levels`` are the council's own by the code of the rule; they are looked up where they are not given.
    """
    subject = Subject(act)
    levels = subject.levels if levels is None else levels
    found = []
    for rule in RULES:
        level = levels.get(rule.code, rule.default)
        if level == CheckLevel.OFF:
            continue
        # What was adopted on paper is history: its faults are told, but they cannot be mended any more.
        level = CheckLevel.WARNING if subject.on_paper else CheckLevel(level)
        for place, message in rule.find(subject):
            found.append(Finding(rule.code, level, message, place, subject.label(place)))
    return sorted(found, key=lambda finding: (not finding.is_blocking, subject.position(finding.place)))


def refuse_if_blocked(act) -> None:
    """Raise Refused where a finding stops the registration of the act."""
    blocking = [finding for finding in findings(act) if finding.is_blocking]
    if not blocking:
        return
    first = f"{blocking[0].label}: {blocking[0].message}" if blocking[0].label else blocking[0].message
    if len(blocking) == 1:
        raise Refused(_("The act cannot be registered. %(first)s") % {"first": first})
    more = ngettext("And %(count)s more.", "And %(count)s more.", len(blocking) - 1) % {"count": len(blocking) - 1}
    raise Refused(_("The act cannot be registered. %(first)s") % {"first": first} + f" {more}")
