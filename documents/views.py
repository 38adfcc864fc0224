"""Files that have an address of their own."""

from django.conf import settings
from django.http import Http404
from django.views.static import serve
from wagtail.images import get_image_model

from documents.access import may_fetch


def rendition(request, path):
    """A picture as a page shows it; one no public page shows is for the council's own people, like any file."""
    renditions = get_image_model().get_rendition_model().objects.select_related("image")
    shown = renditions.filter(file=path).first()
    if shown is None or not may_fetch(request.user, shown.image):
        raise Http404
    return serve(request, path, document_root=settings.MEDIA_ROOT)
