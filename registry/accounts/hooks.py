"""Where accounts show in the admin: menus, addresses, the account page and the list of users."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets.button import ListingButton

from cms.menus import MenuItemFor
from registry.accounts import admin, invitations, leaving


@hooks.register("register_admin_urls")
def account_urls():
    return admin.urlpatterns


@hooks.register("register_admin_menu_item")
def invitations_menu_item():
    return MenuItemFor(
        gettext_lazy("Invitations"),
        reverse("registry_invitations"),
        name="invitations",
        icon_name="mail",
        order=410,
        shown_to=lambda request: invitations.may_invite(request.user),
    )


@hooks.register("register_settings_menu_item")
def locked_log_ins_menu_item():
    return MenuItemFor(
        gettext_lazy("Locked log-ins"),
        reverse("registry_locked_log_ins"),
        name="locked-log-ins",
        icon_name="lock",
        order=620,
        shown_to=lambda request: request.user.is_superuser,
    )


@hooks.register("register_account_menu_item")
def change_password_item(request):
    return {
        "url": reverse("account_change_password"),
        "label": _("Change password"),
        "help_text": _("The other devices will be signed out."),
    }


@hooks.register("register_account_menu_item")
def second_factor_item(request):
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor"),
        "help_text": _("A code from your telephone beside the password, and recovery codes."),
    }


@hooks.register("register_account_menu_item")
def sessions_item(request):
    return {
        "url": reverse("usersessions_list"),
        "label": _("Where I am signed in"),
        "help_text": _("The devices on which your account is open; sign out of one or of all."),
    }


@hooks.register("register_user_listing_buttons")
def reset_second_factor_button(user, request_user, next_url=None):
    if request_user.is_superuser and user != request_user:
        yield ListingButton(
            _("Reset the second factor"),
            reverse("registry_second_factor_reset", args=[user.pk]),
            icon_name="lock-open",
            priority=40,
        )


hooks.register("before_delete_user", leaving.keep_whoever_acted)
hooks.register("before_bulk_action", leaving.keep_whoever_acted_among)
