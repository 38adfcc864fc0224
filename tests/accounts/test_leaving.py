"""Whoever acted in the record keeps his account; others may go."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar(make_registered_act, approver):
    make_registered_act()
    return approver


def is_there(user):
    return get_user_model().objects.filter(pk=user.pk).exists()


def test_an_account_that_registered_an_act_is_not_deleted_and_the_reason_is_said(client, administrator, registrar):
    client.force_login(administrator)
    answer = client.post(reverse("wagtailusers_users:delete", args=[registrar.pk]), follow=True)
    assert is_there(registrar)
    assert "удалить" in " ".join(str(message) for message in answer.context["messages"])


def test_nor_is_it_deleted_among_many(client, administrator, registrar):
    idle = get_user_model().objects.create_user("idle", password="secret-idle")
    client.force_login(administrator)
    url = reverse("wagtail_bulk_action", args=["auth", "user", "delete"])
    client.post(f"{url}?id={registrar.pk}&id={idle.pk}")
    assert is_there(registrar)
    assert is_there(idle)


def test_an_account_that_did_nothing_is_deleted(client, administrator):
    idle = get_user_model().objects.create_user("idle", password="secret-idle")
    client.force_login(administrator)
    client.post(reverse("wagtailusers_users:delete", args=[idle.pk]))
    assert not is_there(idle)
