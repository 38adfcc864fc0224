from django.http import Http404
from wagtail import hooks

from documents.access import may_fetch


@hooks.register("before_serve_document")
def only_published_files_for_strangers(document, request):
    if not may_fetch(request.user, document):
        raise Http404
