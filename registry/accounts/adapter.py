"""How this house differs from what allauth does by itself."""

import base64
import hashlib
import logging
import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registry.accounts import second_factor

log = logging.getLogger(__name__)

WRONG_NAME_OR_PASSWORD = _("The user name, the e-mail or the password is wrong.")


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by oneself; wrong passwords are counted by axes, wrong codes by allauth."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG_NAME_OR_PASSWORD,
        "email_password_mismatch": WRONG_NAME_OR_PASSWORD,
        "incorrect_code": _("The code is not right. Take the one your app shows now."),
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("The present password is not right."),
        "too_many_login_attempts": _("Too many wrong codes. Try again in five minutes."),
        "rate_limited": _("Too many attempts. Try again in five minutes."),
    }

    def is_open_for_signup(self, request):
        return False

    def pre_authenticate(self, request, **credentials):
        self._login_failed_rl_usage = None

    def is_reauthentication_required(self, *, app, **kwargs):
        """Whoever has just typed the password at the log-in is not asked for it again."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0)
        return time.time() - latest >= app_settings.REAUTHENTICATION_TIMEOUT

    def get_password_change_redirect_url(self, request):
        return reverse("wagtailadmin_account")

    def send_notification_mail(self, *args, **kwargs):
        """A change that is made stays made, whether or not the letter about it could be sent."""
        try:
            super().send_notification_mail(*args, **kwargs)
        except OSError:
            log.exception("A letter about a change of an account was not sent")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of the second factor unreadable in the database, and the factor on where a role demands it."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": _("Your role demands a second factor, so it cannot be switched off."),
    }

    def get_totp_issuer(self):
        return settings.WAGTAIL_SITE_NAME

    def can_delete_authenticator(self, authenticator):
        return authenticator.type != Authenticator.Type.TOTP or not second_factor.is_demanded(authenticator.user)

    def encrypt(self, text):
        return _safe().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _safe().decrypt(encrypted_text.encode()).decode()


def _safe():
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(f"second factor:{secret}".encode()).digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
