"""The words entries are written in: from a dictionary form to the forms that occur, and what a typo may have meant."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WordQuerySet(models.QuerySet):
    def forms_of(self, terms) -> dict[str, set[str]]:
        """For each dictionary form the words of the texts that have it."""
        forms: dict[str, set[str]] = {}
        for term, word in self.filter(term__in=terms).values_list("term", "word"):
            forms.setdefault(term, set()).add(word)
        return forms

    def add(self, pairs):
        """Write down words not met before; in one order always, so that two writers never wait for one another."""
        rows = [self.model.of(term, word) for term, word in sorted(pairs)]
        self.bulk_create(rows, batch_size=500, ignore_conflicts=True)


class Word(models.Model):
    """A folded word as texts have it, under one of its dictionary forms."""

    EDGE = 3

    term = models.CharField(max_length=100)
    word = models.CharField(max_length=100, db_index=True)
    entries = models.PositiveIntegerField(default=1)
    length = models.PositiveSmallIntegerField()
    head = models.CharField(max_length=3)
    tail = models.CharField(max_length=3)

    objects = WordQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "word"], name="a_word_once_under_its_form")]
        indexes = [
            models.Index(fields=["head", "length"], name="search_word_head"),
            models.Index(fields=["tail", "length"], name="search_word_tail"),
        ]
        verbose_name = _("word of the search")
        verbose_name_plural = _("words of the search")

    def __str__(self):
        return self.word

    @classmethod
    def of(cls, term, word, entries=1):
        edge = cls.EDGE
        return cls(term=term, word=word, entries=entries, length=len(word), head=word[:edge], tail=word[-edge:])
