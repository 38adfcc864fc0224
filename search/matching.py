"""The one condition both databases answer alike: which entries hold one token of each of several sets."""

from django.db import models
from django.db.models import Lookup

# How PostgreSQL's index is built, word for word: only the same expression is looked up in it.
POSTGRES_TOKENS = "array_to_tsvector(string_to_array(tokens, ' '))"


class TokensField(models.TextField):
    """Tokens with spaces between them, kept in the index of the database's own engine."""


@TokensField.register_lookup
class Holds(Lookup):
    """Whether the entry holds one token of each set; a token that ends in * stands for all that begin so."""

    lookup_name = "holds"
    prepare_rhs = False

    def get_db_prep_lookup(self, value, connection):
        return "%s", [value]

    def as_postgresql(self, compiler, connection):
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        sets = [" | ".join(map(_lexeme, sorted(tokens))) for tokens in self.rhs]
        asked = " & ".join(f"({tokens})" for tokens in sets)
        return f"array_to_tsvector(string_to_array({table}.tokens, ' ')) @@ %s::tsquery", [asked]

    def as_sqlite(self, compiler, connection):
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        sets = [" OR ".join(map(_phrase, sorted(tokens))) for tokens in self.rhs]
        asked = " AND ".join(f"({tokens})" for tokens in sets)
        found = "SELECT rowid FROM search_entry_index WHERE search_entry_index MATCH %s"
        return f"{table}.id IN ({found})", [asked]

    def as_sql(self, compiler, connection):
        raise NotImplementedError(f"The search does not know {connection.vendor}.")


def _lexeme(token):
    stem = token.removesuffix("*").replace("\\", "").replace("'", "")
    return f"'{stem}':*" if token.endswith("*") else f"'{stem}'"


def _phrase(token):
    stem = token.removesuffix("*").replace('"', "")
    return f'"{stem}" *' if token.endswith("*") else f'"{stem}"'
