"""One thing the consistency check has to say, and where in the editor it is mended."""

from dataclasses import dataclass

from resolutions.models.check import CheckLevel


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, how much it matters, and the place: "item:<stream id>", "annex:<stream id>" or a field's name."""

    code: str
    level: CheckLevel
    message: str
    place: str
    label: str

    @property
    def is_blocking(self) -> bool:
        return self.level == CheckLevel.BLOCKING

    @property
    def block_id(self) -> str:
        """The stream id of the point or annex, or nothing where the place is a field."""
        return self.place.partition(":")[2]

    @property
    def anchor(self) -> str:
        """The id of the element of the editor in which it is mended."""
        return f"block-{self.block_id}-section" if self.block_id else f"id_{self.place}"
