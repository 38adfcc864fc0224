from django.http import Http404
from wagtail import hooks

from documents.access import is_public


@hooks.register("before_serve_document")
def only_published_files_for_strangers(document, request):
    if not (request.user.has_perm("wagtailadmin.access_admin") or is_public(document)):
        raise Http404
