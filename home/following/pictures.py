"""The picture of a shared link: drawn when it is first asked for, then kept."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.pages import CouncilPageQuerySet
from home.following.drawing import draw
from home.following.sharing import share_card_of
from home.following.site import AskedSite

FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def share_picture(request, pk, key):
    """Only for pages anybody may read here; one picture a page, whatever is asked for."""
    home = AskedSite(request).home_or_404
    page = CouncilPageQuerySet(Page).descendant_of(home, inclusive=True).live().public().filter(pk=pk).first()
    page = page.specific if page else None
    if page is None or getattr(page, "is_restricted", False):
        raise Http404
    card = share_card_of(page, home.organisation)
    if card.key != key:
        return redirect("share_picture", pk=pk, key=card.key)
    name = f"cards/{pk}/{key}.png"
    if default_storage.exists(name):
        response = FileResponse(default_storage.open(name), content_type="image/png")
    else:
        content = draw(card)
        _keep(pk, name, content)
        response = HttpResponse(content, content_type="image/png")
    response["Cache-Control"] = FOR_EVER
    return response


def _keep(pk, name, content):
    """Keep the picture in place of the page's earlier ones."""
    folder = f"cards/{pk}"
    try:
        earlier = default_storage.listdir(folder)[1]
    except FileNotFoundError:
        earlier = []
    for file in earlier:
        default_storage.delete(f"{folder}/{file}")
    default_storage.save(name, ContentFile(content))
