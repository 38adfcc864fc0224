"""One thing that is wrong."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """What is wrong, in words, and where; ``code`` is for programs.

    ``kind`` and ``subject`` name the row («registration», «resolutions.registration:15»), ``chain`` and ``sequence``
    the record; what does not apply is empty.
    """

    code: str
    message: str
    kind: str = ""
    subject: str = ""
    chain: str = ""
    sequence: int | None = None
