"""Writing many rows of a spreadsheet at once: by batches, with what hangs on them, into history and the search."""

from django.db.models import prefetch_related_objects

from registry.models import PartyAlias, PersonContact

BATCH = 500
# What a contact, a site or an alias hangs on; an organisation unless said otherwise.
OWNERS = {PartyAlias: "party_id", PersonContact: "person_id"}


def batches(items, size=BATCH):
    """The items in lists of at most so many."""
    return (items[at : at + size] for at in range(0, len(items), size))


def add_to_search(search, model, parties):
    """Put many new or changed parties into the search at once, their aliases read in one query."""
    for party in parties:
        party._prefetched_objects_cache = {}
    prefetch_related_objects(parties, "aliases")
    search.add_bulk(model, parties)


def write_belongings(rows, user, reason):
    """Write the contacts, sites and such of many rows, with their history."""
    added, rewritten, dropped = {}, {}, {}
    for row in rows:
        for belonging in row.added:
            setattr(belonging, OWNERS.get(type(belonging), "organisation_id"), row.target.pk)
            added.setdefault(type(belonging), []).append(belonging)
        for belonging, name, value in row.rewritten:
            setattr(belonging, name, value)
            rewritten.setdefault(type(belonging), {}).setdefault(belonging.pk, (belonging, set()))[1].add(name)
        for belonging in row.dropped:
            dropped.setdefault(type(belonging), []).append(belonging)
    said = {"default_user": user, "default_change_reason": reason, "batch_size": BATCH}
    for model, belongings in added.items():
        model.objects.bulk_create(belongings, BATCH)
        model.history.bulk_history_create(belongings, **said)
    for model, changed in rewritten.items():
        belongings = [belonging for belonging, _names in changed.values()]
        names = set().union(*(names for _belonging, names in changed.values()))
        model.objects.bulk_update(belongings, sorted(names), BATCH)
        model.history.bulk_history_create(belongings, update=True, **said)
    for belongings in dropped.values():
        for belonging in belongings:
            belonging._history_user = user
            belonging._change_reason = reason
            belonging.delete()
