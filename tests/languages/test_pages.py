"""The site in two languages: what is translated stands at its own address, the rest is Russian with English words."""

import datetime
import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupPagePermission, Locale, Page
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from home.council import set_up_council
from home.models import (
    HomePage,
    NewsAct,
    NewsPage,
    NewspaperIssuePage,
    NewspaperPage,
    PracticePage,
    PracticesPage,
)
from home.opening import open_section
from registry.models import Organisation, Role

pytestmark = pytest.mark.django_db


def submit(page):
    return reverse("wagtail_localize:submit_page_translation", args=[page.pk])


def switcher(client, address, code):
    page = client.get(address, follow=True)
    links = page.context["language_links"]
    return next(link["url"] for link in links if link["code"] == code)


def test_an_editor_sends_news_to_be_translated_and_it_waits_as_a_draft(client, editor, news):
    client.force_login(editor)
    assert submit(news) in client.get(reverse("wagtailadmin_pages:edit", args=[news.pk])).content.decode()
    form = client.get(submit(news))
    assert form.status_code == 200
    english = Locale.objects.get(language_code="en")
    answer = client.post(submit(news), {"locales": [english.pk]})
    copy = NewsPage.objects.get(locale=english)
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[copy.pk])
    assert not copy.live
    assert copy.translation_key == news.translation_key
    # The editor keeps the English section as the Russian one, and comes to the screen of translation.
    assert client.get(answer.url).status_code == 200
    rights = GroupPagePermission.objects.filter(page=copy.get_parent().pk).values_list(
        "permission__codename", flat=True
    )
    assert "publish_page" in rights


def test_what_is_translated_has_an_english_address_and_the_rest_is_russian_with_english_words(
    client, council, news, translated
):
    other = council.news.add_child(instance=NewsPage(title="Вторая новость", slug="vtoraya"))
    copy = translated(news, title="A hundred people trained", slug="trained")
    assert copy.url == "/en/news/trained/"
    page = client.get("/en/news/trained/").content.decode()
    assert "A hundred people trained" in page
    assert '<html lang="en"' in page
    page = client.get("/en/news/vtoraya/")
    assert page.status_code == 200
    assert "Вторая" in page.content.decode()
    assert "Skip to content" in page.content.decode()
    assert "A hundred" not in client.get(other.url).content.decode()
    assert client.get("/en/").status_code == client.get("/en/acts/").status_code == 200
    assert client.get("/en/news/nothing/").status_code == 404
    # Before anybody translates the list of news it shows what the Russian one shows.
    listed = client.get("/en/news/").content.decode()
    assert "Вторая" in listed


@pytest.mark.parametrize(
    ("section", "model", "fields"),
    [
        (NewspaperPage, NewspaperIssuePage, {"number": "14", "lead": "О школе."}),
        (PracticesPage, PracticePage, {"problem": "Терялись часы."}),
    ],
)
def test_the_newspaper_and_what_others_can_learn_from_are_translated_too(
    client, council, organisation, translated, section, model, fields
):
    page = model(title="По-русски", slug="po-russki", published_on=datetime.date(2026, 5, 1), **fields)
    if model is PracticePage:
        page.organisation = organisation
    section = open_section(council.home, section)
    address = section.url
    section.add_child(instance=page)
    page.save_revision().publish()
    english = translated(page, title="In English", slug="in-english", **{[*fields][-1]: "Of the school."})
    assert "Of the school." in client.get(english.url).text
    listed = translated(section, title="A section")
    assert f'href="{english.url}"' in client.get(listed.url).text
    assert english.url not in client.get(address).text


def test_the_first_screen_is_headed_by_the_council_in_however_many_languages_it_writes(
    client, editor, council, news, translated
):
    translated(news, title="A hundred people trained", slug="trained")
    client.force_login(editor)
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", client.get(reverse("wagtailadmin_home")).text, re.DOTALL)
    assert heading[1].strip() == str(council.home.organisation)


def test_the_switcher_leads_to_the_same_page_in_the_other_language(client, council, news, translated):
    copy = translated(news, title="A hundred people trained", slug="trained")
    assert switcher(client, news.url, "en") == copy.url
    assert switcher(client, copy.url, "ru") == "/news/obuchili/"
    assert switcher(client, "/acts/", "en") == "/en/acts/"
    assert switcher(client, "/en/acts/", "ru") == "/acts/"
    assert client.get("/en/news/obuchili/").url == copy.url


def test_a_page_that_exists_in_english_only_leads_back_to_its_section(client, council, news, translated, english):
    copy = translated(news, title="A hundred people trained", slug="trained")
    alone = copy.get_parent().add_child(instance=NewsPage(title="For guests", slug="guests", locale=english))
    assert client.get(alone.url).status_code == 200
    assert switcher(client, alone.url, "ru") == "/news/"


def test_search_engines_are_told_of_both_languages_and_of_one_address_each(client, council, news, translated):
    from home.languages import Languages

    def alternates(address):
        return dict(Languages(client.get(address).wsgi_request).alternates())

    assert alternates("/news/obuchili/") == {}
    copy = translated(news, title="A hundred people trained", slug="trained")
    for address in ("/news/obuchili/", copy.url):
        found = alternates(address)
        assert set(found) == {"ru", "en", "x-default"}
        assert found["en"].endswith("/en/news/trained/")
        assert found["x-default"].endswith("/news/obuchili/")
    assert alternates("/en/acts/") == {}
    # The Russian page with English words around it is the same page to them.
    assert f'rel="canonical" href="{council.acts.full_url}"' in client.get("/en/acts/").content.decode()


def test_the_english_home_page_shows_english_news_and_the_acts_of_the_council(client, council, news, act, translated):
    translated(news, title="A hundred people trained", slug="trained")
    assert "Обучили" in client.get("/en/").content.decode()
    translated(council.home, title="The Council")
    page = client.get("/en/").content.decode()
    assert "A hundred people trained" in page
    assert "Обучили сто" not in page.replace("\xa0", " ")
    assert act.slug in page
    assert "A hundred" not in client.get("/").content.decode()
    # The council itself is one: nobody who goes through the councils meets it twice.
    assert HomePage.objects.filter(organisation=council.home.organisation).count() == 1
    assert set_up_council(council.home.organisation).home == council.home


def test_news_about_an_act_is_named_once_on_its_page_in_the_readers_language(client, act, news, translated):
    NewsAct.objects.create(page=news, act=act)
    translated(news, title="A hundred people trained", slug="trained")
    act = type(act).objects.get(pk=act.pk)
    russian, english = (client.get(address).content.decode() for address in (act.url, f"/en{act.url}"))
    assert "Обучили сто" in russian.replace("\xa0", " ")
    assert "A hundred" not in russian
    assert "Обучили сто" not in english.replace("\xa0", " ")
    assert "A hundred" in english


def test_translated_news_stands_under_the_translated_rubric(rubric, news, translated):
    translated(rubric, title="Labour safety")
    assert translated(news, title="A hundred people trained").rubric.title == "Labour safety"


@pytest.mark.parametrize("section", ["acts", "programs", "organisations"])
def test_what_the_registry_and_control_hang_on_is_not_doubled(client, administrator, council, english, section):
    client.force_login(administrator)
    page = getattr(council, section)
    assert submit(page) not in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    for answer in (client.get(submit(page)), client.post(submit(page), {"locales": [english.pk]})):
        assert answer.status_code == 302
    # Nor is it sent along with the page above it.
    client.post(submit(council.home), {"locales": [english.pk], "include_subtree": "on"})
    assert not Page.objects.filter(locale=english).exists()


@pytest.fixture
def stranger(council):
    """An editor of another council."""
    organisation = Organisation.objects.create(name="Другая федерация", short_name="Другая федерация")
    other = set_up_council(organisation, slug="other", host="other.test")
    user = get_user_model().objects.create_user("stranger", password="secret-stranger")
    user.groups.add(other.group(Role.EDITOR))
    return user


def test_an_editor_of_another_council_translates_nothing_here(
    client, council, news, act, translated, stranger, english
):
    copy = translated(news, title="A hundred people trained")
    translation = Translation.objects.get(source__object_id=news.translation_key)
    segment = translation.source.stringsegment_set.first()
    client.force_login(stranger)
    addresses = [
        submit(news),
        reverse("wagtail_localize:update_translations", args=[translation.source_id]),
        reverse("wagtail_localize:download_pofile", args=[translation.pk]),
        reverse("wagtail_localize:preview_translation", args=[translation.pk]),
        reverse("wagtail_localize:convert_to_alias", args=[copy.pk]),
        reverse("wagtail_localize:translations_report"),
        reverse("wagtailadmin_pages:edit", args=[copy.pk]),
        reverse("resolutions_translate", args=[act.pk, "en"]),
    ]
    for address in addresses:
        assert client.get(address).status_code in (302, 403), address
    client.post(submit(council.about), {"locales": [english.pk]})
    assert not Page.objects.filter(translation_key=council.about.translation_key, locale=english).exists()
    word = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    client.put(word, "value=Nonsense", content_type="application/x-www-form-urlencoded")
    assert not translation.source.stringsegment_set.filter(string__translations__data="Nonsense").exists()
    assert act.slug not in client.get(reverse("resolutions_all_translations")).content.decode()


def test_a_picture_of_another_council_does_not_come_in_through_a_translation(
    client, council, news, editor, translated, stranger
):
    def picture(name, collection):
        return Image.objects.create(title=name, file=get_test_image_file(), collection=collection)

    own = Collection.objects.get(name=str(council.home.organisation))
    theirs = picture("Чужая", Collection.objects.get(name="Другая федерация"))
    news.image = picture("Своя", own)
    news.save()
    another = picture("Ещё своя", own)
    translated(news, title="A hundred people trained")
    translation = Translation.objects.get(source__object_id=news.translation_key)
    segment = OverridableSegment.objects.get(source=translation.source, context__path="image")
    client.force_login(editor)
    address = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
    for image, status in ((theirs, 403), (another, 201)):
        sent = client.put(address, f"value={image.pk}", content_type="application/x-www-form-urlencoded")
        assert sent.status_code == status
    assert SegmentOverride.objects.get().data == str(another.pk)


def test_the_menu_speaks_the_readers_language(client, council, news, translated):
    assert "Documents</a>" in client.get("/en/").content.decode()
    translated(council.news, title="Latest")
    menu = {entry["title"]: entry["url"] for entry in client.get("/en/acts/").context["main_menu"]}
    assert menu["Latest"] == "/en/news/"
    assert menu["Documents"] == "/en/acts/"
    assert "Latest" not in {entry["title"] for entry in client.get("/acts/").context["main_menu"]}


def test_people_who_read_of_an_event_in_english_register_for_the_same_event(council, translated, english):
    from home.models import EventPage, EventsPage

    events = council.home.add_child(instance=EventsPage(title="События", slug="events"))
    event = events.add_child(
        instance=EventPage(title="Семинар", slug="seminar", starts_at="2030-01-01T10:00Z", ends_at="2030-01-01T12:00Z")
    )
    EventPage.objects.filter(pk=event.pk).update(takes_registrations=True, places=1)
    copy = translated(EventPage.objects.get(pk=event.pk), title="Seminar")
    assert copy.registered_for.pk == event.pk
    assert copy.places_left == 1
    event.registrations.create(name="Иванов", email="a@example.test", consent_text="Да")
    assert EventPage.objects.get(pk=copy.pk).places_left == 0


def test_news_translated_before_its_rubric_moves_under_the_translated_rubric(rubric, news, translated):
    copy = translated(news, title="A hundred people trained")
    assert copy.rubric.title == "Охрана труда"
    translated(rubric, title="Labour safety")
    copy.refresh_from_db()
    assert copy.rubric.title == "Labour safety"
    news.refresh_from_db()
    assert news.rubric == rubric
