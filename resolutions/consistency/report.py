"""The findings on an act as a person reads them: what stops, what warns, what is in order."""

from django.utils.functional import cached_property

from resolutions.consistency import RULES, findings
from resolutions.consistency.subject import Subject
from resolutions.models.check import CheckLevel


class Report:
    """All findings on one act, the same sentence about several places said once."""

    def __init__(self, act):
        self.act = act
        self.levels = Subject(act).levels
        self.findings = findings(act, self.levels)

    @property
    def blocking(self):
        return [finding for finding in self.findings if finding.is_blocking]

    @property
    def warnings(self):
        return [finding for finding in self.findings if not finding.is_blocking]

    @property
    def blocking_cards(self):
        return _cards(self.blocking)

    @property
    def warning_cards(self):
        return _cards(self.warnings)

    @cached_property
    def clean(self):
        """The rules that are looked at and found nothing."""
        broken = {finding.code for finding in self.findings}
        return [rule for rule in RULES if rule.code not in broken and not self._is_off(rule)]

    @property
    def off(self):
        return [rule for rule in RULES if self._is_off(rule)]

    def _is_off(self, rule):
        return self.levels.get(rule.code, rule.default) == CheckLevel.OFF


def _cards(found):
    """The findings in lists: those with one message stand together, at the place of the first."""
    cards = {}
    for finding in found:
        cards.setdefault((finding.code, finding.message), []).append(finding)
    return list(cards.values())
