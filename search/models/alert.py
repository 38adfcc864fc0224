"""Letters about new finds: who asked for them, with which words they agreed, and what they have been told."""

from django.db import models
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.letters import Letters


class SearchAlert(Letters):
    """A search somebody wants to be told of: confirmed by letter, ended with one click."""

    LONGEST_QUERY = 1_500  # in it a Russian letter takes six characters

    root = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    query = models.CharField(_("search"), max_length=LONGEST_QUERY)  # the canonical query string
    in_words = models.CharField(_("in words"), max_length=1_200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email", "root", "query"],
                condition=models.Q(ended_at=None),
                name="one_alert_of_a_search_for_an_address",
            )
        ]
        verbose_name = _("letters about a search")
        verbose_name_plural = _("letters about searches")

    def __str__(self):
        return f"{self.email}: {self.in_words}"

    @property
    def search_address(self):
        """Where the search itself is."""
        return f"{reverse('search')}?{QueryDict(self.query).urlencode()}"


class ToldEntry(models.Model):
    """A find told, or being told, in a letter: whoever inserts the row sends it, so it is told once."""

    alert = models.ForeignKey(SearchAlert, on_delete=models.CASCADE, related_name="told")
    key = models.CharField(max_length=80)
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alert", "key"], name="a_find_is_told_once")]
        verbose_name = _("find told in a letter")
        verbose_name_plural = _("finds told in letters")

    def __str__(self):
        return self.key
