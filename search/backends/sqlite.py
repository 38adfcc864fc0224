"""The search on SQLite: Wagtail's own full-text index, holding and asking for the dictionary forms of words."""

from django.db.models import Value
from wagtail.search.backends.database.sqlite.query import LexemeCombinable, SearchQueryExpression, SearchQueryField
from wagtail.search.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
)
from wagtail.search.query import PlainText

from search.backends.asked import WordedQuery
from search.backends.wording import WordedObject


class WordedIndex(SQLiteIndex):
    """The index with the dictionary forms added to every text."""

    def add_items(self, model, objs):
        super().add_items(model, [WordedObject(obj) for obj in objs])


class MatchText(LexemeCombinable, Value):
    """A finished piece of FTS5 syntax; the engine's own lexemes cannot be grouped with brackets."""

    _output_field = SearchQueryField()

    def as_sql(self, compiler, connection):
        return "%s", [self.value]


class WordedSQLiteQuery(WordedQuery):
    """Asks for any form of each word, in FTS5 syntax."""

    def build_search_query_content(self, query, config=None):
        if not isinstance(query, PlainText):
            return super().build_search_query_content(query, config=config)
        groups = [
            "({})".format(" OR ".join([f'"{word}"*' if prefix else f'"{word}"', *(f'"{form}"' for form in forms)]))
            for word, forms, prefix in self.forms_asked(query)
        ]
        return SearchQueryExpression(MatchText("({})".format(f" {query.operator.upper()} ".join(groups))))

    def search(self, config, start, stop, score_field=None):
        # The fields have been checked by now; FTS5 knows only its columns (wagtail/wagtail#10217).
        if self.fields:
            self.FTS_TABLE_FIELDS, self.fields = self.columns, None
        return super().search(config, start, stop, score_field=score_field)


class WordedSearchQueryCompiler(WordedSQLiteQuery, SQLiteSearchQueryCompiler):
    pass


class WordedAutocompleteQueryCompiler(WordedSQLiteQuery, SQLiteAutocompleteQueryCompiler):
    index_columns = ("autocomplete",)


class SearchBackend(SQLiteSearchBackend):
    """The backend named in the settings where the database is SQLite."""

    index_class = WordedIndex
    query_compiler_class = WordedSearchQueryCompiler
    autocomplete_query_compiler_class = WordedAutocompleteQueryCompiler
