"""The council's home page."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from cms.pages import CouncilPage, CouncilPageQuerySet
from cms.translating import original_of
from home.permissions import HomePermissionTester
from home.routing import route_in_language
from home.sections import HomeSections
from resolutions.models import ResolutionPage


@dataclass
class LaidSection:
    """A section that has something to show, with those that stand in the margin beside it."""

    block: object
    content: dict
    margin: list = field(default_factory=list)

    @property
    def template(self):
        return self.block.block.get_template(self.block.value)

    @property
    def value(self):
        return self.block.value


class HomePageQuerySet(CouncilPageQuerySet):
    def of_councils(self):
        """One of every council: the Russian ones, without their translations."""
        return self.filter(locale__language_code=settings.LANGUAGE_CODE)


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
    sections = StreamField(
        HomeSections(),
        verbose_name=_("sections of the page"),
        blank=True,
        help_text=_(
            "While there are none, the page shows what the council has published: acts, news, dates, the newspaper, "
            "programmes, organisations. Dates and the newspaper placed after news stand in the margin beside them."
        ),
    )
    shows_execution = models.BooleanField(
        _("show on the site how points are carried out"),
        default=False,
        help_text=_(
            "Beside every point on control the page of an act says “done 34 of 41”, its deadline and its state, and a "
            "plan says the same of its measures. Nobody is named; what was given to one person is shown only with that "
            "person's consent to be named on the site, and acts for official use show nothing."
        ),
    )

    is_translatable = True
    objects = PageManager.from_queryset(HomePageQuerySet)()

    override_translatable_fields = [
        BaseTranslatableField("organisation"),
        SynchronizedField("shows_execution", overridable=False),
    ]
    template = "home/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    # What may stand under it says so itself (parent_page_types): rooms below need not be known here.
    # Whose council this is was settled when it was opened: its roles and its registry hang on it.
    content_panels = [
        *Page.content_panels,
        FieldPanel("organisation", read_only=True),
        "intro",
        "sections",
        "shows_execution",
    ]

    class Meta:
        verbose_name = _("council")
        verbose_name_plural = _("councils")

    def save(self, *args, **kwargs):
        # Only the Russian page is a council's: whoever goes through the councils must not meet one of them twice.
        if self.organisation_id and self.locale.language_code != settings.LANGUAGE_CODE:
            self.organisation = None
        return super().save(*args, **kwargs)

    def route(self, request, path_components):
        return route_in_language(self, request, path_components)

    @property
    def localized(self):
        """Itself: the ways of all languages begin here (home/routing.py), so nothing need be asked for that."""
        return self

    @cached_property
    def original(self):
        """The Russian home page, below which acts, programmes and organisations are."""
        return original_of(self)

    def permissions_for_user(self, user):
        return HomePermissionTester(user, self)

    @cached_property
    def holds_registered_acts(self):
        return ResolutionPage.objects.descendant_of(self).registered().exists()

    def laid_sections(self):
        """The sections with something to show, as they stand on the page."""
        composed = self.sections or self.sections.stream_block.usual()
        laid = []
        for block in composed:
            home = self.original if getattr(block.block, "is_in_one_language", False) else self
            content = block.block.content(block.value, home)
            if content is None:
                continue
            section = LaidSection(block, content)
            # Short columns of dates beside the news, as in a newspaper; anywhere else they are sections of their own.
            if block.block.in_margin and laid and laid[-1].block.block_type == "news":
                laid[-1].margin.append(section)
            else:
                laid.append(section)
        return laid

    def get_context(self, request, *args, **kwargs):
        from home.counting import instructions_of_year

        return super().get_context(request, *args, **kwargs) | {
            "laid_sections": self.laid_sections(),
            "instructions": instructions_of_year(self.original) if self.shows_execution else None,
        }
