"""A stream written as RSS 2.0, Atom 1.0 or JSON Feed 1.1."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed
from django.utils.translation import get_language

# What XML 1.0 cannot carry; it comes with text pasted from elsewhere.
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Written:
    """How a format is written: its type and the function that writes it."""

    media_type: str
    write: object


def _as_rss(stream, entries, site):
    return _by_generator(Rss201rev2Feed, stream, entries, site)


def _as_atom(stream, entries, site):
    return _by_generator(Atom1Feed, stream, entries, site)


def _by_generator(generator, stream, entries, site):
    feed = generator(
        title=stream.full_title,
        link=site.absolute(stream.page.url),
        description=stream.full_title,
        language=get_language(),
        feed_url=site.own_address,
        feed_guid=site.own_address,
        author_name=str(stream.home.organisation or stream.home.title),
        ttl="60",
    )
    for entry in entries:
        files = []
        if entry.file:
            url, media_type, length = entry.file
            files = [Enclosure(site.absolute(url), str(length), media_type)]
        address = site.absolute(entry.url)
        feed.add_item(
            title=_NOT_XML.sub("", entry.title),
            link=address,
            description=_NOT_XML.sub("", entry.summary),
            unique_id=address,
            unique_id_is_permalink=True,
            pubdate=entry.published,
            # Atom wants to know when every entry was changed last.
            updateddate=entry.updated or entry.published,
            categories=entry.categories,
            enclosures=files,
        )
    return feed.writeString("utf-8").encode()


def _as_json(stream, entries, site):
    items = []
    for entry in entries:
        address = site.absolute(entry.url)
        item = {
            "id": address,
            "url": address,
            "title": entry.title,
            # The format wants words of every item, the title where there are no others.
            "content_text": entry.summary or entry.title,
            "tags": list(entry.categories),
        }
        if entry.published:
            item["date_published"] = entry.published.isoformat()
        if entry.updated:
            item["date_modified"] = entry.updated.isoformat()
        if entry.file:
            url, media_type, length = entry.file
            item["attachments"] = [
                {"url": site.absolute(url), "mime_type": media_type, **({"size_in_bytes": length} if length else {})}
            ]
        items.append({name: value for name, value in item.items() if value})
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": stream.full_title,
        "home_page_url": site.absolute(stream.page.url),
        "feed_url": site.own_address,
        "language": get_language(),
        "authors": [{"name": str(stream.home.organisation or stream.home.title)}],
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()


FORMATS = {
    "atom": Written("application/atom+xml; charset=utf-8", _as_atom),
    "rss": Written("application/rss+xml; charset=utf-8", _as_rss),
    "json": Written("application/feed+json; charset=utf-8", _as_json),
}
