"""What a digest may be made of: whole lists, rubrics of news, bodies and organisations."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from home.following.streams import STREAMS, Stream, UnknownChoice
from home.models import OrganisationsPage, RubricPage
from registry.models import Body
from resolutions.models import ResolutionIndexPage

WHOLE = ("acts", "news", "events", "newspaper", "meetings")
# Which list a chosen word narrows.
OF_STREAM = {"rubric": "news", "body": "acts", "to": "acts"}
MOST_ORGANISATIONS = 100


@dataclass(frozen=True)
class Group:
    """Some of what can be chosen, under one heading."""

    title: str
    choices: list[tuple[str, str]]


def groups_of(home) -> list[Group]:
    """Everything a reader of this council may choose."""
    whole = [(name, capfirst(str(STREAMS[name].title))) for name in WHOLE]
    rubrics = RubricPage.objects.published_under(home).open_on(timezone.localdate()).for_listing()
    groups = [
        Group(_("Everything of a kind"), whole),
        Group(_("News of a rubric"), [(f"rubric-{pk}", title) for pk, title in rubrics.values_list("pk", "title")]),
    ]
    if home.organisation and ResolutionIndexPage.objects.child_of(home).live().public().exists():
        bodies = Body.objects.filter(organisation=home.organisation).active(timezone.localdate())
        named = bodies.order_by("name").values_list("pk", "name")
        groups.append(Group(_("Decisions of a body"), [(f"body-{pk}", name) for pk, name in named]))
    if listing := OrganisationsPage.objects.child_of(home).live().public().first():
        named = listing.listed()[:MOST_ORGANISATIONS]
        rows = [(f"to-{row.pk}", str(row)) for row in named]
        groups.append(Group(_("Decisions that concern an organisation"), rows))
    return [group for group in groups if group.choices]


def stream_of(home, word: str) -> Stream:
    """The stream the word stands for."""
    name, _dash, pk = word.partition("-")
    if not pk and name in STREAMS:
        return STREAMS[name](home, {})
    if name not in OF_STREAM:
        raise UnknownChoice(word)
    return STREAMS[OF_STREAM[name]](home, {name: pk})


def streams_of(home, words) -> list[Stream]:
    """Those that still are: a rubric may be taken off after it was chosen."""
    streams = []
    for word in words:
        try:
            stream = stream_of(home, word)
            stream.check()
        except UnknownChoice:
            continue
        streams.append(stream)
    return streams
