"""Sending digests: everything is told once, whoever runs this, however often and however it ended."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.letter_sending import letter_to, write_to_each
from home.following.choices import streams_of
from home.models import Digest

MOST_OF_A_STREAM = 15
AT_A_TIME = 200


@dataclass
class Run:
    """One sending of the day: up to which moment it tells, and what it has already asked of the database."""

    until: datetime.datetime
    found: dict = field(default_factory=dict)

    def found_for(self, digest, word, since):
        # Most were told up to the moment of the last run, and many chose the same.
        key = (digest.home_id, word, since, digest.language)
        if key not in self.found:
            streams = streams_of(digest.home, [word])
            self.found[key] = [(stream, stream.between(since, self.until, MOST_OF_A_STREAM)) for stream in streams]
        return self.found[key]


def tell(day=None) -> int:
    """Write to everybody whose turn it is and for whom there is something new; returns the number of letters."""
    run = Run(timezone.now())
    due = Digest.objects.due_on(day or timezone.localdate()).order_by("pk")
    keys = due.values_list("pk", flat=True).iterator(AT_A_TIME)
    return write_to_each("digest", keys, lambda pk, connection: _tell_one(pk, connection, run))


def forget_unconfirmed() -> int:
    """Delete the addresses nobody has confirmed in time."""
    return Digest.objects.forgotten(timezone.now()).delete()[0]


def _tell_one(pk, connection, run):
    with transaction.atomic():
        digest = Digest.objects.select_for_update(of=("self",)).select_related("home__organisation").get(pk=pk)
        since = digest.told_until or digest.confirmed_at
        if not digest.is_active or since >= run.until:
            return False
        with translation.override(digest.language):
            parts = _parts(digest, since, run)
        # From here on it counts as told: a letter whose fate is unknown is never sent again.
        Digest.objects.filter(pk=pk).update(told_until=run.until)
    if not parts:
        return False
    with translation.override(digest.language):
        _letter(digest, parts, connection).send()
    return True


def _parts(digest, since, run):
    """What has come out, stream by stream, each thing in the first that has it."""
    seen, parts = set(), []
    for word in digest.chosen:
        for stream, entries in run.found_for(digest, word, since):
            fresh = [entry for entry in entries if entry.url not in seen]
            seen.update(entry.url for entry in fresh)
            if fresh:
                parts.append((stream, fresh))
    return parts


def _letter(digest, parts, connection):
    end = digest.link("digest_end")
    council = str(digest.home.organisation or digest.home.title)
    number = sum(len(entries) for _stream, entries in parts)
    lines = [council, ""]
    for stream, entries in parts:
        lines += [stream.heading.upper(), ""]
        for entry in entries:
            lines += [entry.title, *([entry.summary] if entry.summary else []), _absolute(digest, entry.url), ""]
    lines += ["--", _("No letters of this kind any more:"), end]
    subject = ngettext("%(council)s: %(n)s new publication", "%(council)s: %(n)s new publications", number)
    return letter_to(digest, subject % {"council": council[:80], "n": number}, lines, end, connection)


def _absolute(digest, url):
    return url if url and url.startswith("http") else f"{digest.host}{url}"
