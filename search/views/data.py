"""The search as data."""

from __future__ import annotations

from html import unescape

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import JsonResponse
from django.utils.html import strip_tags
from django.views.decorators.http import require_GET

from search.finding.asking import ask
from search.finding.hits import hits_of
from search.finding.narrowing import FACETS, Narrowing
from search.finding.ranking import EXACT_NUMBER
from search.planning import through_the_index
from search.question import LONGEST
from search.views.page import site_root

PER_PAGE = 20
BEST = 1_000  # a score a word in the title, all in one point and the day of today add up to, more or less


@require_GET
@through_the_index()
def search_data(request):
    """GET /api/v1/search/ – what anybody may read in this council, best first.

    Parameters: ``q`` (the question, up to 1,000 characters), ``page`` (from 1), ``kind``, ``body``, ``year``,
    ``topic``, ``force`` (in_force, not_yet, ended), ``organisation``, ``order`` (empty: best first; new; old), and
    ``literal=1`` to have no slip corrected.

    Answers 200 with ``query``; ``corrected`` (the question answered in its place, or null); ``without`` (words left
    out because they stand nowhere); ``count``, ``page``, ``pages``, ``next``, ``previous``; ``facets`` (for each of
    kind, body, year, topic, force and organisation the values with their counts; organisations only where no more
    than 5,000 finds concern any) and ``results``. A result has ``kind``, ``title``,
    ``number``, ``date``, ``address``, ``fragment`` (plain text), ``score`` (1 is best, 0 is beyond the first 200) and
    ``fragments``, each with ``label``, ``address`` of the very point and ``html`` with <mark>.

    400 with ``{"error": …}`` for a question too long, a page that is no number, or a facet's value that cannot be;
    404 for a page beyond the last.
    """
    text = request.GET.get("q", "")
    root = site_root(request)
    if root is None:
        return _error("There is no site at this address.", 404)
    if len(text) > LONGEST:
        return _error(f"The question is longer than {LONGEST} characters.", 400)
    narrowing = Narrowing.of(request.GET)
    if narrowing.unknown:
        return _error(f"Not a value that can be: {', '.join(sorted(narrowing.unknown))}.", 400)
    answer = ask(root, text, narrowing, literally="literal" in request.GET)
    paginator = Paginator(answer.finding, PER_PAGE)
    try:
        page = paginator.page(request.GET.get("page") or 1)
    except PageNotAnInteger:
        return _error("The page is not a number.", 400)
    except EmptyPage:
        return _error("There is no such page.", 404)
    hits = hits_of(page.object_list, answer.finding, request)
    response = JsonResponse(
        {
            "query": answer.text,
            "corrected": answer.corrected or None,
            "without": list(answer.without),
            "count": answer.total,
            "page": page.number,
            "pages": paginator.num_pages,
            "next": _address(request, page.number + 1) if page.has_next() else None,
            "previous": _address(request, page.number - 1) if page.has_previous() else None,
            "facets": {facet: _values(answer.finding.counts.of(facet)) for facet in FACETS}
            | {"organisation": _values(answer.finding.organisations)},
            "results": [_result(request, hit) for hit in hits],
        },
        json_dumps_params={"ensure_ascii": False},
    )
    response["Cache-Control"] = "max-age=60"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _result(request, hit):
    score = 1.0 if hit.score >= EXACT_NUMBER // 2 else min(max(hit.score, 1) / BEST, 0.99)
    return {
        "kind": hit.code,
        "title": hit.title,
        "number": hit.number,
        "date": hit.date.isoformat() if hit.date else None,
        "address": request.build_absolute_uri(hit.url),
        "fragment": unescape(strip_tags(hit.fragment)),
        "score": round(score, 3),
        "fragments": [
            {"label": one.label, "address": request.build_absolute_uri(one.url), "html": str(one.html)}
            for one in hit.fragments
        ],
    }


def _values(counted):
    return [{"value": value, "count": count} for value, count in counted.most_common(50)]


def _address(request, page):
    query = request.GET.copy()
    query["page"] = str(page)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def _error(words, status):
    response = JsonResponse({"error": words}, status=status)
    response["Access-Control-Allow-Origin"] = "*"
    return response
