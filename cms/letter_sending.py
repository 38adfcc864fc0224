"""Writing to those who have asked for letters: one after another over one connection, each with the way to end them."""

import logging
from collections.abc import Callable, Iterable

from django.core.mail import EmailMessage, get_connection

from cms.letters import Letters

logger = logging.getLogger(__name__)


def write_to_each(kind: str, keys: Iterable[int], write: Callable[[int, object], bool]) -> int:
    """Have a letter written for every key over the connection given; returns how many went.

    A server that cannot be reached is found out before anything is written down as told.
    """
    connection, sent = get_connection(), 0
    try:
        connection.open()
    except OSError:
        logger.exception("The mail server cannot be reached; %s wait for the next run", kind)
        return 0
    try:
        for key in keys:
            try:
                sent += write(key, connection)
            except Exception:
                # One letter that cannot be written must not keep the others waiting.
                logger.exception("The letter of %s %s did not go", kind, key)
    finally:
        connection.close()
    return sent


def letter_to(letters: Letters, subject: str, lines: list[str], end: str, connection) -> EmailMessage:
    """The letter that a mail program can end with one click, by the link ``end`` (RFC 8058)."""
    return EmailMessage(
        subject=subject,
        body="\n".join(lines),
        to=[letters.email],
        connection=connection,
        headers={
            "List-Unsubscribe": f"<{end}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
