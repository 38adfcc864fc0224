"""Periodic jobs: which there are, when each is due, and starting each once per slot however many processes ask."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task

logger = logging.getLogger(__name__)

KEPT = datetime.timedelta(days=30)  # how long it is remembered that a slot was run

# The latest moment at or before the given one at which a job is due.
Schedule = Callable[[datetime.datetime], datetime.datetime]


@dataclass(frozen=True)
class Job:
    """A task and when it is due."""

    task: Task
    schedule: Schedule

    @property
    def name(self):
        return self.task.module_path


_jobs: dict[str, Job] = {}


def periodic(schedule: Schedule, task: Task) -> Task:
    """Have the task, which takes no arguments, run by the schedule; rooms say so in the ready() of their app."""
    job = Job(task, schedule)
    _jobs[job.name] = job
    return task


def jobs() -> list[Job]:
    """All periodic jobs, in the order in which they were registered."""
    return list(_jobs.values())


def daily(time: str) -> Schedule:
    """Every day at this time of the council's clock: daily("07:00")."""
    at = datetime.time.fromisoformat(time)

    def slot(now):
        here = timezone.localtime(now)
        for day in (here.date(), here.date() - datetime.timedelta(days=1)):
            due = timezone.make_aware(datetime.datetime.combine(day, at)).astimezone(datetime.UTC)
            if due <= now:
                break
        return due

    return slot


def every(*, minutes: int) -> Schedule:
    """Every so many minutes, counted from midnight in Greenwich; an hour is a whole number of such steps."""
    step = minutes * 60
    return lambda now: datetime.datetime.fromtimestamp(now.timestamp() // step * step, datetime.UTC)


def hourly() -> Schedule:
    """At the beginning of every hour."""
    return every(minutes=60)


def run_due(now: datetime.datetime | None = None) -> list[str]:
    """Start the jobs whose latest slot nobody has started yet; of slots missed while nothing ran, only the latest."""
    now = now or timezone.now()
    last = dict(_runs().values_list("job").annotate(Max("slot")).order_by())
    started = []
    for job in jobs():
        slot = job.schedule(now)
        # A clock that is behind must not start what a later slot has already done.
        if job.name in last and last[job.name] >= slot:
            continue
        try:
            if _start(job, slot):
                started.append(job.name)
        except Exception:
            logger.exception("The job %s of %s did not start", job.name, slot)
    return started


def _start(job, slot):
    """Take the slot and hand its task over; false when another process has taken it."""
    immediate = isinstance(job.task.get_backend(), ImmediateBackend)
    with transaction.atomic():
        _run, is_ours = _runs().get_or_create(job=job.name, slot=slot)
        if is_ours and not immediate:
            # Slot and queue row are kept together or not at all, whenever the process is killed.
            job.task.enqueue()
    if is_ours:
        _runs().filter(slot__lt=slot - KEPT).delete()
        logger.info("%s is due", job.name)
        if immediate:
            # Outside the transaction: the task may take long, and on SQLite nobody else could write meanwhile.
            job.task.enqueue()
    return is_ours


def _runs():
    # Imported late: rooms register their jobs while the models are still being loaded.
    from cms.models import ScheduledRun

    return ScheduledRun.objects
