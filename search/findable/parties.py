"""Organisations with a card on a council's site, and the people shown there who agreed to be named."""

from __future__ import annotations

from django.apps import apps
from django.utils import timezone

from registry.models import Duty, Person, Post
from search.findable.findable import Findable, Piece

ORGANISATION, PERSON = "organisation", "person"

# The posts a card of an organisation shows.
SHOWN = (Duty.CHAIR, Duty.DEPUTY, Duty.INFORMATION)


def listings():
    """The pages with cards of organisations that anybody may read."""
    from search.findable.pages import public_pages

    model = apps.get_model("home", "OrganisationsPage")
    return list(model.objects.filter(pk__in=public_pages().values("pk")))


def read_listing(listing, keys=None):
    """The organisations of one council and their leaders, batch by batch; of the named ones only, if any."""
    cards = listing.with_cards().order_by("pk")
    if keys is not None:
        cards = cards.filter(pk__in=keys)
    batch = []
    for organisation in cards.prefetch_related("aliases").iterator(chunk_size=500):
        batch.append(organisation)
        if len(batch) == 500:
            yield _read(listing, batch)
            batch = []
    if batch:
        yield _read(listing, batch)


def _read(listing, organisations):
    found = [_organisation(listing, organisation) for organisation in organisations]
    return found + _people(listing, {organisation.pk: organisation for organisation in organisations})


def _organisation(listing, organisation):
    about = [Piece(line) for line in (organisation.about or "").splitlines() if line.strip()]
    known_as = ", ".join(filter(None, [organisation.short_name, organisation.place]))
    return Findable(
        key=f"organisation:{organisation.pk}@{listing.pk}",
        kind=ORGANISATION,
        page=listing.pk,
        path=listing.path,
        suffix=f"{organisation.pk}/",
        title=organisation.name,
        requisites=f"{organisation.short_name} {organisation.place} {organisation.alias_text} {organisation.inn}",
        pieces=about,
        about=known_as,
        parties=(organisation.pk,),
    )


def _people(listing, organisations):
    day = timezone.localdate()
    posts = Post.objects.filter(organisation__in=organisations, duty__in=SHOWN).current(day).order_by("pk")
    posts = list(posts.values_list("person", "organisation", "title", "duty"))
    people = Person.objects.filter(pk__in={row[0] for row in posts}).with_public_face().in_bulk() if posts else {}
    found = {}
    for person_pk, organisation_pk, title, duty in posts:
        face = people[person_pk].public_face(day)
        if face and person_pk not in found:
            organisation = organisations[organisation_pk]
            position = title or str(Duty(duty).label)
            found[person_pk] = Findable(
                key=f"person:{person_pk}@{listing.pk}",
                kind=PERSON,
                page=listing.pk,
                path=listing.path,
                suffix=f"{organisation_pk}/",
                title=face.name,
                requisites=f"{position} {organisation.name} {organisation.short_name}",
                about=f"{position}, {organisation.short_name or organisation.name}",
                parties=(organisation_pk,),
                person=person_pk,
            )
    return list(found.values())


def named_today(keys) -> set[int]:
    """Those of these people who agree to be named on this very day."""
    if not keys:
        return set()
    day = timezone.localdate()
    return {person.pk for person in Person.objects.filter(pk__in=keys).with_public_face() if person.public_face(day)}
