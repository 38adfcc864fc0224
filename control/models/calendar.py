"""The working calendar: the days that differ from an ordinary week of five working days."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.history import RegistryRecords

SATURDAY = 5


class CalendarYear(models.Model):
    """A year whose days have been taken from the law; until the Government moves days off, it is not final."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    is_final = models.BooleanField(_("days off of this year have been moved by the Government"), default=False)
    filled_at = models.DateTimeField(_("filled"), auto_now=True)

    class Meta:
        verbose_name = _("year of the working calendar")
        verbose_name_plural = _("years of the working calendar")
        ordering = ["year"]

    def __str__(self):
        return str(self.year)


class CalendarDayQuerySet(models.QuerySet):
    def of_years(self, first, last):
        """The days of the years from the first to the last."""
        return self.filter(date__range=(f"{first:04}-01-01", f"{last:04}-12-31"))


class CalendarDay(models.Model):
    """One day that is not as its day of the week says, or that a person has decided about."""

    class Kind(models.TextChoices):
        DAY_OFF = "day_off", _("day off")
        WORKING = "working", _("working day")
        SHORTENED = "shortened", _("working day, shorter by an hour")

    date = models.DateField(_("date"), unique=True)
    kind = models.CharField(_("what day it is"), max_length=10, choices=Kind)
    name = models.CharField(_("name or reason"), max_length=200, blank=True)
    is_edited = models.BooleanField(_("changed by hand"), default=False)

    objects = CalendarDayQuerySet.as_manager()
    history = RegistryRecords()

    class Meta:
        verbose_name = _("day of the working calendar")
        verbose_name_plural = _("days of the working calendar")
        ordering = ["date"]

    def __str__(self):
        return f"{self.date:%d.%m.%Y}"

    @classmethod
    def ordinary(cls, day):
        """The day as an ordinary week has it: work from Monday to Friday."""
        return cls(date=day, kind=cls.Kind.DAY_OFF if day.weekday() >= SATURDAY else cls.Kind.WORKING)

    @property
    def is_working(self):
        return self.kind != self.Kind.DAY_OFF

    @property
    def is_ordinary(self):
        """Whether the day is what its day of the week says, without a name of its own."""
        return not self.name and self.kind == self.ordinary(self.date).kind
