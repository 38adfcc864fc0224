"""The form of a person: asks whether a namesake is the same person, and who may link an account."""

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.access import RegistryAccess
from registry.forms import PartyForm
from registry.history import name_of
from registry.models import Person
from registry.names import PersonName

NAME_FIELDS = ("surname", "given_name", "patronymic")


class AccountField(forms.ModelChoiceField):
    """Accounts by the names of their people."""

    def label_from_instance(self, user):
        return f"{name_of(user)} ({user.get_username()})" if user.get_full_name() else user.get_username()


class PersonForm(PartyForm):
    somebody_else = forms.BooleanField(
        label=gettext_lazy("This is somebody else, only with the same name"), required=False
    )
    namesakes_found = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        access = RegistryAccess.of(self.for_user)
        if "user" not in self.fields:
            return
        if access.everything or access.has("manage_roles"):
            self.fields["user"] = AccountField(
                queryset=accounts_to_link(access, self.instance),
                label=self.fields["user"].label,
                required=False,
                empty_label=_("no account"),
                help_text=_("With an account the person can log in and work with acts."),
            )
        else:
            del self.fields["user"]

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk is None or set(NAME_FIELDS) & set(self.changed_data):
            self._ask_about_namesakes(cleaned)
        return cleaned

    def _ask_about_namesakes(self, cleaned):
        name = PersonName(*(cleaned.get(field) or "" for field in NAME_FIELDS))
        found = name.surname and list(self._namesakes(name, cleaned.get("organisation"))[:5])
        self.namesakes_found = bool(found)
        if found and not cleaned.get("somebody_else"):
            self.add_error("surname", ValidationError(_question(found)))

    def _namesakes(self, name, organisation):
        people = Person.objects.exclude(pk=self.instance.pk).select_related("organisation")
        people = RegistryAccess.of(self.for_user).limit(people, "view")
        if organisation:
            top = organisation.path.split(".")[0]
            people = people.filter(Q(path__startswith=f"{top}.") | Q(path=""))
        return people.namesakes_of(name)


def accounts_to_link(access, person):
    """The accounts nobody is linked with: for an administrator of councils, those that hold a role there."""
    accounts = get_user_model().objects.filter(is_active=True)
    if not access.everything:
        kept = access.paths("manage_roles")
        accounts = accounts.filter(groups__council_role__organisation__path__in=kept)
    free = Q(person=None)
    linked = Q(pk=person.user_id) if person.user_id else Q(pk__in=[])
    return (
        get_user_model()
        .objects.filter(Q(pk__in=accounts.filter(free).values("pk")) | linked)
        .order_by("last_name", "username")
    )


def _question(people):
    """Names those who are known already, each with a way to the card."""
    known = format_html_join(
        ", ",
        '<a href="{}">{}</a>{}',
        (
            (
                reverse("person:inspect", args=[person.pk]),
                person.name,
                f" ({person.organisation})" if person.organisation else "",
            )
            for person in people
        ),
    )
    return format_html(
        _("There already is: {}. Is this the same person? Then open the card; if not, say so below."), known
    )
