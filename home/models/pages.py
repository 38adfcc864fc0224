"""Ordinary pages of a council."""

from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import BodyBlock
from cms.pages import CouncilPage


class StandardPage(CouncilPage):
    """An ordinary page: about the council, contacts, how to join."""

    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    template = "home/standard_page.html"
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage", "programs.AnnualReportPage"]
    content_panels = [*Page.content_panels, "body"]
    search_fields = [*Page.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
