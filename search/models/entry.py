"""An entry of the index: one thing a reader can find."""

from django.db import models
from django.db.models import Case, F, IntegerField, Value, When
from django.utils.translation import gettext_lazy as _

from search.matching import TokensField

# How an act stands on a day, as the search tells and filters it.
IN_FORCE, NOT_YET, ENDED = "in_force", "not_yet", "ended"


class EntryQuerySet(models.QuerySet):
    def below(self, reach):
        """What belongs to the council and to the reader's language: the tree is the tenant."""
        found = self.filter(reach.below)
        translated = reach.read_in_translation
        if translated is None:
            return found.filter(language="")
        # What has been put into the reader's language is found in it, and once.
        russian = models.Q(key__startswith="page:", language="")
        return found.filter(language__in=["", reach.language]).exclude(russian & translated)

    def answering(self, question):
        """Entries with everything asked for; on every database the same."""
        found = self.filter(tokens__holds=question.conjunction) if question.conjunction else self.none()
        if not question.phrases:
            return found
        # The words of a phrase may be common ones, and reading texts is dear: the newest so many are read, and once,
        # whatever is then counted and put in order.
        newest = found.newest_first().values_list("pk", flat=True)
        read = self.model.objects.filter(pk__in=list(newest[: self.model.PHRASES_READ])).order_by()
        for phrase in question.phrases:
            read = read.filter(folded__contains=f" {phrase} ")
        return self.model.objects.filter(pk__in=list(read.values_list("pk", flat=True)))

    def newest_first(self):
        """What has no date last."""
        return self.order_by(F("date").desc(nulls_last=True), "-pk")

    def oldest_first(self):
        """What has no date last, too."""
        return self.order_by(F("date").asc(nulls_last=True), "pk")

    def nearest_first(self, question):
        """The act asked for by its number, then titles that answer all, then the others, each the newest first."""
        whens = [
            When(pk__in=self.model.objects.filter(tokens__holds=tier).values("pk"), then=Value(place))
            for place, tier in enumerate(question.tiers)
        ]
        tier = Case(*whens, default=Value(len(whens)), output_field=IntegerField())
        return self.alias(tier=tier).order_by("tier", F("date").desc(nulls_last=True), "-pk")

    def nearest(self, question, number):
        """The keys of so many of them, as ``nearest_first`` has them, but for a price that few finds do not pay.

        Each tier is asked for by itself: where titles answer often enough, the many texts that only mention the words
        need not be put in order.
        """
        found: list[int] = []
        for tier in (*question.tiers, None):
            rows = (self.filter(tokens__holds=tier) if tier else self).exclude(pk__in=found).newest_first()
            found += rows.values_list("pk", flat=True)[: number - len(found)]
            if len(found) >= number:
                break
        return found

    def with_force(self, day):
        """With how each act stands on the day; nothing for all that is no act."""
        return self.annotate(
            force=Case(
                When(starts_on=None, then=Value("")),
                When(ends_on__lt=day, then=Value(ENDED)),
                When(starts_on__gt=day, then=Value(NOT_YET)),
                default=Value(IN_FORCE),
                output_field=models.CharField(),
            )
        )


class Entry(models.Model):
    """One thing to be found: a page, a card of an organisation, a person, a file.

    Written from what stands on the site and only from that; it can be thrown away and made anew at any time
    (``manage.py rebuild_search``). ``folded`` has a line for the title, one for the requisites, then one for each of
    ``pieces``: folded words, with the tokens of the days and numbers named there. ``tokens`` is what the database's
    engine looks through, the same on every database.
    """

    PHRASES_READ = 5_000

    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=40)
    page = models.BigIntegerField()  # the page it stands on: who may read that may find this
    path = models.CharField(max_length=255, db_index=True)
    suffix = models.CharField(max_length=255, blank=True)  # what follows the address of the page
    language = models.CharField(max_length=12, blank=True)  # of the words of an act that have been translated
    address = models.CharField(max_length=500, blank=True)  # an address of its own, where it is not the page's
    title = models.TextField(_("title"))
    number = models.CharField(_("number"), max_length=50, blank=True)
    about = models.CharField(max_length=300, blank=True)  # a line under the title where there are no pieces
    date = models.DateField(_("date"), null=True)
    year = models.PositiveSmallIntegerField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    body = models.BigIntegerField(null=True)
    topic = models.CharField(max_length=120, blank=True)
    parties = models.TextField(blank=True)  # primary keys of organisations it concerns, with spaces
    person = models.BigIntegerField(null=True)  # whose consent is asked each time it is shown
    pieces = models.JSONField(default=list)  # [[anchor, label, text], …]
    folded = models.TextField(blank=True)
    tokens = TokensField(blank=True)
    found_since = models.DateTimeField()
    indexed_at = models.DateTimeField(auto_now=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["page"]),
            models.Index(fields=["found_since"]),
        ]
        verbose_name = _("entry of the search")
        verbose_name_plural = _("entries of the search")

    def __str__(self):
        return self.title
