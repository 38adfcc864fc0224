"""What ordinary pages, news and the home page are made of: a small vocabulary, each word with a preview."""

from cms.blocks.body import BodyBlock
from cms.blocks.data import ChartBlock, TableBlock
from cms.blocks.library import DocumentsBlock, PeopleBlock, PersonChooserBlock
from cms.blocks.pictures import FilmBlock, GalleryBlock, PictureBlock
from cms.blocks.words import WORDS, AccordionBlock, CallToActionBlock, HeadingBlock, QuoteBlock

__all__ = [
    "WORDS",
    "AccordionBlock",
    "BodyBlock",
    "CallToActionBlock",
    "ChartBlock",
    "DocumentsBlock",
    "FilmBlock",
    "GalleryBlock",
    "HeadingBlock",
    "PeopleBlock",
    "PersonChooserBlock",
    "PictureBlock",
    "QuoteBlock",
    "TableBlock",
]
