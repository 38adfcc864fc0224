"""What the demo federation has in hand: a meeting being prepared, a draft on its agenda, another one being approved."""

import datetime

from django.utils import timezone

from home.council import Council
from resolutions.meetings.agenda import add_question, put_on_agenda
from resolutions.meetings.convening import convene, suggest
from resolutions.models import Meeting, ResolutionPage, Status

# Far enough ahead for the materials to be sent in time.
AHEAD = datetime.timedelta(days=12)


def bring_to_meeting(council: Council, author, secretary):
    """Convene the council's next session, put the approved draft on its agenda and submit the other one."""
    body = council.home.organisation.bodies.get(name="Совет")
    moment = timezone.localtime(timezone.now() + AHEAD).replace(hour=11, minute=0, second=0, microsecond=0)
    next_session = suggest(body, moment.date())
    meeting = convene(
        Meeting(
            body=body,
            number=8,
            starts_at=moment,
            place="г. Приозёрск, Озёрная ул., д. 7, зал заседаний",
            submissions_until=moment - datetime.timedelta(days=6),
            presiding=next_session.presiding,
            secretary=next_session.secretary,
            tellers="А.Г. Незнамова, С.А. Юрлов",
        ),
        secretary,
    )
    approved = ResolutionPage.objects.child_of(council.acts).get(status=Status.APPROVED)
    put_on_agenda(meeting, approved, secretary, speaker="Г.М. Тучков", minutes=15)
    add_question(meeting, secretary, title="О подготовке к отчётам и выборам", speaker="П.С. Зимин", minutes=10)
    submitted = ResolutionPage.objects.child_of(council.acts).get(draft_title__startswith="Об обучении")
    submitted.get_workflow().start(submitted, author)
