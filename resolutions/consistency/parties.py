"""Whom the points are addressed to, and whether the registry knows them."""

from functools import lru_cache

from django.db.models import Q
from django.utils.translation import gettext as _

from registry.models import Organisation, OrganisationKind, Party, PartyAlias, PartyType, Post
from registry.names import name_key as fold
from resolutions.consistency.addressees import names_meant, people_in
from resolutions.reading.grammar import is_acronym, lemma

# The same few hundred names are compared again with every key pressed in the editor.
name_key = lru_cache(maxsize=5_000)(fold)

# Outsiders of no council: ministries, employers, other unions.
_OUTSIDERS = Q(as_organisation__kind=OrganisationKind.EXTERNAL, as_organisation__superior=None)


def without_addressee(subject):
    """An instruction that says nobody, neither itself nor through a point above it."""
    for point in subject.instructions:
        if not (point.addressees or point.inherited_addressees):
            yield f"item:{point.id}", _("The instruction is addressed to nobody.")


def unknown(subject):
    """An addressee the registry of the council does not know: no card of control could be made for it."""
    wanted = {name: names_meant(name) for point in subject.points for name in point.addressees}
    if not wanted:
        return
    known = _known(subject, wanted)
    for point in subject.points:
        for name in point.addressees:
            if name not in known:
                yield f"item:{point.id}", _("The registry does not know “%(name)s”.") % {"name": name}


def _known(subject, wanted):
    """Those of the wanted that somebody in the registry answers to."""
    meant = {name for names in wanted.values() for name in names}
    keys = {name_key(name) for name in meant} - {""}
    known_keys = _party_keys(subject, keys, set(wanted))
    people = {key for row in subject.people for key in [row.key]}
    left = {name: names for name, names in wanted.items() if not known_keys.intersection(map(name_key, [name, *names]))}
    left = {
        name: names
        for name, names in left.items()
        if not any(people & keys_of_one for _printed, keys_of_one in people_in(name))
    }
    posts = _posts_called(subject, {name for names in left.values() for name in names}) if left else set()
    return {name for name in wanted if name not in left or posts.intersection(map(name_key, left[name]))}


def _party_keys(subject, keys, printed):
    """The folded names under which the council's registry knows parties of the day, as far as they are asked about."""
    datives = {form for name in printed for form in (name, name[:1].upper() + name[1:], name[:1].lower() + name[1:])}
    called = PartyAlias.objects.filter(key__in=keys)
    parties = (
        Party.objects.active(subject.day)
        .filter(seen_from(subject.council_path) | _OUTSIDERS)
        .filter(
            Q(name_key__in=keys)
            | Q(short_name_key__in=keys)
            | Q(name_dative__in=datives)
            | Q(pk__in=called.values("party"))
        )
        .order_by()
        .values_list("name_key", "short_name_key", "name_dative", "aliases__key")
    )
    return {name_key(each) for row in parties for each in row if each} - {""}


def seen_from(council_path):
    """Where in the tree the parties stand whom an act of the council may name: under it and above it."""
    if not council_path:
        return Q()
    steps = council_path.rstrip(".").split(".")
    above = [".".join(steps[:depth]) + "." for depth in range(1, len(steps))]
    # Some people stand nowhere: no organisation keeps their card.
    return Q(path__startswith=council_path) | Q(path__in=above) | Q(path="", party_type=PartyType.PERSON)


def _posts_called(subject, names):
    """Posts held in the council's organisations on the day: «Председателю Федерации» is whoever holds it."""
    titles = {form for name in names for form in (name, name[:1].upper() + name[1:], name[:1].lower() + name[1:])}
    posts = Post.objects.current(subject.day).filter(title__in=titles)
    if subject.council_path:
        posts = posts.filter(organisation__path__startswith=subject.council_path)
    return {name_key(title) for title in posts.order_by().values_list("title", flat=True)}


def other_organisation_called(subject, words: str) -> bool:
    """Whether the words are the name, in any case, of an organisation that is neither the issuer nor over it.

    Words that the issuer may go by itself, «Федерации» or a part of its own name, name nobody else.
    """
    called, issuer = _lemmas(words), subject.body.organisation
    if not called or _is_part_of(called, issuer.name, issuer.short_name):
        return False
    if len(called) == 1 and not is_acronym(words.strip('«»"')):
        return False
    own = {*issuer.ancestor_ids, issuer.pk, subject.act.issuer_id, subject.act.superior_id} - {None}
    own_names = _names_of(Organisation.objects.filter(pk__in=own))
    if _is_part_of(called, *own_names):
        return False
    own_words = {word for name in own_names for word in _lemmas(name)}
    # The ending is what changes with the case; one word the issuer has not is enough to look others up by.
    rare = next((word for word in name_key(words).split() if lemma(word) not in own_words), "")
    if not rare:
        return False
    stem = rare[: max(3, len(rare) - 3)]
    others = Organisation.objects.active(subject.day).exclude(pk__in=own)
    others = others.filter(
        Q(name_key__contains=stem) | Q(short_name_key__contains=stem) | Q(aliases__key__contains=stem)
    )
    return any(_lemmas(name) == called for name in _names_of(others))


def _names_of(organisations):
    names = ("name", "short_name", "name_genitive", "aliases__name")
    return {name for row in organisations.order_by().values_list(*names) for name in row if name}


def _lemmas(words):
    return tuple(lemma(word) for word in name_key(words).split())


def _is_part_of(called, *names):
    return any(set(called) <= set(_lemmas(name)) for name in names if name)
