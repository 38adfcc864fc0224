"""Items of the admin's menus that not everybody sees."""

from collections.abc import Callable

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem


class MenuItemFor(MenuItem):
    """Shown to those whose request the given question answers with yes."""

    def __init__(self, label, url, *, shown_to: Callable[[HttpRequest], bool], **kwargs):
        super().__init__(label, url, **kwargs)
        self.shown_to = shown_to

    def is_shown(self, request):
        return self.shown_to(request)
