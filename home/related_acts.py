"""An act something on the site is about, as its reader sees it: the title, the quoted point and how far it has come."""

from dataclasses import dataclass

from control.execution import execution_of
from resolutions.items import OperativeItem
from resolutions.models import ResolutionPage


@dataclass
class RelatedAct:
    """A public act with the point quoted of it."""

    act: ResolutionPage
    point: OperativeItem | None = None

    @classmethod
    def of(cls, links):
        """The acts of these links that anybody may read; drafts and acts for official use are passed over."""
        links = list(links)
        quoted = {link.act_id for link in links if link.point}
        asked = {link.act_id for link in links}
        if not asked:
            return []
        acts = ResolutionPage.objects.live().public().registered().select_related("body").filter(pk__in=asked)
        plain = acts.filter(pk__in=asked - quoted).defer("preamble", "items", "signatories", "annexes")
        found = {act.pk: act for act in plain if act.pk not in quoted}
        if quoted:
            found |= {act.pk: act for act in acts.filter(pk__in=quoted)}
        public = [(found[link.act_id], link.point) for link in links if link.act_id in found]
        return [cls(act, _point(act, point)) for act, point in public]

    @classmethod
    def public(cls, pk):
        """The one act of this key, if anybody may read it."""
        acts = ResolutionPage.objects.live().public().registered().for_listing()
        return acts.filter(pk=pk).first() if pk else None

    @property
    def url(self):
        address = self.act.url or ""
        return f"{address}#{self.point.anchor}" if self.point else address

    @property
    def state(self):
        """How far the quoted point has come, where its council tells it."""
        found = execution_of(self.act.pk) if self.point else None
        return found.of(self.point.id) if found else None


def _point(act, label):
    wanted = _plain(label)
    return next((item for item in act.operative_items if wanted and _plain(item.label) == wanted), None)


def _plain(label):
    return "".join((label or "").split()).rstrip(".)").lower()
