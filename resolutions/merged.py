"""Two cards of the registry become one: what is recorded follows, and nothing else slips in with it."""

import json

from django.utils.translation import gettext as _

from documents.models import Record, RecordChain
from documents.subjects import canonical_json, subject_of
from registry.merging import CannotMergeError
from registry.models import Organisation
from resolutions.models.approval import Visa
from resolutions.models.registration import Registration
from resolutions.models.resolution import ResolutionPage
from resolutions.models.voting import Ballot

# Of which recorded rows a row that names a person or an organisation is a part: (kind, the column with their key).
PARTS = {
    Visa: [("opinion", "pk")],
    Ballot: [("ballot", "pk"), ("vote", "voting_id")],
    ResolutionPage: [("registration", "pk")],
    Registration: [("registration", "act_id")],
}

BY = "объединение карточек реестра"


def refuse_merging_a_council(sender, kept, duplicate, **kwargs):
    """The chain of a council is called by its card, which therefore stays."""
    own = RecordChain.key_of_council(duplicate.pk)
    if issubclass(sender, Organisation) and RecordChain.objects.filter(key=own).exists():
        raise CannotMergeError(
            _("Records are kept under the card of %(name)s: keep this card, and merge the other one into it.")
            % {"name": duplicate}
        )


def follow_cards(sender, rows, was, now, **kwargs):
    """Record the rows anew where nothing but the card has changed; anything else is left for verification to find."""
    for kind, column in PARTS.get(sender, ()):
        keys = sender._base_manager.filter(pk__in=rows).values_list(column, flat=True)
        subject = subject_of(kind)
        found = subject.instances().in_bulk(list(set(keys)))
        last = {record.subject: record for record in Record.objects.of(kind, map(subject.key, found))}
        for pk, row in sorted(found.items()):
            record = last.get(subject.key(pk))
            snapshot = json.loads(canonical_json(subject.snapshot(row)))
            if record and record.payload != snapshot and _only_moved(record.payload, snapshot, was, now):
                Record.append(kind, row, by=BY)


def _only_moved(recorded, present, was, now):
    if isinstance(recorded, dict) and isinstance(present, dict):
        same = recorded.keys() == present.keys()
        return same and all(_only_moved(recorded[key], present[key], was, now) for key in recorded)
    if isinstance(recorded, list) and isinstance(present, list):
        pairs = zip(recorded, present, strict=False)
        return len(recorded) == len(present) and all(_only_moved(*pair, was, now) for pair in pairs)
    return recorded == present or (recorded, present) == (was, now)
