"""Sections of member organisations: where their correspondents write, and nowhere else."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from cms.pages import CouncilPage
from home.models.news import NewsPage
from home.news_listing import NewsListing
from home.section_form import NewsSectionForm


class NewsSectionPage(CouncilPage):
    """The news of one member organisation, drafted by its correspondents and published by the council's editor."""

    organisation = models.ForeignKey(
        "registry.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("Whose section this is."),
    )
    lead = models.TextField(_("lead"), blank=True, help_text=_("What readers find here, in a sentence or two."))
    correspondents = ParentalManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("correspondents"),
        blank=True,
        related_name="+",
        help_text=_(
            "Accounts with the role “correspondent”. Once the section is published they write drafts here, and only "
            "here; an editor of the council publishes."
        ),
    )
    group = models.OneToOneField(
        Group, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="news_section"
    )

    base_form_class = NewsSectionForm
    template = "home/news_section_page.html"
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types = ["home.NewsPage"]
    page_description = _("The news of a member organisation, with its own correspondents")
    content_panels = [
        *Page.content_panels,
        "organisation",
        "lead",
        FieldPanel("correspondents", widget=CheckboxSelectMultiple),
    ]
    search_fields = [*Page.search_fields, index.SearchField("lead")]

    class Meta:
        verbose_name = _("section of an organisation")
        verbose_name_plural = _("sections of organisations")

    @property
    def news_index(self):
        return self.get_parent()

    def get_context(self, request, *args, **kwargs):
        news = NewsPage.objects.published_under(self)
        return super().get_context(request, *args, **kwargs) | NewsListing(self.get_parent(), news, request).context()
