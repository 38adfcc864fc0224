"""Work outside the request."""

from django_tasks import task


@task()
def send_letter(address: str, subject: str, body: str):
    """Hand one letter to the mail server."""
    from resolutions.letters import deliver

    deliver(address, subject, body)


@task()
def remind_approvers():
    """Write to everybody whose opinion is due tomorrow or late, one letter a day to each."""
    from resolutions.approving.reminding import remind_all

    remind_all()


@task()
def close_polls():
    """Close the polls whose time for answers is over."""
    from resolutions.voting.closing import close_polls_that_are_over

    close_polls_that_are_over()
