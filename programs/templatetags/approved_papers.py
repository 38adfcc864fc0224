"""The programmes and plans an act approves, as its readers may see them."""

from django import template
from django.db.models import Q
from wagtail.models import Page

from cms.pages import CouncilPageQuerySet

register = template.Library()


@register.simple_tag
def papers_approved_by(act):
    """The published ones, programmes before plans under them."""
    if not act.pk:
        return []
    papers = CouncilPageQuerySet(Page).filter(Q(programpage__approved_by=act) | Q(planpage__approved_by=act))
    return papers.live().public().order_by("path").only("title", "url_path", "locale")
