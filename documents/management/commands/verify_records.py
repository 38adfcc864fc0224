"""Find what was changed behind the application's back."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from documents.models import RecordChain
from documents.verification import Anchor, Verification


class Command(BaseCommand):
    help = gettext("Finds every recorded row and official file that was changed past the program, and says which.")

    def add_arguments(self, parser):
        parser.add_argument("--chain", metavar="KEY", help=gettext("this chain only"))
        parser.add_argument(
            "--anchor",
            metavar="[KEY:]NUMBER:FINGERPRINT",
            action="append",
            default=[],
            help=gettext("a last record written down earlier; it must still be in its chain"),
        )
        parser.add_argument("--json", action="store_true", help=gettext("for programs"))

    def handle(self, *, chain=None, anchor=(), json=False, **options):
        verification = Verification(chain, [self._anchor(text, chain) for text in anchor])
        found = self._as_json(verification) if json else self._in_words(verification)
        if found:
            raise CommandError(gettext("Something was changed; findings: %(count)d.") % {"count": found})

    def _anchor(self, text, chain):
        keys = list(RecordChain.objects.values_list("key", flat=True)[:2])
        try:
            return Anchor.parse(text, chain or (keys[0] if len(keys) == 1 else None))
        except ValueError:
            raise CommandError(
                gettext("Write the anchor as chain:number:fingerprint, as it was printed; here is “%(text)s”.")
                % {"text": text}
            ) from None

    def _in_words(self, verification):
        found = 0
        for finding in verification:
            found += 1
            self.stdout.write(finding.message)
        self.stdout.write(
            gettext("Checked: records %(records)d, rows %(rows)d, official files %(files)d.") % verification.counts
        )
        for head in [] if found else verification.heads:
            self.stdout.write(
                gettext("Chain “%(chain)s”: the last record is no. %(number)d, fingerprint %(hash)s. Write it down:")
                % {"chain": head.chain, "number": head.sequence, "hash": head.hash}
            )
            self.stdout.write(f"    --anchor {head.chain}:{head.sequence}:{head.hash}")
        if not found:
            self.stdout.write(gettext("Everything is as it was recorded."))
        return found

    def _as_json(self, verification):
        findings = [asdict(finding) for finding in verification]
        report = {
            "sound": not findings,
            "counts": verification.counts,
            "heads": [asdict(head) for head in verification.heads],
            "findings": findings,
        }
        self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
        return len(findings)
