"""An act in another language: the same number, points and ids, other words, and the note that it is no act."""

import datetime

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from cms.translating import NotTranslated
from control.refusal import Refused
from resolutions.frozen import FROZEN, opened
from resolutions.models import ActTranslation, ListedAct, Relation, ResolutionPage
from resolutions.translating.keeping import keep_translation
from resolutions.translating.reading import read_in

pytestmark = pytest.mark.django_db
NOTE = "Translation; the Russian text prevails."


def screen(act, language="en"):
    return reverse("resolutions_translate", args=[act.pk, language])


def english_page(client, act):
    return client.get(f"/en{act.get_url_parts()[2]}")


def test_an_editor_translates_an_act_and_readers_see_it_at_its_english_address(client, act, editor):
    client.force_login(editor)
    form = client.get(screen(act)).content.decode()
    assert "Об общественном контроле за охраной труда" in form
    assert "План проверок" in form
    first = act.items[0]
    sent = {
        "to-heading": "On public inspection of labour safety",
        f"to-point:{first.id}": "Member unions train people.",
    }
    answer = client.post(screen(act), {**sent, "action": "show"})
    assert answer.status_code == 302
    client.logout()
    page = english_page(client, act).content.decode()
    assert NOTE in page
    assert "On public inspection of labour safety</h1>" in page
    assert "Member unions train people." in page
    # What nobody has translated stays Russian, and number, day, labels and anchors are the act's own.
    assert "обучить уполномоченных" in page.replace("\xa0", " ")
    assert "6-3" in page
    assert 'id="p1"' in page
    assert 'id="p2"' in page
    assert "What has not been translated yet is shown in Russian." in page
    russian = client.get(act.get_url_parts()[2]).content.decode()
    assert "Об общественном контроле" in russian.replace("\xa0", " ")
    assert NOTE not in russian
    assert "Member unions" not in russian


def test_labels_ids_deadlines_and_addressees_of_points_are_those_of_the_act(act, in_english):
    in_english()
    points = read_in(act, "en").standing.items
    for name in ("id", "label", "level", "anchor", "item_class", "addressees", "deadline_words"):
        assert [getattr(p, name) for p in points] == [getattr(p, name) for p in act.operative_items]
    assert points[0].text == "Train inspectors, 1."
    assert points[0].deadline.due == (datetime.date(2026, 11, 1),)


def test_the_act_is_neither_changed_nor_doubled_by_its_translation(act, in_english, client):
    before = {name: getattr(ResolutionPage.objects.get(pk=act.pk), name) for name in FROZEN}
    counts = [model.objects.count() for model in (Page, ListedAct)]
    in_english()
    after = ResolutionPage.objects.get(pk=act.pk)
    assert all(str(getattr(after, name)) == str(value) for name, value in before.items())
    assert counts == [model.objects.count() for model in (Page, ListedAct)]
    assert client.get("/en/acts/").content.decode().count(act.slug) == client.get("/acts/").content.decode().count(
        act.slug
    )
    # What is read in another language cannot be saved, registered, published or deleted: it is no act at all.
    translated = read_in(act, "en")
    assert not isinstance(translated, ResolutionPage)
    assert not issubclass(ActTranslation, Page)


def test_a_copy_of_an_act_as_a_page_is_refused_whoever_asks_for_it(client, administrator, act, english):
    with pytest.raises(NotTranslated):
        act.copy_for_translation(english)
    client.force_login(administrator)
    address = reverse("wagtail_localize:submit_page_translation", args=[act.pk])
    for answer in (client.get(address), client.post(address, {"locales": [english.pk]})):
        assert answer.url == reverse("resolutions_translations", args=[act.pk])
    assert not Page.objects.filter(locale=english).exists()


@pytest.mark.parametrize("fields", [{"live": False}, {"is_restricted": True}])
def test_neither_an_unpublished_act_nor_one_for_official_use_is_translated(client, act, editor, fields):
    with opened():
        ResolutionPage.objects.filter(pk=act.pk).update(**fields)
    client.force_login(editor)
    assert client.get(screen(act)).status_code in (302, 403, 404)
    with pytest.raises(Refused):
        keep_translation(ResolutionPage.objects.get(pk=act.pk), "en", {"heading": "No"}, editor, shown=True)


def test_a_draft_is_not_translated(client, make_act, editor):
    client.force_login(editor)
    assert client.get(screen(make_act())).status_code == 404


def test_a_translation_not_shown_yet_is_nobodys_to_read(client, act, in_english):
    in_english(shown=False)
    page = english_page(client, act).content.decode()
    assert NOTE not in page
    assert "On inspection" not in page


def test_without_a_title_nothing_is_shown_and_the_words_are_not_lost(client, act, editor):
    client.force_login(editor)
    answer = client.post(screen(act), {"to-enacting_clause": "The Council RESOLVES:", "action": "show"})
    assert answer.status_code == 422
    assert "The Council RESOLVES:" in answer.content.decode()
    assert not ActTranslation.objects.exists()


def test_when_the_act_is_corrected_the_translation_is_behind_until_somebody_looks(client, act, in_english, editor):
    in_english()
    corrected = ResolutionPage.objects.get(pk=act.pk)
    corrected.items[0].value["text"] = "Членским организациям обучить уполномоченных до 1 ноября 2026 г."
    with opened():
        corrected.save()
    page = english_page(client, act).content.decode()
    assert "1 part has changed since" in page
    assert "Train inspectors, 1." not in page
    assert "Train inspectors, 2." in page
    client.force_login(editor)
    key = f"point:{act.items[0].id}"
    form = client.get(screen(act)).content.decode()
    assert f'name="still-right" value="{key}"' in form
    listed = client.get(reverse("resolutions_all_translations")).content.decode()
    assert "отстаёт" in listed or "behind" in listed
    sent = {"to-heading": "On inspection", f"to-{key}": "Train inspectors, 1."}
    client.post(screen(act), {**sent, "action": "save"})
    assert "1 part has changed since" in english_page(client, act).content.decode()
    client.post(screen(act), {**sent, "still-right": key, "action": "save"})
    assert "Train inspectors, 1." in english_page(client, act).content.decode()


def test_when_another_act_changes_a_point_the_translation_of_that_point_is_behind(client, act, in_english, make_act):
    in_english()
    amending = make_act(number="7-1", live=True, heading="О поправке")
    with opened():
        ResolutionPage.objects.filter(pk=amending.pk).update(status="registered")
    Relation.objects.create(
        act=amending,
        target=act,
        kind=Relation.Kind.AMENDS,
        operation="replace",
        target_point=act.items[1].id,
        new_text="Обучить всех.",
        effective_from=datetime.date(2026, 5, 1),
    )
    page = english_page(client, act).content.decode()
    assert "1 part has changed since" in page
    assert "Обучить всех." in page


def test_the_pdf_and_the_register_know_one_act_only(client, act, in_english):
    in_english()
    with translation.override("en"):
        assert client.get(f"/en{act.get_url_parts()[2]}pdf/").status_code == 404  # this one has no official file
    found = client.get("/api/v1/search/", {"q": "Train inspectors"}).json()
    assert not [hit for hit in found.get("results", []) if "act" in str(hit.get("kind"))]


def test_the_act_says_to_search_engines_in_which_languages_it_can_be_read(client, act, in_english, rf):
    from home.languages import Languages

    def alternates():
        request = client.get(act.url).wsgi_request
        return dict(Languages(request).alternates())

    assert alternates() == {}
    in_english()
    found = alternates()
    assert found["en"].endswith(f"/en{act.get_url_parts()[2]}")
    assert found["x-default"] == found["ru"]
    canonical = f'<link rel="canonical" href="{found["en"]}">'
    assert canonical in english_page(client, act).content.decode()


def test_the_list_of_translations_asks_as_much_for_many_acts_as_for_one(
    client, act, in_english, make_act, editor, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(reverse("resolutions_all_translations")).status_code == 200
        return len(queries)

    in_english()
    client.force_login(editor)
    asked()
    once = asked()
    for number in range(5):
        other = make_act(number=f"8-{number}", live=True, heading=f"О деле {number}")
        with opened():
            ResolutionPage.objects.filter(pk=other.pk).update(status="registered")
        keep_translation(ResolutionPage.objects.get(pk=other.pk), "en", {"heading": "On it"}, editor, shown=True)
    assert asked() == once


def test_only_those_who_edit_the_site_of_this_council_translate_its_acts(client, act, author, approver, editor):
    for user in (author, approver):
        client.force_login(user)
        assert client.get(screen(act)).status_code in (302, 403)
        assert client.post(screen(act), {"to-heading": "No", "action": "show"}).status_code in (302, 403)
    assert not ActTranslation.objects.exists()
    client.force_login(editor)
    assert client.get(screen(act, "fr")).status_code == 404
    assert client.get(reverse("resolutions_translations", args=[act.pk])).url == screen(act)
