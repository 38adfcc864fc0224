"""The registry's screens in the admin: organisations, bodies, people and groups of them."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from registry.spreadsheets.viewset import SpreadsheetViewSet
from registry.viewsets.body import BodyViewSet
from registry.viewsets.coverage import CoverageViewSet, ReadingsViewSet
from registry.viewsets.group import PartyGroupViewSet
from registry.viewsets.organisation import OrganisationViewSet
from registry.viewsets.person import PersonViewSet


class RegistryGroup(ModelViewSetGroup):
    items = (
        OrganisationViewSet,
        BodyViewSet,
        PersonViewSet,
        PartyGroupViewSet,
        CoverageViewSet,
        ReadingsViewSet,
        SpreadsheetViewSet,
    )
    menu_label = _("Registry")
    menu_icon = "group"
    menu_order = 400
