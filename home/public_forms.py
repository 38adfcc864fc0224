"""What every form on the public site does before it believes an answer."""

from allauth.core.ratelimit import consume
from django.utils.translation import gettext as _

ACTION = "public_form"


def is_too_often(request):
    """Whether this address has sent forms more often than a person would; counts this time, too."""
    return not consume(request, action=ACTION)


def too_often_words():
    return _("Too many answers came from your address. Wait a few minutes and send this once more.")


def kept_from_caches(response):
    """A page with a form is one reader's: no cache on the way keeps it."""
    response["Cache-Control"] = "private, no-store"
    return response
