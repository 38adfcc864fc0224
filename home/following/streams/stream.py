"""What any list to be followed is."""

from __future__ import annotations

from urllib.parse import urlencode

from django.utils.text import capfirst

from home.following.entries import Entry
from home.narrowing import whole_number

MOST = 30


class UnknownChoice(Exception):
    """A stream was asked for by a body, a topic or a rubric there is not."""


class Stream:
    """A list of one council to be followed."""

    name = ""
    title = ""
    # What the address may narrow it by.
    parameters: tuple[str, ...] = ()

    def __init__(self, home, query):
        self.home = home
        self.asked = {}
        for name in self.parameters:
            if words := query.get(name):
                self.asked[name] = whole_number(words, 12)
                if self.asked[name] is None:
                    raise UnknownChoice(name)

    @property
    def query(self) -> str:
        """What follows the address, in one order always."""
        return urlencode(self.asked)

    @property
    def narrowed_to(self) -> str:
        """The words for what was chosen."""
        return ""

    @property
    def full_title(self) -> str:
        council = self.home.organisation
        parts = [str(council) if council else self.home.title, str(self.title)]
        return ": ".join(parts) + (f" — {self.narrowed_to}" if self.narrowed_to else "")

    @property
    def heading(self) -> str:
        """Its name in a letter or a list of what was chosen."""
        return capfirst(str(self.title)) + (f": {self.narrowed_to}" if self.narrowed_to else "")

    def check(self) -> None:
        """Raise UnknownChoice where what it was narrowed to is not there: naming it is looking for it."""
        bool(self.narrowed_to)

    @property
    def page(self):
        """The page of the site the stream is the feed of."""
        return self.home

    def entries(self) -> list[Entry]:
        """The newest of them."""
        raise NotImplementedError

    def between(self, since, until, most) -> list[Entry]:
        """Those that came out after the one moment and not after the other, for a letter."""
        raise NotImplementedError
