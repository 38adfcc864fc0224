"""The entrance of the open data, and its files."""

from __future__ import annotations

import gzip

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.http import FileResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from home.open_data.access import OpenAnswer
from home.open_data.bulk import FORMATS, KINDS
from home.open_data.files import is_small, written_file
from home.open_data.tasks import write_one_file

LISTS = ("acts", "points", "meetings", "bodies", "organisations", "programmes", "plans")
WRITTEN_WITHIN = 600  # seconds after which a file may be asked for again


class Entrance(OpenAnswer, APIView):
    """Whose data these are, and where they begin."""

    @extend_schema(
        tags=["council"],
        responses=inline_serializer(
            "Council",
            {
                "id": serializers.IntegerField(),
                "name": serializers.CharField(),
                "url": serializers.URLField(),
                "lists": serializers.DictField(child=serializers.URLField()),
                "files": serializers.ListField(child=serializers.URLField()),
                "search": serializers.URLField(),
                "schema": serializers.URLField(),
                "documentation": serializers.URLField(),
            },
        ),
    )
    def get(self, request):
        organisation = self.home.organisation
        names = [f"{kind}.{form}" for kind in KINDS for form in FORMATS]
        return Response(
            {
                "id": organisation.pk,
                "name": organisation.name,
                "url": self.home.get_full_url(request),
                "lists": {name: reverse(f"open-{name}-list", request=request) for name in LISTS},
                "files": [reverse("open_data_file", args=name.split("."), request=request) for name in names],
                "search": reverse("search_data", request=request),
                "schema": reverse("open_data_schema", request=request),
                "documentation": reverse("open_data", request=request),
            }
        )


class Files(OpenAnswer, APIView):
    """Everything of a kind in one file, written at night where it is much."""

    @extend_schema(
        tags=["files"],
        parameters=[
            OpenApiParameter("kind", str, "path", enum=list(KINDS)),
            OpenApiParameter("form", str, "path", enum=list(FORMATS)),
        ],
        responses={
            (200, "application/x-ndjson"): OpenApiTypes.STR,
            (200, "text/csv"): OpenApiTypes.STR,
            503: OpenApiTypes.OBJECT,
        },
    )
    def get(self, request, kind, form):
        if kind not in KINDS or form not in FORMATS:
            raise NotFound
        media_type, write = FORMATS[form]
        headers = {"Content-Disposition": f'attachment; filename="{kind}.{form}"'}
        if is_small(self.home, kind):
            rows = write(kind, self.home)
            return StreamingHttpResponse(rows, content_type=media_type, headers=headers)
        file = written_file(self.home, kind, form)
        if file is None:
            # Whoever asks first has it written; nobody waits for it in a request.
            if cache.add(f"open-data-{self.home.pk}-{kind}-{form}", 1, WRITTEN_WITHIN):
                write_one_file.enqueue(self.home.pk, kind, form)
            words = _("The file is being written. Ask for it again in some minutes.")
            return Response({"detail": words}, status=503, headers={"Retry-After": str(WRITTEN_WITHIN)})
        return self._served(request, file, media_type, headers)

    def _served(self, request, file, media_type, headers):
        etag = f'"{file.sha256[:32]}"'
        if unchanged := get_conditional_response(request, etag=etag):
            return unchanged
        packed = default_storage.open(file.name)
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            response = FileResponse(packed, content_type=media_type, headers={**headers, "Content-Encoding": "gzip"})
        else:
            # Whoever asks without packing gets it unpacked a piece at a time.
            response = FileResponse(gzip.GzipFile(fileobj=packed), content_type=media_type, headers=headers)
            response._resource_closers.append(packed.close)
        patch_vary_headers(response, ["Accept-Encoding"])
        response["ETag"] = etag
        return response
