"""The links of a page, wherever its editors can put one: running text, blocks, fields with an address."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.db import models
from wagtail.fields import RichTextField, StreamField

_HOST = re.compile(r"(?!-)[\w-]+(\.[\w-]+)*\.[^\W\d_]{2,}", re.UNICODE)


@dataclass(frozen=True)
class Link:
    """A link as it stands in a page: to a page or file of the house by its key, or to an address."""

    kind: str  # "page", "document" or "url"
    target: str


def host_of(address):
    """The host of an address or of a line a person typed: «https://www.Example.org/x» is example.org."""
    words = address.strip().lower()
    if "//" not in words:
        words = f"//{words}"
    try:
        host = urlsplit(words).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").rstrip(".")


def is_host(words):
    return bool(_HOST.fullmatch(words)) and len(words) <= 253


def links_of(page):
    """All links of the page's own fields, each once."""
    found = {}
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            stream = getattr(page, field.name)
            _walk(list(stream.raw_data) if stream else [], found)
        elif isinstance(field, RichTextField):
            _read(getattr(page, field.name) or "", found)
        elif isinstance(field, models.URLField) and getattr(page, field.name):
            _take("url", getattr(page, field.name), found)
    return list(found)


def _walk(value, found):
    if isinstance(value, dict):
        for inner in value.values():
            _walk(inner, found)
    elif isinstance(value, list | tuple):
        for inner in value:
            _walk(inner, found)
    elif isinstance(value, str):
        if value.startswith(("http://", "https://")) and " " not in value.strip():
            _take("url", value.strip(), found)
        elif "<a " in value:
            _read(value, found)


def _read(markup, found):
    reader = _Anchors()
    reader.feed(markup)
    for attributes in reader.anchors:
        kind = attributes.get("linktype")
        if kind in ("page", "document") and attributes.get("id"):
            _take(kind, attributes["id"], found)
        elif attributes.get("href"):
            _take("url", attributes["href"], found)


def _take(kind, target, found):
    if kind != "url" or target.startswith(("http://", "https://", "/")):
        found[Link(kind, target[:2000])] = True


class _Anchors(HTMLParser):
    def __init__(self):
        super().__init__()
        self.anchors = []

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.anchors.append({name: value or "" for name, value in attrs})
