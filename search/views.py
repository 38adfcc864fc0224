"""The page of the search: one question, one list."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import Count
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.models import Page, Site

from search.forms import SearchForm
from search.fragments import best_passage, marked
from search.lemmas import query_forms
from search.matches import acts_with_number, best_first, date_field, matching_pages, public_pages, searched_models


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
    """Finds the public pages of this council that hold every word asked for, in any of its forms."""

    template_name = "search/search.html"
    per_page = 20

    def get_context_data(self, **kwargs):
        form = SearchForm(self.request.GET)
        query = form.cleaned_data["q"] if form.is_valid() else ""
        site = Site.find_for_request(self.request)
        context = super().get_context_data(form=form, query=query, **kwargs)
        if not (query and site):
            return context | self._answer(Page.objects.none(), [], "")
        pages = public_pages(site.root_page.localized)
        exact = acts_with_number(pages, query)
        return context | self._answer(matching_pages(pages, query, exact), exact, query)

    def _answer(self, found, exact, query):
        kinds = self._kinds(found, query) if query else []
        model = next((kind["model"] for kind in kinds if kind["current"]), None)
        found = found.exact_type(model) if model else found
        first = best_first(found.filter(pk__in=exact)) if exact else Page.objects.none()
        paginator = Paginator(best_first(found.exclude(pk__in=exact)) if query else found, self.per_page)
        results = paginator.get_page(self.request.GET.get("page"))
        asked = query_forms(query)
        first = self._hits(first, [])  # found by its number: the figures of it elsewhere in the text mean nothing
        results.object_list = self._hits(results.object_list, asked)
        return {
            "results": results,
            "exact": first if results.number == 1 else [],
            "total": paginator.count + len(first),
            "kinds": kinds,
        }

    def _kinds(self, found, query):
        """Everything, then each type of page that answers, with its count."""
        counts = dict(found.order_by().values_list("content_type").annotate(Count("pk")))
        types = ContentType.objects.get_for_models(*searched_models())
        if not counts:
            return []
        rows = [("", _("Everything"), None, sum(counts.values()))] + [
            (model._meta.model_name.removesuffix("page"), capfirst(model._meta.verbose_name_plural), model, count)
            for model, content_type in types.items()
            if (count := counts.get(content_type.pk))
        ]
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
