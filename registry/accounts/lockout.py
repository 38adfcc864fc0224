"""What axes asks of us, and what we tell a person who typed a wrong password too often."""

from allauth.core.internal.httpkit import get_client_ip
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _


def typed_name(request, credentials=None):
    """The account a password was tried on, the same whether its user name or its e-mail was typed."""
    credentials = credentials or {}
    typed = credentials.get("username") or credentials.get("email") or request.POST.get("login") or ""
    typed = typed.strip().lower()
    if "@" in typed:
        by_email = get_user_model().objects.filter(email=typed).values_list("username", flat=True)[:2]
        if len(by_email) == 1:
            typed = by_email[0].lower()
    return typed[:255]


def client_ip(request):
    """The visitor's own address: behind a trusted proxy the one the proxy names."""
    return get_client_ip(request)


def answer(request, response, credentials=None):
    """The same page with its sentence, and the status that says "too many"."""
    response.status_code = 429
    return response


def locked_error(request):
    """The sentence for someone who is locked out, or nothing."""
    if not getattr(request, "axes_locked_out", False):
        return None
    attempts = AxesProxyHandler.get_implementation().get_user_attempts(request, request.axes_credentials)
    latest = max((attempt.attempt_time for found in attempts for attempt in found), default=timezone.now())
    until = timezone.localtime(latest + get_cool_off(request))
    return ValidationError(
        _("Too many wrong passwords. Try again after %(time)s, or ask an administrator to let you in sooner.")
        % {"time": time_format(until, "H:i")},
        code="locked_out",
    )
