"""A registered act changes through no form, no command and no line of ours."""

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Page

from documents.models import AlreadyKept
from resolutions.frozen import FROZEN, opened
from resolutions.models import RegisteredAnnex, Registration, ResolutionPage
from resolutions.registration import content_of, publish, register

pytestmark = pytest.mark.django_db

CHANGES = {
    "number": "7-4",
    "adopted_on": "2026-02-18",
    "heading": "О другом",
    "preamble": "Другое",
    "enacting_clause": "Совет РЕШИЛ:",
    "place": "г. Другой",
    "document_type": "decision",
    "is_restricted": True,
    "status": "draft",
    "title": "О другом",
    "slug": "another",
    "live": False,
    "in_force_until": "2026-12-31",
    "printed_header": {"issuer": "Другой"},
    "official_file": None,
    "issuer": None,
}


@pytest.fixture
def act(make_signed_act):
    act = make_signed_act()
    register(act)
    publish(act)
    return ResolutionPage.objects.get(pk=act.pk)


@pytest.mark.parametrize("name", CHANGES)
def test_saving_it_with_another_value_is_refused(act, name):
    setattr(act, name, CHANGES[name])
    with pytest.raises(AlreadyKept):
        act.save(clean=False)
    with pytest.raises(AlreadyKept):
        act.save(clean=False, update_fields=[name])


@pytest.mark.parametrize("name", CHANGES)
def test_updating_it_past_the_model_is_refused(act, name):
    assert name in FROZEN
    with pytest.raises(AlreadyKept):
        ResolutionPage.objects.filter(pk=act.pk).update(**{name: CHANGES[name]})


def test_a_point_cannot_be_reworded(act):
    act.items[0].value["text"] = "Другое поручение"
    with pytest.raises(AlreadyKept):
        act.save(clean=False)
    with pytest.raises(AlreadyKept):
        ResolutionPage.objects.bulk_update([act], ["items"])


def test_no_old_or_new_revision_is_published_over_it(act, author):
    before = act.preamble
    text = act.get_latest_revision_as_object()
    text.preamble = "Подменено"
    revision = text.save_revision(user=author, clean=False)
    with pytest.raises(AlreadyKept):
        revision.publish(skip_permission_checks=True)
    assert ResolutionPage.objects.get(pk=act.pk).preamble == before


def test_what_is_published_is_the_record_whatever_revision_was_saved_beside_it(make_signed_act, author):
    act = make_signed_act()
    register(act)
    text = ResolutionPage.objects.get(pk=act.pk).get_latest_revision_as_object()
    text.preamble = "Подменено"
    text.save_revision(user=author, clean=False)
    publish(act)
    published = ResolutionPage.objects.get(pk=act.pk)
    assert published.live
    assert content_of(published) == Registration.objects.get(act=act).content


def test_it_is_not_deleted_nor_the_council_above_it(act, council):
    with pytest.raises(AlreadyKept):
        ResolutionPage.objects.filter(pk=act.pk).delete()
    for page in (act, council.acts, council.home):
        with pytest.raises((AlreadyKept, IntegrityError)):
            Page.objects.get(pk=page.pk).specific.delete()
    assert ResolutionPage.objects.filter(pk=act.pk).exists()


def test_its_entry_in_the_register_is_kept_for_ever(act):
    registration = Registration.objects.get(act=act)
    for change in (registration.save, registration.delete, Registration.objects.all().delete):
        with pytest.raises(AlreadyKept):
            change()
    with pytest.raises(AlreadyKept):
        Registration.objects.update(number="1")


def test_the_tree_the_search_and_wagtails_own_book_keeping_go_on(act, council):
    act.save()
    act.save_revision()
    council.acts.slug = "acts-2"
    council.acts.save()
    act.refresh_from_db()
    assert "/acts-2/" in act.url_path
    ResolutionPage.objects.filter(pk=act.pk).update(search_description="слова для поиска")


def test_a_lawful_verb_opens_it_for_itself_only(act):
    with opened():
        act.place = "г. Заречный"
        act.save(clean=False)
    act.place = "г. Другой"
    with pytest.raises(AlreadyKept):
        act.save(clean=False)


def test_a_draft_beside_it_is_free(act, make_act):
    draft = make_act(heading="О проекте")
    draft.preamble = "Меняется"
    draft.save()
    ResolutionPage.objects.filter(pk=draft.pk).update(preamble="Ещё раз")


def test_the_register_holds_every_word(act):
    content = Registration.objects.get(act=act).content
    assert content == content_of(act)
    assert content["number"] == "7-3"
    assert content["adopted_on"] == "2026-02-17"
    assert content["header"]["body"] == "Совет"
    assert content["items"][0]["value"]["text"].startswith("Членским организациям")


def test_the_latest_revision_is_the_registered_text_with_its_number(act):
    text = act.get_latest_revision_as_object()
    assert content_of(text) == content_of(act)
    assert not act.has_unpublished_changes


@pytest.fixture
def with_annex(make_signed_act):
    """A published act with an annex, and the file it came from."""
    plan = Document.objects.create(title="План", file=ContentFile(b"the plan as adopted", name="plan.txt"))
    act = make_signed_act(annexes=[("annex", {"title": "План обучения", "kind": "plan", "document": plan})])
    register(act)
    publish(act)
    return ResolutionPage.objects.get(pk=act.pk), plan


def test_the_annex_is_served_as_it_was_on_the_day_of_registration(client, with_annex):
    act, plan = with_annex
    plan.file.storage.delete(plan.file.name)
    plan.delete()
    page = client.get(act.url)
    assert f"{act.url}annex/1/" in page.content.decode()
    file = client.get(f"{act.url}annex/1/")
    assert file.content == b"the plan as adopted"
    assert "attachment" in file["Content-Disposition"]
    assert client.get(f"{act.url}annex/2/").status_code == 404


def test_the_annex_of_a_restricted_act_is_closed_like_the_act(client, make_signed_act):
    plan = Document.objects.create(title="План", file=ContentFile(b"secret", name="plan.txt"))
    act = make_signed_act(is_restricted=True, annexes=[("annex", {"title": "План", "kind": "plan", "document": plan})])
    register(act)
    publish(act)
    act = ResolutionPage.objects.get(pk=act.pk)
    assert client.get(f"{act.url}annex/1/").status_code == 404


def test_an_annex_whose_file_is_lost_stops_the_registration(client, secretary, make_signed_act):
    plan = Document.objects.create(title="План", file=ContentFile(b"plan", name="plan.txt"))
    act = make_signed_act(annexes=[("annex", {"title": "План", "kind": "plan", "document": plan})])
    plan.file.storage.delete(plan.file.name)
    client.force_login(secretary)
    page = client.post(reverse("resolutions_register", args=[act.pk]), {"action": "register", "expected": "7-3"})
    assert "План" in page.content.decode()
    assert not Registration.objects.exists()
    assert not RegisteredAnnex.objects.exists()
