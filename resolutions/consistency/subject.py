"""The draft as the rules read it; whatever the database must be asked is asked once."""

from functools import cached_property

from django.apps import apps
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registry.models import Body, Organisation
from resolutions.blocks import ItemClass
from resolutions.consistency.addressees import people_in
from resolutions.consistency.parties import seen_from
from resolutions.consistency.personal_data import people_meant
from resolutions.items import OperativeItem, operative_items
from resolutions.models.agenda import AgendaItem
from resolutions.models.registration import Adoption
from resolutions.models.resolution import ResolutionPage
from resolutions.models.status import Status
from resolutions.relations.citing import citations_of

# In the order in which a reader meets them.
FIELDS = [
    "superior",
    "issuer",
    "body",
    "document_type",
    "number",
    "adopted_on",
    "heading",
    "preamble",
    "enacting_clause",
    "items",
    "signatories",
    "annexes",
]


class Subject:
    """An act under check: the latest words of a draft, saved or not."""

    def __init__(self, act: ResolutionPage):
        self.act = act

    # ---- what the database knows of it ---------------------------------------------------------------------------

    @cached_property
    def _adoption(self) -> Adoption | None:
        before = {Status.DRAFT, Status.APPROVED, Status.ON_AGENDA}
        return None if self.act.status in before else Adoption.objects.filter(act=self.act.pk).first()

    @property
    def on_paper(self) -> bool:
        return bool(self._adoption) and self._adoption.ground == Adoption.Ground.PAPER

    @cached_property
    def day(self):
        """The day of adoption: that of the vote, the one typed, that of the coming meeting, else today."""
        if self._adoption:
            return self._adoption.adopted_on
        return self.act.adopted_on or self._meeting_day or timezone.localdate()

    @property
    def _meeting_day(self):
        if self.act.status != Status.ON_AGENDA:
            return None
        item = AgendaItem.objects.filter(act=self.act.pk, outcome="").select_related("meeting").last()
        return item.meeting.day if item else None

    @cached_property
    def _council(self):
        """The council's organisation and its own levels of rules, in one query."""
        path = (self.act.path or "")[: -2 * ResolutionPage.steplen]
        if not path:
            return []
        # The act stands on the list of acts, and that under the page of its council.
        council = apps.get_model("home.HomePage").objects.filter(path=path)
        organisations = Organisation.objects.filter(pk__in=council.values("organisation"))
        return list(organisations.values_list("path", "check_settings__code", "check_settings__level"))

    @property
    def council_path(self) -> str:
        """The place of the council in the tree of organisations; empty where it has none."""
        return self._council[0][0] if self._council else ""

    @property
    def levels(self) -> dict[str, str]:
        return {code: level for _path, code, level in self._council if code}

    @cached_property
    def bodies(self) -> list[Body]:
        """The bodies of the organisation whose body adopts the act, that body among them."""
        if not self.act.body_id:
            return []
        return list(Body.objects.filter(organisation__bodies=self.act.body_id).select_related("organisation"))

    @property
    def body(self) -> Body | None:
        return next((body for body in self.bodies if body.pk == self.act.body_id), None)

    @cached_property
    def citations(self):
        """Other acts the text names, each with its entry of the register where there is one."""
        return citations_of(self.act)

    @cached_property
    def people(self):
        """The people of the registry whom the text or its addressees name."""
        names = [text for _place, text in self.paragraphs] + [
            name for point in self.points for name in point.addressees
        ]
        keys = {key for text in names for _printed, found in people_in(text) for key in found}
        return people_meant(keys, self.day, seen_from(self.council_path)) if keys else []

    # ---- its words -----------------------------------------------------------------------------------------------

    @cached_property
    def points(self) -> list[OperativeItem]:
        return operative_items(self.act.items or [], self.day)

    @cached_property
    def parents(self) -> dict[str, OperativeItem | None]:
        """The point above every point, by its stream id."""
        above, path = {}, []
        for point in self.points:
            path = [earlier for earlier in path if earlier.level < point.level]
            above[point.id] = path[-1] if path else None
            path.append(point)
        return above

    @cached_property
    def instructions(self) -> list[OperativeItem]:
        """The instructions somebody will be asked about: those that are not divided further."""
        divided = {parent.id for parent in self.parents.values() if parent}
        return [point for point in self.points if point.item_class == ItemClass.INSTRUCTION and point.id not in divided]

    def lineage(self, point) -> list[OperativeItem]:
        """The point and those above it, from itself up."""
        found = []
        while point:
            found.append(point)
            point = self.parents[point.id]
        return found

    @cached_property
    def annexes(self):
        return list(self.act.annexes or [])

    @cached_property
    def paragraphs(self) -> list[tuple[str, str]]:
        """Every paragraph of the text with its place."""
        act = self.act
        opening = [("preamble", line) for line in (act.preamble or "").splitlines() if line.strip()]
        points = [(f"item:{point.id}", point.text or "") for point in self.points]
        return [*opening, ("enacting_clause", act.enacting_clause or ""), *points]

    # ---- places --------------------------------------------------------------------------------------------------

    @cached_property
    def _places(self) -> dict[str, str]:
        """Every place in the order of reading, and what it is called."""
        places = {name: str(capfirst(ResolutionPage._meta.get_field(name).verbose_name)) for name in FIELDS[:-2]}
        for position, point in enumerate(self.points, start=1):
            known = next((above.label for above in self.lineage(point) if above.label), "")
            if point.label:
                # «а)» alone says nothing: the number above it goes first.
                whole = point.label if point.label[0].isdigit() and not point.label.endswith(")") else ""
                above = next((up.label for up in self.lineage(point)[1:] if up.label), "")
                label = whole or " ".join(filter(None, [above, point.label]))
                places[f"item:{point.id}"] = _("point %(label)s") % {"label": label}
            else:
                words = (
                    _("under point %(label)s") % {"label": known} if known else _("paragraph %(n)s") % {"n": position}
                )
                places[f"item:{point.id}"] = words
        for name in FIELDS[-2:]:
            places[name] = str(capfirst(ResolutionPage._meta.get_field(name).verbose_name))
        for position, block in enumerate(self.annexes, start=1):
            places[f"annex:{block.id}"] = _("annex %(n)s") % {"n": position}
        return places

    def label(self, place: str) -> str:
        return self._places.get(place, "")

    def position(self, place: str) -> int:
        """Where the place comes in the order of reading."""
        return list(self._places).index(place) if place in self._places else len(self._places)
