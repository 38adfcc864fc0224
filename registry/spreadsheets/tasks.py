"""Work on a spreadsheet outside the request."""

from django_tasks import task

from registry.spreadsheets import applying


@task()
def check_spreadsheet(pk: int, user_pk: int):
    """Read an uploaded spreadsheet and keep its preview."""
    applying.check(pk, user_pk)


@task()
def bring_in_spreadsheet(pk: int, user_pk: int):
    """Write what the preview of a spreadsheet showed."""
    applying.bring_in(pk, user_pk)
