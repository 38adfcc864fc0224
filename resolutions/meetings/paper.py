"""The agenda on paper."""

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format

from documents.writers.pdf import RenderedPdf, render_pdf
from registry.letterhead import letterhead_of
from resolutions.meetings.notices import PRINTED_MODES
from resolutions.meetings.versions import content_of, is_stale, lines_of
from resolutions.models.agenda import AgendaVersion
from resolutions.models.meeting import Meeting

# The paper is Russian whatever language its reader has chosen.
LANGUAGE = "ru"


def agenda_pdf(meeting: Meeting, version: AgendaVersion | None = None) -> RenderedPdf:
    """Print the agenda: the version given, or what stands now; marked is what differs from the version before it."""
    versions = {kept.number: kept for kept in meeting.agenda_versions.all()}
    items = list(meeting.agenda.all())
    last = versions[max(versions)] if versions else None
    if version is None and last and not is_stale(meeting, items, last):
        version = last
    earlier = versions.get(version.number - 1) if version else last
    content = version.content if version else content_of(items)
    with translation.override(LANGUAGE):
        html = render_to_string(
            "pdf/agenda.html",
            {
                "meeting": meeting,
                "mode": PRINTED_MODES[meeting.mode],
                "starts_at": timezone.localtime(meeting.starts_at),
                "version": version,
                "is_changed": earlier is not None,
                "lines": lines_of(content, earlier.content if earlier else None),
                "details": {item.key: item for item in items},
                "letterhead": letterhead_of(meeting.body, meeting.body.organisation),
                "language": LANGUAGE,
            },
        )
        return render_pdf(html, title=_title(meeting), language=LANGUAGE)


def agenda_file_name(meeting: Meeting, version: AgendaVersion | None = None) -> str:
    """The name the paper is saved under."""
    suffix = f", версия {version.number}" if version else ""
    return _title(meeting).replace("/", "-").replace("\\", "-") + suffix + ".pdf"


def _title(meeting):
    day = timezone.localdate(meeting.starts_at)
    return f"Повестка дня, {meeting.body.name}, заседание № {meeting.number} от {date_format(day, 'd.m.Y')}"
