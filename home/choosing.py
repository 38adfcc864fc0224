"""Which pages an editor may link to."""

from django.db.models import Q
from django.http import Http404
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from cms.pages import CouncilPageQuerySet


def pages_to_choose(pages, request):
    """Of the pages offered: what anybody may read, and what the account may see; another council's drafts are not."""
    if request.user.is_superuser:
        return pages
    own = page_permission_policy.explorable_instances(request.user).order_by().values("pk")
    public = CouncilPageQuerySet(Page).live().public().order_by().values("pk")
    seen = Q(pk__in=own) | Q(pk__in=public)
    # The chooser names the page whose children it lists; the root is everybody's way in.
    parent = request.resolver_match.kwargs.get("parent_page_id")
    if parent and not Page.objects.filter(seen | Q(depth=1), pk=parent).exists():
        raise Http404
    return pages.filter(seen)
