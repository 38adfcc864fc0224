"""Whether a second factor is demanded of someone, and whether it is set up."""

import secrets
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.cache import cache

NOTED = "second_factor"
NOTE_GOOD_FOR = 5 * 60  # seconds, when another process changed a role and this one did not hear of it
RULES = "second-factor-rules"


def is_demanded(user) -> bool:
    """Say whether a role of this person demands a second factor."""
    if user.is_superuser and settings.SECOND_FACTOR_FOR_ADMINISTRATORS:
        return True
    return user.groups.filter(council_role__second_factor_required=True).exists()


def is_set_up(user) -> bool:
    """Say whether this person has an app that makes codes."""
    return is_mfa_enabled(user, [Authenticator.Type.TOTP])


def is_missing(request, user) -> bool:
    """Say whether the account must set up a second factor first; a good answer is noted in the session for a while."""
    rules = cache.get(RULES)
    noted_rules, good_until = request.session.get(NOTED, ("nothing", 0))
    if noted_rules == rules and time.time() < good_until:
        return False
    missing = not is_set_up(user) and is_demanded(user)
    if not missing:
        request.session[NOTED] = (rules, time.time() + NOTE_GOOD_FOR)
    return missing


def ask_again():
    """Forget every noted answer: a role, a membership or a second factor has changed."""
    cache.set(RULES, secrets.token_hex(8), None)
