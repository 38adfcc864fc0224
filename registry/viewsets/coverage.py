"""The screens that ask and watch: coverage, and readings of sites and pages."""

from functools import partial

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet

from cms.menus import MenuItemFor
from registry.access import may_anywhere
from registry.views.coverage import CoverageView, MissingView
from registry.views.readings import CheckLinksView, ReadingsView


class CoverageViewSet(ViewSet):
    name = "registry_coverage"
    url_prefix = "registry/coverage"
    icon = "tasks"
    menu_label = _("Coverage")
    menu_item_class = partial(MenuItemFor, shown_to=may_anywhere("view"))

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
    menu_item_class = partial(MenuItemFor, shown_to=may_anywhere("read_resources"))

    def get_urlpatterns(self):
        return [
            path("", ReadingsView.as_view(), name="index"),
            path("check/", CheckLinksView.as_view(), name="check"),
        ]
