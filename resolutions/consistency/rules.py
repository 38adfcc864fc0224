"""All rules of the consistency check: what they are called, what a finding does unless a council says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from resolutions.consistency import (
    annexes,
    citations,
    control,
    deadlines,
    header,
    numbering,
    parties,
    personal_data,
    wording,
)
from resolutions.models.check import CheckLevel

STOPS, WARNS = CheckLevel.BLOCKING, CheckLevel.WARNING


@dataclass(frozen=True)
class Rule:
    """One rule: it reads the text and gives the places that break it, each with a sentence."""

    code: str
    name: str
    default: CheckLevel
    find: Callable[[object], Iterator[tuple[str, str]]]
    # What the list of clean rules calls it.
    about: str


RULES = [
    Rule(
        "body-differs",
        _("The body in the header is the one in the enacting clause"),
        STOPS,
        header.body_differs,
        _("header and clause"),
    ),
    Rule("no-signatory", _("Somebody signs the act"), STOPS, header.no_signatory, _("signatory")),
    Rule(
        "number-taken", _("The number is not that of another act"), STOPS, header.number_taken, _("number of the act")
    ),
    Rule("numbering-gap", _("No number of a point is missing"), STOPS, numbering.gaps, _("order of points")),
    Rule(
        "label-duplicate", _("No number of a point is used twice"), STOPS, numbering.duplicates, _("numbers of points")
    ),
    Rule("depth-exceeded", _("No more than four levels of points"), STOPS, numbering.too_deep, _("depth of points")),
    Rule(
        "label-stray",
        _("The number of a point follows from the one above it"),
        WARNS,
        numbering.strays,
        _("places of points"),
    ),
    Rule("annex-missing", _("Every annex that is named is attached"), STOPS, annexes.missing, _("annexes")),
    Rule("annex-uncited", _("Every annex that is attached is named"), WARNS, annexes.uncited, _("mentions of annexes")),
    Rule(
        "deadline-past",
        _("No deadline is before the day of adoption"),
        STOPS,
        deadlines.before_adoption,
        _("deadlines after adoption"),
    ),
    Rule("date-impossible", _("Every date is in the calendar"), STOPS, deadlines.impossible, _("dates")),
    Rule(
        "deadline-unread",
        _("A date can be read in every deadline"),
        WARNS,
        deadlines.unreadable,
        _("words of deadlines"),
    ),
    Rule("no-deadline", _("Every instruction has a deadline"), WARNS, deadlines.missing, _("deadlines")),
    Rule(
        "no-addressee",
        _("Every instruction is addressed to somebody"),
        WARNS,
        parties.without_addressee,
        _("addressees"),
    ),
    Rule(
        "addressee-unknown",
        _("The registry knows every addressee"),
        WARNS,
        parties.unknown,
        _("addressees in the registry"),
    ),
    Rule(
        "no-control",
        _("A point says who controls the execution"),
        WARNS,
        control.no_control_clause,
        _("control clause"),
    ),
    Rule(
        "cards-open",
        _("Nothing that is taken off control is still being done"),
        WARNS,
        control.open_cards,
        _("points taken off control"),
    ),
    Rule(
        "citation-unknown",
        _("Acts of our own bodies that are cited are in the register"),
        WARNS,
        citations.not_in_register,
        _("cited acts"),
    ),
    Rule(
        "target-fault",
        _("Points that amend or repeal can be carried out"),
        STOPS,
        citations.target_faults,
        _("amending points"),
    ),
    Rule(
        "personal-data",
        _("No telephones, passports, birth dates or home addresses"),
        WARNS,
        personal_data.patterns,
        _("personal data"),
    ),
    Rule(
        "person-unconsented",
        _("People named hold a post or have agreed"),
        WARNS,
        personal_data.without_consent,
        _("people named"),
    ),
    Rule("quotes-unbalanced", _("Quotation marks are in pairs"), WARNS, wording.quotes, _("quotation marks")),
    Rule("names-differ", _("One document has one name"), WARNS, wording.names_differ, _("names of documents")),
    Rule("alias-mismatch", _("A short name agrees with what it stands for"), WARNS, wording.aliases, _("short names")),
]
