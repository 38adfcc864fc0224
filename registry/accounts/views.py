"""The pages of the log-in, the second factor and the sessions, where allauth's own do not suffice."""

import logging
import time

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.models import Login
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import views as totp
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from registry.accounts import invitations, second_factor
from registry.accounts.devices import device_words
from registry.accounts.forms import AcceptanceForm
from registry.models import Invitation

log = logging.getLogger(__name__)

CODES_DOWNLOADABLE_FOR = 15 * 60  # seconds after they were shown


class LogInView(account.LoginView):
    """The only log-in; who is in but may not enter the admin is told so instead of being sent round and round."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
            return render(request, "account/no_access.html", status=403)
        # A restricted page takes them for a stranger and sends them here; sent back, they would go in circles.
        if request.user.is_authenticated and second_factor.is_missing(request, request.user):
            return redirect("mfa_activate_totp")
        return super().dispatch(request, *args, **kwargs)


class PasswordResetView(account.PasswordResetView):
    """Sends the link; that it could not be sent is told to the log alone, for it would tell who has an account."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except OSError:
            log.exception("A letter with the link for a new password was not sent")
            return HttpResponseRedirect(self.get_success_url())


class SecondFactorView(mfa.IndexView):
    """What protects the account beside the password."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(demanded=second_factor.is_demanded(self.request.user), **kwargs)


class ActivateSecondFactorView(totp.ActivateTOTPView):
    """The picture for the app and its first code."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(demanded=second_factor.is_demanded(self.request.user), **kwargs)


class DownloadRecoveryCodesView(LoginRequiredMixin, View):
    """The recovery codes as a file, for a quarter of an hour after they were shown."""

    def get(self, request):
        raise_if_reauthentication_required(request, app="allauth.mfa")
        kept = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.RECOVERY_CODES).first()
        if kept is None:
            raise Http404
        if time.time() - kept.data.get("viewed_at", 0) > CODES_DOWNLOADABLE_FOR:
            raise PermissionDenied
        codes = "\r\n".join(kept.wrap().get_unused_codes()) + "\r\n"
        answer = HttpResponse(codes, content_type="text/plain; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="recovery-codes.txt"'
        add_never_cache_headers(answer)
        return answer


class SessionsView(ListUserSessionsView):
    """Where the account is open now, the latest first."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for session in context["sessions"]:
            session.device = device_words(session.user_agent)
        context["sessions"].sort(key=lambda session: (session.is_current(), session.last_seen_at), reverse=True)
        return context


class EndSessionView(LoginRequiredMixin, View):
    """Signs one of one's own sessions out."""

    def post(self, request, pk):
        session = get_object_or_404(UserSession, pk=pk, user=request.user)
        if session.is_current():
            get_adapter(request).logout(request)
            return redirect("account_login")
        session.end()
        messages.success(request, _("That device is signed out."))
        return redirect("usersessions_list")


@method_decorator([never_cache, sensitive_post_parameters("password1", "password2")], name="dispatch")
class InvitationView(View):
    """What the link of an invitation opens: a new account, or new roles for an account one already has."""

    def dispatch(self, request, token):
        try:
            self.invitation = Invitation.objects.select_related("organisation", "person", "invited_by").by_token(token)
        except (BadSignature, Invitation.DoesNotExist):
            return self.closed("unknown", 404)
        if not self.invitation.is_open:
            return self.closed(self.invitation.status, 410)
        if not self.invitation.link_is_latest:
            return self.closed("replaced", 410)
        self.roles = invitations.roles_still_given(self.invitation)
        if not self.roles:
            return self.closed("withdrawn", 410)
        if request.user.is_authenticated and request.user == self.invitation.invited_by:
            return self.closed("own", 403)
        self.account = invitations.account_of(self.invitation.email)
        if request.user.is_authenticated and request.user != self.account:
            return self.show("other_account", status=403)
        if self.account and not request.user.is_authenticated:
            return self.show("log_in")
        return super().dispatch(request, token)

    def get(self, request, token):
        if self.account:
            return self.show("confirm")
        return self.show("form", form=AcceptanceForm(email=self.invitation.email, initial=self.known_name()))

    def post(self, request, token):
        try:
            return self.give_roles() if self.account else self.open_account()
        except invitations.NoLongerOpen:
            self.invitation.refresh_from_db()
            return self.closed("withdrawn" if self.invitation.is_open else self.invitation.status, 410)

    def give_roles(self):
        invitations.accept(self.invitation, self.account)
        messages.success(self.request, _("The roles of the invitation are yours."))
        return redirect("wagtailadmin_home")

    def open_account(self):
        form = AcceptanceForm(self.request.POST, email=self.invitation.email)
        if not form.is_valid():
            return self.show("form", form=form)
        words = form.cleaned_data
        user = invitations.open_account(
            self.invitation,
            first_name=words["first_name"],
            last_name=words["last_name"],
            password=words["password1"],
        )
        return perform_password_login(self.request, {"username": user.username}, Login(user=user))

    def known_name(self):
        person = self.invitation.person
        if not person:
            return {}
        return {"last_name": person.surname, "first_name": f"{person.given_name} {person.patronymic}".strip()}

    def show(self, step, status=200, **context):
        names = ", ".join(role.get_role_display() for role in self.roles)
        context |= {"step": step, "invitation": self.invitation, "role_names": names}
        return render(self.request, "account/invitation.html", context, status=status)

    def closed(self, reason, status):
        return render(self.request, "account/invitation_closed.html", {"reason": reason}, status=status)
