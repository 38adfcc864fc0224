"""What an editor composes the home page of: what was decided, what is being done, news, dates, the newspaper."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Site

from cms.blocks import WORDS, CallToActionBlock

MOST_ORGANISATIONS = 60


def published(model_name, home):
    """What the council has published of this kind, for its home page; None where the kind is not known."""
    try:
        model = apps.get_model("home", model_name)
    except LookupError:
        return None
    return model.objects.for_home(home) if hasattr(model.objects, "for_home") else None


def index_of(home, model_label):
    """The published list of this kind right under the council, to lead to."""
    try:
        model = apps.get_model(model_label)
    except LookupError:
        return None
    return model.objects.child_of(home).live().public().first()


class SectionBlock(blocks.StructBlock):
    """A section of the home page: draws itself of what the council has published, or not at all."""

    in_margin = False
    # Whether what it shows exists in Russian only, below the Russian home page.
    is_in_one_language = False

    def content(self, value, home):
        """What there is to show; None when there is nothing, and then no heading stands over nothing."""
        raise NotImplementedError

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        if "section" not in context:
            home = _home_of(context)
            context["section"] = self.content(value, home) if home else None
        return context


def _home_of(context):
    """The page being drawn; in a preview, the home page of the site the editor stands at."""
    page = context.get("page")
    if page is not None:
        return page
    site = Site.find_for_request(context["request"])
    return apps.get_model("home.HomePage").objects.filter(pk=site.root_page_id).first() if site else None


def _heading():
    return blocks.CharBlock(
        label=_("Heading"), required=False, max_length=120, help_text=_("Left empty, the usual one is shown")
    )


def _number(default, most):
    return blocks.IntegerBlock(label=_("How many"), default=default, min_value=1, max_value=most)


class DecisionsSection(SectionBlock):
    """The latest acts of the council."""

    is_in_one_language = True
    heading = _heading()
    number = _number(5, 10)

    def content(self, value, home):
        acts = apps.get_model("resolutions.ResolutionPage").objects.descendant_of(home).live().public()
        index = index_of(home, "resolutions.ResolutionIndexPage")
        acts = list(acts.for_listing().newest_first()[: value["number"]])
        return {"acts": acts, "index": index, "shows_execution": home.shows_execution}

    class Meta:
        icon = "doc-full-inverse"
        label = _("What was decided")
        template = "home/sections/decisions.html"
        description = _("The latest acts with number, body and date")
        preview_value = {"heading": "", "number": 3}


class ProgrammesSection(SectionBlock):
    """The programmes in force with how far their plans have come."""

    is_in_one_language = True
    heading = _heading()
    number = _number(5, 10)

    def content(self, value, home):
        from home.counting import programmes_in_force

        rows = programmes_in_force(home, value["number"], home.shows_execution)
        return {"rows": rows, "index": index_of(home, "programs.ProgrammesIndexPage")} if rows else None

    class Meta:
        icon = "tasks"
        label = _("What is being done")
        template = "home/sections/programmes.html"
        description = _("Programmes in force; with progress where the council shows how points are carried out")
        preview_value = {"heading": "", "number": 3}


class NewsSection(SectionBlock):
    """The latest news, the first of it large."""

    heading = _heading()
    number = _number(7, 10)

    def content(self, value, home):
        news = apps.get_model("home.NewsPage").objects.descendant_of(home).live().public().for_listing()
        index = index_of(home, "home.NewsIndexPage")
        return {"news": list(news[: value["number"]]), "index": index}

    class Meta:
        icon = "copy"
        label = _("News")
        template = "home/sections/news.html"
        description = _("The latest news: one large, the rest beside each other")
        preview_value = {"heading": "", "number": 4}


class DatesSection(SectionBlock):
    """The coming events."""

    in_margin = True
    heading = _heading()
    number = _number(4, 10)

    def content(self, value, home):
        events = published("EventPage", home)
        coming = [] if events is None else list(events[: value["number"]])
        return {"events": coming, "index": index_of(home, "home.EventsPage")} if coming else None

    class Meta:
        icon = "date"
        label = _("Coming dates")
        template = "home/sections/dates.html"
        description = _("Events ahead; after news they stand in the margin beside them")
        preview_value = {"heading": "", "number": 4}


class NewspaperSection(SectionBlock):
    """The last issue of the newspaper."""

    is_in_one_language = True
    in_margin = True
    heading = _heading()

    def content(self, value, home):
        issues = published("NewspaperIssuePage", home)
        issue = None if issues is None else issues.first()
        return {"issue": issue, "index": index_of(home, "home.NewspaperPage")} if issue else None

    class Meta:
        icon = "openquote"
        label = _("Newspaper")
        template = "home/sections/newspaper.html"
        description = _("The last issue with its cover and file; after news it stands in the margin beside them")
        preview_value = {"heading": ""}


class OrganisationsSection(SectionBlock):
    """The organisations right under the council."""

    is_in_one_language = True
    heading = _heading()

    def content(self, value, home):
        index = index_of(home, "home.OrganisationsPage")
        if index is None or home.organisation_id is None:
            return None
        listed = index.listed().filter(superior=home.organisation_id)
        rows = list(listed[:MOST_ORGANISATIONS])
        return {"rows": rows, "index": index, "address": index.url} if rows else None

    class Meta:
        icon = "group"
        label = _("Member organisations")
        template = "home/sections/organisations.html"
        description = _("Those right under the council, by name, each with its page")
        preview_value = {"heading": ""}


class CallSection(CallToActionBlock):
    """One thing the reader is asked to do."""

    in_margin = False

    def content(self, value, home):
        return {"value": value}

    class Meta:
        template = "home/sections/call.html"


class TextSection(SectionBlock):
    """Some words of the editors' own."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=WORDS)

    def content(self, value, home):
        return {"value": value}

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "home/sections/text.html"
        description = _("A heading and a few paragraphs")
        preview_value = {
            "heading": "Кто мы",
            "text": "<p>Союз объединяет двадцать одну членскую организацию. Мы заключаем соглашения, проверяем условия "
            "труда и учим тех, кто это делает.</p>",
        }


class HomeSections(blocks.StreamBlock):
    """The sections of a home page in the order the editor gives them."""

    decisions = DecisionsSection()
    programmes = ProgrammesSection()
    news = NewsSection()
    dates = DatesSection()
    newspaper = NewspaperSection()
    organisations = OrganisationsSection()
    call = CallSection()
    text = TextSection()

    # A council that has composed nothing yet: whatever it has published finds its place.
    USUAL = ("decisions", "news", "dates", "newspaper", "programmes", "organisations")

    def usual(self):
        """The sections of a home page nobody has composed."""
        return self.normalize([(name, self.child_blocks[name].get_default()) for name in self.USUAL])
