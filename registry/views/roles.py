"""Who holds which role in a council: read by an auditor, changed by the council's administrator."""

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from registry.access import RegistryAccess
from registry.models import CouncilRole, Role
from registry.roles import DUTIES


def roles_managed_by(user):
    """The roles of those councils in which the account may give and take them."""
    roles = CouncilRole.objects.select_related("organisation", "group")
    access = RegistryAccess.of(user)
    return roles if access.everything else roles.filter(organisation__path__in=access.paths("manage_roles"))


class RolesMixin(WagtailAdminTemplateMixin):
    """Only those who administer some council come in."""

    page_title = gettext_lazy("Roles")
    header_icon = "key"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not RegistryAccess.of(request.user).has("manage_roles"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class RolesView(RolesMixin, TemplateView):
    """Every role of the council, what it may do, and who holds it."""

    template_name = "registry/roles/index.html"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        users = get_user_model().objects.order_by("last_name", "first_name", "username")
        roles = roles_managed_by(self.request.user).prefetch_related(
            Prefetch("group__user_set", queryset=users, to_attr="holders")
        )
        order = list(Role)
        councils = {}
        for role in sorted(roles, key=lambda role: (role.organisation.path, order.index(role.role))):
            role.duties = DUTIES[role.role]
            councils.setdefault(role.organisation, []).append(role)
        return super().get_context_data(councils=list(councils.items()), **kwargs)


class HolderForm(forms.Form):
    """An account that is to have the role, by its user name or e-mail."""

    account = forms.CharField(
        label=gettext_lazy("User name or e-mail"),
        max_length=254,
        help_text=gettext_lazy("Of somebody who already holds a role in this council; invite everybody else."),
    )

    def __init__(self, *args, role, for_user, **kwargs):
        super().__init__(*args, **kwargs)
        self.role, self.for_user = role, for_user

    def clean_account(self):
        text = self.cleaned_data["account"].strip()
        users = get_user_model().objects.filter(is_active=True)
        if not self.for_user.is_superuser:
            # Nobody is drawn into a council without having accepted an invitation to it.
            members = CouncilRole.objects.filter(organisation=self.role.organisation)
            users = users.filter(groups__in=members.order_by().values("group")).distinct()
        # One sentence for every failure: the form must not tell who has an account elsewhere.
        found = users.filter(username__iexact=text)[:2] or users.filter(email__iexact=text)[:2]
        if len(found) != 1:
            raise forms.ValidationError(
                _("Nobody with this user name or e-mail can be given a role here. Send an invitation.")
            )
        if found[0].groups.filter(pk=self.role.group_id).exists():
            raise forms.ValidationError(_("This account already has the role."))
        return found[0]


class RoleView(RolesMixin, TemplateView):
    """One role: its holders, whether a second factor is needed, and the history of both."""

    template_name = "registry/roles/role.html"
    form = None

    @cached_property
    def role(self):
        return get_object_or_404(roles_managed_by(self.request.user), pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        return f"{self.role.get_role_display()}, {self.role.organisation}"

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("registry_roles"), "label": self.page_title},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            role=self.role,
            duties=DUTIES[self.role.role],
            holders=self.role.group.user_set.order_by("last_name", "first_name", "username"),
            form=self.form or HolderForm(role=self.role, for_user=self.request.user),
            changes=self.role.changes.select_related("changed_by")[:50],
            **kwargs,
        )

    def post(self, request, pk):
        act = {"give": self._give, "take": self._take, "factor": self._require_second_factor}.get(
            request.POST.get("act")
        )
        if act is None or not act():
            return self.get(request, pk)
        return redirect("registry_role", pk)

    def _give(self):
        self.form = HolderForm(self.request.POST, role=self.role, for_user=self.request.user)
        if not self.form.is_valid():
            return False
        user = self.form.cleaned_data["account"]
        self.role.group.user_set.add(user)
        messages.success(self.request, _("%(name)s has the role now.") % {"name": user.get_full_name() or user})
        return True

    def _take(self):
        user = get_object_or_404(self.role.group.user_set, pk=_number(self.request.POST.get("user")))
        last_administrator = self.role.role == Role.ADMINISTRATOR and self.role.group.user_set.count() == 1
        if last_administrator and not self.request.user.is_superuser:
            messages.error(
                self.request, _("A council keeps at least one administrator: give the role to another first.")
            )
            return True
        self.role.group.user_set.remove(user)
        messages.success(self.request, _("%(name)s no longer has the role.") % {"name": user.get_full_name() or user})
        return True

    def _require_second_factor(self):
        self.role.second_factor_required = self.request.POST.get("required") == "on"
        self.role.save(update_fields=["second_factor_required"])
        messages.success(
            self.request,
            _("From now on this role logs in with a code from a telephone.")
            if self.role.second_factor_required
            else _("This role logs in with a password alone."),
        )
        return True


def _number(text):
    return int(text) if text and text.isdecimal() and len(text) < 19 else 0
