"""Lists a council keeps for itself, its approval routes and its topics: by whoever holds one right in it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import BasePermissionPolicy

from registry.access import RegistryAccess, may_anywhere
from registry.models import CouncilRole, Organisation

# Whoever keeps the routes of a council keeps its topics.
RIGHT = "set_routes"


def councils_of(user):
    """The organisations whose lists the account keeps."""
    councils = Organisation.objects.filter(pk__in=CouncilRole.objects.values("organisation"))
    return list(councils.filter(RegistryAccess.of(user).within(RIGHT)))


class CouncilListPolicy(BasePermissionPolicy):
    """Whoever keeps the lists of a council does everything with them, and with no others."""

    def user_has_permission(self, user, action):
        return RegistryAccess.of(user).has(RIGHT)

    def user_has_permission_for_instance(self, user, action, instance):
        return RegistryAccess.of(user).may(RIGHT, instance.organisation.path)

    def instances_user_has_any_permission_for(self, user, actions):
        return self.model._default_manager.filter(RegistryAccess.of(user).within(RIGHT, "organisation__path"))

    def users_with_any_permission(self, actions):
        raise NotImplementedError


class CouncilListViewSet(ModelViewSet):
    """The screens of such a list; Wagtail asks about the kind, here each row is asked about, too."""

    add_to_settings_menu = True
    copy_view_enabled = False

    @property
    def permission_policy(self):
        return CouncilListPolicy(self.model)

    def get_menu_item(self, order=None):
        item = super().get_menu_item(order)
        item.is_shown = may_anywhere(RIGHT)
        return item

    def construct_view(self, view_class, **kwargs):
        view, policy = super().construct_view(view_class, **kwargs), self.permission_policy

        def guarded(request, *args, **parts):
            if "pk" in parts:
                row = get_object_or_404(self.model.objects.select_related("organisation"), pk=parts["pk"])
                if not policy.user_has_permission_for_instance(request.user, "change", row):
                    raise PermissionDenied
            return view(request, *args, **parts)

        return guarded
