"""Acts are not translated: the door Wagtail's add-on opens for it is closed."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("which", ["act", "list"])
def test_neither_an_act_nor_the_list_of_acts_is_sent_to_be_translated(client, administrator, council, make_act, which):
    english, _made = Locale.objects.get_or_create(language_code="en")
    page = make_act() if which == "act" else council.acts
    before = Page.objects.count()
    client.force_login(administrator)
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert address not in editor.content.decode()
    for answer in (client.get(address), client.post(address, {"locales": [english.pk]})):
        assert answer.status_code == 302
    assert Page.objects.count() == before
    home = reverse("wagtail_localize:submit_page_translation", args=[council.home.pk])
    assert client.get(home).status_code == 200
    assert client.post(home, {"locales": [english.pk], "include_subtree": "on"}).status_code == 302
    assert Page.objects.count() == before
