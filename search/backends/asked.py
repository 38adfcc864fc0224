"""What was asked, whatever the engine: only words reach the database, never the signs typed between them."""

from wagtail.search.query import MATCH_NONE, And, Boost, Not, Or, Phrase, PlainText

from search.lemmas import question_words, word_forms, words

MAX_WORDS = 32  # FTS5 gives up on expressions that are too deep; no honest question is this long


class WordedQuery:
    """Mixed into an engine's query compiler: cleans the query, and names the index columns instead of the fields."""

    index_columns = ("title", "body")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.query = _cleaned(self.query) or MATCH_NONE

    @property
    def columns(self):
        """The columns of the index that hold the fields asked for: the title has its own, the rest share one."""
        asked = {"title" if field == "title" else "body" for field in self.fields or ()}
        return [column for column in self.index_columns if column in asked] or list(self.index_columns)

    def forms_asked(self, query):
        """For each word of a plain query its own spelling, which may be a prefix, and its other forms."""
        asked = query.query_string.split()
        for place, word in enumerate(asked, start=1):
            yield word, sorted(word_forms(word) - {word}), self.LAST_TERM_IS_PREFIX and place == len(asked)


def _cleaned(query):
    """The query without anything that is not a word, or None where nothing is left."""
    if isinstance(query, PlainText):
        text = " ".join(question_words(query.query_string)[:MAX_WORDS])
        return PlainText(text, operator=query.operator, boost=query.boost) if text else None
    if isinstance(query, Phrase):
        text = " ".join(words(query.query_string)[:MAX_WORDS])
        return Phrase(text) if text else None
    if isinstance(query, And | Or):
        left = [part for part in map(_cleaned, query.subqueries) if part is not None]
        return type(query)(left) if left else None
    if isinstance(query, Not):
        part = _cleaned(query.subquery)
        return Not(part) if part is not None else None
    if isinstance(query, Boost):
        part = _cleaned(query.subquery)
        return Boost(part, query.boost) if part is not None else None
    return query
