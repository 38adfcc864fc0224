"""Panels of the registry's forms that are more than a field."""

from django.forms import Media
from django.urls import reverse
from wagtail.admin.panels import Panel


class LetterheadPreviewPanel(Panel):
    """The letterhead as it will be printed, redrawn while its fields are typed."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "registry/bodies/letterhead_panel.html"

        @property
        def media(self):
            return super().media + Media(js=["registry/letterhead.js"])

        def get_context_data(self, parent_context=None):
            return {**super().get_context_data(parent_context), "preview_url": reverse("registry_letterhead")}
