"""Remarks an editor reads after saving a page: nothing is refused, only said."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from home.editing import council_of_page
from home.links_of_pages import links_of
from home.models import LinkRules

# The cover of an issue is shown whole everywhere.
PICTURES = ("image",)


def say_after_saving(request, page):
    """Which links lead where the council does not want them to, and which picture has no point of focus."""
    # Wagtail saves by itself while one types and asks for JSON then; what is said would heap up for the next screen.
    if request.method != "POST" or not request.accepts("text/html"):
        return
    _say_of_links(request, page)
    _say_of_pictures(request, page)


def _say_of_links(request, page):
    home = council_of_page(page)
    rules = LinkRules.objects.filter(home=home).exclude(unwanted="").first() if home else None
    if rules is None:
        return
    draft = page.get_latest_revision_as_object() if page.latest_revision_id else page
    unwanted = [link.target for link in links_of(draft) if link.kind == "url" and rules.forbids(link.target)]
    if unwanted:
        words = ngettext(
            "This link leads to a site the council does not want links to: %(links)s.",
            "These links lead to sites the council does not want links to: %(links)s.",
            len(unwanted),
        )
        messages.warning(request, words % {"links": ", ".join(unwanted[:5])})


def _say_of_pictures(request, page):
    draft = page.get_latest_revision_as_object() if page.latest_revision_id else page
    for name in PICTURES:
        picture = getattr(draft, name, None)
        if picture is not None and not picture.has_focal_point():
            messages.info(
                request,
                _("The picture “%(title)s” has no point of focus: in lists its edges are cut off evenly.")
                % {"title": picture.title},
                buttons=[messages.button(reverse("wagtailimages:edit", args=[picture.pk]), _("Mark it"))],
            )
