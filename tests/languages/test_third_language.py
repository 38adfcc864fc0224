"""A third language is one word in the settings: EXTRA_LANGUAGES=tt."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale, Page

THREE = [*settings.LANGUAGES[:2], ("tt", "Татарча")]


def test_the_variable_names_more_languages_of_the_site():
    code = "from cms.settings import base; print(base.LANGUAGES[-1], base.WAGTAIL_CONTENT_LANGUAGES is base.LANGUAGES)"
    environment = {**os.environ, "EXTRA_LANGUAGES": "tt", "PYTHONIOENCODING": "utf-8"}
    told = subprocess.run([sys.executable, "-c", code], env=environment, cwd=settings.BASE_DIR, capture_output=True)
    assert told.stdout.decode().split("\n")[0] == "('tt', 'Татарча') True", told.stderr.decode()


@pytest.mark.django_db
def test_the_site_content_and_acts_speak_it(settings, client, council, news, act, editor):
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = THREE
    page = client.get("/tt/news/obuchili/")
    words = page.content.decode()
    # Nobody has a catalogue of it: the words around are Russian, the page is there, and the switcher leads to it.
    assert page.status_code == 200
    assert '<html lang="tt"' in words
    assert "Обучили" in words
    assert 'href="/tt/news/obuchili/"' in client.get("/news/obuchili/").content.decode()
    assert client.get("/tt/").status_code == client.get("/tt/search/").status_code == 200
    # Its editor is offered the language though nobody has added it by hand.
    client.force_login(editor)
    form = client.get(reverse("wagtail_localize:submit_page_translation", args=[news.pk])).content.decode()
    assert "Татарча" in form
    tatar = Locale.objects.get(language_code="tt")
    client.post(reverse("wagtail_localize:submit_page_translation", args=[news.pk]), {"locales": [tatar.pk]})
    assert Page.objects.filter(locale=tatar, translation_key=news.translation_key).exists()
    screen = reverse("resolutions_translate", args=[act.pk, "tt"])
    client.post(screen, {"to-heading": "Хезмәтне саклау турында", "action": "show"})
    with translation.override("ru"):
        address = act.get_url_parts()[2]
    assert "Хезмәтне саклау" in client.get(f"/tt{address}").content.decode().replace("\xa0", " ")
    assert "Хезмәтне" not in client.get(f"/en{address}").content.decode()
