"""What is asked of everybody who works in the admin."""

import time

from allauth.usersessions.models import UserSession
from django.http import HttpResponseRedirect
from django.urls import reverse

from registry.accounts import second_factor

ROOMS = ("/admin/", "/accounts/")
SEEN = "seen_at"
SEEN_EVERY = 5 * 60  # seconds


def _path(request):
    """The path without the prefix of the English interface."""
    return request.path_info.removeprefix("/en")


class SecondFactorMiddleware:
    """Leads whoever must have a second factor, and has none, to setting it up before any page of the admin opens."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if (
            request.path_info.startswith("/admin/")
            and request.path_info != "/admin/logout/"
            and request.user.is_authenticated
            and second_factor.is_missing(request)
        ):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return self.get_response(request)


class SessionActivityMiddleware:
    """Notes when and from where a session was last used, once in five minutes and never on the public pages."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if _path(request).startswith(ROOMS) and request.user.is_authenticated:
            now = time.time()
            if now - request.session.get(SEEN, 0) > SEEN_EVERY:
                UserSession.objects.create_from_request(request)
                request.session[SEEN] = now
        return self.get_response(request)
