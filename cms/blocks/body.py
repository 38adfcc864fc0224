"""The body of an ordinary page: every block in one list, in the groups an editor sees."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.data import ChartBlock, TableBlock
from cms.blocks.library import DocumentsBlock, PeopleBlock
from cms.blocks.pictures import FilmBlock, GalleryBlock, PictureBlock
from cms.blocks.words import WORDS, AccordionBlock, CallToActionBlock, HeadingBlock, QuoteBlock

PARAGRAPH = (
    "<p>Президиум рассмотрел ход коллективных переговоров. <b>Доплата за ночные смены сохранена</b> в четырёх "
    "договорах из пяти.</p><ul><li>переговоры в пятой организации продолжаются до 1 декабря;</li>"
    "<li>итоги рассмотрит Совет.</li></ul>"
)


class BodyBlock(blocks.StreamBlock):
    """The body of an ordinary page."""

    heading = HeadingBlock(group=_("Words"))
    paragraph = blocks.RichTextBlock(
        label=_("Text"),
        features=WORDS,
        group=_("Words"),
        template="cms/blocks/paragraph_block.html",
        preview_value=PARAGRAPH,
        description=_("Ordinary text with links and lists"),
    )
    quote = QuoteBlock(group=_("Words"))
    accordion = AccordionBlock(group=_("Words"))
    image = PictureBlock(group=_("Pictures"))
    gallery = GalleryBlock(group=_("Pictures"))
    film = FilmBlock(group=_("Pictures"))
    table = TableBlock(group=_("Figures"))
    chart = ChartBlock(group=_("Figures"))
    documents = DocumentsBlock(group=_("Files, people, steps"))
    people = PeopleBlock(group=_("Files, people, steps"))
    call = CallToActionBlock(group=_("Files, people, steps"))
