"""Every address of the house, in one list."""

from allauth.account.views import logout
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.style_page import StylePageView
from cms.views import AppearanceView
from control.views.feed import calendar_feed
from documents.views import rendition
from home.following.for_robots import llms, robots
from home.following.pictures import share_picture
from home.following.sitemaps import sitemap_index, sitemap_section
from home.open_data.documentation import documentation
from search.views.data import search_data

urlpatterns = [
    # There is one log-in: Wagtail's own doors lead to it.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/logout/", logout),
    path("admin/", include(wagtailadmin_urls)),
    path("files/", include(wagtaildocs_urls)),
    path("link/", include("resolutions.link_urls")),
    path("link/", include("control.link_urls")),
    path("calendar/<str:key>.ics", calendar_feed, name="control_feed"),
    path("api/v1/search/", search_data, name="search_data"),
    path("api/v1/", include("home.open_data.urls")),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap_section, name="sitemap_section"),
    path("robots.txt", robots, name="robots"),
    path("llms.txt", llms, name="llms"),
    path("cards/<int:pk>/<slug:key>.png", share_picture, name="share_picture"),
    # Renditions of pictures only: originals have no address, and documents go through Wagtail's own view.
    re_path(r"^media/(?P<path>images/.*)$", rendition),
]

# Russian stands at the root, the English interface under /en/.
urlpatterns += i18n_patterns(
    path("search/", include("search.urls")),
    path("follow/", include("home.following.urls")),
    path("open-data/", documentation, name="open_data"),
    path("view/", AppearanceView.as_view(), name="appearance"),
    path("style/", StylePageView.as_view(), name="style_page"),
    path("accounts/", include("registry.accounts.urls")),
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

handler400 = "cms.errors.bad_request"
handler403 = "cms.errors.permission_denied"
handler404 = "cms.errors.not_found"
handler500 = "cms.errors.server_error"
