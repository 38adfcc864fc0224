from control.models.assignment import (
    ENDED,
    ON_CONTROL,
    OPEN,
    SILENT_AFTER,
    Assignment,
    Occurrence,
    overdue_q,
    silent_q,
)
from control.models.calendar import CalendarDay, CalendarYear
from control.models.extension import Extension
from control.models.feed import CalendarFeed
from control.models.handover import Handover
from control.models.item import ControlledItem, ControlOpening, DayTally, ItemState, Rewording, Tally
from control.models.journal import CardEvent
from control.models.reminder import Absence, Digest, Reminder
from control.models.report import Report, ReportDraft, ReportFile

__all__ = [
    "ENDED",
    "ON_CONTROL",
    "OPEN",
    "SILENT_AFTER",
    "Absence",
    "Assignment",
    "CalendarDay",
    "CalendarFeed",
    "CalendarYear",
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
    "overdue_q",
    "silent_q",
]
