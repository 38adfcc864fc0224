"""Who reads a letter about a deadline: the one it is for, the substitute, or somebody higher."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from functools import cached_property

from control.answering import answerer_of, answering
from control.models import Absence, Assignment, Reminder
from registry.letters import address_of
from registry.models import Body, CouncilRole, Membership, Organisation, Person, Role

Reader, Way = Reminder.Reader, Reminder.Way

# Who is told next where the reader cannot be.
HIGHER = {
    Reader.ASSIGNEE: (Reader.ASSIGNEE, Reader.CONTROLLER, Reader.DEPUTY),
    Reader.CONTROLLER: (Reader.CONTROLLER, Reader.DEPUTY),
    Reader.DEPUTY: (Reader.DEPUTY,),
}


@dataclass(frozen=True)
class Cause:
    """One day of one card that has reached a step, as much of it as deciding on the letter needs."""

    occurrence: int
    due: datetime.date
    card: int
    assignee: int
    answers: int | None
    controller: int | None
    body: int | None
    council: int

    COLUMNS = (
        "pk",
        "due",
        "assignment",
        "assignee",
        "assignment__answers",
        "assignment__item__controller",
        "assignment__item__body",
        "council",
    )


@dataclass(frozen=True)
class Recipient:
    """A person, or a mailbox nobody is named for, and why the letter comes here."""

    person: Person | None
    address: str
    way: Way = Way.DIRECT
    instead_of: Person | None = None


class Recipients:
    """Answers the question for one day; what has been asked once is not asked of the database again."""

    def __init__(self, day: datetime.date):
        self.day = day
        self._found: dict[tuple, Recipient] = {}
        self._people: dict[int, Person | None] = {}

    def of(self, reader: Reader, cause: Cause) -> Recipient:
        """Who gets the letter; without an address where nobody has one."""
        first = self._holder(reader, cause)
        for level in HIGHER[reader]:
            holder = self._holder(level, cause)
            if holder.address and not self._is_away(holder):
                return holder if level == reader else self._passed_up(first, holder)
            if (stand_in := self._substitute(holder)) is not None:
                if level == reader:
                    return replace(stand_in, way=Way.SUBSTITUTE, instead_of=holder.person)
                return self._passed_up(first, stand_in)
        # Nobody is there: the letter waits in the reader's own mailbox.
        return first if first.address else replace(first, way=Way.NOBODY)

    def _passed_up(self, first, holder):
        way = Way.AWAY if self._is_away(first) else Way.NO_ADDRESS
        return replace(holder, way=way, instead_of=first.person)

    def _holder(self, level, cause):
        key = {
            Reader.ASSIGNEE: (level, cause.answers, cause.assignee),
            Reader.CONTROLLER: (level, cause.controller, cause.council),
            Reader.DEPUTY: (level, cause.body, cause.council),
        }[level]
        if key not in self._found:
            find = {
                Reader.ASSIGNEE: self._assignee,
                Reader.CONTROLLER: self._controller,
                Reader.DEPUTY: self._deputy,
            }[level]
            self._found[key] = find(cause)
        return self._found[key]

    def _assignee(self, cause):
        card = Assignment.objects.select_related("assignee", "answers__user").get(pk=cause.card)
        person = answering(card, self.day)
        if person and person.pk in self._absences:
            return Recipient(person, address_of(person))
        answerer = answerer_of(card, self.day)
        return Recipient(answerer.person, answerer.address)

    def _controller(self, cause):
        """The one the act names while they can be written to, else the first account that controls the council."""
        if cause.controller and (named := self._reachable(self._person(cause.controller))).address:
            return named
        roles = CouncilRole.objects.filter(organisation=cause.council, role__in=[Role.CONTROLLER, Role.SECRETARY])
        for role in sorted(roles.select_related("group"), key=lambda role: role.role):
            accounts = role.group.user_set.filter(is_active=True).exclude(email="").select_related("person")
            if (account := accounts.order_by("pk").first()) is not None:
                return Recipient(getattr(account, "person", None), account.email)
        return Recipient(None, "")

    def _deputy(self, cause):
        """The deputy chair of the body that gave the instruction, or of the council; else the chair."""
        bodies = [cause.body] if cause.body else []
        bodies += Body.objects.filter(organisation=cause.council, kind=Body.Kind.COUNCIL).values_list("pk", flat=True)
        for role in (Membership.Role.DEPUTY, Membership.Role.CHAIR):
            for body in dict.fromkeys(bodies):
                seats = Membership.objects.current(self.day).filter(body=body, role=role)
                for seat in seats.select_related("person__user").order_by("since", "pk"):
                    if (found := self._reachable(seat.person)).address:
                        return found
        head = Organisation.objects.get(pk=cause.council).posts.current(self.day).filter(duty__in=["deputy", "chair"])
        for post in head.select_related("person__user").order_by("-duty", "since", "pk"):
            if (found := self._reachable(post.person)).address:
                return found
        return Recipient(None, "")

    def _substitute(self, holder):
        """Who stands in for an absent person, if they are there themselves and can be written to."""
        if not self._is_away(holder):
            return None
        for pk in self._absences[holder.person.pk]:
            if pk not in self._absences and (person := self._person(pk)) is not None:
                found = self._reachable(person)
                if found.address:
                    return found
        return None

    def _is_away(self, holder):
        return holder.person is not None and holder.person.pk in self._absences

    def _reachable(self, person):
        if person is None or person.is_closed(self.day):
            return Recipient(None, "")
        return Recipient(person, address_of(person))

    def _person(self, pk):
        if pk not in self._people:
            self._people[pk] = Person.objects.select_related("user").filter(pk=pk).first()
        return self._people[pk]

    @cached_property
    def _absences(self):
        """Those who are away on the day, each with the substitutes named."""
        away: dict[int, list[int]] = {}
        for person, substitute in Absence.objects.current(self.day).values_list("person", "substitute"):
            away.setdefault(person, [])
            if substitute:
                away[person].append(substitute)
        return away
