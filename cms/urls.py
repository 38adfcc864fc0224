"""Every address of the house, in one list."""

from allauth.account.views import logout
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from cms.sitemap import CouncilSitemap
from control.views.feed import calendar_feed
from documents.views import rendition
from search.views import SearchView

urlpatterns = [
    # There is one log-in: Wagtail's own doors lead to it.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/logout/", logout),
    path("admin/", include(wagtailadmin_urls)),
    path("files/", include(wagtaildocs_urls)),
    path("link/", include("resolutions.link_urls")),
    path("link/", include("control.link_urls")),
    path("calendar/<str:key>.ics", calendar_feed, name="control_feed"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": CouncilSitemap}}),
    # Renditions of pictures only: originals have no address, and documents go through Wagtail's own view.
    re_path(r"^media/(?P<path>images/.*)$", rendition),
]

# Russian stands at the root, the English interface under /en/.
urlpatterns += i18n_patterns(
    path("search/", SearchView.as_view(), name="search"),
    path("accounts/", include("registry.accounts.urls")),
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
