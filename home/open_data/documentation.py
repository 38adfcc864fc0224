"""The page that explains the open data to people; the tables on it are read from the schema programs read."""

from __future__ import annotations

from functools import lru_cache

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from home.following.site import AskedSite
from home.open_data.bulk import FORMATS, KINDS

LISTS = (
    ("acts", _("Acts"), _("Acts that are published on the site, the newest first.")),
    ("points", _("Points on control"), _("What is to be done, by whom and by when.")),
    ("meetings", _("Meetings"), _("Meetings of the bodies with their agenda, as far as each body shows them.")),
    ("bodies", _("Bodies"), _("The bodies of the council and their members of today.")),
    ("organisations", _("Organisations"), _("Organisations that have a card on the site.")),
    ("programmes", _("Programmes"), _("Programmes with their passports.")),
    ("plans", _("Plans"), _("Plans with their measures.")),
)


@require_safe
def documentation(request):
    """What can be asked, in a person's words."""
    site = AskedSite(request)
    home = site.home_or_404
    lists = [
        {
            "name": name,
            "title": title,
            "words": words,
            "url": reverse(f"open-{name}-list"),
            "filters": _filters(name, get_language()),
            "fields": _fields(name, get_language()),
        }
        for name, title, words in LISTS
    ]
    files = [
        {"kind": kind, "urls": [(form, reverse("open_data_file", args=[kind, form])) for form in FORMATS]}
        for kind in KINDS
    ]
    context = {"lists": lists, "files": files, "host": site.host, "home": home}
    return render(request, "home/open_data/documentation.html", context)


@lru_cache(maxsize=8)
def _schema(language):
    """The schema as it is served, in the reader's language."""
    return SchemaGenerator(urlconf="home.open_data.schema").get_schema(request=None, public=True)


@lru_cache(maxsize=64)
def _filters(name, language):
    rows = []
    for parameter in _schema(language)["paths"][f"/api/v1/{name}/"]["get"].get("parameters", ()):
        if parameter["in"] == "query":
            schema = parameter["schema"]
            choices = schema.get("enum") or []
            rows.append(
                {
                    "name": parameter["name"],
                    "type": schema.get("format") or schema.get("type", ""),
                    "words": parameter.get("description", "").split("\n")[0],
                    "choices": [str(value) for value in choices],
                }
            )
    return rows


@lru_cache(maxsize=64)
def _fields(name, language):
    """The fields of one of them asked for by its key."""
    schema = _schema(language)
    answer = schema["paths"][f"/api/v1/{name}/{{id}}/"]["get"]["responses"]["200"]["content"]["application/json"]
    component = schema["components"]["schemas"][answer["schema"]["$ref"].rpartition("/")[2]]
    return [
        {"name": field, "type": _type(about), "words": about.get("description", "").split("\n")[0]}
        for field, about in component["properties"].items()
    ]


def _type(about):
    if about.get("type") == "array":
        return "[…]"
    return about.get("format") or about.get("type") or "{…}"
