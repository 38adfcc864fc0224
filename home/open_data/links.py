"""Addresses in answers: of the page a person reads, and of the same thing as data."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.reverse import reverse


class DataLink(serializers.CharField):
    """The address of the same thing as data, whole."""

    def __init__(self, view_name, source="pk", **kwargs):
        self.view_name = view_name
        kwargs.setdefault("help_text", _("The same as data."))
        super().__init__(source=source, read_only=True, **kwargs)

    def to_representation(self, value):
        return reverse(self.view_name, args=[value], request=self.context["request"])


class PageLink(serializers.CharField):
    """The address of the page a person reads, whole."""

    def __init__(self, source="*", **kwargs):
        kwargs.setdefault("help_text", _("The page of the site."))
        super().__init__(read_only=True, source=source, **kwargs)

    def to_representation(self, page):
        return page.get_full_url(self.context["request"])


class Named(serializers.Serializer):
    """Somebody or something named by another answer."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
