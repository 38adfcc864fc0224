"""The place of spreadsheets in the admin: one item of the registry's menu."""

from functools import partial

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet

from cms.menus import MenuItemFor
from registry.access import may_anywhere
from registry.spreadsheets.urls import urlpatterns


class SpreadsheetViewSet(ViewSet):
    name = "registry_spreadsheets"
    url_prefix = "registry/spreadsheets"
    icon = "table"
    menu_label = _("Spreadsheets")
    menu_item_class = partial(MenuItemFor, shown_to=may_anywhere("view"))

    def get_urlpatterns(self):
        return urlpatterns
