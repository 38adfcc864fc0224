"""How the cards of an item and their days stand, kept in step with them."""

from django.db.models import Count, F

from cms.caching.facts import CONTROL, changed, execution_fact
from control.models import Assignment, ControlledItem, DayTally, Occurrence, Tally

BATCH = 500


def recount(*item_ids):
    """Add the cards of the items up anew; called inside the transaction that has changed one of them."""
    # Two who change cards of one item wait for each other here, always in the same order.
    items = ControlledItem.objects.select_for_update(of=("self",)).filter(pk__in=set(item_ids)).order_by("pk")
    by_key = {item.pk: item for item in items}
    cards = Assignment.objects.filter(item__in=by_key).order_by()
    counted = cards.values("item_id", "state", "next_due", "heard_on").annotate(cards=Count("pk"))
    _keep(Tally, by_key, counted)
    days = Occurrence.objects.filter(assignment__item__in=by_key, cancelled_at=None).exclude(due=None).order_by()
    counted = days.values("due", "outcome", item_id=F("assignment__item")).annotate(days=Count("pk"))
    _keep(DayTally, by_key, counted)
    # Whatever page shows how these points are carried out shows it anew.
    changed(CONTROL, *(execution_fact(item.source_id) for item in items))


def watch_over(item_ids, **changes):
    """Write who controls the items, or how, on them and on their tallies alike."""
    ControlledItem.objects.filter(pk__in=item_ids).update(**changes)
    for sums in (Tally, DayTally):
        sums.objects.filter(item__in=item_ids).update(**changes)


def _keep(model, items, counted):
    model.objects.filter(item__in=items).delete()
    rows = [model.of(items[row["item_id"]], **row) for row in counted.iterator()]
    model.objects.bulk_create(rows, batch_size=BATCH)
