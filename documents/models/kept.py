"""What is written once: rows that neither a form nor a command of ours can change or take away."""

from django.db import models


class AlreadyKept(Exception):
    """Someone tried to alter or delete what is kept for ever."""


class KeptQuerySet(models.QuerySet):
    """Rows that can be added and read, and nothing else."""

    def update(self, **values):
        raise AlreadyKept(self.model)

    def delete(self):
        raise AlreadyKept(self.model)

    def bulk_update(self, objs, fields, batch_size=None):
        raise AlreadyKept(self.model)

    def bulk_create(self, objs, *args, update_conflicts=False, **kwargs):
        if update_conflicts:
            raise AlreadyKept(self.model)
        return super().bulk_create(objs, *args, **kwargs)

    update.alters_data = delete.alters_data = True
    # As Django does: a manager has no delete() of its own.
    delete.queryset_only = True


class Kept(models.Model):
    """A row written once; saving it again or deleting it is refused."""

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk:
            raise AlreadyKept(self)
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args, **kwargs):
        raise AlreadyKept(self)
