from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from registry.models import Body, Organisation, Person


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    list_display = ["name", "short_name", "place"]
    panels = ["name", "short_name", "place", "superior"]


class BodyViewSet(SnippetViewSet):
    model = Body
    icon = "list-ul"
    list_display = ["name", "organisation"]
    panels = ["organisation", "name", "enacting_clause"]


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "user"
    list_display = ["__str__", "position", "organisation"]
    panels = [
        FieldRowPanel([FieldPanel("surname"), FieldPanel("given_name"), FieldPanel("patronymic")]),
        "position",
        "organisation",
    ]


class RegistryGroup(SnippetViewSetGroup):
    items = (OrganisationViewSet, BodyViewSet, PersonViewSet)
    menu_label = _("Registry")
    menu_icon = "group"
    menu_order = 400


register_snippet(RegistryGroup)
