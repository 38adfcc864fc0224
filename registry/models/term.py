"""Terms: from a day to a day, both counted, without end while nothing says when."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class TermQuerySet(models.QuerySet):
    def current(self, day):
        """Those in force on the day."""
        return self.filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gte=day))


class Term(models.Model):
    """Something that lasts from a day to a day."""

    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("Leave empty while it lasts."))

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        # Plain names only: modelcluster sorts the rows of a form by them itself.
        ordering = ["since", "pk"]

    def clean(self):
        super().clean()
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": gettext("The term ends before it begins.")})

    def is_current(self, day):
        return (self.since is None or self.since <= day) and (self.until is None or self.until >= day)

    def overlaps(self, other):
        """Whether there is a day on which both are in force."""
        starts_in_time = self.since is None or other.until is None or self.since <= other.until
        ends_in_time = self.until is None or other.since is None or other.since <= self.until
        return starts_in_time and ends_in_time

    @property
    def term_text(self):
        since = gettext("from %(day)s") % {"day": f"{self.since:%d.%m.%Y}"} if self.since else ""
        until = gettext("to %(day)s") % {"day": f"{self.until:%d.%m.%Y}"} if self.until else ""
        return " ".join(filter(None, [since, until])) or gettext("without dates")

    def clash_with(self, other):
        """Why both cannot be in force on one day, in a sentence; empty when they can."""
        return ""


def clashes(terms):
    """The terms that cannot be in force beside an earlier one of the list: pairs of index and reason."""
    for index, term in enumerate(terms):
        for earlier in terms[:index]:
            if term.overlaps(earlier) and (reason := term.clash_with(earlier)):
                yield index, reason
                break
