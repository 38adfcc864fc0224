"""The rule by which an act of a body gets its number."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from registry.models import Body
from registry.numbering import printed_number
from resolutions.models.agenda import AgendaItem
from resolutions.models.registration import NumberSeries, Registration, ReservedNumber
from resolutions.numbering import number_key

SEQUENCE = "{seq}"
OF_A_MEETING = re.compile(r"\{(session|session:roman|item)\}")
# What each field looks like in a number somebody typed.
LOOKS = {"seq": r"(?P<seq>[0-9]{1,9})", "session": r"[0-9]+", "session:roman": r"[IVXLCDM]+", "item": r"[0-9]+"}


def scope_of(body: Body, day) -> str:
    """Within what numbers do not repeat: a convocation, a year, or for ever."""
    if body.numbering_reset == Body.Reset.NEVER:
        return ""
    if body.numbering_reset == Body.Reset.CONVOCATION and (convocation := body.convocation_on(day)):
        return f"c{convocation.pk}"
    return str(day.year)


@dataclass(frozen=True)
class Number:
    """A number, and its place in the count where the body counts."""

    printed: str
    sequence: int | None = None


@dataclass
class NumberRule:
    """What decides the number of one act: its body's template, the meeting and the question, the day."""

    body: Body
    document_type: str
    day: object
    item: AgendaItem | None = None

    @cached_property
    def scope(self):
        return scope_of(self.body, self.day)

    @cached_property
    def template(self):
        """The body's template; an act of no meeting, which has neither session nor question, is simply counted."""
        template = self.body.numbering_template
        return SEQUENCE if self.item is None and OF_A_MEETING.search(template) else template

    @property
    def counts(self):
        return SEQUENCE in self.template

    def series(self) -> NumberSeries:
        """The counter as it stands, without holding it; a new one where nothing was numbered yet."""
        place = {"body": self.body, "document_type": self.document_type, "scope": self.scope}
        return NumberSeries.objects.filter(**place).first() or NumberSeries(**place)

    def locked_series(self) -> NumberSeries:
        """The counter, held until the transaction ends: numbers of one series are given one after another."""
        return NumberSeries.locked(self.body, self.document_type, self.scope)

    def printed(self, seq=0, question=None) -> str:
        meeting = self.item.meeting if self.item else None
        question = question or (self.item.number if self.item else None) or 0
        return printed_number(
            self.template, seq=seq, session=meeting.number if meeting else 0, item=question, year=self.day.year
        )

    def next_free(self, last: int) -> Number:
        """The number that comes now, when ``last`` was the last one counted; those taken or kept back are passed by."""
        if self.counts:
            for seq in count(last + 1):
                if not self.is_taken(number := self.printed(seq)):
                    return Number(number, seq)
        return next(
            Number(number)
            for question in self._questions()
            if not self.is_taken(number := self.printed(question=question))
        )

    def _questions(self):
        """The act's own question first; were its number taken, those no other draft of the agenda will need."""
        own = self.item.number or 1
        yield own
        others = set(
            AgendaItem.objects.filter(meeting=self.item.meeting_id).exclude(act=None).values_list("number", flat=True)
        )
        yield from (question for question in count(own + 1) if question not in others)

    def is_taken(self, number: str) -> bool:
        """Whether an act bears the number, or it is kept back for one."""
        return self.entry_of(number) is not None or self.reservation_of(number) is not None

    def entry_of(self, number: str) -> Registration | None:
        return self.entries().filter(number_key=number_key(number)).defer("content").first()

    def reservation_of(self, number: str) -> ReservedNumber | None:
        """The reservation of this number that nobody has used or released."""
        return ReservedNumber.objects.waiting().of_series(self).filter(number_key=number_key(number)).first()

    def latest_numbers(self, how_many=3) -> list[str]:
        """The numbers given last, of the same meeting where there is one, the oldest of them first."""
        entries = self.entries()
        if self.item and not self.counts:
            entries = entries.filter(act__adoption__item__meeting=self.item.meeting_id)
        return list(entries.in_journal_order().values_list("number", flat=True)[:how_many])[::-1]

    def entries(self):
        """What stands in the register within the scope."""
        return Registration.objects.filter(
            issuer=self.body.organisation_id, body=self.body, document_type=self.document_type, scope=self.scope
        )

    def place_in_count(self, number: str) -> int | None:
        """Which of the count a number typed by hand is; None for «2133А» and where the body does not count."""
        if not self.counts:
            return None
        looks = {**LOOKS, "year": str(self.day.year)}
        parts = re.split(r"\{([^{}]*)\}", self.template)
        # Every second part is the name of a field.
        pattern = "".join(looks[part] if index % 2 else re.escape(number_key(part)) for index, part in enumerate(parts))
        found = re.fullmatch(pattern, number_key(number))
        return int(found["seq"]) if found and int(found["seq"]) else None
