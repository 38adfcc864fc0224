"""Letters about an approval: to whoever is asked, to the substitute of whoever is late, to the author who waits."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from registry.letters import address_of, post
from registry.models import PersonalLink
from resolutions.approving.writers import writers_of
from resolutions.meetings.notices import addresses_of

# How long a personal link still opens after the day by which an answer was wanted.
LINK_OUTLIVES_TERM = datetime.timedelta(days=14)


@dataclass(frozen=True)
class AccountHolder:
    """Somebody with an account and no card in the registry, written to as a person is."""

    user: object

    @property
    def user_id(self):
        return self.user.pk

    @property
    def name(self):
        return self.user.get_full_name() or self.user.username

    @classmethod
    def of(cls, user):
        """The person of the account, or the account itself where no card is joined with it."""
        return getattr(user, "person", None) or cls(user)


@dataclass(frozen=True)
class Question:
    """One answer one person is waited for, as a letter tells it."""

    visa: object
    act: object
    url: str
    by_link: bool
    for_whom: str = ""

    @property
    def days_late(self):
        return self.visa.days_late


def ask_by_letter(visa, act, task) -> None:
    """Write to whoever is asked now; to the substitute at once where no letter reaches the approver."""
    for person in reached(visa, act, task):
        post(person, "visa_asked", question=question(visa, act, person), submitted_by=submitter(act))


def reached(visa, act, task, *, late=False) -> list:
    """Everybody a letter about this answer goes to."""
    if visa.person_id is None:
        if task is None:
            return []
        members = get_user_model().objects.filter(is_active=True, groups__in=task.groups.all()).exclude(email="")
        writers = writers_of(act)
        holders = [AccountHolder.of(user) for user in members.select_related("person").distinct()]
        return [holder for holder in holders if not writers.includes(holder.user)]
    reachable = [visa.person] if address_of(visa.person) else []
    if visa.substitute and (late or not reachable) and address_of(visa.substitute):
        reachable.append(visa.substitute)
    return reachable


def unreached(act) -> list:
    """The places of the latest round whose letter does not go out: nobody there has an e-mail."""
    sheet = getattr(act, "approval_sheet", None)
    if sheet is None or sheet.closed_at:
        return []
    rows = sheet.visas.standing().filter(round=sheet.round, opinion="").with_people()
    rows, task = list(rows.order_by("stage", "pk")), act.current_workflow_task
    known = addresses_of([person for visa in rows for person in visa.people()])
    return [
        visa
        for visa in rows
        if not (any(person.pk in known for person in visa.people()) if visa.person_id else reached(visa, act, task))
    ]


def without_letter(act) -> str:
    """The same as a sentence for whoever submitted the draft; empty where every letter goes out."""
    names = []
    for visa in unreached(act):
        names += [str(person) for person in visa.people()] or [visa.approver]
    if not names:
        return ""
    return _("The letter will not go out, there is no e-mail: %(names)s. Call, or write the address on the card.") % {
        "names": ", ".join(dict.fromkeys(names))
    }


def question(visa, act, person) -> Question:
    """The question with the way to answer it: the screen for an account, a personal link for whoever has none."""
    for_whom = str(visa.person) if visa.person_id and person.name != visa.person.name else ""
    if person.user_id and person.user.is_active and person.user.has_perm("wagtailadmin.access_admin"):
        return Question(visa, act, settings.WAGTAILADMIN_BASE_URL + screen(act), by_link=False, for_whom=for_whom)
    link = fresh_link(visa, person)
    return Question(visa, act, settings.WAGTAILADMIN_BASE_URL + link.path, by_link=True, for_whom=for_whom)


def fresh_link(visa, person) -> PersonalLink:
    """A link with which the person answers; an earlier one that nobody has used loses its force."""
    last_day = max(visa.due_on, timezone.localdate()) + LINK_OUTLIVES_TERM
    end = datetime.datetime.combine(last_day, datetime.time(23, 59))
    link = PersonalLink.make(PersonalLink.Purpose.VISA, visa, person, expires_at=timezone.make_aware(end))
    PersonalLink.objects.filter(pk=link.pk).update(sent_at=timezone.now(), sent_to=address_of(person)[:254])
    return link


def screen(act) -> str:
    return reverse("resolutions_approval", args=[act.pk])


def submitter(act):
    """The account that submitted the text now being approved, or None."""
    state = act.current_workflow_state
    return state.requested_by if state else None


def remind_people(asked, task_of) -> int:
    """One letter to each person about everything waited for from him: pairs of an opinion and its act."""
    letters, people = defaultdict(list), {}
    for visa, act in asked:
        for person in reached(visa, act, task_of(act), late=bool(visa.days_late)):
            key = address_of(person).lower()
            people.setdefault(key, person)
            letters[key].append((visa, act, person))
    for key, subjects in letters.items():
        questions = [question(visa, act, person) for visa, act, person in subjects]
        post(people[key], "visa_reminder", questions=questions, late=[q for q in questions if q.days_late])
    return len(letters)


def tell_authors(expired) -> int:
    """One letter to each author about the answers that have not come in time: pairs of an opinion and its act."""
    letters, authors = defaultdict(list), {}
    for visa, act in expired:
        author = submitter(act) or act.owner
        if author and author.is_active and author.email:
            authors[author.pk] = author
            letters[author.pk].append(
                {"visa": visa, "act": act, "url": settings.WAGTAILADMIN_BASE_URL + sheet_page(act)}
            )
    for key, rows in letters.items():
        post(AccountHolder.of(authors[key]), "visa_late", rows=rows)
    return len(letters)


def sheet_page(act) -> str:
    return reverse("resolutions_approval_sheet", args=[act.pk])
