"""What of the life of a decision is written into the chain of records.

A snapshot holds keys and words that stand on the rows themselves: a renamed person must not look like tampering.
"""

from documents.models import Record, RecordChain
from documents.subjects import Subject, subject
from resolutions.fingerprint import REFERENCES
from resolutions.models.approval import Visa, VisaFile
from resolutions.models.registration import Adoption, Correction, ElectronicSignature, Registration, ReservedNumber
from resolutions.models.resolution import ResolutionPage
from resolutions.models.status import Status
from resolutions.models.voting import Ballot, Voting
from resolutions.wording import act_in_words, entry_in_words, page_words, revision_words

# The long texts of an act that is only named.
HEAVY = ("preamble", "enacting_clause", "items", "signatories", "annexes", "printed_header", "heading")

OF_THE_ENTRY = (
    "number",
    "number_key",
    "adopted_on",
    "document_type",
    "scope",
    "sequence",
    "issuer_id",
    "body_id",
    "convocation_id",
    "registered_at",
    "registered_by_id",
)

OF_A_VOTE = (
    "item_id",
    "method",
    "proposal",
    "question",
    "text_sha256",
    "opened_at",
    "closed_at",
    "members",
    "present",
    "quorum",
    "needed",
    "votes_for",
    "votes_against",
    "votes_abstained",
    "not_voting",
    "result",
)


def chain_of(of) -> str:
    """The chain of the council: that of an act, or of the body that meets."""
    if isinstance(of, ResolutionPage):
        return of.record_chain
    return RecordChain.key_of_council(of.body.organisation_id)


def _fields(row, names):
    """The values by the names of the fields; a key is called as what it points at."""
    return {name.removesuffix("_id"): getattr(row, name) for name in names}


def _other_than(words, kept):
    """Where a kept copy of the text says something else than the page; keys of the registry are compared elsewhere."""
    return {name: kept.get(name) for name in words if name not in REFERENCES and kept.get(name) != words[name]}


@subject("registration", "resolutions.ResolutionPage")
class RegisteredAct(Subject):
    """A registered act: its page, its entry in the register with the annexes, and its published text."""

    title = "Акт"
    field_titles = {
        "official_file": "официальный файл (SHA-256)",
        "header": "имена в шапке",
        "issuer_id": "издатель",
        "body_id": "орган",
        "superior_id": "вышестоящая организация",
        "entry": "запись в журнале регистрации",
        "text_in_the_register": "текст в журнале регистрации",
        "published_text": "опубликованная версия текста",
        "kept_annexes": "файлы приложений",
    }

    def instances(self):
        acts = ResolutionPage.objects.filter(status=Status.REGISTERED) | ResolutionPage.objects.filter(
            registration__isnull=False
        )
        return acts.select_related("registration__official_file", "official_file", "live_revision").prefetch_related(
            "registration__annexes__official_file"
        )

    def snapshot(self, act):
        words = page_words(act)
        entry = getattr(act, "registration", None)
        return {
            **words,
            "title": act.title,
            "status": act.status,
            "registered_at": act.registered_at,
            "official_file": act.official_file.sha256 if act.official_file_id else None,
            "entry": entry and {**_fields(entry, OF_THE_ENTRY), "sha256": entry.official_file.sha256},
            "text_in_the_register": entry and _other_than(words, entry.content),
            "published_text": self._published(act, words),
            "kept_annexes": [
                {
                    "title": kept.title,
                    "place": kept.sort_order,
                    "block": kept.block_id,
                    "sha256": kept.official_file.sha256,
                }
                for kept in (entry.annexes.all() if entry else ())
            ],
        }

    def _published(self, act, words):
        if not (act.live and act.live_revision_id):
            return {}
        shown = {name: value for name, value in words.items() if name != "header"}
        return _other_than(shown, revision_words(act.live_revision.content))

    def chain(self, act):
        return chain_of(act)

    def describe(self, payload):
        return act_in_words(payload)

    def owner_of(self, official):
        entries = Registration.objects.filter(annexes__official_file=official)
        papers = Registration.objects.filter(official_file=official)
        entry = (
            entries.first()
            or papers.first()
            or Registration.objects.filter(corrections__official_file=official).first()
        )
        return entry_in_words(entry) if entry else ""


class OfAnAct(Subject):
    """Something that belongs to one act, named by it."""

    def describe(self, payload):
        return entry_in_words(Registration.objects.filter(act=payload["act"]).first(), payload["act"])


@subject("adoption", "resolutions.Adoption")
class SignedAdoption(OfAnAct):
    """On what ground the act was adopted, in which wording, and who signed it."""

    title = "Принятие и подпись акта"

    def instances(self):
        adopted = Adoption.objects.filter(act__status__in=[Status.SIGNED, Status.REGISTERED])
        return adopted.select_related("act").defer(*(f"act__{name}" for name in HEAVY))

    def snapshot(self, adoption):
        names = ("act_id", "ground", "item_id", "words", "adopted_on", "text_sha256", "signed_at", "signed_by_id")
        return _fields(adoption, (*names, "signatory"))

    def chain(self, adoption):
        return chain_of(adoption.act)


@subject("opinion", "resolutions.Visa")
class GivenOpinion(OfAnAct):
    """An opinion on a draft, with its files."""

    title = "Виза акта"
    field_titles = {"files": "файлы"}

    def instances(self):
        given = Visa.objects.answered().select_related("sheet__act").prefetch_related("files__official_file")
        return given.defer(*(f"sheet__act__{name}" for name in HEAVY))

    def snapshot(self, visa):
        names = (
            "round",
            "stage",
            "person_id",
            "position",
            "substitute_id",
            "opinion",
            "remark",
            "points",
            "text_sha256",
        )
        given = ("answered_at", "answered_by_id", "answered_name", "by_link", "voided_at")
        files = sorted((kept.pk, kept.official_file.sha256) for kept in visa.files.all())
        return {"act": visa.sheet.act_id, **_fields(visa, names + given), "files": [sha256 for _pk, sha256 in files]}

    def chain(self, visa):
        return chain_of(visa.sheet.act)

    def describe(self, payload):
        return f"{payload['answered_name']}: {super().describe(payload)}"

    def owner_of(self, official):
        kept = VisaFile.objects.select_related("visa__sheet").filter(official_file=official).first()
        return self.describe(self.snapshot(kept.visa)) if kept else ""


@subject("vote", "resolutions.Voting")
class ClosedVote(Subject):
    """A closed vote with its numbers and every member's vote in it."""

    title = "Голосование"
    field_titles = {"ballots": "голоса"}

    def instances(self):
        votings = Voting.objects.exclude(closed_at=None).select_related("item__meeting__body")
        return votings.prefetch_related("ballots")

    def snapshot(self, voting):
        ballots = sorted(voting.ballots.all(), key=lambda ballot: ballot.pk)
        return {
            "act": voting.item.act_id,
            "meeting": voting.item.meeting_id,
            **_fields(voting, OF_A_VOTE),
            "ballots": [_ballot(ballot) for ballot in ballots],
        }

    def chain(self, voting):
        return chain_of(voting.item.meeting)

    def describe(self, payload):
        return question_in_words(payload["item"], payload["act"])


@subject("ballot", "resolutions.Ballot")
class PollAnswer(Subject):
    """An answer to a poll, written down when it is given."""

    title = "Ответ при опросе"

    def instances(self):
        answers = Ballot.objects.filter(voting__method=Voting.Method.POLL)
        return answers.select_related("voting__item__meeting__body")

    def snapshot(self, ballot):
        return {
            "voting": ballot.voting_id,
            "item": ballot.voting.item_id,
            "act": ballot.voting.item.act_id,
            **_ballot(ballot),
        }

    def chain(self, ballot):
        return chain_of(ballot.voting.item.meeting)

    def describe(self, payload):
        return question_in_words(payload["item"], payload["act"])


def _ballot(ballot):
    return _fields(ballot, ("person_id", "choice", "cast_at", "cast_by_id", "is_own", "by_link", "by_proxy_id"))


@subject("correction", "resolutions.Correction")
class MadeCorrection(OfAnAct):
    """A technical correction: what stood, what stands, who, when and why."""

    title = "Техническая правка акта"

    def instances(self):
        made = Correction.objects.select_related("registration__act", "official_file").defer("registration__content")
        return made.defer(*(f"registration__act__{name}" for name in HEAVY))

    def snapshot(self, correction):
        names = ("place", "label", "before", "after", "reason", "made_at", "made_by_id")
        return {
            "act": correction.registration.act_id,
            **_fields(correction, names),
            "official_file": correction.official_file.sha256,
        }

    def chain(self, correction):
        return chain_of(correction.registration.act)


@subject("esignature", "resolutions.ElectronicSignature")
class AttachedSignature(OfAnAct):
    """An electronic signature of the paper, with the data of its certificate."""

    title = "Электронная подпись акта"

    def instances(self):
        attached = ElectronicSignature.objects.select_related(
            "registration__act", "signed_file", "signature_file", "marked_file"
        )
        return attached.defer("registration__content", *(f"registration__act__{name}" for name in HEAVY))

    def snapshot(self, signature):
        names = (
            "certificate",
            "owner",
            "valid_from",
            "valid_until",
            "signed_at",
            "stamped_at",
            "authority",
            "attached_at",
        )
        files = ("signed_file", "signature_file", "marked_file")
        return {
            "act": signature.registration.act_id,
            **_fields(signature, (*names, "attached_by_id")),
            **{name: getattr(signature, name).sha256 for name in files},
        }

    def chain(self, signature):
        return chain_of(signature.registration.act)

    def owner_of(self, official):
        files = ("signed_file", "signature_file", "marked_file")
        for name in files:
            if found := ElectronicSignature.objects.filter(**{name: official}).first():
                return entry_in_words(found.registration)
        return ""


@subject("number", "resolutions.ReservedNumber")
class KeptNumber(Subject):
    """A number kept back, let go, or given to an act."""

    title = "Резервный номер"

    def instances(self):
        return ReservedNumber.objects.select_related("series__body")

    def snapshot(self, reserved):
        names = ("series_id", "sequence", "number", "number_key", "reason", "reserved_at", "reserved_by_id")
        return _fields(reserved, (*names, "released_at", "released_by_id", "release_reason", "act_id"))

    def chain(self, reserved):
        return chain_of(reserved.series)

    def describe(self, payload):
        return f"№ {payload['number']}"


def question_in_words(item, act):
    """The question as the minutes call it, with the act it was about."""
    from resolutions.models import AgendaItem

    found = AgendaItem.objects.filter(pk=item).select_related("meeting").first()
    words = f"вопрос {found.number or found.pk}, {found.meeting.day:%d.%m.%Y}" if found else f"вопрос {item}"
    if act is None:
        return words
    return f"{words}: {entry_in_words(Registration.objects.filter(act=act).first(), act)}"


def record_removal(sender, instance, **kwargs):
    """Write down that a recorded row is lawfully taken away, as with a draft that is deleted with its opinions."""
    from documents.subjects import all_subjects

    for each in all_subjects():
        if each.model is sender and each.instances().filter(pk=instance.pk).exists():
            last = Record.objects.of(each.kind, [each.key(instance.pk)]).last()
            if last and last.payload_text != "null":
                Record.append_removal(each.kind, instance)
