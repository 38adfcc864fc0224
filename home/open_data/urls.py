"""The addresses of the open data, under /api/v1/."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

from home.open_data.access import OpenAnswer
from home.open_data.acts import Acts
from home.open_data.bodies import Bodies
from home.open_data.meetings import Meetings
from home.open_data.organisations import Organisations
from home.open_data.points import Points
from home.open_data.programmes import Plans, Programmes
from home.open_data.views import Entrance, Files

router = SimpleRouter()
for name, view in {
    "acts": Acts,
    "points": Points,
    "meetings": Meetings,
    "bodies": Bodies,
    "organisations": Organisations,
    "programmes": Programmes,
    "plans": Plans,
}.items():
    router.register(name, view, basename=f"open-{name}")


class Schema(OpenAnswer, SpectacularAPIView):
    """The description of all this for programs (OpenAPI 3)."""

    renderer_classes = SpectacularAPIView.renderer_classes
    urlconf = "home.open_data.schema"


urlpatterns = [
    path("", Entrance.as_view(), name="open_data_entrance"),
    path("schema/", Schema.as_view(), name="open_data_schema"),
    re_path(r"^bulk/(?P<kind>[a-z]{1,20})\.(?P<form>[a-z]{1,10})$", Files.as_view(), name="open_data_file"),
    path("", include(router.urls)),
]
