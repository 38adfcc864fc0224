"""Answers when something is wrong: each with its status, its page, and a way on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template import loader

from cms.appearance import Appearance


def bad_request(request, exception):
    return _plain(request, 400)


def permission_denied(request, exception):
    return _plain(request, 403)


def form_not_trusted(request, reason=""):
    """A form that came without its token: the page stood open too long, or cookies are off."""
    return _plain(request, 403, "403_form.html")


def not_found(request, exception):
    """A page of the site itself: whoever mistypes an address keeps the menu and the search."""
    # Said by the page that used to be here (cms.pages): Wagtail makes one kind of error of all it cannot serve.
    status = 410 if getattr(request, "page_is_withdrawn", False) else 404
    # What was typed into the address does not come back, not even in a link.
    return render(request, f"{status}.html", {"page_before": "/"}, status=status)


def too_many_requests(request, seconds=60):
    """For whatever counts requests; the browser is told when to come again."""
    answer = _plain(request, 429)
    answer["Retry-After"] = str(seconds)
    return answer


def server_error(request):
    return _plain(request, 500)


def unavailable(request, seconds=300):
    """While the site is being worked on."""
    answer = _plain(request, 503)
    answer["Retry-After"] = str(seconds)
    return answer


def _plain(request, status, template=None):
    """A page that asks nothing of the database, nor of who is reading: either may be what failed."""
    page = loader.render_to_string(template or f"{status}.html", {"appearance": Appearance.of(request)})
    return HttpResponse(page, status=status)
