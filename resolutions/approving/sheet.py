"""The sheet as people read it: rounds, turns, who said what and when."""

from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext as _

from resolutions.comparing import changed_rows
from resolutions.models.approval import ApprovalSheet, Visa


@dataclass
class Round:
    """All that was asked and said on one version of the text."""

    number: int
    visas: list = field(default_factory=list)
    is_current: bool = False


def sheet_of(act) -> ApprovalSheet | None:
    return ApprovalSheet.objects.filter(act_id=act.pk).first()


def rounds_of(sheet) -> list[Round]:
    """The rounds of the sheet, the latest first, with everything their rows show."""
    if sheet is None:
        return []
    visas = sheet.visas.with_people().prefetch_related("files__official_file").order_by("-round", "stage", "pk")
    return [
        Round(number, list(rows), is_current=number == sheet.round)
        for number, rows in groupby(visas, key=lambda visa: visa.round)
    ]


def state_in_words(visa) -> str:
    """Where the opinion stands: given, waited for, not in turn yet, or never asked."""
    if visa.opinion:
        return visa.get_opinion_display()
    if visa.voided_at:
        return _("not answered") if visa.asked_at else _("not asked")
    return _("waited for") if visa.asked_at else _("not their turn yet")


def earlier_answer(visa) -> Visa | None:
    """What the same approver said of an earlier version of the text, latest first."""
    if visa.person_id is None:
        return None
    earlier = visa.sheet.visas.filter(person_id=visa.person_id, round__lt=visa.round).answered()
    return earlier.select_related("revision").order_by("-round", "-pk").first()


def changes_since(visa) -> tuple[Visa | None, list]:
    """The approver's earlier opinion, and the places of the text that have changed since it was given."""
    earlier = earlier_answer(visa)
    if earlier is None or earlier.revision is None or visa.revision is None:
        return None, []
    return earlier, changed_rows(earlier.revision.as_object(), visa.revision.as_object())
