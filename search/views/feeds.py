"""A feed of any search: the newest finds of a question, narrowed as on its page."""

import datetime
from urllib.parse import urlencode

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from search.findable.parties import ORGANISATION, PERSON
from search.finding.asking import ask
from search.finding.hits import hits_of
from search.finding.narrowing import NEWEST, Narrowing
from search.planning import through_the_index
from search.question import LONGEST
from search.views.page import site_root

MOST = 30


class SearchFeed(Feed):
    """The newest of what a search finds."""

    def __call__(self, request, *args, **kwargs):
        text = request.GET.get("q", "")
        if not text.strip() or len(text) > LONGEST:
            return HttpResponse(_("A feed needs a question."), status=400, content_type="text/plain; charset=utf-8")
        response = super().__call__(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    def get_object(self, request):
        root = site_root(request)
        if root is None:
            raise Http404
        narrowing = Narrowing.of(request.GET).with_(order=NEWEST)
        with through_the_index():
            return self._found(request, root, narrowing)

    def _found(self, request, root, narrowing):
        answer = ask(root, request.GET["q"], narrowing, literally=True)
        finding = answer.finding
        finding.narrowed = finding.narrowed.exclude(kind__in=(ORGANISATION, PERSON))
        return {
            "text": answer.text,
            "address": f"{reverse('search')}?{urlencode({'q': answer.text} | narrowing.with_(order='').values)}",
            "hits": hits_of(finding[:MOST], finding, request),
        }

    def title(self, found):
        return _("Search: %(query)s") % {"query": found["text"]}

    def description(self, found):
        return _("New finds for “%(query)s”") % {"query": found["text"]}

    subtitle = description

    def link(self, found):
        return found["address"]

    def feed_url(self, found):
        return None

    def items(self, found):
        return found["hits"]

    def item_title(self, hit):
        return hit.name

    def item_description(self, hit):
        return strip_tags(hit.fragment)

    def item_link(self, hit):
        return hit.url

    def item_pubdate(self, hit):
        day = hit.date
        return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12))) if day else hit.found_since

    def item_updateddate(self, hit):
        return hit.found_since

    def item_guid_is_permalink(self, hit):
        return True


class AtomFeed(SearchFeed):
    feed_type = Atom1Feed


class RssFeed(SearchFeed):
    feed_type = Rss201rev2Feed
