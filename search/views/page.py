"""The page of the search: one question, one list, and what it can be narrowed by."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.models import Page, Site

from registry.models import Body, Organisation
from search.alerting.consent import consent_words
from search.finding.asking import ask
from search.finding.hits import hits_of, kind_name
from search.finding.naming import FORCE_NAMES, choices_in_words
from search.finding.narrowing import NEWEST, OLDEST, RELEVANCE, Narrowing
from search.planning import through_the_index
from search.question import LONGEST, clean

ORDER_NAMES = {
    RELEVANCE: gettext_lazy("Best first"),
    NEWEST: gettext_lazy("Newest first"),
    OLDEST: gettext_lazy("Oldest first"),
}
MOST_CHOICES = 12


def site_root(request) -> Page | None:
    """The root of the council's site."""
    site = Site.find_for_request(request)
    return site.root_page if site else None


class SearchView(TemplateView):
    """Finds what anybody may read in this council: best first, narrowed as the reader likes."""

    template_name = "search/search.html"
    per_page = 20

    def get(self, request, *args, **kwargs):
        with through_the_index():
            context = self.get_context_data(**kwargs)
        return self.render_to_response(context, status=context.pop("status"))

    def get_context_data(self, **kwargs):
        text = self.request.GET.get("q", "")
        context = super().get_context_data(query=clean(text[: LONGEST * 2])[:LONGEST], **kwargs)
        nothing = {"status": 200, "results": Paginator([], self.per_page).page(1), "exact": [], "total": 0, "kinds": []}
        root = site_root(self.request)
        if len(text) > LONGEST:
            return context | nothing | {"status": 400, "query": "", "is_too_long": True}
        if not text.strip() or root is None:
            return context | nothing
        narrowing = Narrowing.of(self.request.GET)
        answer = ask(root, text, narrowing, literally="literal" in self.request.GET)
        return context | nothing | self._answer(answer)

    def _answer(self, answer):
        finding = answer.finding
        paginator = Paginator(finding, self.per_page)
        status = 200
        try:
            results = paginator.page(self.request.GET.get("page") or 1)
        except (PageNotAnInteger, EmptyPage):
            # There is no such page; what there is stands in its place.
            status, results = 404, paginator.page(1)
        hits = hits_of(results.object_list, finding, self.request)
        best_first = finding.narrowing.order == RELEVANCE
        exact = [hit for hit in hits if hit.is_exact] if results.number == 1 and best_first else []
        results.object_list = [hit for hit in hits if hit not in exact]
        narrowing = finding.narrowing
        shown = {"q": answer.corrected or answer.text}
        return {
            "status": status,
            "is_no_page": status == 404,
            "answer": answer,
            "results": results,
            "exact": exact,
            "total": answer.total,
            "kinds": self._kinds(finding, shown),
            "facets": self._facets(finding, shown),
            "orders": self._orders(narrowing, shown),
            "narrowing": narrowing,
            "chosen": self._chosen(finding, shown),
            "literal_url": "?" + urlencode({"q": answer.text, "literal": "1"}),
            "everything_url": "?" + urlencode({"q": answer.text}),
            "feed_url": f"{reverse('search_atom')}?{urlencode(shown | narrowing.values)}",
            "rss_url": f"{reverse('search_rss')}?{urlencode(shown | narrowing.values)}",
            "alert_values": list((shown | narrowing.values).items()),
            "consent": consent_words(),
        }

    def _kinds(self, finding, shown):
        """Everything, then each kind of find, with their numbers."""
        narrowing = finding.narrowing
        counted = finding.counts.of("kind")
        if not counted:
            return []
        rows = [("", _("Everything"), finding.counts.without_kind)]
        rows += [(code, kind_name(code, plural=True), number) for code, number in _most(counted)]
        return [self._choice("kind", code, name, number, narrowing, shown) for code, name, number in rows]

    def _facets(self, finding, shown):
        """What else can be chosen: only where there is a choice, or one was made."""
        narrowing, counts = finding.narrowing, finding.counts
        bodies = counts.of("body")
        organisations = _most(finding.organisations)[:MOST_CHOICES]
        called = Organisation.objects.in_bulk([key for key, _number in organisations]) if organisations else {}
        names = Body.objects.filter(pk__in=bodies).told_apart() if bodies else {}
        facets = [
            ("year", _("Year"), sorted(counts.of("year").items(), reverse=True), str),
            ("body", _("Body"), _most(bodies), names.get),
            ("topic", _("Topic"), _most(counts.of("topic")), str),
            ("organisation", _("Organisation"), organisations, lambda key: capfirst(str(called.get(key, "")))),
            ("force", _("Legal force"), _most(counts.of("force")), FORCE_NAMES.get),
        ]
        return [
            {
                "name": title,
                "choices": [
                    self._choice(facet, value, name_of(value) or value, number, narrowing, shown)
                    for value, number in values[:MOST_CHOICES]
                ],
            }
            for facet, title, values, name_of in facets
            if len(values) > 1 or (values and getattr(narrowing, facet))
        ]

    def _choice(self, facet, value, name, number, narrowing, shown):
        current = getattr(narrowing, facet) == value or (value == "" and not getattr(narrowing, facet))
        other = narrowing.with_(**{facet: value or ("" if facet in ("kind", "topic", "force") else None)})
        if current and value:
            # Chosen once more, it is taken back.
            other = narrowing.with_(**{facet: "" if facet in ("kind", "topic", "force") else None})
        url = "?" + urlencode(shown | (narrowing.with_(kind=value) if facet == "kind" else other).values)
        return {"code": value, "name": name, "count": number, "url": url, "current": current}

    def _orders(self, narrowing, shown):
        return [
            {
                "name": name,
                "url": "?" + urlencode(shown | narrowing.with_(order=order).values),
                "current": narrowing.order == order,
            }
            for order, name in ORDER_NAMES.items()
        ]

    def _chosen(self, finding, shown):
        """The choices made, each with the way to take it back."""
        narrowing = finding.narrowing
        chosen = []
        for name, words in choices_in_words(narrowing).items():
            other = narrowing.with_(**{name: "" if name in ("kind", "topic", "force") else None})
            chosen.append({"name": words, "url": "?" + urlencode(shown | other.values)})
        return chosen


def _most(counted):
    return sorted(counted.items(), key=lambda pair: (-pair[1], str(pair[0])))
