"""What axes asks of us, and what we tell a person who typed a wrong password too often."""

from allauth.core.internal.httpkit import get_client_ip
from axes.conf import settings
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Max, Q, Sum
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _


class LockoutHandler(AxesDatabaseHandler):
    """Axes counts the pair of account and address; beside it, more loosely, an account from everywhere, and an address.

    A right password clears the count of its pair alone: with an account of one's own nobody clears the other two.
    """

    def get_failures(self, request, credentials=None):
        of_pair = super().get_failures(request, credentials)
        name, address = typed_name(request, credentials), request.axes_ip_address
        fresh = AccessAttempt.objects.filter(attempt_time__gte=request.axes_attempt_time - get_cool_off(request))
        counted = fresh.filter(Q(username=name) | Q(ip_address=address)).aggregate(
            of_name=Sum("failures_since_start", filter=Q(username=name), default=0),
            of_address=Sum("failures_since_start", filter=Q(ip_address=address), default=0),
        )
        too_many = counted["of_name"] >= settings.LOG_IN_FAILURES_OF_ACCOUNT or (
            address and counted["of_address"] >= settings.LOG_IN_FAILURES_FROM_ADDRESS
        )
        return max(of_pair, settings.AXES_FAILURE_LIMIT) if too_many else of_pair


def locked_now(cool_off):
    """What is locked, the latest first: pairs of account and address, whole accounts and whole addresses."""
    fresh = AccessAttempt.objects.filter(attempt_time__gte=timezone.now() - cool_off)
    limits = (
        (("username", "ip_address"), settings.AXES_FAILURE_LIMIT),
        (("username",), settings.LOG_IN_FAILURES_OF_ACCOUNT),
        (("ip_address",), settings.LOG_IN_FAILURES_FROM_ADDRESS),
    )
    rows = []
    for counted_by, limit in limits:
        counted = fresh.order_by().values(*counted_by)
        counted = counted.annotate(failures=Sum("failures_since_start"), latest=Max("attempt_time"))
        rows += counted.filter(failures__gte=limit)
    return sorted(rows, key=lambda row: row["latest"], reverse=True)


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
    name, address = typed_name(request, request.axes_credentials), request.axes_ip_address
    cool_off = get_cool_off(request)
    latest = (
        row["latest"]
        for row in locked_now(cool_off)
        if row.get("username", name) == name and row.get("ip_address", address) == address
    )
    until = timezone.localtime(max(latest, default=timezone.now()) + cool_off)
    return ValidationError(
        _("Too many wrong passwords. Try again after %(time)s, or ask an administrator to let you in sooner.")
        % {"time": time_format(until, "H:i")},
        code="locked_out",
    )
