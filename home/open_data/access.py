"""What all the open data share: whose it is, who may ask, how often, and when an answer may be asked for again."""

from __future__ import annotations

import hashlib

from django.utils.cache import get_conditional_response
from django.utils.functional import cached_property
from django.utils.http import http_date
from rest_framework import serializers
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.throttling import AnonRateThrottle
from rest_framework.viewsets import GenericViewSet

from home.following.site import AskedSite
from home.open_data.paging import Cursor

# What every list understands beside its own filters.
ALWAYS = {"cursor", "limit", "format"}


class Throttle(AnonRateThrottle):
    """So many questions a minute from one address; whoever wants everything takes the files."""

    scope = "open_data"


class OpenJson(JSONRenderer):
    charset = "utf-8"
    ensure_ascii = False


class OpenAnswer:
    """Answers anybody may read from any page of the net, and ask again for the price of a fingerprint."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = (Throttle,)
    renderer_classes = (OpenJson,)
    http_method_names = ["get", "head", "options"]

    @cached_property
    def home(self):
        """The council at the address that was asked."""
        return AskedSite(self.request).home_or_404

    @property
    def is_asked_for_schema(self):
        return getattr(self, "swagger_fake_view", False)

    def dispatch(self, request, *args, **kwargs):
        self.changed_at = None
        response = super().dispatch(request, *args, **kwargs)
        if response.status_code == 200 and request.method in ("GET", "HEAD") and hasattr(response, "render"):
            response.render()
            etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
            response["Cache-Control"] = "public, max-age=60"
            moment = int(self.changed_at.timestamp()) if self.changed_at else None
            if moment:
                response.headers["Last-Modified"] = http_date(moment)
            # Only the fingerprint decides: a name in the registry may change what an act says of its body.
            response = get_conditional_response(request, etag=etag, response=response)
            response.headers.setdefault("ETag", etag)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link, Retry-After"
        if request.method == "OPTIONS":
            response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            response["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since, Accept"
            response["Access-Control-Max-Age"] = "86400"
        return response


class NoFilters(serializers.Serializer):
    """A list that is taken as it is."""


class CouncilRows(OpenAnswer, ListModelMixin, RetrieveModelMixin, GenericViewSet):
    """One kind of things of the council: a list narrowed by filters, and one of them by its key."""

    pagination_class = Cursor
    lookup_value_regex = r"\d{1,12}"
    lookup_field = "pk"
    # The cursor follows it: the last name must tell any two rows apart.
    order: tuple[str, ...] = ("pk",)
    filters: type[serializers.Serializer] = NoFilters
    row_serializer: type[serializers.Serializer]
    whole_serializer: type[serializers.Serializer]
    filter_backends = ()

    def get_serializer_class(self):
        return self.whole_serializer if self.action == "retrieve" else self.row_serializer

    @cached_property
    def asked(self) -> dict:
        """The filters as they were asked for; what nobody knows is refused, lest it be taken for an answer."""
        known = set(self.filters().fields)
        if unknown := set(self.request.query_params) - known - ALWAYS:
            raise serializers.ValidationError({name: ["There is no such filter."] for name in sorted(unknown)})
        given = {name: value for name, value in self.request.query_params.items() if name in known}
        asked = self.filters(data=given)
        asked.is_valid(raise_exception=True)
        return {name: value for name, value in asked.validated_data.items() if value not in (None, "")}

    def filter_queryset(self, queryset):
        return self.narrow(queryset, **self.asked) if self.action == "list" else queryset

    def narrow(self, queryset, **asked):
        """The rows the filters leave."""
        return queryset.filter(**asked)

    def paginate_queryset(self, queryset):
        page = super().paginate_queryset(queryset)
        self.complete(page)
        return page

    def complete(self, rows) -> None:
        """Read what the rows of one page need beside themselves, in so many questions however many they are."""
