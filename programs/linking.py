"""An act approves a programme or a plan: the two are told of each other."""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from control.refusal import Refused
from programs.models import PlanPage, ProgrammesIndexPage, ProgramPage
from registry.names import name_key
from resolutions.blocks import ItemClass

_PAPER = re.compile(r"программ|план(?!ир)", re.IGNORECASE)
_QUOTED = re.compile(r"«([^«»]{3,})»")


def approved_points(act):
    """The points of the act that approve a programme or a plan, in its own words."""
    points = ((block.value["item_class"], block.value["text"] or "") for block in act.items)
    return [text for item_class, text in points if item_class == ItemClass.APPROVAL and _PAPER.search(text)]


def papers_waiting_for(act):
    """Programmes and plans of the act's council that no act approves yet; those the act seems to name come first."""
    home = act.get_parent().get_parent()
    index = ProgrammesIndexPage.objects.child_of(home).first()
    if index is None:
        return []
    papers = [
        paper
        for model in (ProgramPage, PlanPage)
        for paper in model.objects.descendant_of(index).approved_by_nobody().select_related("latest_revision")
        if not approved_in_draft(paper)
    ]
    words = " ".join([act.heading, *approved_points(act)])
    return sorted(papers, key=lambda paper: not is_named(paper, words))


def is_named(paper, words: str) -> bool:
    """Whether the words speak of this paper: by its title, or by a quoted name both have."""
    title, said = name_key(paper.draft_title), name_key(words)
    quoted = {name_key(name) for name in _QUOTED.findall(words)}
    return bool(title) and (title in said or bool(quoted & {title, *map(name_key, _QUOTED.findall(paper.draft_title))}))


def approved_in_draft(paper):
    """The key of the act that the latest draft names, which may not be public yet."""
    revision = paper.latest_revision
    return revision.content.get("approved_by") if revision else paper.approved_by_id


@transaction.atomic
def link_approval(paper, act, user):
    """Write down that the act approves the paper; raises Refused where another act does already, or it is frozen."""
    model = type(paper)
    model.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    paper = model.objects.get(pk=paper.pk)
    draft = paper.get_latest_revision_as_object()
    if draft.approved_by_id == act.pk:
        return draft
    if draft.approved_by_id:
        raise Refused(_("“%(title)s” is already approved by another act.") % {"title": draft.title})
    lock = draft.get_lock()
    if lock and lock.for_user(user):
        raise Refused(_("“%(title)s” is being approved or is locked: link it afterwards.") % {"title": draft.title})
    draft.approved_by, draft.approval_words = act, ""
    draft.save_revision(user=user, log_action=True, clean=False)
    if not paper.live:
        # Nothing of it is public yet, so there is nothing a second person would have to look at first.
        model.objects.filter(pk=paper.pk).update(approved_by=act, approval_words="")
    return draft
