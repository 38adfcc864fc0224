"""Pictures and papers drawn for the demo federation: our own, so nobody's photograph is needed."""

import io

from anyascii import anyascii
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils.text import slugify
from PIL import Image as Picture
from PIL import ImageDraw
from wagtail.documents.models import Document
from wagtail.images.models import Image

from home.following.drawing import SANS, SERIF, Type

INK, SOFT = "#14191a", "#495256"
# Drawn larger and made smaller, so that slanting edges are smooth.
FINENESS = 2


def picture(library, title, description, draw, size=(1600, 1000), focus=None):
    """A picture in the council's library, with words for those who cannot see it and a point of focus."""
    image = Image(title=title, description=description, **({"collection": library} if library else {}))
    image.file = ImageFile(_stored(draw, size, "JPEG"), name=f"{slugify(anyascii(title))[:60]}.jpg")
    if focus:
        image.focal_point_x, image.focal_point_y = focus
        image.focal_point_width = image.focal_point_height = size[1] // 3
    image.save()
    return image


def document(library, title, name, draw, size=(1240, 1754)):
    """A one-page PDF in the council's library."""
    content = ContentFile(_stored(draw, size, "PDF").read(), name=name)
    paper = Document.objects.create(title=title, file=content, collection=library)
    paper.get_file_size()
    return paper


def _stored(draw, size, kind):
    fine = tuple(side * FINENESS for side in size)
    canvas = Picture.new("RGB", fine, "#ffffff")
    draw(ImageDraw.Draw(canvas), *fine)
    stored = io.BytesIO()
    canvas.reduce(FINENESS).save(stored, kind, quality=88)
    stored.seek(0)
    return stored


def front_page(name, requisites, headline, scene, colour):
    """The front page of a newspaper: its name and number, a headline, a picture, columns of grey."""

    def draw(pen, width, height):
        left, right, page = width * 0.08, width * 0.92, pen._image
        pen.rectangle((0, 0, width, height), fill="#fbf9f3")
        head = Type(SERIF, _fitting(SERIF, name.upper(), right - left, int(width * 0.13)))
        head.draw(pen, left, height * 0.125, name.upper(), colour)
        pen.rectangle((left, height * 0.145, right, height * 0.149), fill=colour)
        small = Type(SANS, int(width * 0.026), 500)
        small.draw(pen, left, height * 0.172, requisites, SOFT)
        pen.rectangle((left, height * 0.183, right, height * 0.1845), fill=colour)
        title, y = Type(SERIF, int(width * 0.062)), height * 0.236
        for line in title.wrap(headline, right - left)[:2]:
            title.draw(pen, left, y, line, INK)
            y += title.size * 1.15
        broad, tall = int(right - left), int((right - left) * 0.56)
        inset = Picture.new("RGB", (broad, tall))
        scene(ImageDraw.Draw(inset), broad, tall)
        top = int(y - title.size * 0.55)
        page.paste(inset, (int(left), top))
        _columns(pen, (left, top + tall + height * 0.025), (right - left, height * 0.95), max(2, width // 260))

    return draw


def regulation(title, lines=34):
    """A plain page of a document: its title over lines of grey."""

    def draw(pen, width, height):
        pen.rectangle((0, 0, width, height), fill="#ffffff")
        face, y = Type(SERIF, int(width * 0.034)), height * 0.14
        for line in face.wrap(title, width * 0.74):
            face.draw(pen, (width - face.length(line)) / 2, y, line, INK)
            y += face.size * 1.25
        for line in range(lines):
            bottom = y + height * (0.02 + line * 0.019)
            share = 0.5 if line % 6 == 5 else 0.84
            pen.rectangle((width * 0.12, bottom, width * (0.04 + share), bottom + height * 0.003), fill="#8a8f8c")

    return draw


def _columns(pen, corner, limits, thickness, number=3):
    """Columns of grey lines from the corner down: what a page looks like from afar."""
    (left, top), (broad, bottom) = corner, limits
    step, gap = thickness * 4.2, broad * 0.045
    column = (broad - gap * (number - 1)) / number
    for place in range(number):
        x, y, line = left + place * (column + gap), top, 0
        while y < bottom:
            share = 0.55 if line % 7 == 6 else 1
            pen.rectangle((x, y, x + column * share, y + thickness), fill="#9a9f9b")
            y, line = y + step, line + 1


def _fitting(face, words, width, size):
    """The largest size in which the words stand in one line of this width."""
    return min(size, int(size * width / Type(face, size).length(words)))
