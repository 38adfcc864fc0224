"""What the description for programs covers: the open data, and the search beside them."""

from django.urls import include, path

urlpatterns = [path("api/v1/", include("home.open_data.urls"))]

_TEXT, _NUMBER = {"type": "string"}, {"type": "integer"}


def with_search(result, generator, request, public):
    """The search answers by itself, below another room: its description is added here."""
    asked = {
        "q": _TEXT | {"maxLength": 1000},
        "page": _NUMBER | {"minimum": 1},
        **dict.fromkeys(("kind", "body", "year", "topic", "force", "organisation"), _TEXT),
        "order": _TEXT | {"enum": ["", "new", "old"]},
        "literal": _TEXT | {"enum": ["1"]},
    }
    found = {
        "type": "object",
        "properties": {
            **dict.fromkeys(("kind", "title", "number", "address", "fragment"), _TEXT),
            "date": {"type": ["string", "null"], "format": "date"},
            "score": {"type": "number"},
            "fragments": {"type": "array", "items": {"type": "object"}},
        },
    }
    answer = {
        "type": "object",
        "properties": {
            "query": _TEXT,
            "corrected": {"type": ["string", "null"]},
            "without": {"type": "array", "items": _TEXT},
            **dict.fromkeys(("count", "page", "pages"), _NUMBER),
            "next": {"type": ["string", "null"]},
            "previous": {"type": ["string", "null"]},
            "facets": {"type": "object"},
            "results": {"type": "array", "items": found},
        },
    }
    result["paths"]["/api/v1/search/"] = {
        "get": {
            "operationId": "search",
            "tags": ["search"],
            "parameters": [{"in": "query", "name": name, "schema": schema} for name, schema in asked.items()],
            "responses": {
                "200": {"description": "", "content": {"application/json": {"schema": answer}}},
                "400": {"description": ""},
                "404": {"description": ""},
            },
        }
    }
    return result
