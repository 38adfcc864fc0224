"""Whether what was written down is what stands today: chains of records, the rows they speak of, official files."""

from collections import Counter
from collections.abc import Iterable, Iterator

from documents.models import Record, RecordChain
from documents.subjects import all_subjects
from documents.verification.chains import Anchor, Head, check_anchor, check_chain
from documents.verification.files import check_files
from documents.verification.finding import Finding
from documents.verification.rows import check_rows, check_unknown_kinds, check_vanished

__all__ = ["Anchor", "Finding", "Head", "Verification", "verify"]


def verify(chain: str | None = None) -> Iterator[Finding]:
    """Everything that is wrong, of one chain or of all."""
    return iter(Verification(chain))


class Verification:
    """One pass over everything: iterate for findings, then ask for the counts and the heads of the chains.

    It reads batch by batch, locks nothing while all is well, and may run while people work.
    """

    def __init__(self, chain: str | None = None, anchors: Iterable[Anchor] = ()):
        self.chain = chain
        self.anchors = list(anchors)
        self.counts = Counter(records=0, rows=0, files=0)
        self.heads: list[Head] = []

    def __iter__(self) -> Iterator[Finding]:
        for key in self._chain_keys():
            yield from check_chain(key, self.heads, self.counts)
        for anchor in self.anchors:
            yield from check_anchor(anchor)
        yield from check_unknown_kinds(self.chain)
        for subject in all_subjects():
            yield from check_rows(subject, self.chain, self.counts)
            yield from check_vanished(subject, self.chain)
        yield from check_files(self.chain, self.counts)

    def _chain_keys(self):
        if self.chain is not None:
            return [self.chain]
        # A chain whose own row was taken away still has its records, and the other way round.
        keys = set(RecordChain.objects.values_list("key", flat=True))
        return sorted(keys.union(Record.objects.order_by().values_list("chain", flat=True).distinct()))
