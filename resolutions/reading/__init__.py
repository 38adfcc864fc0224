"""Reading acts: from the printed lines of a resolution to its meaning."""

from resolutions.reading.document import read_resolution

__all__ = ["read_resolution"]
