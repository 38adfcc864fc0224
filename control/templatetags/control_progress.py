"""The bar of progress: drawn by the server, in hundredths, as attributes no style sheet has to know."""

from django import template

register = template.Library()


@register.filter
def bars(progress):
    """The parts of the bar from the left: done, closed undone, reported, late; what is in work stays empty."""
    start, parts = 0, []
    for kind in ("done", "off", "reported", "overdue"):
        width = round(getattr(progress, kind) * 100 / progress.total, 2)
        if width:
            # Points, not commas: these are numbers of a drawing.
            parts.append({"kind": kind, "start": f"{start:.2f}", "width": f"{width:.2f}"})
        start += width
    return parts
