"""The page of the search: one question, one list."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import Count
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.models import Page, Site

from registry.models import Organisation
from search.forms import SearchForm
from search.fragments import best_passage, marked
from search.lemmas import query_forms
from search.matches import (
    acts_with_number,
    best_first,
    date_field,
    matching_pages,
    organisations_page,
    public_pages,
    searched_models,
)

# The kind of result that is no page but a card on one.
ORGANISATIONS = "organisations"


@dataclass(frozen=True)
class Hit:
    """A found page as the list shows it."""

    title: str
    url: str
    kind: str
    date: date | None
    number: str
    fragment: SafeString


class SearchView(TemplateView):
    """Finds the public pages of this council that hold every word asked for, and organisations called so."""

    template_name = "search/search.html"
    per_page = 20
    organisations_beside = 3

    def get_context_data(self, **kwargs):
        form = SearchForm(self.request.GET)
        query = form.cleaned_data["q"] if form.is_valid() else ""
        site = Site.find_for_request(self.request)
        context = super().get_context_data(form=form, query=query, **kwargs)
        if not (query and site):
            return context | {"results": self._page_of(Page.objects.none()), "exact": [], "total": 0, "kinds": []}
        pages = public_pages(site.root_page.localized)
        exact = acts_with_number(pages, query)
        return context | self._answer(matching_pages(pages, query, exact), exact, query, organisations_page(pages))

    def _answer(self, found, exact, query, listing):
        organisations = listing.find(query) if listing else Organisation.objects.none()
        kinds = self._kinds(found, organisations.count(), query)
        chosen = next((kind for kind in kinds if kind["current"]), {"code": "", "model": None})
        if chosen["code"] == ORGANISATIONS:
            results = self._page_of(organisations)
            results.object_list = [self._card(listing, organisation) for organisation in results.object_list]
            return {"results": results, "exact": [], "total": results.paginator.count, "kinds": kinds}
        found = found.exact_type(chosen["model"]) if chosen["model"] else found
        first = best_first(found.filter(pk__in=exact)) if exact else Page.objects.none()
        results = self._page_of(best_first(found.exclude(pk__in=exact)))
        first = self._hits(first, [])  # found by its number: the figures of it elsewhere in the text mean nothing
        results.object_list = self._hits(results.object_list, query_forms(query))
        beside = next((kind for kind in kinds if kind["code"] == ORGANISATIONS and not chosen["code"]), None)
        answer = {
            "results": results,
            "exact": first if results.number == 1 else [],
            "total": results.paginator.count + len(first) + (beside["count"] if beside else 0),
            "kinds": kinds,
        }
        if beside and results.number == 1:
            answer["organisations"] = [self._card(listing, one) for one in organisations[: self.organisations_beside]]
            answer["all_organisations"] = beside
        return answer

    def _page_of(self, rows):
        return Paginator(rows, self.per_page).get_page(self.request.GET.get("page"))

    def _kinds(self, found, organisations, query):
        """Everything, then each type of page that answers, and the organisations, with their counts."""
        counts = dict(found.order_by().values_list("content_type").annotate(Count("pk")))
        types = ContentType.objects.get_for_models(*searched_models())
        if not counts and not organisations:
            return []
        rows = [("", _("Everything"), None, sum(counts.values()) + organisations)] + [
            (model._meta.model_name.removesuffix("page"), capfirst(model._meta.verbose_name_plural), model, count)
            for model, content_type in types.items()
            if (count := counts.get(content_type.pk))
        ]
        if organisations:
            rows.append((ORGANISATIONS, _("Organisations"), None, organisations))
        asked = self.request.GET.get("kind")
        chosen = asked if asked in {row[0] for row in rows} else ""
        return [
            {
                "code": code,
                "name": name,
                "model": model,
                "count": count,
                "url": "?" + urlencode({"q": query} | ({"kind": code} if code else {})),
                "current": code == chosen,
            }
            for code, name, model, count in rows
        ]

    def _card(self, listing, organisation):
        known_as = ", ".join(filter(None, [organisation.short_name, organisation.place]))
        return Hit(
            title=organisation.name,
            url=listing.card_url(organisation, self.request),
            kind=capfirst(organisation.get_kind_display()),
            date=None,
            number="",
            fragment=conditional_escape(known_as),
        )

    def _hits(self, pages, asked):
        return [self._hit(page, asked) for page in pages.specific()]

    def _hit(self, page, asked):
        passage = best_passage(page, asked)
        url = page.get_url(self.request) or ""
        named_date = date_field(type(page))
        return Hit(
            title=page.title,
            url=f"{url}#{passage.anchor}" if passage.anchor else url,
            kind=capfirst(page._meta.verbose_name),
            date=getattr(page, named_date) if named_date else None,
            number=getattr(page, "number", ""),
            fragment=marked(passage, asked),
        )
