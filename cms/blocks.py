"""The few blocks ordinary pages are made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock


class HeadingBlock(blocks.StructBlock):
    """A heading inside a page."""

    text = blocks.CharBlock(label=_("Heading"), max_length=200)

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "cms/blocks/heading_block.html"
        preview_value = {"text": "Как вступить в профсоюз"}
        description = _("A line that divides the text")


class QuoteBlock(blocks.StructBlock):
    """Somebody's words with their name."""

    text = blocks.TextBlock(label=_("Quotation"))
    source = blocks.CharBlock(label=_("Whose words"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "cms/blocks/quote_block.html"
        preview_value = {"text": "Договор исполняют обе стороны.", "source": "Из выступления на пленуме"}
        description = _("Somebody's words with their name")


class DocumentsBlock(blocks.StructBlock):
    """Files to download."""

    documents = blocks.ListBlock(DocumentChooserBlock(), label=_("Files"))

    class Meta:
        icon = "doc-full"
        label = _("Files")
        template = "cms/blocks/document_block.html"
        description = _("Files to download")


class BodyBlock(blocks.StreamBlock):
    """The body of an ordinary page."""

    heading = HeadingBlock()
    paragraph = blocks.RichTextBlock(
        label=_("Text"),
        features=["bold", "italic", "link", "document-link", "ol", "ul"],
        preview_value="<p>Президиум рассмотрел ход коллективных переговоров.</p>",
        description=_("Ordinary text with links and lists"),
    )
    image = ImageBlock(label=_("Picture"), template="cms/blocks/image_block.html")
    quote = QuoteBlock()
    documents = DocumentsBlock()
