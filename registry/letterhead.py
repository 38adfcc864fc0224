"""What stands at the head of a body's acts."""

import base64
from dataclasses import dataclass

from wagtail.images import get_image_model


@dataclass(frozen=True)
class Letterhead:
    """The lines over the kind of the act, and the edition of the layout standard that sets their measures."""

    superior: str = ""
    names: tuple[str, ...] = ()
    body: str = ""
    requisites: tuple[str, ...] = ()
    emblem: object = None
    profile: str = "gost_2025"

    @property
    def facts(self):
        """All of it as plain data, to print the same head again in years."""
        emblem = self.emblem.pk if self.emblem else None
        return {**vars(self), "names": list(self.names), "requisites": list(self.requisites), "emblem": emblem}

    @classmethod
    def kept(cls, facts):
        """The letterhead of those facts; an emblem taken from the library since is left out."""
        emblem = get_image_model().objects.filter(pk=facts["emblem"]).first() if facts["emblem"] else None
        lines = {name: tuple(facts[name]) for name in ("names", "requisites")}
        return cls(**{**facts, **lines, "emblem": emblem})

    @property
    def emblem_source(self):
        """The emblem as an address that holds the picture itself: paper is printed without fetching anything."""
        if self.emblem is None:
            return ""
        rendition = self.emblem.get_rendition("max-600x300|format-png")
        with rendition.file.open("rb") as picture:
            return f"data:image/png;base64,{base64.b64encode(picture.read()).decode()}"


def letterhead_of(body, issuer=None, superior=None) -> Letterhead:
    """The letterhead of an act of the body; what the body leaves empty comes from the registry's names.

    ``issuer`` is the organisation the act names: the body's own letterhead counts only for its own organisation.
    """
    own = body is not None and (issuer is None or body.organisation_id == issuer.pk)
    organisation = issuer or (body.organisation if body is not None and body.organisation_id else None)
    full_name = organisation.name if organisation else ""
    return Letterhead(
        superior=(superior.name if superior else "") or (body.letterhead_superior if own else ""),
        names=(_lines(body.letterhead_name) if own else ()) or ((full_name,) if full_name else ()),
        body=body.name if body is not None else "",
        requisites=_lines(body.letterhead_requisites) if own else (),
        emblem=body.letterhead_emblem if own else None,
        profile=body.layout_profile if own else "gost_2025",
    )


def _lines(text):
    return tuple(line.strip() for line in text.splitlines() if line.strip())
