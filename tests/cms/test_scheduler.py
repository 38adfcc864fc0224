"""Periodic jobs start at their time, once per slot, however many schedulers run and however they end."""

import contextlib
import datetime
import io
import os
import signal
import subprocess
import sys
import textwrap
import time
import uuid
import zoneinfo

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks import task

from cms import jobs
from cms.models import ScheduledRun

ran = []


@task()
def note():
    ran.append(timezone.now())


@task()
def break_down():
    raise RuntimeError("it broke")


def moment(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=zoneinfo.ZoneInfo(settings.TIME_ZONE))


@pytest.fixture
def only(monkeypatch):
    """Forgets the jobs of the rooms, so that a test sees its own alone."""
    ran.clear()
    monkeypatch.setattr(jobs, "_jobs", {})
    return jobs.periodic


# ---- when a job is due ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schedule", "now", "slot"),
    [
        (jobs.daily("07:00"), "2026-04-16 07:00", "2026-04-16 07:00"),
        (jobs.daily("07:00"), "2026-04-16 06:59:59", "2026-04-15 07:00"),
        (jobs.daily("07:00"), "2026-04-16 23:59", "2026-04-16 07:00"),
        (jobs.every(minutes=15), "2026-04-16 10:14:59", "2026-04-16 10:00"),
        (jobs.every(minutes=15), "2026-04-16 10:15", "2026-04-16 10:15"),
        (jobs.hourly(), "2026-04-16 10:59", "2026-04-16 10:00"),
    ],
)
def test_a_slot_is_the_latest_moment_that_has_come(schedule, now, slot):
    assert schedule(moment(now)) == moment(slot)


def test_a_daily_job_has_one_slot_a_day_where_clocks_are_put_back_and_forth(settings):
    settings.TIME_ZONE = "Europe/Berlin"
    with timezone.override("Europe/Berlin"):
        schedule = jobs.daily("02:30")
        for first in (datetime.datetime(2026, 3, 27), datetime.datetime(2026, 10, 23)):
            start = first.replace(tzinfo=datetime.UTC)
            slots = {schedule(start + datetime.timedelta(minutes=10 * step)) for step in range(6 * 24 * 5)}
            assert len(slots) == 6  # five days and the slot of the day before


# ---- one process ------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_job_starts_once_per_slot(only):
    only(jobs.daily("07:00"), note)
    for now in ("2026-04-16 07:00", "2026-04-16 07:00:15", "2026-04-16 18:00", "2026-04-17 07:05"):
        jobs.run_due(moment(now))
    assert len(ran) == 2
    assert [timezone.localtime(run.slot).day for run in ScheduledRun.objects.all()] == [17, 16]


@pytest.mark.django_db
def test_after_a_week_of_silence_only_the_latest_slot_is_run(only):
    only(jobs.every(minutes=15), note)
    jobs.run_due(moment("2026-04-16 07:00"))
    assert jobs.run_due(moment("2026-04-23 11:20"))
    assert not jobs.run_due(moment("2026-04-23 11:21"))
    assert len(ran) == 2


@pytest.mark.django_db
def test_a_clock_that_is_behind_does_not_run_an_earlier_slot(only):
    only(jobs.every(minutes=15), note)
    jobs.run_due(moment("2026-04-16 10:15"))
    assert not jobs.run_due(moment("2026-04-16 10:14"))


@pytest.mark.django_db
def test_a_job_that_breaks_down_does_not_stop_the_others(only):
    only(jobs.hourly(), break_down)
    only(jobs.hourly(), note)
    jobs.run_due(moment("2026-04-16 10:00"))
    assert len(ran) == 1


@pytest.mark.django_db
def test_a_look_with_nothing_due_costs_one_query(only, django_assert_num_queries):
    only(jobs.hourly(), note)
    only(jobs.daily("07:00"), break_down)
    jobs.run_due(moment("2026-04-16 10:00"))
    with django_assert_num_queries(1):
        jobs.run_due(moment("2026-04-16 10:01"))


@pytest.mark.django_db
def test_runs_of_long_ago_are_forgotten(only):
    only(jobs.daily("07:00"), note)
    jobs.run_due(moment("2026-04-16 07:00"))
    jobs.run_due(moment("2026-06-16 07:00"))
    assert ScheduledRun.objects.count() == 1


@pytest.mark.django_db
def test_with_a_queue_in_the_database_the_task_waits_for_the_worker(only, settings):
    from django_tasks_db.models import DBTaskResult

    settings.TASKS = {"default": {"BACKEND": settings.TASK_BACKENDS["database"]}}
    only(jobs.hourly(), note)
    for _process in range(2):
        jobs.run_due(moment("2026-04-16 10:00"))
    assert not ran
    assert [result.task_path for result in DBTaskResult.objects.all()] == [note.module_path]


@pytest.mark.django_db
def test_a_slot_whose_task_could_not_be_queued_stays_free(only, settings, monkeypatch):
    from django_tasks_db.models import DBTaskResult

    settings.TASKS = {"default": {"BACKEND": settings.TASK_BACKENDS["database"]}}
    only(jobs.hourly(), note)
    with monkeypatch.context() as broken:
        broken.setattr(DBTaskResult.objects.__class__, "create", None)
        assert jobs.run_due(moment("2026-04-16 10:00")) == []
    assert not ScheduledRun.objects.exists()
    assert jobs.run_due(moment("2026-04-16 10:01")) == [note.module_path]


@pytest.mark.django_db
def test_wagtails_scheduled_publishing_is_a_job(make_act, council):
    from home.models import NewsPage

    page = council.news.add_child(
        instance=NewsPage(title="Новость", slug="novost", published_on=datetime.date(2026, 4, 16), live=False)
    )
    page.go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    call_command("scheduler", "--once", stdout=io.StringIO())
    page.refresh_from_db()
    assert page.live
    assert ScheduledRun.objects.filter(job="cms.tasks.publish_scheduled").count() == 1


# ---- real processes ---------------------------------------------------------------------------------------------


PROCESS = textwrap.dedent(
    """
    import datetime, os, sys, time
    import django
    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django_tasks import task
    from cms import jobs

    @task()
    def leave_a_mark():
        with open(os.environ["MARKS"], "a") as marks:
            marks.write(f"{os.getpid()}\\n")
        time.sleep(float(os.environ.get("TASK_TAKES", "0")))
        with open(os.environ["MARKS"] + ".done", "a") as marks:
            marks.write(f"{os.getpid()}\\n")

    jobs._jobs.clear()
    jobs.periodic(jobs.daily("00:00"), leave_a_mark)
    connection.ensure_connection()
    print("ready", flush=True)
    while time.time() < float(os.environ.get("START", "0")):
        time.sleep(0.001)
    call_command("scheduler", *sys.argv[1:])
    """
)


SERVER = "import subprocess, sys; subprocess.run(sys.argv[1:])"


@pytest.fixture
def database(tmp_path):
    """An empty database of its own that other processes can reach."""
    if connection.vendor == "sqlite":
        address = f"sqlite:///{tmp_path / 'sovet.sqlite3'}"
        migrate(address)
        yield address
        return
    here = connection.settings_dict
    server = f"postgres://{here['USER']}:{here['PASSWORD']}@{here['HOST']}:{here['PORT']}"
    name = f"scheduler_{uuid.uuid4().hex}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as maintenance:
        maintenance.execute(f"CREATE DATABASE {name}")
        try:
            migrate(f"{server}/{name}")
            yield f"{server}/{name}"
        finally:
            maintenance.execute(f"DROP DATABASE {name} WITH (FORCE)")


def migrate(address):
    code = (
        "import django; django.setup(); from django.core.management import call_command as call; "
        "call('migrate', 'cms', verbosity=0); call('migrate', 'django_tasks_database', verbosity=0)"
    )
    subprocess.run([sys.executable, "-c", code], env=environment_of(address), cwd=settings.BASE_DIR, check=True)


def environment_of(address, **more):
    return {
        **os.environ,
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "PYTHONPATH": str(settings.BASE_DIR),
        **more,
    }


@pytest.fixture
def start(database, tmp_path):
    """Starts a process against the database of the test; none outlives the test, however it ended."""
    started = []

    def process(*command, **environment):
        started.append(
            subprocess.Popen(
                [sys.executable, "-c", *command],
                env=environment_of(database, MARKS=str(tmp_path / "marks"), **environment),
                cwd=settings.BASE_DIR,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                start_new_session=True,
            )
        )
        return started[-1]

    yield process
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def wait_for(condition, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_of_three_schedulers_at_the_same_slot_one_runs_the_job(start, tmp_path):
    marks = tmp_path / "marks"
    processes = [start(PROCESS, "--once", START=str(time.time() + 8), TASK_TAKES="0.2") for _ in range(3)]
    output = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0] * 3, output
    assert not [errors for _said, errors in output if "Traceback" in errors]
    assert len(marks.read_text().split()) == 1
    assert sum("leave_a_mark" in said for said, _errors in output) == 1


def test_of_three_schedulers_at_the_same_slot_one_puts_the_task_into_the_queue(start, database, tmp_path):
    marks = tmp_path / "marks"
    processes = [start(PROCESS, "--once", START=str(time.time() + 8), TASKS="database") for _ in range(3)]
    output = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0] * 3, output
    assert not marks.exists()
    code = (
        "import django; django.setup(); from django_tasks_db.models import DBTaskResult as R; print(R.objects.count())"
    )
    count = subprocess.run(
        [sys.executable, "-c", code],
        env=environment_of(database),
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert count.stdout.split() == ["1"]


def test_a_scheduler_told_to_end_finishes_the_task_in_hand(start, tmp_path):
    marks = tmp_path / "marks"
    process = start(PROCESS, TASK_TAKES="1.5")
    assert wait_for(marks.exists), process.communicate(timeout=5)
    process.send_signal(signal.SIGTERM)
    _said, errors = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Traceback" not in errors
    assert len((tmp_path / "marks.done").read_text().split()) == 1


def test_a_scheduler_beside_a_server_ends_with_it(start, tmp_path):
    marks = tmp_path / "marks"
    server = start(SERVER, sys.executable, "-c", PROCESS, "--with-parent")
    assert wait_for(lambda: (tmp_path / "marks.done").exists())
    scheduler = int(marks.read_text())
    server.kill()
    server.wait()
    assert wait_for(lambda: not alive(scheduler))


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
