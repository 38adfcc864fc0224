"""Why an act cannot be edited."""

from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.locks import BaseLock


class RegisteredLock(BaseLock):
    """A registered act is a record: nobody edits it, the administrator included."""

    def for_user(self, user):
        return True

    def get_message(self, user):
        return format_html("<b>{}</b> {}", _("The act is registered."), _("Its text no longer changes."))

    def get_locked_by(self, user):
        return _("Registered")

    def get_description(self, user):
        return _("A registered act changes only by another act")


class DeliberationLock(BaseLock):
    """An approved act is what somebody agreed to or voted for: it changes only by amendments or by going back."""

    def for_user(self, user):
        return True

    def get_message(self, user):
        words = _("It changes by amendments, or goes back to its author.")
        return format_html("<b>{}</b> {}", _("The text is approved."), words)

    def get_locked_by(self, user):
        return _("Approved")

    def get_description(self, user):
        return _("An approved text changes by amendments, or goes back to its author")
