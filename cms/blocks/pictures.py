"""Blocks of pictures and films. A picture says in words what it shows, or says that it is only decoration."""

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlockAdapter, ImageChooserBlock

from cms.blocks.samples import FILM, PICTURE
from cms.blocks.words import WORDS

FILM_KINDS = ("mp4", "webm")


class PictureBlock(blocks.StructBlock):
    """A picture with what it shows, in words, and a caption."""

    image = ImageChooserBlock(label=_("Picture"))
    decorative = blocks.BooleanBlock(
        label=_("It only decorates: nothing is lost without it"), default=False, required=False
    )
    alt_text = blocks.CharBlock(
        label=_("What the picture shows"),
        required=False,
        max_length=300,
        help_text=_("For those who cannot see it: one sentence, without “in the picture”"),
    )
    caption = blocks.CharBlock(
        label=_("Caption"), required=False, max_length=300, help_text=_("Who, where, when; the author of the picture")
    )
    crop = blocks.ChoiceBlock(
        label=_("Shape"),
        choices=[("", _("Whole, as it is")), ("wide", _("Wide, 3 : 2")), ("square", _("Square"))],
        required=False,
        default="",
        help_text=_("Cut around the focal point of the picture, which is set in the library"),
    )

    def clean(self, value):
        value = super().clean(value)
        told = value.get("decorative") or value.get("alt_text")
        if value.get("image") and not told and not self.is_deferred_validation:
            words = _("Say in words what the picture shows, or mark it as decoration: not everybody can see it.")
            raise StructBlockValidationError(block_errors={"alt_text": ValidationError(words)})
        return value

    def get_preview_value(self):
        return self._to_struct_value(
            {
                "image": PICTURE,
                "decorative": False,
                "alt_text": "Завод на берегу реки, осень",
                "caption": "Верхний Плёс. Фото пресс-центра",
                "crop": "",
            }
        )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/image_block.html"
        description = _("A picture with a caption; what it shows is also said in words")


class PictureAdapter(ImageBlockAdapter):
    """Wagtail's own form of a picture: it fills in the words from the library and locks them for decoration."""


register(PictureAdapter(), PictureBlock)


class GalleryBlock(blocks.StructBlock):
    """Several pictures side by side, each opening large."""

    pictures = blocks.ListBlock(PictureBlock(), label=_("Pictures"), min_num=2, max_num=40)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        pictures = [picture for picture in value["pictures"] if picture["image"]]
        # One question for the sizes of all pictures, not one for each.
        kept = [picture["image"] for picture in pictures if hasattr(picture["image"], "pk")]
        prefetch_related_objects(kept, "renditions")
        return context | {"pictures": pictures}

    def get_preview_value(self):
        picture = self.child_blocks["pictures"].child_block.get_preview_value()
        return self._to_struct_value({"pictures": [picture] * 3})

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "cms/blocks/gallery_block.html"
        description = _("Several pictures side by side, each opens large")


class FilmBlock(blocks.StructBlock):
    """A film that is fetched only when the reader starts it, or a link to where it is; with its words."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    file = DocumentChooserBlock(
        label=_("Film from the library"), required=False, help_text=_("MP4 or WebM; better below 50 MB")
    )
    address = blocks.URLBlock(
        label=_("Or where it can be watched"),
        required=False,
        help_text=_("The page opens there; nothing of it is loaded here, so nobody learns who reads us"),
    )
    poster = ImageChooserBlock(label=_("Picture before the start"), required=False)
    captions = DocumentChooserBlock(label=_("Subtitles"), required=False, help_text=_("A VTT file"))
    transcript = blocks.RichTextBlock(
        label=_("What is said and shown"),
        features=WORDS,
        help_text=_("For those who cannot hear or watch it, and for the search"),
    )

    def clean(self, value):
        value = super().clean(value)
        errors = {}
        file, address, captions = value.get("file"), value.get("address"), value.get("captions")
        if not file and not address and not self.is_deferred_validation:
            errors["file"] = ValidationError(_("Choose a film from the library or give an address where it is."))
        elif file and address:
            errors["address"] = ValidationError(_("One film, one place: the library or an address, not both."))
        if file and file.file_extension.lower() not in FILM_KINDS:
            errors["file"] = ValidationError(_("This file is not a film: MP4 or WebM is needed."))
        if captions and captions.file_extension.lower() != "vtt":
            errors["captions"] = ValidationError(_("Subtitles are a VTT file."))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return value

    def get_preview_value(self):
        return self._to_struct_value(
            {
                "title": "Как проходит отчётно-выборная конференция",
                "file": FILM,
                "address": "",
                "poster": PICTURE,
                "captions": None,
                "transcript": self.child_blocks["transcript"].normalize("<p>Ведущий открывает конференцию…</p>"),
            }
        )

    class Meta:
        icon = "media"
        label = _("Film")
        template = "cms/blocks/film_block.html"
        description = _("Starts by the reader's press, never by itself; with a transcript")
