"""Control's periodic work."""

from django.utils import timezone
from django_tasks import task


@task()
def refresh_calendar():
    """Fill this year and the next, and every year whose days off the Government had not moved when it was filled."""
    from control.calendar_keeping import seed_year
    from control.models import CalendarYear

    this_year = timezone.localdate().year
    final = set(CalendarYear.objects.filter(is_final=True).values_list("year", flat=True))
    unsettled = set(CalendarYear.objects.filter(is_final=False).values_list("year", flat=True))
    for year in sorted(({this_year, this_year + 1} | unsettled) - final):
        seed_year(year)


@task()
def send_reminders():
    """Write to everybody about deadlines, one letter a day to each."""
    from control.reminding.sending import remind

    remind()


@task()
def tell_of_new_cards():
    """Write to those whose cards have just been opened."""
    from control.telling import tell_assignees

    tell_assignees()


@task()
def send_waiting_letters():
    """Send within the day what the mail server did not take in the morning, and what a killed run left behind.

    What it refused by address waits for the next morning: by then somebody may have put the address right.
    """
    from control.models import Digest
    from control.reminding.sending import remind

    if Digest.objects.to_send().filter(tries=0).exists():
        remind()
