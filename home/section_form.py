"""The form of an organisation's section: whose it is, and which accounts write in it."""

from django.contrib.auth import get_user_model

from cms.page_forms import CouncilPageForm
from registry.access import RegistryAccess
from registry.models import Organisation, Role


def correspondents_of(organisation):
    """The active accounts that hold the role of correspondent in the council of the organisation."""
    held = {"groups__council_role__organisation": organisation, "groups__council_role__role": Role.CORRESPONDENT}
    return get_user_model().objects.filter(is_active=True, **held).order_by("last_name", "first_name", "username")


class NewsSectionForm(CouncilPageForm):
    """Offers the council's own organisations, and the accounts of its correspondents."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # By name: the module of the home page imports the one this form serves.
        from home.models.home import HomePage

        home = HomePage.objects.ancestor_of(self.parent_page).first() if self.parent_page else None
        council = home.organisation if home else None
        if "correspondents" in self.fields:
            field = self.fields["correspondents"]
            field.queryset = correspondents_of(council) if council else field.queryset.none()
            field.label_from_instance = lambda user: user.get_full_name() or user.get_username()
        if "organisation" in self.fields:
            own = Organisation.objects.filter(path__startswith=council.path) if council else Organisation.objects.none()
            access = RegistryAccess.of(self.for_user) if self.for_user else None
            self.fields["organisation"].queryset = access.limit_choices(own) if access else own
