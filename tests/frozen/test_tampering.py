"""Whatever is changed behind the application's back is found, and the finding names the act and what differs."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from documents.models import OfficialFile, Record
from documents.settling import settle
from registry.models import Body, Organisation
from resolutions.models import Ballot, Correction, RegisteredAnnex, Registration, ResolutionPage, VisaFile
from tests.documents.chain import sha256

pytestmark = pytest.mark.django_db

ACT = "resolutions_resolutionpage"


def sql(query, *values):
    """Change the database as somebody would who has its password."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        assert cursor.rowcount, f"nothing changed: {query}"


def page(stand, field, value):
    sql(f"UPDATE {ACT} SET {field} = %s WHERE page_ptr_id = %s", value, stand.act.pk)


def point(stand, **fields):
    items = stand.act.items.get_prep_value()
    items[0]["value"].update(fields)
    page(stand, "items", json.dumps(items, ensure_ascii=False))


def signatory(stand):
    names = stand.act.signatories.get_prep_value()
    names[0]["value"]["name"] = "И.И. Подменов"
    page(stand, "signatories", json.dumps(names, ensure_ascii=False))


def other_organisation(stand):
    page(stand, "issuer_id", Organisation.objects.create(name="Чужой союз").pk)


def other_body(stand):
    page(stand, "body_id", Body.objects.exclude(pk=stand.act.body_id).filter(organisation=stand.act.issuer).first().pk)


def other_file(stand):
    other = OfficialFile.keep(b"%PDF-1.7 lie", file_name="x.pdf", media_type="application/pdf")
    page(stand, "official_file_id", other.pk)


def path_of(stand, digest):
    return Path(stand.folder, digest[:2], digest)


def paper_bytes(stand):
    path_of(stand, stand.act.official_file.sha256).write_bytes(b"%PDF-1.7 lie")


def paper_bytes_and_fingerprint(stand):
    lies = path_of(stand, sha256(b"lie"))
    lies.parent.mkdir(exist_ok=True)
    lies.write_bytes(b"lie")
    sql(
        "UPDATE documents_officialfile SET sha256 = %s, size = 3 WHERE id = %s",
        sha256(b"lie"),
        stand.act.official_file_id,
    )


def annex_bytes(stand):
    path_of(stand, RegisteredAnnex.objects.get().official_file.sha256).write_bytes(b"another plan")


def annex_row(stand):
    sql("UPDATE resolutions_registeredannex SET title = %s", "Другой план")


def entry_content(stand):
    content = Registration.objects.get(act=stand.act).content
    content["heading"] = "О другом"
    sql("UPDATE resolutions_registration SET content = %s", json.dumps(content))


def entry_number(stand):
    sql("UPDATE resolutions_registration SET number = %s", "7-4")


def entry_gone(stand):
    for table in ("correction", "registeredannex", "registration"):
        sql(f"DELETE FROM resolutions_{table}")


def page_gone(stand):
    sql(f"DELETE FROM {ACT} WHERE page_ptr_id = %s", stand.act.pk)


def published_text(stand):
    content = stand.act.live_revision.content
    content["preamble"] = "Подменено"
    sql("UPDATE wagtailcore_revision SET content = %s WHERE id = %s", json.dumps(content), stand.act.live_revision_id)


def title(stand):
    sql("UPDATE wagtailcore_page SET title = %s WHERE id = %s", "О другом", stand.act.pk)


def forged_act(stand):
    """A page made a registered act without any registration."""
    draft = stand.make_act(number="7-99", heading="О подложном")
    sql(f"UPDATE {ACT} SET status = 'registered' WHERE page_ptr_id = %s", draft.pk)


def ballot_inserted(stand):
    stranger = stand.members[0].__class__.objects.create(surname="Подставная", given_name="Анна")
    Ballot.objects.bulk_create([Ballot(voting=stand.voting, person=stranger, choice="against")])


def opinion_file(stand):
    path_of(stand, VisaFile.objects.get().official_file.sha256).write_bytes(b"nothing to remark")


def opinion_gone(stand):
    sql("DELETE FROM resolutions_visafile")
    sql("DELETE FROM resolutions_visa")


def swapped_records(stand):
    first, second = Record.objects.filter(chain=stand.act.record_chain).order_by("sequence")[:2]
    for pk, number in ((first.pk, 10**6), (second.pk, first.sequence), (first.pk, second.sequence)):
        sql("UPDATE documents_record SET sequence = %s WHERE id = %s", number, pk)


ACT_NAME = "Постановление № 7-3 от 17.02.2026"

# What is done, and what the finding has to say of it besides the act's name.
WAYS = {
    "heading": (lambda s: page(s, "heading", "О другом"), "О другом"),
    "preamble": (lambda s: page(s, "preamble", "Подменено"), "преамбула"),
    "enacting clause": (lambda s: page(s, "enacting_clause", "Совет РЕШИЛ:"), "Совет РЕШИЛ"),
    "a point's text": (lambda s: point(s, text="Другое поручение"), "text"),
    "a point's addressee": (lambda s: point(s, addressees="Никому"), "addressees"),
    "a point's deadline": (lambda s: point(s, deadline="когда-нибудь"), "deadline"),
    "signatory": (signatory, "Подменов"),
    "number": (lambda s: page(s, "number", "7-4"), "7-4"),
    "date": (lambda s: page(s, "adopted_on", "2026-02-18"), "2026-02-18"),
    "place": (lambda s: page(s, "place", "г. Другой"), "г. Другой"),
    "issuer": (other_organisation, "издатель"),
    "body": (other_body, "орган"),
    "term": (lambda s: page(s, "in_force_until", "2026-12-31"), "2026-12-31"),
    "status moved back": (lambda s: page(s, "status", "draft"), "draft"),
    "restriction lifted": (lambda s: page(s, "is_restricted", True), "«true»"),
    "printed header": (lambda s: page(s, "printed_header", '{"issuer": "Другой союз"}'), "Другой союз"),
    "title of the page": (title, "О другом"),
    "official file swapped": (other_file, "официальный файл"),
    "bytes of the PDF": (paper_bytes, "SHA-256"),
    "bytes of the PDF and their fingerprint": (paper_bytes_and_fingerprint, "SHA-256"),
    "bytes of an annex": (annex_bytes, "SHA-256"),
    "title of an annex": (annex_row, "файлы приложений"),
    "text in the register": (entry_content, "текст в журнале"),
    "number in the register": (entry_number, "7-4"),
    "entry of the register deleted": (entry_gone, "запись в журнале"),
    "page deleted": (page_gone, ""),
    "published text": (published_text, "опубликованная"),
    "vote": (lambda s: sql("UPDATE resolutions_voting SET votes_for = 99"), "99"),
    "result of the vote": (lambda s: sql("UPDATE resolutions_voting SET result = 'failed'"), "failed"),
    "ballot": (lambda s: sql("UPDATE resolutions_ballot SET choice = 'against'"), "against"),
    "ballot deleted": (lambda s: sql("DELETE FROM resolutions_ballot WHERE person_id = %s", s.members[1].pk), "голоса"),
    "ballot inserted": (ballot_inserted, "голоса"),
    "opinion": (lambda s: sql("UPDATE resolutions_visa SET opinion = 'agreed'"), "agreed"),
    "remark": (lambda s: sql("UPDATE resolutions_visa SET remark = ''"), "Уточнить срок"),
    "file of an opinion": (opinion_file, "SHA-256"),
    "opinion deleted": (opinion_gone, ""),
    "signature of the chair": (
        lambda s: sql("UPDATE resolutions_adoption SET signatory = 'И.И. Подменов'"),
        "Подменов",
    ),
    "correction": (lambda s: sql("UPDATE resolutions_correction SET before = 'Иное'"), "Иное"),
    "reason of a correction": (lambda s: sql("UPDATE resolutions_correction SET reason = 'Иное'"), "Иное"),
    "correction deleted": (lambda s: sql("DELETE FROM resolutions_correction"), ""),
}

RECORDS = {
    "record changed": lambda s: sql("UPDATE documents_record SET made_by_name = 'Другой' WHERE kind = 'registration'"),
    "record deleted": lambda s: sql("DELETE FROM documents_record WHERE kind = 'adoption'"),
    "records reordered": swapped_records,
    "forged act": forged_act,
}


class Stand:
    """The act and everything about it."""


@pytest.fixture
def stand(act, voting, opinion, corrected, members, shelf_folder, make_act, organisation):
    Body.objects.create(organisation=organisation, name="Другой орган")
    settle()
    stand = Stand()
    stand.act = ResolutionPage.objects.get(pk=act.pk)
    stand.voting, stand.members, stand.folder, stand.make_act = voting, members, shelf_folder, make_act
    return stand


def test_what_nobody_touched_is_sound(stand, findings):
    assert findings() == []
    kinds = set(Record.objects.values_list("kind", flat=True))
    assert {"registration", "adoption", "vote", "ballot", "opinion", "correction", "file"} <= kinds


@pytest.mark.parametrize("way", WAYS)
def test_it_is_found_and_named(stand, findings, way):
    tamper, words = WAYS[way]
    # Undone at once: a row that another one still needs must not trouble the end of the test.
    with transaction.atomic():
        tamper(stand)
        messages = [found.message for found in findings()]
        with pytest.raises(CommandError):
            call_command("verify_records", stdout=StringIO())
        transaction.set_rollback(True)
    assert messages, f"{way} was not found"
    named = [message for message in messages if ACT_NAME in message]
    assert named or way in ("entry of the register deleted", "page deleted"), messages
    if words:
        assert any(words in message for message in named or messages), messages


@pytest.mark.parametrize("way", RECORDS)
def test_records_themselves_are_watched(stand, findings, way):
    RECORDS[way](stand)
    assert findings()


def test_a_renamed_member_or_organisation_is_no_tampering(stand, findings, organisation):
    for person in stand.members:
        person.surname = f"{person.surname}-Новая"
        person.save()
    organisation.name = "Переименованный союз"
    organisation.save()
    stand.act.body.name = "Переименованный совет"
    stand.act.body.save()
    assert findings() == []


def test_a_draft_deleted_with_its_opinions_is_no_tampering(stand, findings, make_act):
    from django.utils import timezone

    from resolutions.models import ApprovalSheet, Visa

    draft = make_act(number="7-8")
    sheet = ApprovalSheet.objects.create(act=draft, round=1)
    visa = Visa.objects.create(sheet=sheet, opinion="agreed", answered_at=timezone.now(), answered_name="А. Ильина")
    Record.append("opinion", visa)
    draft.delete()
    assert findings() == []


def test_corrections_are_recorded(stand):
    assert Record.objects.filter(kind="correction").count() == Correction.objects.count() == 1
