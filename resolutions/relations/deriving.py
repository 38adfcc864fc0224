"""The relations of an act to others, read from its own text when it is registered; nobody types them."""

from django.db import transaction
from django.utils.translation import gettext as _

from control.refusal import Refused
from resolutions.blocks import AnnexKind, ItemClass
from resolutions.models.relation import Relation
from resolutions.models.resolution import ResolutionPage
from resolutions.relations.citing import citations_of
from resolutions.relations.points import clean_label
from resolutions.relations.targets import intentions, name_of, read_targets


@transaction.atomic
def derive(act) -> list[Relation]:
    """Write down what the registered act does to others; raises Refused where it cannot do it.

    The acts it changes are held meanwhile: two acts registered at once cannot both repeal a third.
    """
    if Relation.objects.filter(act=act.pk).exists():
        return list(Relation.objects.filter(act=act.pk))
    hold_targets(act)
    citations = citations_of(act)
    relations, _faults = read_targets(act)
    for item, message in faults_of(act, citations, _faults):
        label = next((clean_label(block.value["label"]) for block in act.items if block.id == item), "")
        raise Refused(_("Point %(label)s: %(message)s") % {"label": label, "message": message} if label else message)
    relations += _cited(act, citations, relations)
    relations += _approved(act)
    return Relation.objects.bulk_create(relations)


def hold_targets(act) -> None:
    """Hold the acts it changes until the transaction ends; before anything is added to the chain of records."""
    touched = {intention.target_id for intention in intentions(act)} - {None}
    held = ResolutionPage.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=touched).order_by("pk")
    list(held.values_list("pk", flat=True))


def target_faults(act) -> list[tuple[str, str]]:
    """What stands in the way of the act's changing others: (id of the point, one sentence) each; for drafts, too."""
    return faults_of(act, citations_of(act), read_targets(act)[1])


def faults_of(act, citations, faults):
    """The faults, and the points that change an act of the register without saying which."""
    without = {intention.item for intention in intentions(act) if intention.target_id is None}
    known = {}
    for citation in citations:
        if citation.point in without and citation.act_id:
            known.setdefault(citation.point, citation.act_id)
    acts = ResolutionPage.objects.in_bulk(set(known.values())) if known else {}
    unsaid = [
        (item, _("%(act)s is in the register: choose it under “Which act”.") % {"act": name_of(acts[pk])})
        for item, pk in known.items()
    ]
    return faults + unsaid


def _cited(act, citations, changes):
    """What the text names besides the acts it changes, each act once."""
    changed = {relation.target_id for relation in changes}
    changing = {intention.item: intention for intention in intentions(act)}
    seen, relations = set(), []
    for citation in citations:
        kind = Relation.Kind.IMPLEMENTS if citation.kind == "implements" else Relation.Kind.CITES
        intention = changing.get(citation.point)
        if intention and intention.target_id is None and not citation.act_id:
            # It changes an act older than the register: the words are all there is.
            kind = intention.kind
        about = citation.act_id or citation.words
        if citation.act_id in changed or (kind, about) in seen:
            continue
        seen.add((kind, about))
        relations.append(
            Relation(
                act=act,
                point=citation.point,
                label=citation.label[:20],
                kind=kind,
                target_id=citation.act_id,
                words=citation.words[:500],
                effective_from=act.in_force_from or act.adopted_on,
            )
        )
    return relations


def _approved(act):
    """The programmes, plans and pages among the annexes, approved by the point that approves."""
    approving = [block for block in act.items if block.value["item_class"] == ItemClass.APPROVAL]
    if not approving:
        return []
    relations = []
    for number, block in enumerate(act.annexes, start=1):
        annex = block.value
        page = annex.get("page")
        if not page and annex["kind"] not in (AnnexKind.PROGRAMME, AnnexKind.PLAN):
            continue
        point = _approving_point(approving, number, annex["title"])
        relations.append(
            Relation(
                act=act,
                point=point.id,
                label=clean_label(point.value["label"])[:20],
                kind=Relation.Kind.APPROVES,
                page=page,
                words=annex["title"][:500],
                effective_from=act.in_force_from or act.adopted_on,
            )
        )
    return relations


def _approving_point(approving, number, title):
    """The point that names the annex by its title or number; else the first that approves anything."""
    words = title.casefold()
    for block in approving:
        text = block.value["text"].casefold()
        if words in text or f"приложение {number}" in text or f"приложение № {number}" in text:
            return block
    return approving[0]
