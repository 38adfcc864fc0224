"""The consistency check in the side panel of the editor."""

from django import template
from django.urls import reverse

from resolutions.consistency.report import Report
from resolutions.models import ResolutionPage

register = template.Library()


@register.inclusion_tag("resolutions/checks/panel.html", takes_context=True)
def act_checks(context):
    """The findings on the act in the editor; nothing for other pages."""
    act, request = context.get("object"), context["request"]
    if not isinstance(act, ResolutionPage):
        return {}
    if act.pk:
        lock = act.get_lock()
        live = not (lock and lock.for_user(request.user)) and act.permissions_for_user(request.user).can_edit()
        url = reverse("resolutions_checks", args=[act.pk])
    else:
        parent = request.resolver_match.kwargs.get("parent_page_id")
        live, url = bool(parent), reverse("resolutions_checks_new", args=[parent]) if parent else ""
    # Of an empty sheet there is nothing to say yet.
    return {"act": act, "report": Report(act) if act.pk else None, "url": url if live else ""}
