"""The search on PostgreSQL: Wagtail's own text vectors, holding and asking for the dictionary forms of words."""

from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery
from wagtail.search.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)
from wagtail.search.backends.database.postgres.query import Lexeme
from wagtail.search.query import PlainText

from search.backends.asked import WordedQuery
from search.backends.wording import WordedObject


class WordedIndex(PostgresIndex):
    """The index with the dictionary forms added to every text."""

    def add_items(self, model, objs):
        super().add_items(model, [WordedObject(obj) for obj in objs])


class WordedPostgresQuery(WordedQuery):
    """Asks for any form of each word, in the syntax of a text query."""

    def build_tsquery_content(self, query, config=None, invert=False):
        if not isinstance(query, PlainText):
            return super().build_tsquery_content(query, config=config, invert=invert)
        groups = [
            reduce(or_, [Lexeme(word, prefix=prefix), *map(Lexeme, forms)])
            for word, forms, prefix in self.forms_asked(query)
        ]
        lexemes = reduce(and_ if query.operator == "and" else or_, groups)
        return SearchQuery(lexemes, search_type="raw", config=config, invert=invert)

    def get_search_vectors(self, search_query):
        # Wagtail would read named fields from the page's own table, where the words have only their printed form.
        vectors = self.get_index_vectors(search_query)
        return [vectors[self.index_columns.index(column)] for column in self.columns]


class WordedSearchQueryCompiler(WordedPostgresQuery, PostgresSearchQueryCompiler):
    pass


class WordedAutocompleteQueryCompiler(WordedPostgresQuery, PostgresAutocompleteQueryCompiler):
    index_columns = ("autocomplete",)


class SearchBackend(PostgresSearchBackend):
    """The backend named in the settings where the database is PostgreSQL."""

    index_class = WordedIndex
    query_compiler_class = WordedSearchQueryCompiler
    autocomplete_query_compiler_class = WordedAutocompleteQueryCompiler

    def __init__(self, params):
        # The forms are in the text already: a stemmer over them would only part what belongs together.
        super().__init__({"SEARCH_CONFIG": "simple", **params})
