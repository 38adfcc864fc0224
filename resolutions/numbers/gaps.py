"""Numbers no act bears: kept back, let go, or missing."""

from dataclasses import dataclass
from itertools import groupby

from resolutions.models.registration import NumberSeries, Registration, ReservedNumber


@dataclass
class Gap:
    """A number of a series that no act bears, or several in a row, with what explains it."""

    series: NumberSeries
    numbers: str
    reservation: ReservedNumber | None = None


def gaps_of(bodies, document_type="", year="") -> list[Gap]:
    """Every unused number of the series of these bodies, with its reason, in a few queries for all of them."""
    series = NumberSeries.objects.filter(body__in=bodies).select_related("body__organisation").order_by("-scope", "pk")
    if document_type:
        series = series.filter(document_type=document_type)
    series = [one for one in series if not year or one.covers(int(year))]
    used = {}
    entries = Registration.objects.filter(body__in=bodies).exclude(sequence=None).order_by()
    for *place, sequence in entries.values_list("body_id", "document_type", "scope", "sequence"):
        used.setdefault(tuple(place), set()).add(sequence)
    reservations = {}
    for reserved in ReservedNumber.objects.for_listing().filter(series__in=series, act=None).order_by("pk"):
        reservations.setdefault(reserved.series_id, []).append(reserved)
    gaps = []
    for one in series:
        kept = reservations.get(one.pk, [])
        taken = used.get((one.body_id, one.document_type, one.scope), set())
        gaps += [Gap(one, reserved.number, reserved) for reserved in kept if reserved.sequence not in taken]
        explained = {reserved.sequence for reserved in kept}
        gaps += [Gap(one, words) for words in _in_rows(set(range(1, one.last + 1)) - taken - explained)]
    return gaps


def _in_rows(numbers):
    """«4» for a lone number, «7–12» for a row of them."""
    for _distance, row in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        row = [number for _index, number in row]
        yield str(row[0]) if len(row) == 1 else f"{row[0]}–{row[-1]}"
