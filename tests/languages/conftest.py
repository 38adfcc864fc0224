"""A council with an act on its site, a piece of news, and an editor who puts both into English."""

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from home.models import NewsPage, RubricPage
from registry.models import Role
from resolutions.browsing.listing import relist
from resolutions.frozen import opened
from resolutions.models import ResolutionPage, Status
from resolutions.translating.keeping import keep_translation
from resolutions.translating.parts import parts_of


@pytest.fixture(autouse=True)
def nothing_kept():
    """The trees of a site are kept in the cache, which outlives the database of a test."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def editor(council):
    user = get_user_model().objects.create_user("editor", password="secret-editor", first_name="Анна")
    user.groups.add(council.group(Role.EDITOR))
    return user


@pytest.fixture
def english():
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def act(make_act):
    """An act of the register that stands on the site; its life before that is other tests' business."""
    act = make_act(live=True, annexes=[("annex", {"title": "План проверок", "kind": "plan"})])
    with opened():
        ResolutionPage.objects.filter(pk=act.pk).update(status=Status.REGISTERED, registered_at=timezone.now())
    relist([act.pk])
    return ResolutionPage.objects.get(pk=act.pk)


@pytest.fixture
def in_english(act, editor):
    """Puts parts of the act into English: those named, or the title and both points."""

    def put(shown=True, **words):
        points = {part.key: f"Train inspectors, {part.name[-1]}." for part in parts_of(act) if "point" in part.key}
        return keep_translation(act, "en", words or {"heading": "On inspection", **points}, editor, shown=shown)

    return put


@pytest.fixture
def rubric(council):
    return council.news.add_child(instance=RubricPage(title="Охрана труда", slug="ohrana"))


@pytest.fixture
def news(council, rubric):
    page = NewsPage(title="Обучили сто человек", slug="obuchili", lead="Учились три дня.", rubric=rubric)
    council.news.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.fixture
def translated(english, django_capture_on_commit_callbacks):
    """Sends a page to be translated as its editor does, writes the words down and publishes them."""

    def make(page, **words):
        source, _made = _source(page)
        translation, _made = Translation.objects.get_or_create(source=source, target_locale=english)
        with django_capture_on_commit_callbacks(execute=True):
            translation.save_target(publish=False)
            for segment in source.stringsegment_set.select_related("context"):
                if segment.context.path in words:
                    StringTranslation.objects.create(
                        translation_of=segment.string,
                        context=segment.context,
                        locale=english,
                        data=words[segment.context.path],
                    )
            translation.save_target(publish=True)
        cache.clear()
        return Page.objects.get(translation_key=page.translation_key, locale=english).specific

    return make


def _source(page):
    from wagtail_localize.models import TranslationSource

    return TranslationSource.update_or_create_from_instance(page)
