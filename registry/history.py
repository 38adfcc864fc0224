"""The record of who changed which field, kept by django-simple-history beside every row of the registry."""

from django.db import models
from modelcluster.fields import ParentalKey
from simple_history.models import HistoricalRecords


class Recorded(models.Model):
    """A row of history that still says who made it when the account is gone."""

    history_user_name = models.CharField(max_length=300, blank=True, default="", editable=False)

    class Meta:
        abstract = True


class RegistryRecords(HistoricalRecords):
    """History of a row that may be edited inside its parent's form."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"bases": (Recorded,), **kwargs})

    def copy_fields(self, model):
        # A ParentalKey insists on being part of its parent's form; the row of history is part of nothing.
        fields = super().copy_fields(model)
        for name, field in fields.items():
            if isinstance(field, ParentalKey):
                fields[name] = models.ForeignKey(
                    field.remote_field.model,
                    verbose_name=field.verbose_name,
                    related_name="+",
                    null=True,
                    blank=True,
                    db_constraint=False,
                    on_delete=models.DO_NOTHING,
                )
                fields[name].name = field.name
        return fields


def name_of(user):
    """What history calls an account."""
    return user.get_full_name() or user.get_username() if user else ""


def acting_user():
    """The account whose request is being answered, if one is."""
    user = getattr(getattr(HistoricalRecords.context, "request", None), "user", None)
    return user if user is not None and user.is_authenticated else None
