"""The tree changes one step at a time: whoever writes a path reads it first and lets nobody move it meanwhile."""

from contextlib import contextmanager

from django.db import connections, router, transaction

from registry.models.party import Party

# Any number no other lock of the database has.
_TREE = 7_651_001


def hold_tree(*, to_move=False, using="default"):
    """Until the end of the transaction: many may stand in the tree at once, one alone moves parts of it.

    On SQLite the transaction itself is that lock: it is IMMEDIATE, and there is one writer at a time.
    """
    connection = connections[using]
    if connection.vendor == "postgresql":
        lock = "pg_advisory_xact_lock" if to_move else "pg_advisory_xact_lock_shared"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {lock}(%s)", [_TREE])


@contextmanager
def at_its_place(party):
    """Saves a party where its organisation stands now, also when the organisation was read a while ago."""
    using = router.db_for_write(type(party), instance=party)
    with transaction.atomic(using=using, savepoint=False):
        hold_tree(using=using)
        if party.organisation_id and type(party)._meta.get_field("organisation").is_cached(party):
            party.organisation.path = stored_paths(party.organisation_id, using=using)[party.organisation_id]
        yield


def stored_paths(*keys, using="default"):
    """The paths of the organisations as the database has them now; "" for one it does not have."""
    found = dict(Party.objects.using(using).filter(pk__in=[key for key in keys if key]).values_list("pk", "path"))
    return {key: found.get(key, "") for key in keys}
