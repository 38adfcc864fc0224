"""The place of spreadsheets in the admin: one item of the registry's menu."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from registry.access import RegistryAccess
from registry.spreadsheets.urls import urlpatterns


class SpreadsheetMenuItem(MenuItem):
    """Shown to those who see the registry of some council."""

    def is_shown(self, request):
        return RegistryAccess.of(request.user).has("view")


class SpreadsheetViewSet(ViewSet):
    name = "registry_spreadsheets"
    url_prefix = "registry/spreadsheets"
    icon = "table"
    menu_label = _("Spreadsheets")

    def get_menu_item(self, order=None):
        return SpreadsheetMenuItem(
            self.menu_label, reverse("registry_spreadsheets:index"), icon_name=self.icon, order=order or 900
        )

    def get_urlpatterns(self):
        return urlpatterns
