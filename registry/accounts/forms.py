"""The forms of the log-in, and of the invitation's answer."""

from itertools import groupby

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from registry.access import RegistryAccess
from registry.accounts.invitations import may_join_with_people, roles_one_may_give
from registry.accounts.lockout import locked_error
from registry.choosers import person_chooser
from registry.models import Invitation, Person, Role


class RolesByCouncil(ModelChoiceIterator):
    """Roles under the names of their councils, in the order in which they are always named."""

    def __iter__(self):
        order = list(Role)
        roles = sorted(self.queryset, key=lambda role: (role.organisation.path, order.index(role.role)))
        councils = [(council, list(own)) for council, own in groupby(roles, key=lambda role: role.organisation)]
        for council, own in councils:
            choices = [self.choice(role) for role in own]
            yield from [(str(council), choices)] if len(councils) > 1 else choices


class RolesField(forms.ModelMultipleChoiceField):
    """Roles in words, by council where there is more than one."""

    iterator = RolesByCouncil

    def label_from_instance(self, role):
        return role.get_role_display()


class PlainFields:
    """Fields without words inside them: a placeholder is gone as soon as one types."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in ("password", "oldpassword"):
                field.help_text = ""  # allauth's link to the reset stands between the label and the field


class CodeField(PlainFields):
    """A code is typed on a keyboard of digits, with or without spaces."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update({"inputmode": "numeric", "autocomplete": "one-time-code"})

    def clean_code(self):
        self.cleaned_data["code"] = "".join(self.cleaned_data["code"].split())
        return super().clean_code()


class LoginForm(PlainFields, account.LoginForm):
    """Log-in by user name or e-mail; a locked account is told until when."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name or e-mail")
        self.fields["login"].widget.attrs.update({"autocomplete": "username", "autocapitalize": "none"})
        self.fields["remember"].label = _("Stay signed in on this device")

    def _clean_with_password(self, credentials):
        try:
            return super()._clean_with_password(credentials)
        except ValidationError as wrong:
            locked = locked_error(self.request)
            if locked:
                raise locked from wrong
            self.add_error("password", wrong)
            return self.cleaned_data


class ReauthenticateForm(PlainFields, account.ReauthenticateForm):
    """The password once more; wrong ones count as at the log-in."""

    def clean_password(self):
        try:
            return super().clean_password()
        except ValidationError as wrong:
            raise (locked_error(context.request) or wrong) from wrong


class ResetPasswordForm(PlainFields, account.ResetPasswordForm):
    """The e-mail a link is sent to."""


class ResetPasswordKeyForm(PlainFields, account.ResetPasswordKeyForm):
    """A new password, twice."""


class ChangePasswordForm(PlainFields, account.ChangePasswordForm):
    """The present password and a new one, twice."""


class AuthenticateForm(CodeField, mfa.AuthenticateForm):
    """A code of the app or a recovery code, at the log-in."""


class ReauthenticateCodeForm(CodeField, mfa.ReauthenticateForm):
    """A code of the app or a recovery code, once more."""


class ActivateTOTPForm(CodeField, totp.ActivateTOTPForm):
    """The first code of an app proves that it has the secret."""


class InvitationForm(forms.ModelForm):
    """Whom to invite, as whom, and to which roles."""

    class Meta:
        model = Invitation
        fields = ["email", "person", "roles"]
        field_classes = {"roles": RolesField}
        widgets = {"roles": forms.CheckboxSelectMultiple, "person": person_chooser.widget_class}
        help_texts = {
            "email": _("The letter goes here; it will be the user name."),
            "person": _("If this person is already in the registry, the account will be joined with the card."),
        }

    def __init__(self, *args, for_user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"].queryset = roles_one_may_give(for_user)
        if may_join_with_people(for_user):
            people = Person.objects.filter(user=None)
            self.fields["person"].queryset = RegistryAccess.of(for_user).limit_choices(people)
            self.fields["person"].error_messages["invalid_choice"] = _(
                "This person has an account already, or stands outside your council."
            )
        else:
            del self.fields["person"]
        # The user name is the e-mail, and a user name has room for 150 letters.
        self.fields["email"].max_length = 150
        self.fields["email"].validators.append(MaxLengthValidator(150))

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean_roles(self):
        roles = list(self.cleaned_data["roles"])
        if len({role.organisation_id for role in roles}) > 1:
            raise ValidationError(_("Choose the roles of one council; send another invitation for another council."))
        return roles

    def clean(self):
        cleaned = super().clean()
        email, roles = cleaned.get("email"), cleaned.get("roles")
        if email and roles:
            organisation = roles[0].organisation
            if Invitation.objects.open().filter(email=email, organisation=organisation).exists():
                self.add_error(
                    "email", _("An invitation to this e-mail is still open: send it again or revoke it first.")
                )
        return cleaned


class AcceptanceForm(forms.Form):
    """Name and password of someone who follows an invitation."""

    last_name = forms.CharField(label=_("Surname"), max_length=150)
    first_name = forms.CharField(label=_("Given name and patronymic"), max_length=150)
    password1 = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html(),
    )
    password2 = forms.CharField(
        label=_("Password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, email, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["last_name"].widget.attrs["autocomplete"] = "family-name"
        self.fields["first_name"].widget.attrs["autocomplete"] = "given-name"

    def clean(self):
        cleaned = super().clean()
        password, again = cleaned.get("password1"), cleaned.get("password2")
        if password and again and password != again:
            self.add_error("password2", _("The two passwords differ."))
        elif password:
            person = get_user_model()(
                username=self.email,
                email=self.email,
                first_name=cleaned.get("first_name", ""),
                last_name=cleaned.get("last_name", ""),
            )
            try:
                validate_password(password, person)
            except ValidationError as weak:
                self.add_error("password1", weak)
        return cleaned
