"""What a page asks more than once while it is drawn for somebody who only looks: asked once, forgotten at its end."""

from collections.abc import Callable, Hashable
from contextlib import contextmanager
from contextvars import ContextVar

_known: ContextVar[dict | None] = ContextVar("known", default=None)


@contextmanager
def looking():
    """Whoever is answered within changes nothing, so the same question has the same answer."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def is_looking() -> bool:
    return _known.get() is not None


def once(name: Hashable, ask: Callable):
    """The answer to the question; outside of looking it is asked each time."""
    known = _known.get()
    if known is None:
        return ask()
    if name not in known:
        known[name] = ask()
    return known[name]
