"""What is asked of everybody who is signed in."""

import time

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from registry.accounts import second_factor

ROOMS = ("/admin/", "/accounts/")
SEEN = "seen_at"
SEEN_EVERY = 5 * 60  # seconds


def _path(request):
    """The path without the prefix of the English interface."""
    return request.path_info.removeprefix("/en")


class SecondFactorMiddleware:
    """Takes whoever must have a second factor, and has none, for a stranger; in the admin leads to setting it up."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user, path = request.user, _path(request)
        if not path.startswith(ROOMS):
            # Found out only when a page asks who the visitor is: most public pages never do.
            request.user = SimpleLazyObject(lambda: AnonymousUser() if _is_half_way(request, user) else user)
        elif path.startswith("/admin/") and path != "/admin/logout/" and _is_half_way(request, user):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return self.get_response(request)


def _is_half_way(request, user):
    return user.is_authenticated and second_factor.is_missing(request, user)


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
