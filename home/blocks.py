"""The blocks of events, newspaper issues and photo reports."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class ProgrammeOfDayBlock(blocks.StructBlock):
    """One line of an event's programme: at what hour, what, and who."""

    time = blocks.CharBlock(
        label=_("Time"), required=False, max_length=40, help_text=_("For example 10:00 or 10:00–11:30.")
    )
    what = blocks.CharBlock(label=_("What happens"), max_length=300)
    who = blocks.CharBlock(label=_("Who leads it"), required=False, max_length=300)
    is_heading = blocks.BooleanBlock(label=_("A heading: day or part"), required=False)

    class Meta:
        icon = "time"
        label = _("Line of the programme")
        label_format = "{time} {what}"
        preview_value = {"time": "10:00", "what": "Открытие семинара", "who": "председатель Федерации"}
        description = _("An hour and what happens then")


class NewspaperArticleBlock(blocks.StructBlock):
    """One article of a newspaper's issue."""

    title = blocks.CharBlock(label=_("Title"), max_length=300)
    author = blocks.CharBlock(label=_("Author"), required=False, max_length=200)
    page_number = blocks.CharBlock(label=_("Page of the issue"), required=False, max_length=20)
    page = blocks.PageChooserBlock(label=_("The same on the site"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Article")
        label_format = "{title}"
        preview_value = {"title": "Доплата за ночь вернулась", "author": "В. Лосева", "page_number": "3"}
        description = _("An article of the issue and where it is on the site")


class Photograph(blocks.StructValue):
    """A photograph as the report shows it."""

    @property
    def shows(self):
        """What it shows: in the words of the report, or in the library's."""
        picture = self.get("picture")
        return self.get("alt") or (picture.description if picture else "")


class PhotographBlock(blocks.StructBlock):
    """A photograph, what it shows, and who took it."""

    picture = ImageChooserBlock(
        label=_("Picture"), help_text=_("In the grid it is cut around the point of focus marked in the library.")
    )
    alt = blocks.CharBlock(
        label=_("What the picture shows"),
        required=False,
        max_length=300,
        help_text=_("For those who cannot see it. Empty: the description the picture has in the library."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)
    author = blocks.CharBlock(
        label=_("Photographer"), required=False, max_length=200, help_text=_("Empty: the one of the report.")
    )

    class Meta:
        icon = "image"
        label = _("Photograph")
        label_format = "{alt}"
        description = _("A picture with words for those who cannot see it")
        value_class = Photograph

    def clean(self, value):
        cleaned = super().clean(value)
        if not cleaned.shows:
            raise blocks.StructBlockValidationError({"alt": ValidationError(_("Write what the picture shows."))})
        return cleaned
