"""The foundations' own periodic work."""

from django.core.management import call_command
from django_tasks import default_task_backend, task
from django_tasks_db import DatabaseBackend

from cms.caching import clock, proxies


@task()
def publish_scheduled():
    """Publish and take down what Wagtail's authors have put a time on."""
    call_command("publish_scheduled", verbosity=0)


@task()
def forget_old_tasks():
    """Delete what the queue in the database still knows of work finished a month ago."""
    if isinstance(default_task_backend, DatabaseBackend):
        call_command("prune_db_task_results", min_age_days=30, verbosity=0)


@task()
def forget_what_was_kept():
    """Drop notes of kept pages that nobody keeps any more."""
    clock.forget_old()
    proxies.forget_expired()
