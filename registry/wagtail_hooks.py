from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.menus import MenuItemFor
from registry.access import may_anywhere
from registry.choosers import CHOOSERS
from registry.views.bodies import letterhead_preview
from registry.views.declension import DeclensionView
from registry.views.history import urlpatterns as history_urls
from registry.views.merging import urlpatterns as merging_urls
from registry.views.people import urlpatterns as people_urls
from registry.views.roles import RolesView, RoleView
from registry.viewsets import RegistryGroup


@hooks.register("register_admin_viewset")
def register_registry():
    return [RegistryGroup(), *CHOOSERS]


@hooks.register("register_admin_urls")
def register_registry_pages():
    return [
        *history_urls,
        *merging_urls,
        *people_urls,
        path("registry/declension/", DeclensionView.as_view(), name="registry_declension"),
        path("letterhead/", letterhead_preview, name="registry_letterhead"),
        path("roles/", RolesView.as_view(), name="registry_roles"),
        path("roles/<int:pk>/", RoleView.as_view(), name="registry_role"),
    ]


@hooks.register("register_settings_menu_item")
def roles_menu_item():
    return MenuItemFor(
        _("Roles"), reverse("registry_roles"), icon_name="key", order=10, shown_to=may_anywhere("manage_roles")
    )


@hooks.register("register_reports_menu_item")
def history_menu_item():
    return MenuItemFor(
        _("History for an auditor"),
        reverse("registry_history_export"),
        name="history-for-an-auditor",
        icon_name="history",
        order=950,
        shown_to=may_anywhere("audit"),
    )


@hooks.register("insert_global_admin_css")
def registry_css():
    return format_html('<link rel="stylesheet" href="{}">', static("registry/admin.css"))
