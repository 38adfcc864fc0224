"""Registration: from here on the act is a record."""

from django.db import transaction
from django.utils import timezone

from resolutions.models.resolution import ResolutionPage, Status
from resolutions.tasks import make_official_file


def register(act: ResolutionPage):
    """Move the published act to "registered" and have its official file made; doing it twice changes nothing."""
    moved = ResolutionPage.objects.filter(pk=act.pk, live=True, status=Status.DRAFT).update(
        status=Status.REGISTERED, registered_at=timezone.now(), printed_header=act.header
    )
    if moved:
        transaction.on_commit(lambda: make_official_file.enqueue(act.pk))
