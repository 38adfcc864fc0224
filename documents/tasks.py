"""Work outside the request."""

import logging

from django_tasks import task

logger = logging.getLogger(__name__)


@task()
def move_to_storage(official_file_pk: int):
    """Move the bytes of an official file from the database to the storage; done already, it changes nothing."""
    from documents.models import UnstoredContent

    waiting = UnstoredContent.objects.select_related("official_file").filter(pk=official_file_pk).first()
    if waiting:
        waiting.move()


@task()
def settle_official_files():
    """Move to the storage what a stop left in the database, and say in the log what a person must look at."""
    from documents.settling import settle

    settled = settle()
    for official in (*settled.missing, *settled.failed):
        logger.error("The official file %s (%s) needs a look", official.pk, official.file_name)
