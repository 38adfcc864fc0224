"""Every address the house answers at, as its resolver, page types and registers of actions tell it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.urls import LocalePrefixPattern, URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern
from django.utils.translation import override
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, get_page_models

GROUP = re.compile(r"\((?:\?P<(?P<name>\w+)>)?(?:[^()]|\([^()]*\))*\)")
CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")
# One pattern of these answers for many actions, each with a rule of its own.
PAGE_ACTION, BULK_ACTION, ADD_PAGE = "wagtailadmin_api:pages:action", "wagtail_bulk_action", "wagtailadmin_pages:add"


@dataclass(frozen=True)
class Address:
    """One address: the name a rule knows it by, and its path with the places that are filled in."""

    name: str
    path: str
    language: str = field(default="", compare=False)

    @property
    def places(self):
        """What must be known to make a real address of it."""
        return CONVERTER.findall(self.path)

    def filled(self, values):
        """The path with these values in its places; raises KeyError when one is missing."""
        return CONVERTER.sub(lambda place: str(values[place[1]]), self.path)


def every_address() -> list[Address]:
    """All addresses in a stable order, each once."""
    found = {}
    with override(settings.LANGUAGE_CODE):
        for address in [*_of_resolver(), *_of_pages()]:
            found.setdefault((address.name, address.path), address)
    return sorted(found.values(), key=lambda address: (address.path, address.name))


def _of_resolver():
    for address in _walk(get_resolver().url_patterns, "/", ()):
        if address.name == BULK_ACTION:
            yield from _bulk_actions(address)
        elif address.name == PAGE_ACTION:
            yield from _each(address, "action_name", PagesAdminAPIViewSet.actions)
        elif address.name == ADD_PAGE:
            yield from _page_forms(address)
        else:
            yield address


def _walk(patterns, prefix, spaces, language="") -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            if isinstance(pattern.pattern, LocalePrefixPattern):
                # Every address behind the prefix has a twin in each language of the interface.
                for code, _name in settings.LANGUAGES:
                    with override(code):
                        yield from _walk(pattern.url_patterns, prefix + str(pattern.pattern), inner, code)
            else:
                yield from _walk(pattern.url_patterns, prefix + _readable(pattern.pattern), inner, language)
        elif isinstance(pattern, URLPattern) and pattern.name != "wagtail_serve":
            path = prefix + _readable(pattern.pattern)
            yield Address(":".join((*spaces, pattern.name)) if pattern.name else path, path, language)


def _readable(pattern):
    """A route or a regular expression as a path with places: ``<pk>`` or, for unnamed groups, ``<1>``."""
    if not isinstance(pattern, RegexPattern):
        return CONVERTER.sub(r"<\1>", str(pattern))
    count = iter(range(1, 100))
    text = GROUP.sub(lambda group: f"<{group['name'] or next(count)}>", str(pattern))
    return text.removeprefix("^").removesuffix("$").replace("\\", "").replace(".*", "<anything>")


def _each(address, place, values):
    for value in values:
        yield Address(f"{address.name}:{value}", address.path.replace(f"<{place}>", value), address.language)


def _bulk_actions(address):
    bulk_action_registry._scan_for_bulk_actions()
    for app, models in bulk_action_registry.actions.items():
        for model, actions in models.items():
            for action in actions:
                path = address.path.replace("<app_label>", app).replace("<model_name>", model)
                yield Address(f"{address.name}:{model}:{action}", path.replace("<action>", action), address.language)


def _page_forms(address):
    for model in get_page_models():
        if model is not Page and model.is_creatable:
            kind = model._meta
            path = address.path.replace("<content_type_app_name>", kind.app_label)
            path = path.replace("<content_type_model_name>", kind.model_name)
            yield Address(f"{address.name}:{kind.model_name}", path, address.language)


def _of_pages():
    """Where pages are read: every type, and the addresses a page has within itself."""
    for code, _name in settings.LANGUAGES:
        start = "/" if code == settings.LANGUAGE_CODE else f"/{code}/"
        for model in get_page_models():
            if model is Page:
                continue
            name = f"page:{model._meta.model_name}"
            yield Address(name, f"{start}<page>", code)
            if issubclass(model, RoutablePageMixin):
                for pattern in model.get_subpage_urls():
                    if route := _readable(pattern.pattern):
                        yield Address(f"{name}:{pattern.name}", f"{start}<page>{route}", code)
