"""Telling of new finds: each once, whoever runs this, however often and however it ended."""

from __future__ import annotations

from html import unescape
from urllib.parse import urlsplit

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.letter_sending import letter_to, write_to_each
from search.findable.parties import ORGANISATION, PERSON
from search.finding.finding import Finding
from search.finding.hits import hits_of
from search.finding.narrowing import NEWEST, Narrowing
from search.models import SearchAlert, ToldEntry
from search.planning import through_the_index
from search.question import read_question

MOST_IN_A_LETTER = 30
ALERTS_A_TIME = 200


def tell() -> int:
    """Write to everybody whose search finds something new; returns the number of letters sent."""
    keys = SearchAlert.objects.active().order_by("pk").values_list("pk", flat=True).iterator(ALERTS_A_TIME)
    return write_to_each("search alert", keys, _tell_one)


def forget_unconfirmed() -> int:
    """Delete the addresses nobody has confirmed in time."""
    return SearchAlert.objects.forgotten(timezone.now()).delete()[0]


def _tell_one(pk, connection):
    alert, hits = _claimed(pk)
    if not hits:
        return False
    # From here on the finds count as told: a letter whose fate is unknown is never sent again.
    with translation.override(alert.language):
        _letter(alert, hits, connection).send()
    return True


@transaction.atomic
def _claimed(pk):
    """The new finds of the search, written down as told by this very process."""
    alert = SearchAlert.objects.select_for_update(of=("self",)).select_related("root").get(pk=pk)
    if not alert.is_active:
        return alert, []
    asked = QueryDict(alert.query)
    narrowing = Narrowing.of(asked).with_(order=NEWEST)
    finding = Finding(alert.root, read_question(asked.get("q", "")), narrowing)
    told = ToldEntry.objects.filter(alert=alert).values("key")
    finding.narrowed = (
        finding.narrowed.filter(found_since__gt=alert.confirmed_at)
        .exclude(key__in=told)
        .exclude(kind__in=(ORGANISATION, PERSON))
    )
    with through_the_index(), translation.override(alert.language):
        hits = hits_of(finding[:MOST_IN_A_LETTER], finding)
    ToldEntry.objects.bulk_create(ToldEntry(alert=alert, key=hit.key) for hit in hits)
    return alert, hits


def _letter(alert, hits, connection):
    end = alert.link("search_alert_end")
    number = len(hits)
    lines = [
        ngettext("%(n)s new find for “%(query)s”", "%(n)s new finds for “%(query)s”", number)
        % {"n": number, "query": alert.in_words},
        "",
    ]
    for hit in hits:
        lines += [f"{hit.kind}{f', {hit.date:%d.%m.%Y}' if hit.date else ''}"]
        lines += [hit.name]
        lines += [_plain(hit.fragment)] if hit.fragment else []
        lines += [_absolute(alert, hit.url), ""]
    lines += [_("No letters about this search any more:"), end]
    return letter_to(alert, _("New for “%(query)s”") % {"query": alert.in_words[:60]}, lines, end, connection)


def _plain(html):
    return unescape(strip_tags(html))


def _absolute(alert, url):
    return url if urlsplit(url).scheme else f"{alert.host}{url}"
