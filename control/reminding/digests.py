"""The words of one digest: what is late, due today and due soon, and what a controller has to look after."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.conf import settings
from django.db.models import Count, F, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator

from control.answering import Answerer
from control.linking import links_for, pages_to_report
from control.models import OPEN, ControlledItem, Digest, ItemState, Reminder
from control.models.item import without_tail
from control.reminding.ladder import shown_day
from control.reminding.rows import Point, Row, Term
from control.working_days import WorkingCalendar
from registry.letters import LANGUAGE
from registry.models import Body, Contact, Organisation

Reader, Way = Reminder.Reader, Reminder.Way

WORDS = 200  # characters of a point that a letter repeats


@dataclass(frozen=True)
class Letter:
    """What the mail server is given; an answer to it goes to whoever asks for the reports."""

    subject: str
    body: str
    reply_to: list[str]


def still_waiting() -> Q:
    """The condition on reminders that there is still something to remind of: nothing reported, the day the same."""
    return Q(
        occurrence__done_on=None,
        occurrence__cancelled_at=None,
        occurrence__assignment__state__in=OPEN,
        occurrence__due=F("due"),
    )


def letter_of(digest: Digest, day: datetime.date, calendar: WorkingCalendar) -> Letter | None:
    """The letter as it has to read on the day; None where nothing is left to say."""
    with translation.override(LANGUAGE):
        content = Content(digest, day, calendar)
        if not content.counts["all"]:
            return None
        words = {"content": content, "person": digest.person}
        subject, _newline, body = render_to_string("letters/digest.txt", words).strip().partition("\n")
        return Letter(subject.strip(), body.strip() + "\n", content.reply_to)


class Content:
    """Everything one letter says, in the order in which it says it."""

    def __init__(self, digest: Digest, day: datetime.date, calendar: WorkingCalendar):
        self.digest, self.day, self._calendar = digest, day, calendar
        self._waiting = Reminder.objects.filter(still_waiting(), digest=digest)
        self._own_q = Q(reader=Reader.ASSIGNEE, way__in=[Way.DIRECT, Way.SUBSTITUTE])

    @cached_property
    def own(self) -> list[Row]:
        """The reader's own cards, the latest first."""
        related = ("occurrence__assignment__item__body", "instead_of", "person__user")
        reminders = list(self._waiting.filter(self._own_q).select_related(*related).order_by("due", "occurrence"))
        urls = self._urls(reminders)
        return sorted((self._row(reminder, urls) for reminder in reminders), key=lambda row: row.term.shown)

    @cached_property
    def controlled(self) -> list[Point]:
        return self._points(Q(reader=Reader.CONTROLLER))

    @cached_property
    def long_late(self) -> list[Point]:
        return self._points(Q(reader=Reader.DEPUTY))

    @cached_property
    def unheard(self) -> list[Point]:
        """Points whose assignees have not been written to: they are away, or have no address."""
        return self._points(Q(reader=Reader.ASSIGNEE, way__in=[Way.AWAY, Way.NO_ADDRESS]))

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many deadlines the letter speaks of; one said to the reader twice is counted once."""
        rule = "occurrence__assignment__item__body__weekend_rule"
        rows = self._waiting.order_by().values_list("due", rule).annotate(Count("occurrence", distinct=True))
        counts = {"late": 0, "today": 0, "soon": 0, "all": 0}
        for due, kept, number in rows:
            counts[_part(self._term(due, kept))] += number
            counts["all"] += number
        return counts

    @property
    def sections(self) -> list[tuple[str, list[Row]]]:
        """The reader's own cards in the parts of the letter: what is late, due today, due soon."""
        return [(name, list(rows)) for name, rows in groupby(self.own, key=lambda row: _part(row.term))]

    @cached_property
    def councils(self) -> list[Organisation]:
        """Who asks for the reports; they sign the letter."""
        keys = self._waiting.order_by().values("occurrence__council")
        return list(Organisation.objects.filter(pk__in=keys).order_by("name"))

    @property
    def signature(self):
        return "; ".join(council.name for council in self.councils)

    @property
    def reply_to(self):
        """The mailbox of the council; none where several sign, or where it has none."""
        if len(self.councils) != 1:
            return []
        mailboxes = self.councils[0].contacts.filter(kind=Contact.Kind.EMAIL).values_list("value", flat=True)
        return list(mailboxes[:1])

    @cached_property
    def has_account(self):
        return Answerer(self.digest.person, self.digest.address).has_account

    @property
    def has_links(self):
        return any("/link/" in row.url for row in self.own)

    @property
    def is_overseen(self):
        """Whether the reader looks after cards of others."""
        return bool(self.controlled or self.long_late or self.unheard)

    @property
    def duties_page(self):
        return settings.WAGTAILADMIN_BASE_URL + reverse("control_my_duties")

    @property
    def board(self):
        return settings.WAGTAILADMIN_BASE_URL + reverse("control_board")

    def _urls(self, reminders):
        """The address of each card's page, for each person of the letter and each way."""
        readers: dict[tuple, dict] = {}
        for reminder in reminders:
            card = reminder.occurrence.assignment
            key = (reminder.person, reminder.way == Way.SUBSTITUTE)
            readers.setdefault(key, {})[card.pk] = card
        urls = {}
        for (person, stands_in), found in readers.items():
            cards = list(found.values())
            if stands_in:
                # Whoever is away keeps the page, or the link: the one who stands in gets a link of their own.
                links = links_for(cards, person, self.digest.address, day=self.day, keep_others=True)
                urls |= {pk: settings.WAGTAILADMIN_BASE_URL + link.path for pk, link in links.items()}
            else:
                urls |= pages_to_report(cards, Answerer(person, self.digest.address), self.day)
        return urls

    def _row(self, reminder, urls):
        card = reminder.occurrence.assignment
        return Row(
            name=card.item.name,
            words=_shortened(card.item.title),
            term=self._term(reminder.due, card.item.body and card.item.body.weekend_rule),
            assignee=card.assignee_name,
            url=urls[card.pk],
            instead_of=str(reminder.instead_of or ""),
            was_returned=card.state == ItemState.RETURNED,
        )

    def _points(self, condition) -> list[Point]:
        """The points the condition finds; a letter is as short for a thousand assignees as for ten."""
        item = "occurrence__assignment__item"
        columns = (
            "due",
            f"{item}__pk",
            f"{item}__source_name",
            f"{item}__label",
            f"{item}__text",
            f"{item}__body__weekend_rule",
            "occurrence__assignment__assignee_name",
        )
        found: dict[tuple, Point] = {}
        reminders = self._waiting.filter(condition).order_by("due", f"{item}__pk", "pk").values_list(*columns)
        for due, pk, source, label, text, rule, assignee in reminders.iterator(chunk_size=1_000):
            point = found.get((due, pk))
            if point is None:
                name = ControlledItem(source_name=source, label=label).name
                point = found[due, pk] = Point(name, _shortened(without_tail(text)), self._term(due, rule))
            point.add(assignee)
        return list(found.values())

    def _term(self, due, rule):
        return Term(due, shown_day(due, rule or Body.WeekendRule.AS_IS, self._calendar), self.day)


def _part(term):
    return "late" if term.days < 0 else "soon" if term.days else "today"


def _shortened(text):
    return Truncator(" ".join(text.split())).chars(WORDS)
