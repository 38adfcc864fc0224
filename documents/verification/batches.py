"""Rows read some hundreds at a time, so that memory does not grow with their number."""

from collections.abc import Iterator

from django.db import models

BATCH = 500


def read_in_batches(queryset: models.QuerySet, by: str = "pk") -> Iterator[dict]:
    """Rows in the order of a unique field, as {primary key: row, or the error that reading it gives}."""
    after = None
    while True:
        rest = queryset if after is None else queryset.filter(**{f"{by}__gt": after})
        keys = list(rest.order_by(by).values_list(by, "pk")[:BATCH])
        if not keys:
            return
        after = keys[-1][0]
        yield _read(queryset, [pk for _by, pk in keys])


def _read(queryset, pks):
    try:
        rows = queryset.in_bulk(pks)
    except Exception:
        # A value altered by hand may not even be readable: then one by one, to say which.
        rows = {}
        for pk in pks:
            try:
                rows.update(queryset.in_bulk([pk]))
            except Exception as error:
                rows[pk] = error
    # What was deleted between the two questions is not there.
    return {pk: rows[pk] for pk in pks if pk in rows}
