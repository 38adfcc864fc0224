"""The council's home page."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.pages import CouncilPage
from home.models.news import NewsIndexPage, NewsPage
from resolutions.models import ResolutionIndexPage, ResolutionPage
from resolutions.permissions import CouncilPermissionTester


class HomePage(CouncilPage):
    """The root of a council: its tree, its permissions and its letterhead start here."""

    organisation = models.ForeignKey(
        "registry.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    intro = models.CharField(_("headline"), max_length=200, blank=True)
    shows_execution = models.BooleanField(
        _("show on the site how points are carried out"),
        default=False,
        help_text=_(
            "Beside every point on control the page of an act says “done 34 of 41”, its deadline and its state, and a "
            "plan says the same of its measures. Nobody is named; what was given to one person is shown only with that "
            "person's consent to be named on the site, and acts for official use show nothing."
        ),
    )

    template = "home/home_page.html"
    subpage_types = [
        "resolutions.ResolutionIndexPage",
        "home.NewsIndexPage",
        "programs.ProgrammesIndexPage",
        "home.OrganisationsPage",
        "home.StandardPage",
    ]
    # Whose council this is was settled when it was opened: its roles and its registry hang on it.
    content_panels = [*Page.content_panels, FieldPanel("organisation", read_only=True), "intro", "shows_execution"]

    class Meta:
        verbose_name = _("council")
        verbose_name_plural = _("councils")

    def permissions_for_user(self, user):
        return CouncilPermissionTester(user, self)

    @cached_property
    def holds_registered_acts(self):
        return ResolutionPage.objects.descendant_of(self).registered().exists()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["resolutions_index"] = ResolutionIndexPage.objects.child_of(self).live().first()
        context["news_index"] = NewsIndexPage.objects.child_of(self).live().first()
        context["latest_resolutions"] = (
            ResolutionPage.objects.descendant_of(self).live().public().for_listing().newest_first()[:5]
        )
        context["latest_news"] = NewsPage.objects.descendant_of(self).live().public().for_listing()[:4]
        return context
