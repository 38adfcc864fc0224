"""Ways to reach somebody, as the site shows them."""

from dataclasses import dataclass

from registry.models import Contact, Organisation, Visibility


@dataclass(frozen=True)
class WayToReach:
    """A contact as the site shows it: a link where there is something to open."""

    text: str
    kind: str = ""
    remark: str = ""

    @property
    def link(self):
        if self.kind == Contact.Kind.EMAIL:
            return f"mailto:{self.text}"
        if self.kind == Contact.Kind.PHONE:
            sign = "+" if self.text.strip().startswith("+") else ""
            return f"tel:{sign}{''.join(filter(str.isdecimal, self.text))}"
        return self.text if self.kind == Contact.Kind.PAGE else ""


def ways_to(organisation: Organisation) -> list[WayToReach]:
    """How anybody may reach the organisation."""
    public = [contact for contact in organisation.contacts.all() if contact.visibility == Visibility.PUBLIC]
    return [WayToReach(contact.value, contact.kind, contact.remark) for contact in public]
