"""The screens of organisations: the tree, the card, its form."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, InlinePanel, ObjectList, TabbedInterface

from registry.forms import OrganisationForm
from registry.models import Organisation
from registry.views.organisation_removal import OrganisationRemoveView
from registry.views.organisation_tree import OrganisationTreeView
from registry.views.organisations import OrganisationAddView, OrganisationCardView, OrganisationEditView
from registry.viewsets.base import NAMES, PartyViewSet


class Tab(ObjectList):
    """A tab whose address does not change with the language, so that other screens can lead to it."""

    def __init__(self, *args, address="", **kwargs):
        super().__init__(*args, **kwargs)
        self.address = address

    def clone_kwargs(self):
        return {**super().clone_kwargs(), "address": self.address}

    @property
    def clean_name(self):
        return self.address


class OrganisationViewSet(PartyViewSet):
    model = Organisation
    icon = "group"
    inspect_view_enabled = True
    index_view_class = OrganisationTreeView
    add_view_class = OrganisationAddView
    edit_view_class = OrganisationEditView
    inspect_view_class = OrganisationCardView
    delete_view_class = OrganisationRemoveView
    edit_handler = TabbedInterface(
        [
            Tab(
                [*NAMES, FieldRowPanel(["kind", "superior"]), FieldRowPanel(["inn", "place"]), "about", "closed_on"],
                heading=_("Card"),
                address="card",
            ),
            Tab(
                [
                    InlinePanel(
                        "posts",
                        label=_("Person responsible"),
                        heading=_("People responsible"),
                        help_text=_("Whoever left stays here with the last day of the term."),
                        panels=["person", "duty", "title", FieldRowPanel(["since", "until"])],
                    )
                ],
                heading=_("People responsible"),
                address="people",
            ),
            Tab(
                [
                    InlinePanel(
                        "contacts",
                        label=_("Contact"),
                        heading=_("Contacts"),
                        panels=[FieldRowPanel(["kind", "value"]), FieldRowPanel(["remark", "visibility"])],
                    )
                ],
                heading=_("Contacts"),
                address="contacts",
            ),
            Tab(
                [
                    InlinePanel(
                        "resources",
                        label=_("Site or page"),
                        heading=_("Sites and pages"),
                        help_text=_("Subscribers and last publications are entered on the screen “Readings”."),
                        panels=["url", FieldRowPanel(["kind", "closed_on"])],
                    )
                ],
                heading=_("Sites and pages"),
                address="pages",
            ),
            Tab(
                [
                    InlinePanel(
                        "counts",
                        label=_("Count"),
                        heading=_("Counts"),
                        help_text=_("Numbers only; the names of members are never kept here."),
                        panels=[FieldRowPanel(["counted_on", "members", "primaries"])],
                    )
                ],
                heading=_("Counts"),
                address="counts",
            ),
            Tab(
                [
                    InlinePanel(
                        "papers",
                        label=_("Paper"),
                        heading=_("Papers"),
                        panels=[FieldRowPanel(["kind", "title"]), FieldRowPanel(["since", "until"]), "link"],
                    )
                ],
                heading=_("Papers"),
                address="papers",
            ),
        ],
        base_form_class=OrganisationForm,
    )
