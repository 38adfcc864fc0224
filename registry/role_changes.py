"""Writes down who was given or lost a role, and keeps names in the records when an account is deleted."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models.signals import m2m_changed, pre_delete
from django.utils.translation import gettext as _

from registry.history import Recorded, acting_user, name_of
from registry.models import CouncilRole, RoleChange


def connect():
    user_model = get_user_model()
    m2m_changed.connect(record, sender=user_model.groups.through, dispatch_uid="registry.role_changes.record")
    pre_delete.connect(keep_names, sender=user_model, dispatch_uid="registry.role_changes.keep_names")
    pre_delete.connect(keep_role, sender=Group, dispatch_uid="registry.role_changes.keep_role")


def record(instance, action, reverse, pk_set, **kwargs):
    """One line per account and role that really changed hands, from whichever side it was done."""
    if action not in ("post_add", "post_remove", "pre_clear"):
        return
    if action == "pre_clear":
        pk_set = set((instance.user_set if reverse else instance.groups).values_list("pk", flat=True))
    if reverse:
        users, groups = get_user_model().objects.filter(pk__in=pk_set), [instance.pk]
    else:
        users, groups = [instance], pk_set
    write(
        users,
        CouncilRole.objects.filter(group__in=groups),
        RoleChange.Action.GIVEN if action == "post_add" else RoleChange.Action.TAKEN,
    )


def write(users, roles, action, leaving=None):
    """The lines; ``leaving`` is an account about to be deleted, of which only the name can be kept."""
    by = acting_user()
    RoleChange.objects.bulk_create(
        RoleChange(
            council_role=role,
            user=user if user != leaving else None,
            user_name=name_of(user)[:300],
            action=action,
            changed_by=by if by != leaving else None,
            changed_by_name=name_of(by)[:300],
        )
        for role in roles
        for user in users
    )


def keep_role(instance, **kwargs):
    """A group that is a role stays: with it would go the record of who held it."""
    if CouncilRole.objects.filter(group=instance).exists():
        raise PermissionDenied(_("This group is a role of a council. Take the role from its holders instead."))


def keep_names(instance, **kwargs):
    """Before an account goes: its roles end in the record, and its name stays beside all that it changed."""
    held = CouncilRole.objects.filter(group__user=instance)
    write([instance], held, RoleChange.Action.TAKEN, leaving=instance)
    for model in apps.get_models():
        if issubclass(model, Recorded):
            model.objects.filter(history_user=instance).update(history_user_name=name_of(instance)[:300])
    RoleChange.objects.filter(changed_by=instance, changed_by_name="").update(changed_by_name=name_of(instance)[:300])
