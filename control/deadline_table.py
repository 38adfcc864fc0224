"""Every day a card has ever been due: what the words gave, what was asked for and decided, what stands now."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from control.models import Assignment, Extension, Occurrence, Rewording


@dataclass(frozen=True)
class DeadlineRow:
    """One day, and why it was set, or why it was not."""

    day: datetime.date | None
    ground: str
    asked: str = ""
    decided: str = ""
    # In force now; struck out when a later day took its place; otherwise a day that was only asked for.
    stands: bool = False
    is_struck: bool = False
    outcome: str = ""


def deadline_rows(
    card: Assignment, occurrences: list[Occurrence], rewordings: Iterable[Rewording] = ()
) -> list[DeadlineRow]:
    """The days in order; each occurrence must have its extensions, with who decided, at hand."""
    rows = []
    set_by = {day: rewording.act_name for rewording in rewordings for day in rewording.due}
    for occurrence in occurrences:
        extensions = list(occurrence.extensions.all())
        moved = any(each.decision == Extension.Decision.GRANTED for each in extensions)
        rows.append(
            DeadlineRow(
                day=occurrence.first_due,
                ground=_first_ground(card, occurrence, set_by),
                decided=f"{card.opened_on:%d.%m.%Y}",
                stands=not moved and not occurrence.cancelled_at,
                is_struck=moved or bool(occurrence.cancelled_at),
                outcome="" if moved else _outcome(occurrence),
            )
        )
        granted = [each for each in extensions if each.decision == Extension.Decision.GRANTED]
        for extension in extensions:
            is_granted = extension.decision == Extension.Decision.GRANTED
            is_last = bool(granted) and extension is granted[-1]
            rows.append(
                DeadlineRow(
                    day=extension.granted_due or extension.new_due,
                    ground=_ground(extension),
                    asked=_asked(extension),
                    decided=_decided(extension),
                    stands=is_last and not occurrence.cancelled_at,
                    is_struck=is_granted and (not is_last or bool(occurrence.cancelled_at)),
                    outcome=_outcome(occurrence) if is_last else "",
                )
            )
    return rows


def _first_ground(card, occurrence, set_by):
    words = card.item.deadline_words
    if occurrence.first_due is None:
        return _("No day in the words of the act: “%(words)s”") % {"words": words} if words else _("No deadline")
    day = occurrence.first_due.isoformat()
    if day not in card.item.due and day in set_by:
        return _("Changed by an act: %(act)s") % {"act": set_by[day]}
    if day not in card.item.due:
        return _("Day of control, set by the controller")
    return _("Words of the act: “%(words)s”") % {"words": words} if words else _("By the act")


def _ground(extension):
    if extension.ground == Extension.Ground.ACT:
        return _("Changed by an act: %(act)s") % {"act": extension.reason}
    heading = {
        Extension.Decision.GRANTED: _("Extended: “%(reason)s”"),
        Extension.Decision.REFUSED: _("Asked for, refused: “%(reason)s”"),
        Extension.Decision.WITHDRAWN: _("Asked for, no longer needed: “%(reason)s”"),
    }.get(extension.decision, _("Asked for: “%(reason)s”"))
    ground = heading % {"reason": extension.reason}
    return f"{ground}. {extension.remark}" if extension.remark else ground


def _asked(extension):
    if extension.ground == Extension.Ground.ACT:
        return ""
    who = extension.signed_as or (extension.person.name if extension.person_id else "")
    return ", ".join(filter(None, [f"{extension.asked_at:%d.%m.%Y}", who]))


def _decided(extension):
    if not extension.decision:
        return _("waits")
    user = extension.decided_by
    who = (user.get_full_name() or user.get_username()) if user else ""
    return ", ".join(filter(None, [f"{extension.decided_at:%d.%m.%Y}", who]))


def _outcome(occurrence):
    if occurrence.cancelled_at:
        return _("not asked any more")
    if not occurrence.done_on:
        return ""
    return _("done %(day)s, %(outcome)s") % {
        "day": f"{occurrence.done_on:%d.%m.%Y}",
        "outcome": occurrence.get_outcome_display(),
    }
