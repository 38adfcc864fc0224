"""The screens that ask and watch: coverage, and readings of sites and pages."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from registry.access import RegistryAccess
from registry.views.coverage import CoverageView, MissingView
from registry.views.readings import CheckLinksView, ReadingsView


class ViewersMenuItem(MenuItem):
    def is_shown(self, request):
        return RegistryAccess.of(request.user).has("view")


class ReadersMenuItem(MenuItem):
    def is_shown(self, request):
        return RegistryAccess.of(request.user).has("read_resources")


class CoverageViewSet(ViewSet):
    name = "registry_coverage"
    url_prefix = "registry/coverage"
    icon = "tasks"
    menu_label = _("Coverage")
    menu_item_class = ViewersMenuItem

    def get_urlpatterns(self):
        return [
            path("", CoverageView.as_view(), name="index"),
            path("<slug:question>/", MissingView.as_view(), name="missing"),
        ]


class ReadingsViewSet(ViewSet):
    name = "registry_readings"
    url_prefix = "registry/readings"
    icon = "view"
    menu_label = _("Readings")
    menu_item_class = ReadersMenuItem

    def get_urlpatterns(self):
        return [
            path("", ReadingsView.as_view(), name="index"),
            path("check/", CheckLinksView.as_view(), name="check"),
        ]
