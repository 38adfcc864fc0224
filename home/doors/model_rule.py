"""A rule of a model: through which doors its rows are seen and changed, and by whom."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ModelRule:
    """Doors by their patterns in home.doors.rules, and the rule in words."""

    whom: str
    seen: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
