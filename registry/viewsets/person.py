"""The screens of people: the list, the card, the form."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList, TabbedInterface

from registry.models import Person
from registry.person_form import PersonForm
from registry.views.people import PersonAddView, PersonCardView, PersonEditView, PersonListView
from registry.views.removal import PartyDeleteView
from registry.viewsets.base import ALIASES, CASES, PartyViewSet


class AnsweredPanel(FieldPanel):
    """A question that is asked only when the form has a reason to, and stays while it is being answered."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self):
            return super().is_shown() and self.form.namesakes_found


class OptionalPanel(FieldPanel):
    """A field the form may have taken away from this account."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self):
            return self.field_name in self.form.fields and super().is_shown()


class PersonViewSet(PartyViewSet):
    model = Person
    icon = "user"
    inspect_view_enabled = True
    index_view_class = PersonListView
    add_view_class = PersonAddView
    edit_view_class = PersonEditView
    inspect_view_class = PersonCardView
    delete_view_class = PartyDeleteView
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldRowPanel(["surname", "given_name", "patronymic"]),
                    AnsweredPanel("somebody_else"),
                    "gender",
                    "organisation",
                    CASES,
                    ALIASES,
                    OptionalPanel("user"),
                ],
                heading=_("Name"),
            ),
            ObjectList(
                [
                    InlinePanel(
                        "contacts",
                        label=_("Contact"),
                        heading=_("Contacts"),
                        help_text=_(
                            "What everybody may see comes out on the site only with the person's consent to it."
                        ),
                        panels=[FieldRowPanel(["kind", "value"]), FieldRowPanel(["remark", "visibility"])],
                    )
                ],
                heading=_("Contacts"),
            ),
            ObjectList(
                [
                    InlinePanel(
                        "consents",
                        label=_("Consent"),
                        heading=_("Consents to publication"),
                        help_text=_(
                            "One for each kind of data. When a person takes it back, write the day and leave the row."
                        ),
                        panels=[FieldRowPanel(["scope", "granted_on"]), "document", "revoked_on"],
                    )
                ],
                heading=_("Consents"),
            ),
        ],
        base_form_class=PersonForm,
    )
