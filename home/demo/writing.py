"""How the editors of the demo federation write a page."""

import datetime

from django.utils import timezone


def publish(parent, page, author):
    """The page under its section, published in the name of its author."""
    page.owner = author
    parent.add_child(instance=page)
    page.save_revision(user=author).publish(skip_permission_checks=True)
    return page


def paragraphs(*texts):
    return [("paragraph", f"<p>{words}</p>") for words in texts]


def moment(day, hour, minute=0):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour, minute)))
