"""The programmes and plans an act approves, as its readers may see them."""

from django import template
from wagtail.models import Page

from cms.pages import CouncilPageQuerySet
from programs.models import PlanPage, ProgramPage

register = template.Library()


@register.simple_tag
def papers_approved_by(act):
    """The published ones, programmes before plans under them."""
    if not act.pk:
        return []
    # Asked kind by kind: joined to both, the tree of all pages would be read for the two or three.
    programmes, plans = (
        kind.objects.filter(approved_by=act).order_by().values("pk") for kind in (ProgramPage, PlanPage)
    )
    papers = CouncilPageQuerySet(Page).filter(pk__in=programmes.union(plans))
    return papers.live().public().order_by("path").only("title", "url_path", "locale")
