"""What control keeps of one council: a card with its report, its letters, its calendar; a programme and a plan."""

import datetime

from django.core.files.base import ContentFile
from django.utils import timezone

from control.calendars.keeping import open_feed
from control.deadlines import read_deadline
from control.models import Absence, Assignment, Digest, Extension, Handover, Reminder, Report, ReportFile
from control.opening import Duty, Source, put_on_control
from programs.models import AnnualReportPage, ExecutionReportPage, PlanPage, ProgramPage
from registry.models import PersonalLink
from resolutions.models import ResolutionPage


def add_duties(half):
    """A point of an act that nobody may read outside the council, with all that hangs on its card, and an open one."""
    today = timezone.localdate()
    deadline = read_deadline("до 31 декабря 2099 года", act_date=today)
    act = ResolutionPage.objects.get(pk=half.things["restricted"])
    source = Source(page=act, name=f"Совет № {half.letter}", council=half.organisation, given_on=today, body=half.body)
    put_on_control(source, [Duty("secret-item", "1", f"Исполнить {half.secret('duty')}", [half.unit], deadline)])
    card = Assignment.objects.get(item__source=act)
    occurrence = card.occurrences.get()
    _open_point(half, today, deadline)
    report = Report.objects.create(assignment=card, occurrence=occurrence, number=1, text=half.secrets["answer"])
    file = ReportFile(report=report, name="answer.txt", size=4, sha256=half.letter * 64)
    file.file.save("answer.txt", ContentFile(b"text"))
    extension = Extension.objects.create(
        occurrence=occurrence, old_due=occurrence.due, new_due=datetime.date(2100, 1, 1), reason="Не успеваем"
    )
    digest = Digest.objects.create(day=today, address=f"letter-{half.letter}@palata.example".lower())
    Reminder.objects.create(occurrence=occurrence, due=occurrence.due, step=30, reader="assignee", digest=digest)
    absence = Absence.objects.create(person=half.person, since=today)
    link = PersonalLink.make(
        PersonalLink.Purpose.REPORT, card, half.person, expires_at=timezone.now() + datetime.timedelta(days=1)
    )
    handover = Handover.objects.create(giver=half.person, taker=half.person, made_on=today)
    handover.councils.add(half.organisation)
    half.keep(
        card=card,
        item=card.item,
        handover=handover,
        report_file=file,
        extension=extension,
        digest=digest,
        absence=absence,
    )
    half.keep(report_token=link.token, feed_key=open_feed(half.unit).key)


def _open_point(half, today, deadline):
    """A point everybody may read; what was answered to it stays with the council all the same."""
    act = ResolutionPage.objects.get(pk=half.things["registered"])
    source = Source(page=act, name=f"Совет № {half.letter}", council=half.organisation, given_on=today, body=half.body)
    put_on_control(source, [Duty("open-item", "1", "Исполнить открыто", [half.unit], deadline)])
    card = Assignment.objects.get(item__source=act)
    Report.objects.create(assignment=card, occurrence=card.occurrences.get(), number=1, text=half.secret("answer"))
    half.keep(open_item=card.item)


def add_programmes(half):
    """A programme with its plan for everybody, and another that is still being written."""
    index = half.council.programs
    index.live = True
    index.save()
    names = {"published": f"Открытая {half.letter}", "unpublished": half.secret("programme")}
    for number, (state, name) in enumerate(names.items()):
        programme = index.add_child(instance=ProgramPage(title=f"Программа {name}", live=state == "published"))
        plan = programme.add_child(instance=PlanPage(title=f"План {name}", live=state == "published"))
        report = index.add_child(
            instance=ExecutionReportPage(title=f"О выполнении {name}", about=plan, live=state == "published")
        )
        told = half.council.about.add_child(
            instance=AnnualReportPage(
                title=f"Отчёт {half.letter}: {state}",
                organisation=half.organisation,
                year=2020 + number,
                live=state == "published",
            )
        )
        for page in (programme, plan, report, told):
            page.save_revision(user=half.writer)
        half.keep(**{f"{state}_program": programme, f"{state}_plan": plan})
        half.keep(**{f"{state}_executionreport": report, f"{state}_annualreport": told})
    half.keep(plan=plan, programs=index)
