"""The form of a picture in the library: no picture without words for those who cannot see it."""

from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

from home.picture_field import PictureField


class LibraryPictureForm(BaseImageForm):
    """Asks what the picture shows; the words go with it wherever it is used."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = PictureField.instead_of(field)
        if field := self.fields.get("description"):
            field.required = True
            field.label = _("What the picture shows")
            field.help_text = _(
                "For those who cannot see it, in a sentence: who is doing what, where. After uploading mark the "
                "point of focus on the picture: small pictures are cut around it."
            )
