"""The index each database keeps of the tokens of entries: text vectors on PostgreSQL, FTS5 on SQLite.

Both follow the column by themselves, whoever writes it, so the index cannot fall out of step with the entries.
"""

from search.matching import POSTGRES_TOKENS

POSTGRES = (f"CREATE INDEX search_entry_tokens ON search_entry USING gin (({POSTGRES_TOKENS}))",)

SQLITE = (
    # Only whole tokens are asked for: neither places nor columns of them are kept.
    """CREATE VIRTUAL TABLE search_entry_index USING fts5(
        tokens, content='search_entry', content_rowid='id', detail='none', columnsize=0,
        tokenize="unicode61 remove_diacritics 0 tokenchars '_'"
    )""",
    """CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_entry_index(rowid, tokens) VALUES (new.id, new.tokens);
    END""",
    """CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_entry_index(search_entry_index, rowid, tokens) VALUES ('delete', old.id, old.tokens);
    END""",
    """CREATE TRIGGER search_entry_changed AFTER UPDATE OF tokens ON search_entry WHEN old.tokens <> new.tokens BEGIN
        INSERT INTO search_entry_index(search_entry_index, rowid, tokens) VALUES ('delete', old.id, old.tokens);
        INSERT INTO search_entry_index(rowid, tokens) VALUES (new.id, new.tokens);
    END""",
)


def make_index(apps, schema_editor):
    """Make the index of this database."""
    statements = {"postgresql": POSTGRES, "sqlite": SQLITE}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    """Take it away again."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX search_entry_tokens")
        return
    for name in ("added", "removed", "changed"):
        schema_editor.execute(f"DROP TRIGGER search_entry_{name}")
    schema_editor.execute("DROP TABLE search_entry_index")
