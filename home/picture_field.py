"""The field by which a picture comes into the library: whatever is sent is taken or refused in words."""

import warnings

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image as Picture
from PIL import ImageFile
from wagtail.images.fields import WagtailImageField

MILLION = 1_000_000


class PictureField(WagtailImageField):
    """Looks at the size a picture says it has before a point of it is read, and bears with broken files."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.error_messages["file_too_many_pixels"] = _(
            "The picture has more than %(millions)s million points. Make it smaller: 4,000 points across are enough "
            "for any page."
        ) % {"millions": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // MILLION}

    @classmethod
    def instead_of(cls, field):
        return cls(label=field.label, required=field.required, widget=field.widget, max_length=field.max_length)

    def to_python(self, data):
        try:
            self._refuse_too_large(data)
            taken = super().to_python(data)
            self._refuse_half_sent(data)
            return taken
        except ValidationError:
            raise
        except Picture.DecompressionBombError:
            raise self._too_large() from None
        except Exception as error:
            # A decoder may stumble over a broken file in any way.
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error

    def _refuse_too_large(self, data):
        if not hasattr(data, "seek"):
            return
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", Picture.DecompressionBombWarning)
                width, height = Picture.open(data).size
        except Picture.UnidentifiedImageError:
            return
        finally:
            data.seek(0)
        if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            raise self._too_large()

    def _refuse_half_sent(self, data):
        """A picture whose end is missing opens, and stumbles only on the page it is put on."""
        if not hasattr(data, "seek"):
            return
        # The maker of PDF files lets broken pictures through for the whole process.
        lets_through, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            data.seek(0)
            picture = Picture.open(data)
            picture.draft("RGB", (1, 1))  # of a photograph an eighth is decoded: all of it is read all the same
            picture.load()
        except Picture.UnidentifiedImageError:
            return
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = lets_through
            data.seek(0)

    def _too_large(self):
        return ValidationError(self.error_messages["file_too_many_pixels"], code="file_too_many_pixels")
