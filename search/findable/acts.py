"""Acts as the search finds them: by number, date, body, every point and its term, and the organisations concerned."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import override

from control.models import Assignment
from registry.models import PartyType
from resolutions.models import Relation, ResolutionPage
from resolutions.models.status import PRINTED_TYPES
from resolutions.relations.force import first_day
from resolutions.translating.reading import TranslatedAct, translations_of
from search.findable.findable import Findable, Piece

MOST_PARTIES = 100


def read_acts(acts) -> list[Findable]:
    """These acts, which anybody may read, in a fixed number of queries."""
    acts = list(acts)
    keys = [act.pk for act in acts]
    repealed, concerned = _repeals(keys), _organisations_concerned(keys)
    topics = _topics(keys)
    found = [_read(act, repealed.get(act.pk), concerned[act.pk], topics[act.pk]) for act in acts]
    translated = translations_of(acts)
    by_key = {findable.page: findable for findable in found} if translated else {}
    return found + [_in_another_language(by_key[one.pk], one) for one in translated]


def _in_another_language(russian: Findable, act: TranslatedAct) -> Findable:
    """The same act by its translated words and by the Russian ones; days, parties and anchors are the act's own."""
    language = act.translation.language
    own = {item.id: item.text for item in act.russian_items}
    with override(language):
        kind = str(act.get_document_type_display())
        pieces = [Piece(text, "preamble") for text in act.preamble_paragraphs]
        for item in act.standing.items:
            label = _("Point %(label)s") % {"label": item.label} if item.label[:1].isdigit() else item.label
            # Whoever types the Russian words finds the point by them, too.
            beside = [own[item.id], *item.addressees, *item.inherited_addressees]
            due = item.deadline.due if item.deadline else ()
            pieces.append(Piece(item.text, item.anchor, label, due=due, words_beside=" ".join(beside)))
        pieces += [Piece(title, "annexes", str(_("Annex"))) for title in act.annex_titles]
    names = [name for name in act.header.values() if name]
    return replace(
        russian,
        key=f"{russian.key}@{language}",
        language=language,
        title=act.heading,
        requisites=" ".join([kind, *names, russian.title, russian.requisites]),
        pieces=pieces,
        about=kind,
    )


def _read(act: ResolutionPage, repealed_on, concerned, topics) -> Findable:
    kind = PRINTED_TYPES.get(act.document_type, "")
    names = [act.body.name if act.body else "", *((act.issuer.name, act.issuer.short_name) if act.issuer else ())]
    parties = dict.fromkeys([*([act.issuer_id] if act.issuer_id else []), *concerned])
    ends = [act.in_force_until, repealed_on and repealed_on - datetime.timedelta(days=1)]
    return Findable(
        key=f"page:{act.pk}",
        kind="resolution",
        page=act.pk,
        path=act.path,
        title=act.heading,
        requisites=" ".join([kind, f"№ {act.number}" if act.number else "", *names, act.place or ""]),
        pieces=_pieces(act),
        number=act.number,
        about=kind,
        date=act.adopted_on,
        starts_on=first_day(act),
        ends_on=min(filter(None, ends), default=None),
        body=act.body_id,
        topic=f"|{'|'.join(topics)}|" if topics else "",
        parties=tuple(parties)[:MOST_PARTIES],
        found_since=act.first_published_at,
    )


def _pieces(act):
    pieces = [Piece(text, "preamble") for text in act.preamble_paragraphs]
    for item in act.operative_items:
        label = f"п. {item.label}" if item.label[:1].isdigit() else item.label
        deadline = item.deadline
        pieces.append(
            Piece(
                item.text,
                item.anchor,
                label,
                due=deadline.due if deadline else (),
                words_beside=" ".join([*item.addressees, *item.inherited_addressees]),
            )
        )
    pieces += [Piece(block.value["title"], "annexes", "прил.") for block in act.annexes]
    if act.signatories_text:
        pieces.append(Piece(" ".join(act.signatories_text.split()), "", "подпись"))
    return pieces


def _repeals(keys):
    """The day on which each of the acts ceased to be in force, where another one repealed it."""
    repeals = Relation.objects.in_force().filter(
        target__in=keys, kind=Relation.Kind.REPEALS, target_point="", effective_from__isnull=False
    )
    found = {}
    for target, day in repeals.values_list("target", "effective_from"):
        found[target] = min(day, found.get(target, day))
    return found


def _organisations_concerned(keys):
    """The organisations the points are addressed to by name; members of a group are not told one by one."""
    cards = Assignment.objects.filter(
        item__source__in=keys, through=None, assignee__party_type=PartyType.ORGANISATION
    ).order_by()
    found = defaultdict(list)
    for source, assignee in cards.values_list("item__source", "assignee").distinct():
        found[source].append(assignee)
    return found


def _topics(keys):
    from resolutions.models.topic import ActTopic

    found = defaultdict(list)
    named = ActTopic.objects.filter(act__in=keys).present().values_list("act", "topic__name")
    for act, topic in named.order_by("topic__name"):
        found[act].append(topic.replace("|", " "))
    return found
