"""The materials of a meeting, opened by a member's personal link: agenda, drafts, annexes."""

from django.http import FileResponse, Http404
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from registry.models import LinkRefused, PersonalLink
from registry.views.personal_link import PersonalLinkView
from resolutions.meetings.notices import PRINTED_MODES
from resolutions.meetings.versions import lines_of
from resolutions.models.agenda import AgendaItem
from resolutions.models.meeting import Meeting
from resolutions.views.agenda import pdf_response


class MaterialsLinkView(PersonalLinkView):
    """Lets a member in until the end of the meeting's day; the first opening is noted."""

    purpose = PersonalLink.Purpose.MEETING
    http_method_names = ["get", "head"]

    @cached_property
    def found(self):
        """The meeting the link is about, or None."""
        return Meeting.objects.for_listing().filter(pk=self.link.subject_id).first() if self.link else None

    @property
    def meeting(self):
        if self.found is None:
            raise LinkRefused(_("This link is not valid any more."))
        return self.found

    def enter(self):
        """Raise LinkRefused unless the link opens the materials now to somebody who sits on the body."""
        self.link.check_open()
        if not self.meeting.attendances.filter(person=self.link.person_id).exists():
            raise LinkRefused(_("The materials are for those who sit on the body on the day of the meeting."))
        if self.request.method == "GET":
            self._note_seen()

    def _note_seen(self):
        self.link.note_seen()
        # An earlier letter shows the same page as the latest one: whoever opens it has seen what was sent last.
        links = PersonalLink.objects.about(self.purpose, self.meeting).filter(person=self.link.person_id)
        latest = links.order_by("pk").last()
        if latest.pk != self.link.pk:
            latest.note_seen()

    def context(self, **context):
        return super().context(council=self.found.body.organisation if self.found else None, **context)

    @cached_property
    def items(self):
        """The agenda, each question with the text that will be decided on."""
        rows = AgendaItem.objects.filter(meeting=self.meeting).select_related("act__latest_revision")
        return list(rows)


class MeetingLinkView(MaterialsLinkView):
    """When, where, what: the agenda with a link to every draft."""

    template_name = "resolutions/link/meeting.html"

    def get(self, request):
        self.enter()
        meeting = self.meeting
        versions = list(meeting.agenda_versions.all())
        changes = []
        if len(versions) > 1:
            lines = lines_of(versions[-1].content, versions[-2].content)
            changes = [line for line in lines if line.changes]
        return self.page(
            meeting=meeting,
            mode=PRINTED_MODES[meeting.mode],
            items=self.items,
            version=versions[-1] if versions else None,
            changes=changes,
        )


class DraftByLink(MaterialsLinkView):
    """What concerns one draft of the agenda."""

    def draft_of(self, key):
        """The question, and its draft as it will be decided on; restricted ones too, for the member decides on them."""
        self.enter()
        item = next((item for item in self.items if item.pk == key and item.act_id), None)
        if item is None:
            raise Http404
        return item, item.act.get_latest_revision_as_object()


class DraftLinkView(DraftByLink):
    """The text of one draft, to be read on a telephone."""

    template_name = "resolutions/link/meeting_draft.html"

    def get(self, request, item):
        item, draft = self.draft_of(item)
        questions = [other for other in self.items if not other.is_heading]
        place = questions.index(item)
        return self.page(
            meeting=self.meeting,
            item=item,
            act=draft,
            files=_files_of(draft),
            following=questions[place + 1] if place + 1 < len(questions) else None,
        )


class AnnexLinkView(DraftByLink):
    """One file annexed to a draft; its usual address opens to accounts only."""

    def get(self, request, item, number):
        _item, draft = self.draft_of(item)
        document = next((file for place, _title, file in _files_of(draft) if place == number), None)
        if document is None:
            raise Http404
        response = FileResponse(document.file.open("rb"), content_type=document.content_type)
        response["Content-Disposition"] = content_disposition_header(True, document.filename)
        response["X-Content-Type-Options"] = "nosniff"
        return response


class AgendaLinkView(MaterialsLinkView):
    """The printed agenda."""

    def get(self, request):
        self.enter()
        return pdf_response(self.meeting)


def _files_of(draft):
    """The annexes that are files: place among the annexes, title, file."""
    annexes = enumerate((block.value for block in draft.annexes), start=1)
    return [(place, annex["title"], annex["document"]) for place, annex in annexes if annex.get("document")]
