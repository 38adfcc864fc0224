"""What is not for everybody is nowhere: every public door is opened and looked through for a word planted behind it."""

import datetime
import json
import re
from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, PageViewRestriction

from home.council import set_up_council
from home.models import NewsPage, StandardPage
from registry.models import (
    Body,
    Contact,
    DataConsent,
    Duty,
    Organisation,
    OrganisationContact,
    OrganisationKind,
    Person,
    PersonContact,
    Post,
    Role,
    Visibility,
)
from resolutions.models import ResolutionPage

# What a page shows does not depend on the database that keeps it.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

# A word of no language: a page says it only if the page leaks.
WORD = "Зюмбракс"
SEEN = re.compile("зюмбракс|ziumbraks|zyumbraks|zumbraks", re.IGNORECASE)
TELEPHONE = "8 900 333-44-55"


@pytest.fixture
def forest(organisation):
    return Organisation.objects.create(
        name="Лесная организация", superior=organisation, kind=OrganisationKind.MEMBER, place="г. Заречный"
    )


@pytest.fixture
def neighbours(council):
    neighbour = Organisation.objects.create(name="Соседняя федерация", kind=OrganisationKind.FEDERATION)
    return set_up_council(neighbour, slug="neighbour")


@pytest.fixture
def library():
    """A file and a picture that bear the word in their titles and names."""
    cache.clear()  # Wagtail keeps renditions there, those of tests before this one, too
    document = Document.objects.create(title=WORD, file=ContentFile(b"plan", name="ziumbraks.txt"))
    picture = Image.objects.create(title=WORD, file=get_test_image_file(filename="ziumbraks.png"))
    picture.get_rendition("width-100")
    return document, picture


@pytest.fixture
def house(council, organisation, make_registered_act, forest):
    """A public house with something in every list, and somebody who may be named."""
    make_registered_act(number="6-1", heading="Об открытом деле", issuer=organisation)
    council.news.add_child(
        instance=NewsPage(title="Открытая новость", slug="open", published_on=datetime.date(2026, 5, 1))
    )
    council.home.add_child(instance=StandardPage(title="Открытая страница", slug="open-page", show_in_menus=True))
    chair = Person.objects.create(surname="Открытая", given_name="Анна", organisation=forest)
    DataConsent.objects.create(person=chair, scope="name", granted_on=datetime.date(2026, 1, 1), document="согласие")
    Post.objects.create(organisation=forest, person=chair, duty=Duty.CHAIR)
    return council


@pytest.fixture
def draft_act(house, make_act, library):
    document, _picture = library
    annexes = [("annex", {"title": WORD, "kind": "plan", "document": document})]
    return make_act(number=f"9-{WORD}", heading=f"О деле {WORD}", preamble=WORD, annexes=annexes)


@pytest.fixture
def restricted_act(house, make_registered_act, library):
    document, _picture = library
    return make_registered_act(
        is_restricted=True,
        number=f"9-{WORD}",
        adopted_on=datetime.date(2019, 4, 16),
        heading=f"О деле {WORD}",
        preamble=WORD,
        annexes=[("annex", {"title": WORD, "kind": "plan", "document": document})],
    )


@pytest.fixture
def draft_news(house, library):
    document, picture = library
    news = house.news.add_child(
        instance=NewsPage(
            title=WORD,
            slug="ziumbraks",
            lead=WORD,
            image=picture,
            image_alt=WORD,
            published_on=datetime.date(2026, 5, 1),
            body=[("documents", {"documents": [document]}), ("paragraph", f"<p>{WORD}</p>")],
            live=False,
        )
    )
    news.save_revision()
    return news


@pytest.fixture
def draft_of_a_published_page(house, library):
    _document, picture = library
    page = house.news.get_children().specific().first()
    page.title, page.lead, page.image = WORD, WORD, picture
    page.save_revision()
    return page


@pytest.fixture
def private_page(house, library):
    document, _picture = library
    page = house.home.add_child(
        instance=StandardPage(
            title=WORD, slug="ziumbraks", show_in_menus=True, body=[("documents", {"documents": [document]})]
        )
    )
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    page.add_child(instance=StandardPage(title=f"{WORD} ниже", slug="ziumbraks-below", show_in_menus=True))
    return page


@pytest.fixture
def person_without_consent(house, forest):
    deputy = Person.objects.create(surname=WORD, given_name="Пётр", organisation=forest)
    Post.objects.create(organisation=forest, person=deputy, duty=Duty.DEPUTY, title=f"Заместитель {WORD}")
    PersonContact.objects.create(person=deputy, kind="phone", value=TELEPHONE, visibility=Visibility.PUBLIC)
    withdrawn = Person.objects.create(surname=f"{WORD}ов", given_name="Иван", organisation=forest)
    Post.objects.create(organisation=forest, person=withdrawn, duty=Duty.INFORMATION)
    DataConsent.objects.create(
        person=withdrawn,
        scope="name",
        granted_on=datetime.date(2026, 1, 1),
        revoked_on=datetime.date(2026, 2, 1),
        document="согласие",
    )
    return deputy


@pytest.fixture
def inner_contacts(house, forest):
    for visibility in (Visibility.STAFF, Visibility.ORGANISATIONS):
        OrganisationContact.objects.create(
            organisation=forest, kind=Contact.Kind.ADDRESS, value=f"ул. {WORD}", visibility=visibility
        )
        OrganisationContact.objects.create(
            organisation=forest, kind=Contact.Kind.PHONE, value=TELEPHONE, remark=WORD, visibility=visibility
        )


@pytest.fixture
def draft_of_another_council(house, neighbours, library):
    document, picture = library
    act = ResolutionPage(
        heading=f"О деле {WORD}",
        number=WORD,
        issuer=Organisation.objects.get(name="Соседняя федерация"),
        body=Body.objects.get(organisation__name="Соседняя федерация", name="Совет"),
        enacting_clause="Совет ПОСТАНОВЛЯЕТ:",
        adopted_on=datetime.date(2026, 4, 16),
        annexes=[("annex", {"title": WORD, "kind": "plan", "document": document})],
        live=False,
    )
    neighbours.acts.add_child(instance=act)
    act.save_revision()
    news = neighbours.news.add_child(
        instance=NewsPage(
            title=WORD, slug="ziumbraks", image=picture, published_on=datetime.date(2026, 5, 1), live=False
        )
    )
    news.save_revision()
    return act


@pytest.fixture
def closed_organisation(house, organisation):
    return Organisation.objects.create(
        name=f"{WORD} организация", superior=organisation, closed_on=datetime.date(2020, 1, 1)
    )


SECRETS = [
    "draft_act",
    "restricted_act",
    "draft_news",
    "draft_of_a_published_page",
    "private_page",
    "person_without_consent",
    "inner_contacts",
    "draft_of_another_council",
    "closed_organisation",
]


def doors(council):
    """Every public address of the council, with every filter and every kind of question."""
    yield from ("/", council.news.url, "/sitemap.xml", "/search/", "/robots.txt", "/favicon.ico", "/api/", "/feed/")
    yield from (f"/sitemap-{section}.xml" for section in ("pages", "acts", "meetings"))
    yield from ("/llms.txt", "/follow/", "/follow/letters/", "/follow/calendar.ics", "/open-data/", "/api/v1/")
    yield from (f"/follow/{stream}.json" for stream in ("acts", "news", "events", "meetings", "newspaper", "photos"))
    lists = ("acts", "points", "meetings", "bodies", "organisations", "programmes", "plans")
    yield from (f"/api/v1/{name}/" for name in lists)
    yield from (f"/api/v1/organisations/{pk}/" for pk in Organisation.objects.values_list("pk", flat=True))
    yield from (f"/api/v1/bulk/{name}.jsonl" for name in lists[:-1])
    acts = council.acts.url
    years = {day.year for day in ResolutionPage.objects.exclude(adopted_on=None).values_list("adopted_on", flat=True)}
    bodies = set(ResolutionPage.objects.exclude(body=None).values_list("body", flat=True))
    yield from (f"{acts}?{urlencode(query)}" for query in ({}, *({"year": year} for year in years)))
    yield from (f"{acts}?{urlencode({'body': body})}" for body in bodies)
    yield from (f"{acts}?{urlencode({'year': year, 'body': body})}" for year in years for body in bodies)
    yield from (f"{council.news.url}?page={number}" for number in (1, 2))
    listing = council.organisations.url
    yield from (f"{listing}?{urlencode(query)}" for query in ({}, {"kind": "member"}, {"q": "лесная"}))
    yield from (f"{listing}{pk}/" for pk in Organisation.objects.values_list("pk", flat=True))
    # The question itself is printed over its answer, so the search is asked without the word, too.
    for kind in ("", "resolution", "news", "standard", "organisations"):
        for words in ("дело", "новость страница", "организация", "9"):
            yield f"/search/?{urlencode({'q': words, 'kind': kind})}"


def things():
    """The addresses that pages, files and pictures have or would have, hidden ones and the next council's too."""
    for page in Page.objects.filter(depth__gt=1):
        path = "/".join(page.url_path.strip("/").split("/")[1:])
        yield from (f"/{path}/", f"/{path}/pdf/") if path else ("/pdf/",)
    for document in Document.objects.all():
        yield document.url
        yield f"/files/{document.pk}/"
        yield f"/media/{document.file.name}"
    for picture in Image.objects.all():
        yield f"/media/{picture.file.name}"
        yield from (f"/media/{rendition.file.name}" for rendition in picture.renditions.all())


def all_said(answer):
    """Status line, headers and words of an answer; the address asked for may be said back."""
    body = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode(errors="replace")
    if answer.get("Content-Type", "").startswith("application/json") and body:
        body = json.dumps(json.loads(body), ensure_ascii=False)
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    return f"{answer.status_code}\n{headers}\n{body}"


def leaks(answer, url):
    said = all_said(answer)
    if answer.status_code in (302, 404):
        # Links to the other language and to the log-in say the address asked for back.
        said = said.replace(url.removeprefix("/en"), "")
    return SEEN.search(said) or TELEPHONE in said


@pytest.fixture
def secret(request):
    """The thing that is not for everybody, planted before the first door is opened."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def secrets(request):
    """All of them at once: an address that leaks is named whichever of them it tells."""
    return [request.getfixturevalue(name) for name in SECRETS]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_no_public_door_says_it(client, house, secrets, prefix):
    cache.clear()
    addresses = [f"{prefix}{url}" for url in (*doors(house), *things())]
    assert len(addresses) > 50
    for url in addresses:
        answer = client.get(url)
        assert not leaks(answer, url), url


def test_what_is_asked_without_its_words_or_only_if_changed_says_it_neither(client, house, secrets):
    moment = "Wed, 21 Oct 2015 07:28:00 GMT"
    for url in list(things()):
        for headers in ({}, {"If-None-Match": "*"}, {"If-Modified-Since": moment}, {"Range": "bytes=0-10"}):
            answer = client.head(url, headers=headers)
            assert not leaks(answer, url), url
            plain = client.get(url, headers=headers)
            if plain.status_code == 404:
                assert answer.status_code == 404, url
                assert not {"ETag", "Last-Modified", "Content-Disposition", "Digest"} & set(plain.headers), url


def test_the_search_does_not_admit_to_it(client, house, secrets):
    for words in (WORD, WORD.lower(), f"№ 9-{WORD}", f"9-{WORD}", TELEPHONE, "333-44-55"):
        for kind in ("", "resolution", "news", "standard", "organisations"):
            found = client.get("/search/", {"q": words, "kind": kind}).context
            assert found["total"] == 0, (words, kind)
            assert not found["kinds"], (words, kind)
    listed = client.get(house.organisations.url, {"q": WORD}).context["organisations"]
    assert listed.paginator.count == 0


@pytest.mark.parametrize("secret", SECRETS, indirect=True)
def test_its_own_address_answers_like_one_that_never_was(client, house, secret):
    if not isinstance(secret, ResolutionPage | NewsPage) or (secret.live and not secret.view_restrictions.exists()):
        pytest.skip("has no address of its own")
    path = "/".join(secret.url_path.strip("/").split("/")[1:])
    for url in (f"/{path}/", f"/{path}/pdf/", f"/en/{path}/"):
        assert client.get(url).status_code == 404


@pytest.mark.parametrize("secret", ["draft_act", "draft_news", "restricted_act", "private_page"], indirect=True)
def test_its_files_and_pictures_are_not_given_away(client, house, secret, library):
    document, picture = library
    rendition = picture.renditions.get()
    for url in (document.url, f"/files/{document.pk}/", rendition.url, f"/media/{picture.file.name}"):
        answer = client.get(url)
        assert answer.status_code in (302, 404), url
        assert "ziumbraks" not in answer.get("Location", "").replace(url, "")


@pytest.mark.parametrize("secret", ["draft_news", "restricted_act", "private_page"], indirect=True)
def test_an_act_that_cites_it_does_not_give_its_address_away(client, house, secret, make_registered_act):
    annexes = [("annex", {"title": "Приложение", "kind": "plan", "page": secret})]
    act = make_registered_act(number="6-7", heading="О ссылке", annexes=annexes)
    answer = client.get(act.url)
    assert "Приложение" in answer.content.decode()
    assert not leaks(answer, act.url)


@pytest.mark.parametrize("secret", ["draft_act", "restricted_act", "private_page"], indirect=True)
def test_a_link_to_it_in_running_text_does_not_give_its_address_away(client, house, secret):
    text = f'<p><a linktype="page" id="{secret.pk}">там</a> и <a linktype="page" id="{house.acts.pk}">тут</a></p>'
    page = house.home.add_child(instance=StandardPage(title="Ссылки", slug="links", body=[("paragraph", text)]))
    answer = client.get(page.url)
    assert not leaks(answer, page.url)
    assert f'<a href="{house.acts.url}">тут</a>' in answer.content.decode()


def test_a_picture_a_public_page_shows_is_given_in_its_small_forms_only(client, house, library):
    _document, picture = library
    house.news.add_child(
        instance=NewsPage(title="С картинкой", slug="pictured", image=picture, published_on=datetime.date(2026, 5, 1))
    )
    assert client.get(picture.renditions.get().url).status_code == 200
    assert client.get(f"/media/{picture.file.name}").status_code == 404


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMINISTRATOR])
class TestAnAccountOfTheNextCouncil:
    """Works in the same admin, and yet is a stranger here."""

    @pytest.fixture
    def stranger(self, client, neighbours, role):
        user = get_user_model().objects.create_user("stranger", password="secret-stranger")
        user.groups.add(neighbours.group(role))
        client.force_login(user)
        return client

    @pytest.mark.parametrize("secret", ["draft_act", "restricted_act", "draft_news"], indirect=True)
    def test_finds_it_nowhere_in_the_admin(self, stranger, house, secret):
        parent = secret.get_parent().pk
        for url in (
            reverse("wagtailadmin_home"),
            reverse("wagtailadmin_choose_page"),
            reverse("wagtailadmin_choose_page_child", args=[parent]),
            reverse("wagtailadmin_choose_page_child", args=[secret.pk]),
            reverse("wagtailadmin_choose_page_search") + f"?q={WORD}",
            reverse("wagtailadmin_choose_page_search") + "?q=деле",
            reverse("wagtailadmin_choose_page_search"),
            reverse("wagtailadmin_pages:search") + "?q=деле",
            reverse("wagtailadmin_pages:search_results") + "?q=деле",
            reverse("wagtailadmin_explore", args=[parent]),
            reverse("wagtailadmin_explore_root"),
            reverse("wagtailadmin_pages:edit", args=[secret.pk]),
            reverse("wagtailadmin_pages:view_draft", args=[secret.pk]),
            reverse("wagtailadmin_pages:history", args=[secret.pk]),
            reverse("wagtailadmin_pages:usage", args=[secret.pk]),
            reverse("wagtailadmin_pages:workflow_history", args=[secret.pk]),
            reverse("wagtailadmin_pages:revisions_view", args=[secret.pk, secret.latest_revision_id]),
            reverse("resolutions_draft_pdf", args=[secret.pk]),
            reverse("resolutions_approval", args=[secret.pk]),
            reverse("wagtailadmin_api:pages:listing") + "?fields=*",
            reverse("wagtailadmin_api:pages:detail", args=[secret.pk]),
            reverse("wagtailadmin_api:pages:listing") + f"?child_of={parent}",
            reverse("wagtaildocs_chooser:choose"),
            reverse("wagtailimages_chooser:choose"),
            reverse("wagtaildocs:index"),
            reverse("wagtailimages:index"),
            reverse("wagtailadmin_reports:site_history"),
            reverse("wagtailadmin_reports:workflow_tasks"),
            reverse("wagtailadmin_reports:workflow"),
            reverse("wagtailadmin_reports:locked_pages"),
            reverse("wagtailadmin_reports:aging_pages"),
            reverse("wagtailadmin_pages:type_use", args=["resolutions", "resolutionpage"]),
        ):
            answer = stranger.get(url, follow=True)
            said = all_said(answer).replace(f'value="{WORD}"', "").replace(f"«{WORD}»", "").replace(f"q={WORD}", "")
            assert not SEEN.search(said), url

    def test_finds_it_nowhere_on_the_site(self, stranger, house, draft_act, restricted_act, draft_news):
        for url in (*doors(house), *things()):
            assert not leaks(stranger.get(url), url), url

    @pytest.mark.parametrize("secret", ["draft_act"], indirect=True)
    def test_may_still_link_to_what_is_public(self, stranger, house, secret):
        answer = stranger.get(reverse("wagtailadmin_choose_page_child", args=[house.acts.pk]))
        assert "Об открытом деле" in all_said(answer)
