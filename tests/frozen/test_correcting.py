"""A slip of the pen is put right, what stood stays readable, and nothing but a slip can be changed so."""

import io

import pypdf
import pytest
from django.urls import reverse

from control.refusal import Refused
from documents.models import OfficialFile
from registry.models import Role
from resolutions.correcting import correct
from resolutions.models import Correction, Registration, ResolutionPage

pytestmark = pytest.mark.django_db

BEFORE = "Совет рассмотрел итоги проверок.\nСовет отмечает и недостатки."
AFTER = "Совет рассмотрел итоги проверок.\nСовет отметил и недостатки."


def text_of_pdf(official):
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(official.read())).pages)
    return " ".join(text.split())


def test_the_secretary_corrects_and_the_reader_sees_what_stood(client, act, secretary, findings):
    client.force_login(secretary)
    address = reverse("resolutions_correct", args=[act.pk])
    assert "преамбула" in client.get(address).content.decode()
    page = client.get(f"{address}?place=preamble").content.decode()
    assert BEFORE.splitlines()[1] in page
    data = {
        "place": "preamble",
        "before": BEFORE.replace("\n", "\r\n"),
        "after": AFTER,
        "reason": "Неверное время глагола",
    }
    assert client.post(address, data).status_code == 302
    act = ResolutionPage.objects.get(pk=act.pk)
    assert act.preamble == act.get_latest_revision_as_object().preamble == AFTER
    made = Correction.objects.get()
    assert (made.before, made.after, made.made_by, made.label) == (BEFORE, AFTER, secretary, "преамбула")
    client.logout()
    public = client.get(act.url).content.decode()
    for words in ("отмечает", "отметил", "Неверное время глагола", "<del", "<ins"):
        assert words in public
    old = Registration.objects.get(act=act).official_file
    assert old.pk != act.official_file_id
    assert client.get(f"{act.url}file/{old.sha256}/").content == old.read()
    assert client.get(f"{act.url}file/{'0' * 64}/").status_code == 404
    assert "отметил" in text_of_pdf(act.official_file)
    assert "Исправлена техническая ошибка" in text_of_pdf(act.official_file)
    assert findings() == []


def test_the_register_keeps_the_text_as_registered(act, corrected, findings):
    assert Registration.objects.get(act=act).content["preamble"] == BEFORE
    assert findings() == []


def test_the_paper_printed_anew_bears_the_names_of_the_day(act, secretary, organisation):
    was = organisation.name
    organisation.name = "Совсем другой союз"
    organisation.save()
    correct(act, "preamble", AFTER, "Опечатка", secretary)
    printed = " ".join(text_of_pdf(ResolutionPage.objects.get(pk=act.pk).official_file).split())
    assert "Совсем другой" not in printed
    assert was.split("«")[1].rstrip("»").split()[0] in printed


@pytest.mark.parametrize(
    ("place", "after", "words"),
    [
        ("preamble", BEFORE, "ничего не изменили"),
        ("preamble", "   ", "ничего не останется"),
        ("number", "7-4", "нет такого места"),
        ("adopted_on", "2026-02-18", "нет такого места"),
        ("item:404", "Другое", "нет такого места"),
    ],
)
def test_what_is_no_correction_is_refused(act, secretary, place, after, words):
    with pytest.raises(Refused) as refusal:
        correct(act, place, after, "Опечатка", secretary)
    assert str(refusal.value)
    assert not Correction.objects.exists()


def item_key(act):
    return f"item:{act.items[0].id}"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("1 ноября", "2 ноября"),
        ("2026", "2027"),
        ("ноября", "декабря"),
        ("Членским организациям", "Аппарату Федерации"),
    ],
)
def test_figures_deadlines_and_addressees_take_another_act(act, secretary, was, now):
    text = act.items[0].value["text"]
    assert was in text
    with pytest.raises(Refused):
        correct(act, item_key(act), text.replace(was, now), "Опечатка", secretary)
    assert ResolutionPage.objects.get(pk=act.pk).items[0].value["text"] == text


def test_a_point_is_corrected_and_keeps_its_addressee_and_deadline(act, secretary, findings):
    point = act.items[0].value
    correct(act, item_key(act), point["text"].replace("обучить", "провести обучение"), "Пропущено слово", secretary)
    now = ResolutionPage.objects.get(pk=act.pk).items[0]
    assert "провести обучение" in now.value["text"]
    assert (now.id, now.value["addressees"], now.value["deadline"]) == (
        act.items[0].id,
        point["addressees"],
        point["deadline"],
    )
    assert Correction.objects.get().label == "пункт 1"
    assert findings() == []


def test_without_a_reason_nothing_is_corrected_and_what_was_typed_stays(client, act, secretary):
    client.force_login(secretary)
    data = {"place": "preamble", "before": BEFORE, "after": AFTER, "reason": " "}
    page = client.post(reverse("resolutions_correct", args=[act.pk]), data)
    assert page.status_code == 200
    assert "отметил" in page.content.decode()
    assert not Correction.objects.exists()
    with pytest.raises(Refused):
        correct(act, "preamble", AFTER, "", secretary)


def test_the_second_of_two_at_once_is_told_to_read_again(client, act, corrected, secretary):
    client.force_login(secretary)
    data = {"place": "preamble", "before": BEFORE, "after": "Совет рассмотрел итоги.", "reason": "Короче"}
    page = client.post(reverse("resolutions_correct", args=[act.pk]), data)
    assert page.status_code == 200
    assert Correction.objects.count() == 1


def test_two_corrections_both_stand_in_the_paper_and_each_paper_is_kept(client, corrected, secretary, findings):
    correct(corrected, "heading", "Об общественном контроле за охраною труда", "Описка", secretary)
    act = ResolutionPage.objects.get(pk=corrected.pk)
    assert "охраною" in act.title
    printed = text_of_pdf(act.official_file)
    assert printed.count("Исправлена техническая") == 2
    assert OfficialFile.objects.filter(file_name=act.official_file.file_name).count() == 3
    for correction in Correction.objects.all():
        assert client.get(f"{act.url}file/{correction.official_file.sha256}/").status_code == 200
    assert findings() == []


def test_a_draft_is_not_corrected_but_edited(make_act, administrator):
    with pytest.raises(Refused):
        correct(make_act(), "preamble", "Другое", "Опечатка", administrator)


@pytest.mark.parametrize("role", [Role.DRAFTER, Role.APPROVER, Role.SIGNATORY, Role.CONTROLLER])
def test_only_the_secretary_comes_to_the_screen(client, act, make_account, role):
    client.force_login(make_account(role, f"other-{role}"))
    assert client.get(reverse("resolutions_correct", args=[act.pk])).status_code in (302, 403)
    assert client.get(reverse("resolutions_e_signature", args=[act.pk])).status_code in (302, 403)


def test_a_correction_is_kept_for_ever(corrected):
    from documents.models import AlreadyKept

    made = Correction.objects.get()
    made.reason = "Другая"
    for change in (made.save, made.delete, Correction.objects.all().delete):
        with pytest.raises(AlreadyKept):
            change()
