"""A number is given: the next one, or the one somebody typed."""

from django.utils.translation import gettext as _

from control.refusal import Refused
from resolutions.models.registration import NumberSeries, Registration
from resolutions.numbers.rule import Number, NumberRule

LONGEST = Registration._meta.get_field("number").max_length


def written_number(typed: str) -> str:
    """The number as it will be printed: without the sign № and needless spaces."""
    return " ".join(typed.replace("№", " ").split())


def number_to_be(rule: NumberRule, last: int, typed: str = "", *, on_paper: bool = False) -> Number:
    """The number the act would get, without taking it.

    Raises Refused where another act bears the typed one. One kept back may be used: that is what it is kept for.
    """
    typed = written_number(typed)
    if not typed:
        if on_paper:
            raise Refused(_("Write the number the act bears on paper."))
        return rule.next_free(last)
    if len(typed) > LONGEST:
        raise Refused(_("This number is too long."))
    entry = rule.entry_of(typed)
    if entry:
        raise Refused(
            _("№ %(number)s is already borne by the act of %(day)s “%(act)s”.")
            % {"number": entry.number, "day": f"{entry.adopted_on:%d.%m.%Y}", "act": entry.act.title}
        )
    return Number(typed, rule.place_in_count(typed))


def take(rule: NumberRule, series: NumberSeries, typed: str = "", *, on_paper: bool = False) -> Number:
    """Give the number; ``series`` is the locked counter, moved on where the number belongs to the count.

    A number typed by hand moves the counter only where it is the next one anyway, so that «2133А» or a number far ahead
    breaks nothing: the count passes it by when it gets there. One from paper moves it ahead: the paper counted so far.
    """
    number = number_to_be(rule, series.last, typed, on_paper=on_paper)
    is_next = not typed or on_paper or number.sequence == rule.next_free(series.last).sequence
    if number.sequence and number.sequence > series.last and is_next:
        series.last = number.sequence
        series.save(update_fields=["last"])
    return number
