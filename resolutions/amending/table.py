"""The amendments to a draft, point by point, as the secretary decides on them and as they are printed."""

from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils import timezone, translation

from control.comparing import Change, compare
from documents.writers.pdf import RenderedPdf, render_pdf
from resolutions.amending.conflicts import conflicts, is_stale
from resolutions.blocks import Operation
from resolutions.items import OperativeItem
from resolutions.models import Amendment
from resolutions.relations.points import Points, split_label, unquoted

# Words of the record: Russian whatever the interface speaks.
LANGUAGE = "ru"


@dataclass
class Shown:
    """One amendment with what it changes, word for word, and what stands against it."""

    amendment: Amendment
    number: int
    against: list = field(default_factory=list)
    is_stale: bool = False

    @property
    def changes(self) -> list[Change]:
        amendment = self.amendment
        if amendment.operation == Operation.INSERT:
            return compare("", amendment.after)
        label, text = split_label(amendment.after)
        return compare(amendment.before, text if label == amendment.label else unquoted(amendment.after))

    @property
    def waits(self):
        return self.amendment.state == Amendment.State.PROPOSED

    @property
    def is_in_text(self):
        return self.amendment.revision_id is not None


@dataclass
class Place:
    """A point of the draft and what is proposed to it; no item where the point has gone or stands for the end."""

    item: OperativeItem | None
    label: str
    shown: list[Shown] = field(default_factory=list)


@dataclass
class Table:
    """Every point of the draft in its order, each with its amendments."""

    text: object
    places: list[Place]

    @property
    def shown(self):
        return [shown for place in self.places for shown in place.shown]

    @property
    def waiting(self):
        return sum(shown.waits for shown in self.shown)

    @property
    def accepted(self):
        """How many accepted ones are not in the text yet."""
        return sum(s.amendment.state == Amendment.State.ACCEPTED and not s.is_in_text for s in self.shown)

    @classmethod
    def of(cls, act):
        text = act.get_latest_revision_as_object()
        points = Points.of(text)
        amendments = list(act.amendments.select_related("person", "decided_by"))
        against = conflicts(amendments, points)
        numbers = {amendment.pk: number for number, amendment in enumerate(amendments, start=1)}
        places = {item.id: Place(item, item.label) for item in text.operative_items}
        for amendment in amendments:
            place = places.setdefault(amendment.point, Place(None, amendment.label))
            living = amendment.state in (Amendment.State.PROPOSED, Amendment.State.ACCEPTED)
            place.shown.append(
                Shown(
                    amendment,
                    numbers[amendment.pk],
                    [numbers[other.pk] for other in against.get(amendment.pk, [])],
                    living and not amendment.revision_id and is_stale(amendment, points),
                )
            )
        return cls(text, list(places.values()))


def table_pdf(act) -> RenderedPdf:
    """The table of amendments on paper, for the members of the meeting."""
    with translation.override(LANGUAGE):
        table = Table.of(act)
        places = [place for place in table.places if place.shown]
        words = {"act": table.text, "places": places, "day": timezone.localdate(), "language": LANGUAGE}
        html = render_to_string("resolutions/amendments/paper.html", words)
        return render_pdf(html, title=f"Таблица поправок: {table.text.title}", language=LANGUAGE)
