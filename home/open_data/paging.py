"""Pages of answers that stay right while rows are added: each names where the next begins."""

import base64

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination


class Cursor(CursorPagination):
    """A page of rows; ``limit`` says how many, ``cursor`` comes from the answer before."""

    page_size = 20
    # Rows of one day are told apart by counting; no council adopts so many acts in a day.
    offset_cutoff = 5000
    max_page_size = 100
    page_size_query_param = "limit"
    cursor_query_description = _("Where the page begins: taken from `next` or `previous` of another answer.")
    page_size_query_description = _("Rows on a page, 20 unless told, 100 at most.")

    def decode_cursor(self, request):
        """Where the page begins; what nobody has been given as a cursor is no page."""
        given = request.query_params.get(self.cursor_query_param)
        if given is not None:
            try:
                base64.b64decode(given, validate=True)
            except ValueError as error:
                raise NotFound(self.invalid_cursor_message) from error
        return super().decode_cursor(request)

    def get_ordering(self, request, queryset, view):
        return view.order

    def get_paginated_response_schema(self, schema):
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": address, "previous": address, "results": schema},
        }
