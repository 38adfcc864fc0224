"""The first council of an installation: by one command, or the demo for a look around."""

import pytest
from django.core.management import CommandError, call_command

from home.models import HomePage
from resolutions.models import ResolutionPage

pytestmark = pytest.mark.django_db


def test_the_demo_federation_loads_once_and_its_acts_are_registered_with_files(
    client, capsys, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        call_command("load_demo")
    acts = ResolutionPage.objects.registered()
    assert acts.count() == 4
    assert all(act.official_file_id for act in acts)
    assert "approver" in capsys.readouterr().out
    call_command("load_demo")
    assert ResolutionPage.objects.registered().count() == 4
    assert client.get("/").status_code == 200


def test_a_council_is_set_up_by_one_command_that_may_be_run_twice(client, db):
    for _attempt in range(2):
        call_command("create_council", "Союз «Дальняя федерация»", short_name="Дальняя федерация")
    assert HomePage.objects.count() == 1
    assert client.get("/").status_code == 200


def test_the_demo_is_not_for_a_councils_server(settings, db):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("load_demo")
    assert not HomePage.objects.exists()
