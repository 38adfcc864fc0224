"""The frame of every page a personal link opens: no account, no cookies, nothing kept by anybody on the way."""

from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from registry.models import LinkRefused, PersonalLink

# A letter's link must leave no trace: not in a cache, not in a search engine, not in the address another site is told.
HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


# There is no cookie to compare with; the signed token in the address is what nobody else can send.
@method_decorator(csrf_exempt, name="dispatch")
class PersonalLinkView(View):
    """One question to one person, opened by a signed link.

    A heir names ``purpose`` and ``template_name``, and answers ``get`` and ``post``; ``self.link`` is the link, made
    by us and perhaps spent already: ``get`` may show what was answered, ``post`` spends it with ``link.use()`` inside
    the transaction of the verb. LinkRefused, wherever it is raised, becomes a page with that one sentence.
    """

    purpose = None
    template_name = None
    closed_template_name = "registry/link/closed.html"
    http_method_names = ["get", "head", "post"]
    link = None

    def dispatch(self, request, *args, token, **kwargs):
        try:
            self.link = PersonalLink.objects.by_token(token, self.purpose)
            response = super().dispatch(request, *args, **kwargs)
        except LinkRefused as refusal:
            response = self.closed(str(refusal))
        for header, value in HEADERS.items():
            response[header] = value
        return response

    def page(self, *, status=200, **context):
        """The page of the question."""
        return TemplateResponse(self.request, self.template_name, self.context(**context), status=status)

    def closed(self, refusal):
        """The page that says why the link opens nothing."""
        return TemplateResponse(self.request, self.closed_template_name, self.context(refusal=refusal), status=410)

    def context(self, **context):
        """What the frame shows: ``link``, the ``council`` and the ``contact`` to ask, as far as they are known."""
        return {"link": self.link, **context}
