"""Why a report cannot be edited."""

from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.locks import BaseLock


class SettledReportLock(BaseLock):
    """A report annexed to a registered act is part of a record."""

    def for_user(self, user):
        return True

    def get_message(self, user):
        words = _("It no longer changes; build another one for the next meeting.")
        return format_html("<b>{}</b> {}", _("The act this report is annexed to is registered."), words)

    def get_locked_by(self, user):
        return _("Registered")

    def get_description(self, user):
        return _("A report annexed to a registered act no longer changes")
