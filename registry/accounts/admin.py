"""The screens of the admin: invitations, locked log-ins and a lost second factor."""

from allauth.mfa.models import Authenticator
from axes.helpers import get_cool_off
from axes.utils import reset
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from registry.accounts import invitations, lockout
from registry.accounts.forms import InvitationForm
from registry.models import Invitation


class InvitersOnly:
    """Lets in only whoever may invite."""

    def dispatch(self, request, *args, **kwargs):
        if not invitations.may_invite(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class StatusColumn(Column):
    cell_template_name = "registry/accounts/status_cell.html"


class ActionsColumn(Column):
    """What can still be done with an invitation, as buttons of a form."""

    cell_template_name = "registry/accounts/actions_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"csrf_token": get_token(parent_context["request"])}


class InvitationsView(InvitersOnly, generic.IndexView):
    """The invitations of one's councils, the latest first."""

    model = Invitation
    page_title = gettext_lazy("Invitations")
    header_icon = "mail"
    index_url_name = "registry_invitations"
    add_url_name = "registry_invite"
    add_item_label = gettext_lazy("Invite")
    default_ordering = "-pk"
    paginate_by = 50

    @cached_property
    def columns(self):
        council = [Column("organisation", label=_("Council"))] if self.request.user.is_superuser else []
        return [
            Column("email", label=_("E-mail")),
            Column("role_names", label=_("Roles")),
            *council,
            StatusColumn("status", label=_("Status")),
            ActionsColumn("actions", label=_("Actions"), accessor="pk"),
        ]

    def get_base_queryset(self):
        return invitations.invitations_one_may_see(self.request.user)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        may_give = set(invitations.roles_one_may_give(self.request.user).order_by().values_list("pk", flat=True))
        for invitation in context["object_list"]:
            may_be_sent = invitation.is_open or invitation.status == Invitation.Status.EXPIRED
            invitation.may_resend = may_be_sent and {role.pk for role in invitation.roles.all()} <= may_give
        return context


class InviteView(InvitersOnly, generic.CreateView):
    """Writes an invitation and sends it."""

    model = Invitation
    form_class = InvitationForm
    page_title = gettext_lazy("Invite")
    header_icon = "mail"
    index_url_name = "registry_invitations"
    add_url_name = "registry_invite"
    submit_button_label = gettext_lazy("Send the invitation")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"for_user": self.request.user}

    def form_valid(self, form):
        words = form.cleaned_data
        invitation = invitations.invite(
            email=words["email"], person=words.get("person"), roles=words["roles"], invited_by=self.request.user
        )
        say_whether_sent(self.request, invitation, invitations.send(invitation))
        return redirect(self.index_url_name)


class InvitationActionView(InvitersOnly, View):
    """Something done with one invitation of one's own councils."""

    def post(self, request, pk):
        self.act(request, get_object_or_404(invitations.invitations_one_may_see(request.user), pk=pk))
        return redirect("registry_invitations")


class ResendView(InvitationActionView):
    """Sends the letter once more, with a new link and a new week."""

    def act(self, request, invitation):
        may_give = invitations.roles_one_may_give(request.user)
        if may_give.filter(pk__in=invitation.roles.values("pk")).count() != invitation.roles.count():
            raise PermissionDenied
        if invitation.status in (Invitation.Status.ACCEPTED, Invitation.Status.REVOKED):
            messages.error(request, _("This invitation is closed; invite anew."))
        else:
            # Whoever sends it again answers for it from now on.
            invitation.invited_by = request.user
            say_whether_sent(request, invitation, invitations.send(invitation))


class RevokeView(InvitationActionView):
    """Makes an invitation useless."""

    def act(self, request, invitation):
        if not invitation.is_open:
            messages.error(request, _("This invitation is closed already."))
        else:
            invitations.revoke(invitation)
            messages.success(request, _("The invitation to %(email)s is revoked.") % {"email": invitation.email})


def say_whether_sent(request, invitation, sent):
    """Tell the inviter what became of the letter."""
    if sent:
        messages.success(request, _("The invitation is sent to %(email)s.") % {"email": invitation.email})
    else:
        messages.error(
            request,
            _(
                "The letter to %(email)s could not be sent: the mail server does not answer. "
                "The invitation is kept as not sent; send it again later."
            )
            % {"email": invitation.email},
        )


class AdministratorsOnly:
    """Lets in only whoever keeps the whole site."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class LockedLogInsView(AdministratorsOnly, WagtailAdminTemplateMixin, TemplateView):
    """Who is locked out after too many wrong passwords, and a button that lets them in at once."""

    template_name = "registry/accounts/locked_log_ins.html"
    page_title = gettext_lazy("Locked log-ins")
    header_icon = "lock"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        cool_off = get_cool_off(self.request)
        everywhere = {"username": "", "ip_address": ""}
        rows = [everywhere | row | {"until": row["latest"] + cool_off} for row in lockout.locked_now(cool_off)]
        return super().get_context_data(locked=rows, **kwargs)

    def post(self, request):
        username, ip_address = request.POST.get("username", ""), request.POST.get("ip_address", "")
        if username or ip_address:
            reset(username=username or None, ip=ip_address or None)
            messages.success(request, _("%(name)s may log in again.") % {"name": username or ip_address})
        return redirect("registry_locked_log_ins")


class ResetSecondFactorView(AdministratorsOnly, WagtailAdminTemplateMixin, TemplateView):
    """Takes the second factor away from someone who lost the telephone and the recovery codes."""

    template_name = "registry/accounts/reset_second_factor.html"
    page_title = gettext_lazy("Reset the second factor")
    header_icon = "lock-open"

    def setup(self, request, pk):
        super().setup(request, pk=pk)
        self.account = get_object_or_404(get_user_model(), pk=pk)

    def get_page_subtitle(self):
        return self.account.get_full_name() or self.account.get_username()

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("wagtailusers_users:index"), "label": _("Users")},
            {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            account=self.account, back_url=reverse_lazy("wagtailusers_users:index"), **kwargs
        )

    def post(self, request, pk):
        Authenticator.objects.filter(user=self.account).delete()
        for session in self.account.usersession_set.all():
            session.end()
        messages.success(
            request,
            _("The second factor of %(name)s is reset, and the account is signed out everywhere.")
            % {"name": self.get_page_subtitle()},
        )
        return redirect("wagtailusers_users:index")


urlpatterns = [
    path("invitations/", InvitationsView.as_view(), name="registry_invitations"),
    path("invitations/add/", InviteView.as_view(), name="registry_invite"),
    path("invitations/<int:pk>/send/", ResendView.as_view(), name="registry_invitation_send"),
    path("invitations/<int:pk>/revoke/", RevokeView.as_view(), name="registry_invitation_revoke"),
    path("locked-log-ins/", LockedLogInsView.as_view(), name="registry_locked_log_ins"),
    path("second-factor/<int:pk>/reset/", ResetSecondFactorView.as_view(), name="registry_second_factor_reset"),
]
