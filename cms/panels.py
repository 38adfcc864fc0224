"""What the first screen of the admin is made of."""

from wagtail.admin.ui.components import Component


class FirstScreenPanel(Component):
    """A part of the first screen, for whoever has logged in; the lower its ``order``, the higher it stands."""

    def __init__(self, request):
        self.request = request
