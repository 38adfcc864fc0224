"""Writing the plan of a spreadsheet of organisations: the tree level by level, then whatever moved within it."""

from collections import defaultdict

from django.db import connection
from wagtail.search.backends import get_search_backend

from registry.models import Organisation, Party
from registry.spreadsheets.storing import BATCH, add_to_search, batches, write_belongings


class OrganisationsWriter:
    """Writes every row that is created or changed; whoever called holds the transaction."""

    def __init__(self, plan):
        self.plan = plan

    def write(self, user, reason, progress=lambda done: None):
        said = {"default_user": user, "default_change_reason": reason, "batch_size": BATCH}
        new = sorted(
            (row for row in self.plan.rows if row.target is None), key=lambda row: self.plan.level_of[row.node]
        )
        changed = [row for row in self.plan.rows if row.target is not None and row.changes]
        finished = len(self.plan.rows) - len(new) - len(changed)
        organisations = dict(self.plan.organisations.by_pk)
        for done, batch in enumerate(_levels(new, self.plan.level_of)):
            for row in batch:
                row.target = Organisation(**row.assigned, superior=organisations[row.superior_node])
            Organisation.objects.bulk_add([row.target for row in batch])
            organisations.update({row.node: row.target for row in batch})
            organisations.update({row.target.pk: row.target for row in batch})
            if done % 4 == 0:
                progress(finished)
        self._write_changed(changed, organisations)
        self._write_paths(new, changed, organisations)
        write_belongings([*new, *changed], user, reason)
        search = get_search_backend()
        for rows, update in ((new, False), (changed, True)):
            for batch in batches(rows):
                targets = [row.target for row in batch]
                Organisation.history.bulk_history_create(targets, update=update, **said)
                add_to_search(search, Organisation, targets)
                finished += len(batch)
                progress(finished)

    def _write_changed(self, changed, organisations):
        for row in changed:
            row.old_superior = row.target.superior_id
            for name, value in row.assigned.items():
                setattr(row.target, name, value)
            row.target.superior = organisations.get(row.superior_node)
            row.target.prepare()
        names = set().union(*(row.assigned for row in changed))
        if "name" in names:
            names |= {"name_key", "unique_key"}
        if "short_name" in names:
            names.add("short_name_key")
        names.add("superior")
        if changed:
            Organisation.objects.bulk_update([row.target for row in changed], sorted(names), BATCH // 2)

    def _write_paths(self, new, changed, organisations):
        """Say where each new or moved organisation stands, and take along all that belongs under it."""
        paths = {}

        def path_of(pk):
            if pk not in paths:
                organisation = organisations[pk]
                over = organisation.superior_id
                paths[pk] = f"{path_of(over)}{pk}." if over in organisations else organisation.path or f"{pk}."
            return paths[pk]

        for row in new:
            row.target.path = path_of(row.target.pk)
        _store_paths({row.target.pk: row.target.path for row in new})
        if not any(organisations[row.target.pk].superior_id != row.old_superior for row in changed):
            return
        moved = {}
        for pk, organisation in self.plan.organisations.by_pk.items():
            if organisation.path != path_of(pk):
                moved[organisation.path] = path_of(pk)
                organisation.path = path_of(pk)
        for batch in batches(list(moved)):
            under = Party.objects.filter(path__in=batch).values_list("pk", "path")
            _store_paths({pk: moved[path] for pk, path in under})


def _store_paths(paths):
    """One short statement a row, sent together: bulk_update would build a CASE of hundreds of branches each time."""
    table, path, pk = map(connection.ops.quote_name, (Party._meta.db_table, "path", "id"))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET {path} = %s WHERE {pk} = %s",  # noqa: S608 - our own names
            [(place, party) for party, place in paths.items()],
        )


def _levels(rows, level_of):
    """The rows in batches, all of one level: whoever stands over them is stored before them."""
    by_level = defaultdict(list)
    for row in rows:
        by_level[level_of[row.node]].append(row)
    for level in sorted(by_level):
        yield from batches(by_level[level])
