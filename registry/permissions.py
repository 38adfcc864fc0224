"""The rule of every registry form: rights come from roles, and end at the council's part of the tree."""

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.permission_policies.base import BasePermissionPolicy

from registry.access import RegistryAccess
from registry.roles import RIGHTS


class RegistryPermissionPolicy(BasePermissionPolicy):
    """Decides for parties, and for whatever else belongs at one place of the tree."""

    def user_has_permission(self, user, action):
        return RegistryAccess.of(user).has(action)

    def user_has_permission_for_instance(self, user, action, instance):
        return RegistryAccess.of(user).may(action, instance.path)

    def instances_user_has_any_permission_for(self, user, actions):
        # Every role that may do anything with parties may see them.
        access, parties = RegistryAccess.of(user), self.model._default_manager.all()
        return access.limit(parties, "view") if access.has("view") else parties.none()

    def users_with_any_permission(self, actions):
        roles = [role for role, rights in RIGHTS.items() if rights & set(actions)]
        users = get_user_model().objects.filter(is_active=True)
        return users.filter(Q(is_superuser=True) | Q(groups__council_role__role__in=roles)).distinct()
