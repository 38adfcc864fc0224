"""Suggestions while a question is being typed."""

from django.http import JsonResponse
from django.views.decorators.http import require_GET

from search.findable.pages import public_pages
from search.findable.parties import named_today
from search.finding.hits import address_of, kind_name
from search.finding.reach import Reach
from search.lemmas import words
from search.models import Entry
from search.numbers import OWN, number_token
from search.planning import through_the_index
from search.question import clean
from search.relatives import spelt, terms
from search.views.page import site_root

MOST = 8
SHORTEST = 2
LONGEST = 100


@require_GET
@through_the_index()
def suggest(request):
    """Titles that begin to answer what is typed: {"suggestions": [{"title", "kind", "number", "url"}, …]}."""
    root, text = site_root(request), clean(request.GET.get("q", "")[:LONGEST])
    reach = Reach(root) if root else None
    found = _suggested(reach, text) if reach and len(text) >= SHORTEST else []
    keys = {entry.page for entry in found}
    public = public_pages(reach).filter(pk__in=keys).select_related("locale") if keys else ()
    pages = {page.pk: page for page in public}
    named = named_today({entry.person for entry in found if entry.person})
    rows = [
        {
            "title": entry.title,
            "kind": entry.about if entry.kind == "resolution" and entry.about else kind_name(entry.kind),
            "number": entry.number,
            "url": entry.address or f"{address_of(pages[entry.page], request)}{entry.suffix}",
        }
        for entry in found
        if entry.page in pages and (not entry.person or entry.person in named)
    ]
    response = JsonResponse({"suggestions": rows}, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "max-age=60"
    response["X-Robots-Tag"] = "noindex"
    return response


def _suggested(reach, text):
    typed = words(text)
    if not typed:
        return []
    *whole, begun = typed
    sets = [frozenset(f"t_{term}" for term in terms(word)) for word in whole[:8]]
    sets.append(frozenset({f"w_{spelt(begun)}*", *(f"t_{term}" for term in terms(begun))}))
    number = number_token(OWN, text)
    columns = ("key", "kind", "page", "suffix", "address", "title", "number", "about", "person", "date")
    entries = Entry.objects.below(reach).only(*columns)
    found = list(entries.filter(tokens__holds=tuple(sets)).newest_first()[:MOST])
    if number and any(map(str.isdecimal, text)):
        # A number that is being typed comes before the words.
        numbered = entries.filter(tokens__holds=(frozenset({f"{number}*"}),)).newest_first()[:MOST]
        found = list(dict.fromkeys([*numbered, *found]))[:MOST]
    return found
