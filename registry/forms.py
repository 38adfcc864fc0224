"""Forms of the registry: what a row may not say beside its neighbours, and whose rows one may touch."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.images.models import AbstractImage
from wagtail.images.permissions import permission_policy as image_policy

from registry.access import RegistryAccess
from registry.models import Party
from registry.models.term import clashes


def admit_only_what_may_be_chosen(form, user):
    """Let the form's references reach no further than its choosers: what is stored, and what the account may name."""
    for name, field in form.fields.items():
        model = getattr(getattr(field, "queryset", None), "model", None)
        if model is None:
            continue
        if issubclass(model, Party):
            allowed = RegistryAccess.of(user).limit_choices(field.queryset)
        elif issubclass(model, AbstractImage):
            allowed = image_policy.instances_user_has_any_permission_for(user, ["choose"])
        else:
            continue
        stored = Q(pk=getattr(form.instance, f"{name}_id", None))
        field.queryset = field.queryset.filter(Q(pk__in=allowed.order_by().values("pk")) | stored)


def forget_what_may_not_be_chosen(form):
    """Show a refused reference as empty: a chooser would print the name behind any key."""
    for name, errors in form.errors.as_data().items():
        if any(error.code == "invalid_choice" for error in errors):
            form.data = form.data.copy()
            form.data[form.add_prefix(name)] = ""


class PartyForm(WagtailAdminModelForm):
    """The form of a party: it stays in its council's part of the tree, and its terms do not clash."""

    # The field that says under which organisation the party stands.
    keeper_field = "organisation"
    # Inline rows of one kind that must not overlap.
    term_formsets = ()
    # Of inline rows of one kind, the field that may not repeat, and what is said when it does.
    unique_rows = {}

    class Media:
        js = ["registry/declension.js"]
        css = {"all": ["registry/declension.css"]}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.for_user and not self.for_user.is_superuser:
            rows = (row for formset in self.formsets.values() for row in formset.forms)
            for form in (self, *rows):
                admit_only_what_may_be_chosen(form, self.for_user)
        if "name_genitive" in self.fields:
            self.fields["name_genitive"].widget.attrs |= {
                "data-declension-url": reverse("registry_declension"),
                "data-declension-ask": _("Suggest the cases"),
                "data-declension-sure": _("Suggested: check it"),
                "data-declension-unsure": _("A doubtful suggestion: correct it"),
                "data-declension-filled": _("Empty fields are filled with suggestions. Check them and save."),
                "data-declension-full": _("Nothing to suggest: no case is empty."),
                "data-declension-no-name": _("Write the name first."),
                "data-declension-failed": _("No suggestion came. Try again or write the cases yourself."),
            }

    def clean(self):
        cleaned = super().clean()
        if self.keeper_field in self.fields and self.keeper_field not in self.errors:
            self._check_keeper(cleaned.get(self.keeper_field))
        return cleaned

    def _check_keeper(self, keeper):
        access = RegistryAccess.of(self.for_user)
        moved = self.instance.pk is None or self.keeper_field in self.changed_data
        if moved and not access.everything and not (keeper and access.keeps(keeper.path)):
            self.add_error(
                self.keeper_field,
                ValidationError(
                    _("Choose an organisation of your council: you may not add anything elsewhere.")
                    if keeper
                    else _("Choose the organisation: its council will keep the card.")
                ),
            )

    def is_valid(self):
        valid = super().is_valid()
        for name in self.unique_rows:
            self._name_repeated_rows(name)
        if not valid:
            for form in (self, *(row for formset in self.formsets.values() for row in formset.forms)):
                forget_what_may_not_be_chosen(form)
            return False
        # Every kind of row is looked at, so that all clashes are told at once.
        clashing = [name for name in self.term_formsets if self._has_clashes(name)]
        return not clashing

    def _name_repeated_rows(self, name):
        """Say at the very field what the formset only says of all its rows."""
        formset, (field, message) = self.formsets[name], self.unique_rows[name]
        if not formset.is_bound or not formset.non_form_errors():
            return
        for form in formset.forms:
            if form.errors.pop(NON_FIELD_ERRORS, None):
                form.add_error(field, message)
        formset._non_form_errors = formset.error_class(error_class="nonform")

    def _has_clashes(self, name):
        rows = [
            form
            for form in self.formsets[name].forms
            if form not in self.formsets[name].deleted_forms and (form.has_changed() or form.instance.pk)
        ]
        found = list(clashes([form.instance for form in rows]))
        for index, reason in found:
            rows[index].add_error("since", reason)
        return bool(found)


class OrganisationForm(PartyForm):
    keeper_field = "superior"
    term_formsets = ("posts",)
    unique_rows = {
        "resources": ("url", _("This address is already in the list.")),
        "counts": ("counted_on", _("There already is a count of this day.")),
    }

    def _check_keeper(self, keeper):
        # The council's own organisation may stay at the top of its tree.
        if self.instance.pk and self.keeper_field not in self.changed_data:
            return
        super()._check_keeper(keeper)


class BodyForm(PartyForm):
    term_formsets = ("convocations", "memberships")
