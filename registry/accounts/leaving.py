"""An account that has signed, voted or registered stays for ever: its name stands under the record."""

from django.contrib.auth import get_user_model
from django.db import router
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages


def stands_in_the_record(user) -> bool:
    """Whether something that must not change names the account."""
    try:
        Collector(using=router.db_for_write(type(user))).collect([user])
    except (ProtectedError, RestrictedError):
        return True
    return False


def keep_whoever_acted(request, user):
    """Refuse to delete such an account; it can be closed instead."""
    if not stands_in_the_record(user):
        return None
    words = _("%(name)s has acted in the record and cannot be deleted. Take the mark “active” off the account instead.")
    messages.error(request, words % {"name": user.get_full_name() or user.get_username()})
    return redirect("wagtailusers_users:edit", user.pk)


def keep_whoever_acted_among(request, action_type, objects, action):
    """The same for many accounts at once: none goes when one of them must stay."""
    if action_type != "delete" or action.model is not get_user_model():
        return None
    kept = [user for user in objects if stands_in_the_record(user)]
    return keep_whoever_acted(request, kept[0]) if kept else None
