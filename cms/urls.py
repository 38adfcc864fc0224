"""Every address of the house, in one list."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from search.views import SearchView

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("files/", include(wagtaildocs_urls)),
    path("sitemap.xml", sitemap),
    # Renditions of pictures only: originals and documents go through views that ask who is there.
    re_path(r"^media/(?P<path>images/.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
]

# Russian stands at the root, the English interface under /en/.
urlpatterns += i18n_patterns(
    path("search/", SearchView.as_view(), name="search"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
