"""Registration: from here on the act is a record."""

from django.db import transaction
from django.utils import timezone

from resolutions.models.resolution import ResolutionPage, Status
from resolutions.restriction import restrict
from resolutions.tasks import make_official_file


@transaction.atomic
def register(act: ResolutionPage):
    """Move the published act to "registered" and have its official file made; doing it twice changes nothing.

    An act for official use only is closed to strangers in the same transaction.
    """
    moved = ResolutionPage.objects.filter(pk=act.pk, live=True, status=Status.DRAFT).update(
        status=Status.REGISTERED, registered_at=timezone.now(), printed_header=act.header
    )
    if moved:
        # Asked of the database: the text just published may differ from the page in hand.
        if ResolutionPage.objects.filter(pk=act.pk, is_restricted=True).exists():
            restrict(act)
        transaction.on_commit(lambda: make_official_file.enqueue(act.pk))
