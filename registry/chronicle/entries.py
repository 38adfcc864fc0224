"""The history of one party or role, as its screen shows it."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from registry.chronicle.changes import changes_of, changes_of_rows, history_of
from registry.chronicle.words import Names, in_words
from registry.models import CouncilRole, RoleChange

# Rows saved together are written within moments of each other.
ONE_SAVE = datetime.timedelta(seconds=2)


@dataclass(slots=True)
class Entry:
    """What one account changed at one time."""

    when: datetime.datetime
    who: str
    sentences: list[str]


def entries_of(party):
    """The history of a party as its screen shows it, the newest first, with what was saved together in one entry."""
    model = type(party)
    changes = in_words(changes_of([party.pk], model), Names(), owner=party.pk)
    return _together((change.when, change.who, list(change.sentences(model))) for change in reversed(changes))


def entries_of_role(council_role):
    """The history of a role: whom it was given to and taken from, and how the role itself was changed."""
    lines = [
        (change.changed_at, change.changed_by_name or _("the program"), [role_sentence(change)])
        for change in council_role.changes.all()
    ]
    changes = in_words(
        changes_of_rows(CouncilRole, history_of(CouncilRole)._base_manager.filter(id=council_role.pk)), Names()
    )
    lines += [(change.when, change.who, list(change.sentences(CouncilRole))) for change in changes]
    return _together(sorted(lines, key=lambda line: line[0], reverse=True))


def role_sentence(change):
    words = _("Given to: %(name)s") if change.action == RoleChange.Action.GIVEN else _("Taken from: %(name)s")
    return words % {"name": change.user_name}


def _together(lines):
    entries = []
    for when, who, sentences in lines:
        if not sentences:
            continue
        if entries and entries[-1].who == who and entries[-1].when - when <= ONE_SAVE:
            # The lines come newest first; within one save they are read in the order they were written.
            entries[-1].sentences[:0] = sentences
        else:
            entries.append(Entry(when, who, sentences))
    return entries
