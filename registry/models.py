"""Who: the organisations, their collegial bodies and the people acts name."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from wagtail.search import index


class Organisation(index.Indexed, models.Model):
    """A federation, a member organisation or any other organisation an act names."""

    name = models.CharField(
        _("full name"), max_length=500, unique=True, help_text=_("As in the charter; it heads every act.")
    )
    short_name = models.CharField(_("short name"), max_length=120, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True, help_text=_("For example «г. Приозёрск»."))
    superior = models.ForeignKey(
        "self",
        verbose_name=_("superior organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="members",
    )
    history = HistoricalRecords()

    search_fields = [
        index.SearchField("name"),
        index.SearchField("short_name"),
        index.AutocompleteField("name"),
        index.AutocompleteField("short_name"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self):
        return self.short_name or self.name


class Body(index.Indexed, models.Model):
    """A collegial body of an organisation that adopts acts: the council, its presidium, a commission."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="bodies"
    )
    name = models.CharField(_("name"), max_length=200, help_text=_("For example «Совет», «Президиум»."))
    enacting_clause = models.CharField(
        _("enacting clause"),
        max_length=500,
        blank=True,
        help_text=_("The words that open the numbered points, for example «Совет Федерации ПОСТАНОВЛЯЕТ:»."),
    )
    history = HistoricalRecords()

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["organisation__name", "name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_body_of_a_name")]
        verbose_name = _("body")
        verbose_name_plural = _("bodies")

    def __str__(self):
        return f"{self.name} — {self.organisation}"


class Person(index.Indexed, models.Model):
    """A person acts name, under one spelling whichever way round the initials are printed."""

    surname = models.CharField(_("surname"), max_length=120)
    given_name = models.CharField(_("given name"), max_length=120, blank=True)
    patronymic = models.CharField(_("patronymic"), max_length=120, blank=True)
    position = models.CharField(_("position"), max_length=300, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
    )
    history = HistoricalRecords()

    search_fields = [index.SearchField("surname"), index.SearchField("position"), index.AutocompleteField("surname")]

    class Meta:
        ordering = ["surname", "given_name", "patronymic"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self):
        return " ".join(filter(None, [self.surname, self.given_name, self.patronymic]))
