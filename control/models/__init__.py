from control.models.assignment import (
    ENDED,
    ON_CONTROL,
    OPEN,
    SILENT_AFTER,
    UNDONE,
    Assignment,
    Occurrence,
    closed_undone_q,
    overdue_q,
    silent_q,
)
from control.models.calendar import CalendarDay, CalendarYear
from control.models.change import CardChange
from control.models.extension import Extension
from control.models.feed import CalendarFeed
from control.models.handover import Handover
from control.models.item import ControlledItem, ControlOpening, ItemState, Rewording
from control.models.journal import CardEvent
from control.models.reminder import Absence, Digest, Reminder
from control.models.report import Report, ReportDraft, ReportFile
from control.models.tally import DayTally, Tally

__all__ = [
    "ENDED",
    "ON_CONTROL",
    "OPEN",
    "SILENT_AFTER",
    "UNDONE",
    "Absence",
    "Assignment",
    "CalendarDay",
    "CalendarFeed",
    "CalendarYear",
    "CardChange",
    "CardEvent",
    "ControlOpening",
    "ControlledItem",
    "DayTally",
    "Digest",
    "Extension",
    "Handover",
    "ItemState",
    "Occurrence",
    "Reminder",
    "Report",
    "ReportDraft",
    "ReportFile",
    "Rewording",
    "Tally",
    "closed_undone_q",
    "overdue_q",
    "silent_q",
]
