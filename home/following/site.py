"""The council at the address a reader has come by."""

from __future__ import annotations

from django.http import Http404
from django.utils.functional import cached_property
from wagtail.models import Site

from home.models import HomePage


class AskedSite:
    """Whose site was asked, and how its addresses are written whole."""

    def __init__(self, request):
        self.request = request

    @cached_property
    def home(self) -> HomePage | None:
        site = Site.find_for_request(self.request)
        if site is None:
            return None
        homes = HomePage.objects.select_related("organisation").live().public()
        return homes.filter(pk=site.root_page_id).defer("sections").first()

    @property
    def home_or_404(self) -> HomePage:
        if self.home is None or self.home.organisation is None:
            raise Http404
        return self.home

    @property
    def host(self) -> str:
        return f"{self.request.scheme}://{self.request.get_host()}"

    @property
    def own_address(self) -> str:
        return self.request.build_absolute_uri()

    def absolute(self, url: str | None) -> str:
        return self.request.build_absolute_uri(url or "/")
