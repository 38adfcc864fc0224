"""Pictures for public pages: several sizes and formats, and words in their place for whoever wants no pictures."""

from django import template
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.images.models import Filter, Picture
from wagtail.images.shortcuts import get_renditions_or_not_found

register = template.Library()

# Modern formats first; the last one is what every browser reads.
FORMATS = "format-{avif,webp,jpeg}"

# A place on the page: how the picture is cut, and how wide it stands there.
PLACES = {
    "text": ("width-{480,800,1360}", "(min-width: 46rem) 42.5rem, 100vw"),
    "text-wide": ("fill-{480x320,800x533,1360x907}", "(min-width: 46rem) 42.5rem, 100vw"),
    "text-square": ("fill-{480x480,800x800}", "(min-width: 34rem) 32rem, 100vw"),
    "lead": ("width-{480,900,1400}", "(min-width: 60rem) 44rem, 100vw"),
    "article": ("width-{480,800,1200,1800}", "(min-width: 60rem) 56rem, 100vw"),
    "thumb": ("fill-480x320", None),
    "face": ("fill-320x400", None),
    "cover": ("width-{240,480}", "12rem"),
}


@register.simple_tag(takes_context=True)
def picture_at(context, place, image, alt="", lazy=True):
    """Draw the picture as this place wants it: {% picture_at "thumb" page.image alt=page.image_alt %}.

    What it shows is said by ``alt``; an empty one means decoration. The first picture of a page is not lazy.
    """
    if not image:
        return ""
    look = context.get("appearance")
    if look and not look.shows_images:
        return format_html('<p class="figure__words">{}</p>', _("Picture: %(words)s") % {"words": alt}) if alt else ""
    cut, sizes = PLACES[place]
    attributes = {"alt": alt or ""}
    if lazy:
        attributes |= {"loading": "lazy", "decoding": "async"}
    if hasattr(image, "sample"):
        attributes |= {"src": image.url, "width": str(image.width), "height": str(image.height)}
        return format_html("<img{}>", flatatt(attributes))
    filters = [Filter(spec=spec) for spec in Filter.expand_spec([cut, FORMATS])]
    # A small picture is never made larger: of sizes that came out alike one is enough.
    apart = {}
    for spec, rendition in get_renditions_or_not_found(image, filters).items():
        apart.setdefault((spec.rpartition("|")[2], rendition.width), (spec, rendition))
    if sizes and len({width for _format, width in apart}) > 1:
        attributes["sizes"] = sizes
    return format_html("{}", Picture(dict(apart.values()), attributes))


@register.simple_tag
def large_picture(image):
    """The address of the picture as large as a screen, for a link."""
    if hasattr(image, "sample"):
        return image.url
    spec = "max-1800x1800|format-jpeg"
    return get_renditions_or_not_found(image, [Filter(spec=spec)])[spec].url
