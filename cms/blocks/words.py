"""Blocks of words: heading, quotation, questions and answers, call to action."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

# Rich, but disciplined: headings are blocks of their own, so that their order can be kept.
WORDS = ["bold", "italic", "link", "document-link", "ol", "ul", "superscript", "subscript"]


class HeadingBlock(blocks.StructBlock):
    """A heading inside a page."""

    text = blocks.CharBlock(label=_("Heading"), max_length=200)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("2", _("Heading of a section")), ("3", _("Heading inside a section"))],
        default="2",
        required=False,
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "cms/blocks/heading_block.html"
        preview_value = {"text": "Как вступить в профсоюз", "level": "2"}
        description = _("A line that divides the text")


class QuoteBlock(blocks.StructBlock):
    """Somebody's words with their name."""

    text = blocks.TextBlock(label=_("Quotation"), help_text=_("Without the quotation marks around it"))
    source = blocks.CharBlock(
        label=_("Whose words"), required=False, help_text=_("Name and post, or the paper and its point")
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "cms/blocks/quote_block.html"
        preview_value = {"text": "Договор исполняют обе стороны.", "source": "Из выступления на пленуме"}
        description = _("Somebody's words with their name")


class AnswerBlock(blocks.StructBlock):
    """One line that opens."""

    question = blocks.CharBlock(label=_("Line that is always seen"), max_length=200)
    answer = blocks.RichTextBlock(label=_("Text that opens"), features=WORDS)

    class Meta:
        icon = "help"
        label = _("Question and answer")


class AccordionBlock(blocks.StructBlock):
    """Lines that open one by one: questions and answers."""

    items = blocks.ListBlock(AnswerBlock(), label=_("Questions and answers"), min_num=1, max_num=30)

    class Meta:
        icon = "list-ul"
        label = _("Questions and answers")
        template = "cms/blocks/accordion_block.html"
        description = _("Lines that open; everything is on the page, so it is found by search and printed")
        preview_value = {
            "items": [
                {
                    "question": "Кто может вступить в профсоюз?",
                    "answer": "<p>Каждый, кто работает или учится, с четырнадцати лет.</p>",
                },
                {"question": "Сколько стоит членство?", "answer": "<p>Один процент от заработка.</p>"},
                {"question": "Как выйти?", "answer": "<p>По заявлению, без объяснения причин.</p>"},
            ]
        }


class CallToActionBlock(blocks.StructBlock):
    """One thing the reader is asked to do."""

    title = blocks.CharBlock(label=_("What for"), max_length=120)
    text = blocks.TextBlock(label=_("Two or three sentences"), required=False)
    button = blocks.CharBlock(
        label=_("Words on the button"), max_length=40, help_text=_("A verb: «Вступить», «Задать вопрос»")
    )
    page = blocks.PageChooserBlock(label=_("Page of the site"), required=False)
    address = blocks.CharBlock(
        label=_("Or an address elsewhere"),
        required=False,
        max_length=500,
        help_text=_("https://…, an e-mail address or a telephone number"),
    )

    def clean(self, value):
        value = super().clean(value)
        errors = {}
        page, address = value.get("page"), value.get("address")
        if address:
            try:
                value["address"] = way_out(address)
            except ValidationError as error:
                errors["address"] = error
        if not page and not address and not self.is_deferred_validation:
            errors["page"] = ValidationError(_("Say where the button leads: a page of the site or an address."))
        if page and address:
            errors["address"] = ValidationError(_("The button leads to one place: a page or an address, not both."))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return value

    class Meta:
        icon = "pick"
        label = _("Call to action")
        template = "cms/blocks/call_block.html"
        description = _("One thing the reader is asked to do, with a button")
        preview_value = {
            "title": "Вступите в профсоюз",
            "text": "Заявление подают в первичную организацию, где её нет — в отраслевую.",
            "button": "Как вступить",
            "address": "https://example.org/",
        }


TELEPHONE = re.compile(r"\+?[\d\s()–-]{5,25}")


def way_out(text):
    """The address a button leads to: a page elsewhere, a mailbox, a telephone; raises ValidationError for others."""
    text = text.strip()
    if text.startswith(("mailto:", "tel:")):
        text = text.partition(":")[2]
    if TELEPHONE.fullmatch(text):
        return "tel:" + re.sub(r"[^\d+]", "", text)
    if "@" in text and "/" not in text:
        validate_email(text)
        return f"mailto:{text}"
    URLValidator(schemes=["http", "https"])(text)
    return text
