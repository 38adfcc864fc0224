"""The doors of the search: a page, suggestions, data, feeds, letters."""

from search.views.page import SearchView

__all__ = ["SearchView"]
