"""Roles: what the people of one council may do in it, readable by an auditor."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.history import RegistryRecords
from registry.models.organisation import Organisation


class Role(models.TextChoices):
    """A role in a council's work with acts."""

    DRAFTER = "drafter", _("drafter")
    APPROVER = "approver", _("approver")
    SECRETARY = "secretary", _("secretary")
    SIGNATORY = "signatory", _("signatory")
    CONTROLLER = "controller", _("controller")
    ASSIGNEE = "assignee", _("assignee")
    EDITOR = "editor", _("news editor")
    CORRESPONDENT = "correspondent", _("correspondent")
    MONITOR = "monitor", _("monitor")
    ADMINISTRATOR = "administrator", _("administrator")


class CouncilRole(models.Model):
    """A role in one council: a group of accounts whose rights end at the council's subtree."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="council_role")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="council_roles"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    second_factor_required = models.BooleanField(
        _("log-in only with a code from a telephone"), default=False, help_text=_("Two-factor authentication (TOTP).")
    )
    history = RegistryRecords()

    class Meta:
        ordering = ["organisation", "role"]
        constraints = [models.UniqueConstraint(fields=["organisation", "role"], name="one_group_of_a_role")]
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def __str__(self):
        return self.group.name


class RoleChange(models.Model):
    """Who was given or lost a role, when and by whom; only ever added to."""

    class Action(models.TextChoices):
        GIVEN = "given", _("given")
        TAKEN = "taken", _("taken away")

    council_role = models.ForeignKey(CouncilRole, on_delete=models.CASCADE, related_name="changes")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("account"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    user_name = models.CharField(max_length=300)
    action = models.CharField(_("what happened"), max_length=10, choices=Action)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by whom"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed_by_name = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        ordering = ["-changed_at", "-pk"]
        verbose_name = _("change of a role")
        verbose_name_plural = _("changes of roles")

    def __str__(self):
        return f"{self.user_name}: {self.council_role}"
