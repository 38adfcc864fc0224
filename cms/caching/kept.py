"""What is the same from one page to the next, kept by the process until one of the facts it was drawn from changes."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings

from cms.caching import clock
from cms.caching.looking import is_looking, once

# Hosts, languages and sections of some dozens of councils; whoever invents more begins the shelf anew.
MOST = 300
_shelf: dict[tuple, "Kept"] = {}


@dataclass(frozen=True)
class Kept:
    value: object
    facts: frozenset[str]
    stamp: int
    expires: float

    def still_holds(self, read: dict[str, int]) -> bool:
        """Whether none of its facts has changed since, as far as the clock was asked about every one of them."""
        in_time = self.expires > time.monotonic()
        return in_time and all(read.get(name, self.stamp + 1) <= self.stamp for name in self.facts)


def is_keeping() -> bool:
    """Whether anything is kept for whoever asks now."""
    return is_looking() and bool(settings.PAGE_CACHE_SECONDS)


def kept(key: tuple, ask: Callable[[], tuple[object, Iterable[str]]]):
    """What ``ask`` says first; second it says which facts that was drawn from, or nothing where it is not to be kept.

    All pages are given the same object, so none may change it. For whoever does more than look it is asked each time.
    """
    if not is_keeping():
        return once(key, lambda: ask()[0])
    read = once("the clock of what is kept", _read_clock)
    found = _shelf.get(key)
    if found and found.still_holds(read):
        return found.value
    value, facts = ask()
    if facts:
        if len(_shelf) >= MOST:
            _shelf.clear()
        expires = time.monotonic() + settings.PAGE_CACHE_SECONDS
        _shelf[key] = Kept(value, frozenset(facts), read[clock.HAND], expires)
    return value


def forget_kept() -> None:
    """Begin anew, for tests that take their transactions back."""
    _shelf.clear()


def _read_clock():
    """The number now, and of everything kept when it changed last."""
    names = {name for one in list(_shelf.values()) for name in one.facts}
    return dict.fromkeys([clock.HAND, *names], 0) | clock.stamps(names)
