"""Work outside the request."""

from django_tasks import task


@task()
def send_letter(address: str, subject: str, body: str):
    """Hand one letter to the mail server."""
    from registry.letters import deliver

    deliver(address, subject, body)
