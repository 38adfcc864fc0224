"""Whom a council's route means on the day a draft is submitted."""

from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext

from registry.models import Person
from registry.models.person import Post
from resolutions.models.approval import ApprovalRoute


@dataclass(frozen=True)
class Ask:
    """One place to be filled on the sheet; without a person any approver of the council fills it."""

    stage: int = 1
    person: Person | None = None
    position: str = ""
    substitute: Person | None = None
    working_days: int = 3
    is_mandatory: bool = True


def route_for(text, council) -> ApprovalRoute | None:
    """The council's route for this kind of acts, else its route for every kind, else nothing."""
    routes = ApprovalRoute.objects.filter(organisation=council, document_type__in=[text.document_type, ""])
    return routes.order_by("-document_type").first()


def asks_of(route: ApprovalRoute | None, writers) -> tuple[list[Ask], list[Ask]]:
    """Who is asked, each person once, and who is left out because the text is his own.

    Where a writer has a substitute, the substitute is asked; where nobody is left without whom the draft does not go
    on, any approver of the council is.
    """
    asked, left_out, seen = [], [], set()
    for ask in _steps(route):
        if writers.include_person(ask.person):
            if ask.substitute is None or writers.include_person(ask.substitute):
                left_out.append(ask)
                continue
            ask = replace(ask, person=ask.substitute, position=_position(ask.substitute), substitute=None)
        if (ask.person and ask.person.pk) not in seen:
            seen.add(ask.person and ask.person.pk)
            asked.append(ask)
    if not any(ask.is_mandatory for ask in asked):
        asked = [ask for ask in asked if ask.person] + [Ask(stage=max((ask.stage for ask in asked), default=1))]
    return asked, left_out


def _steps(route):
    if route is None:
        return [Ask()]
    steps = route.steps.select_related("person__user", "substitute__user", "organisation").order_by(
        "stage", "sort_order"
    )
    return [_ask(step) for step in steps]


def _ask(step):
    terms = {"stage": step.stage, "working_days": step.working_days, "is_mandatory": step.is_mandatory}
    if step.person_id:
        return Ask(person=step.person, position=_position(step.person), substitute=step.substitute, **terms)
    posts = Post.objects.current(timezone.localdate()).filter(organisation=step.organisation, duty=step.duty)
    post = posts.select_related("person__user").order_by("pk").first()
    if post:
        return Ask(
            person=post.person, position=post.title or post.get_duty_display(), substitute=step.substitute, **terms
        )
    # Nobody holds the post now: the substitute answers, and without one any approver does.
    position = (
        _position(step.substitute)
        if step.substitute
        else gettext("post vacant: %(duty)s") % {"duty": step.get_duty_display()}
    )
    return Ask(person=step.substitute, position=position, **terms)


def _position(person):
    post = person.posts.current(timezone.localdate()).order_by("pk").first()
    return post.title or post.get_duty_display() if post else ""
