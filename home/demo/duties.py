"""How the demo's organisations carry out what was decided: one in time, one waits to be read, one late, one silent."""

import datetime

from django.utils import timezone

from control.closing import accept
from control.extending import ask
from control.models import Assignment, Report
from control.reporting import Reporter, begin, report
from home.council import Council
from programs.models import PlanPage
from programs.putting_on_control import put_plan_on_control
from registry.models import Duty, Post
from resolutions.models import ResolutionPage
from resolutions.putting_on_control import put_act_on_control

DONE = "Выполнено: проведено обсуждение, назначены ответственные, материалы переданы в аппарат Федерации."
ON_THE_WAY = "Половина первичных организаций сведения представила, остальные собираем."
NEEDS_TIME = "Обучающий центр перенёс занятия на следующий месяц."
# By the beginning of the organisation's short name; the others do what was due a month ago and no more.
PROMPT, UNREAD, SLOW, ASKING = "Образование", "Здравоохранение", "Лес", "Культура"
EARLY = datetime.timedelta(days=3)
MONTH = datetime.timedelta(days=30)


def carry_out(council: Council, controller):
    """Open the cards of what has been registered and published, and let the assignees report."""
    for act in ResolutionPage.objects.child_of(council.acts).registered():
        put_act_on_control(act)
    for plan in PlanPage.objects.descendant_of(council.programs).live():
        put_plan_on_control(plan)
    cards = Assignment.objects.select_related("assignee").order_by("pk")
    # Nobody is written to about what is loaded as the past.
    cards.update(told_at=timezone.now())
    today = timezone.localdate()
    for card in cards:
        name = card.assignee.short_name or card.assignee.name
        if name.startswith(SLOW):
            begin(card, _reporter(card))
        elif name.startswith(ASKING):
            _ask_for_time(card, today)
        else:
            waits = name.startswith(UNREAD)
            _report_until(card, today if waits or name.startswith(PROMPT) else today - MONTH, controller, waits)


def _report_until(card, day, controller, leave_last):
    due = list(card.occurrences.filter(due__lte=day).order_by("due"))
    for occurrence in due:
        made = report(card, _reporter(card), text=DONE)
        sent = timezone.make_aware(datetime.datetime.combine(occurrence.due - EARLY, datetime.time(11, 20)))
        Report.objects.filter(pk=made.pk).update(sent_at=sent)
        Assignment.objects.filter(pk=card.pk).update(reported_at=sent)
        if not (leave_last and occurrence == due[-1]):
            accept(card, controller)


def _ask_for_time(card, today):
    waiting = card.occurrences.waiting().order_by("due").first()
    if waiting and waiting.due >= today:
        report(card, _reporter(card), text=ON_THE_WAY, interim=True)
        ask(card, _reporter(card), new_due=waiting.due + MONTH, reason=NEEDS_TIME)


def _reporter(card):
    chair = Post.objects.filter(organisation=card.assignee_id, duty=Duty.CHAIR).select_related("person").first()
    return Reporter(person=chair.person if chair else None, signed_as="" if chair else card.assignee.name)
