"""The screens of groups of parties."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, HelpPanel, MultipleChooserPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column

from registry.forms import PartyForm
from registry.models import PartyGroup
from registry.views.groups import GroupCardView, GroupIndexView
from registry.views.removal import PartyDeleteView
from registry.viewsets.base import NAMES, PartyViewSet


class PartyGroupViewSet(PartyViewSet):
    model = PartyGroup
    icon = "folder"
    menu_label = _("Groups")
    inspect_view_enabled = True
    index_view_class = GroupIndexView
    inspect_view_class = GroupCardView
    delete_view_class = PartyDeleteView
    inspect_template_name = "registry/groups/group.html"
    list_display = ["name", Column("rule", label=_("Who belongs to it"), accessor="get_rule_display"), "organisation"]
    edit_handler = TabbedInterface(
        [
            ObjectList([*NAMES, "organisation", "closed_on"], heading=_("Card")),
            ObjectList(
                [
                    HelpPanel(
                        _(
                            "A rule is looked up on the day it is needed: whoever joined since belongs to the group, "
                            "whoever left does not."
                        )
                    ),
                    "rule",
                    FieldRowPanel(["organisation_kind", "duty"]),
                    MultipleChooserPanel(
                        "listed",
                        chooser_field_name="party",
                        label=_("Party"),
                        heading=_("Parties listed"),
                        help_text=_("Only for a list."),
                        panels=["party"],
                    ),
                ],
                heading=_("Who belongs to it"),
            ),
        ],
        base_form_class=PartyForm,
    )
