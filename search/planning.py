"""Having PostgreSQL look into the index of tokens, however common a word is."""

from contextlib import contextmanager

from django.db import connection, transaction

# Neither all rows, nor those an index of something else leads to, one by one.
UNWANTED = ("enable_seqscan", "enable_indexscan", "jit")
FOR_THIS_TRANSACTION = "SELECT " + ", ".join(f"set_config('{name}', 'off', true)" for name in UNWANTED)


@contextmanager
def through_the_index():
    """Inside, entries are found by the index alone.

    Where most entries hold a word, PostgreSQL would rather read all of them than the index; but to read the tokens of
    one entry is dear, and of a hundred thousand takes seconds. The index never needs to read them.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(FOR_THIS_TRANSACTION)
        yield
