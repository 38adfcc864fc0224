"""Where the account is open, and how to close it there."""

import pytest
from django.test import Client

from registry.accounts.devices import device_words
from tests.accounts.conftest import LOGIN, PASSWORD, words

pytestmark = pytest.mark.django_db

PHONE = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Mobile Safari/537.36"
OFFICE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0 YaBrowser/25.8 Safari/537.36"
)


@pytest.fixture
def devices(council, drafter):
    """A telephone and an office computer on which the same account is open."""

    def open_on(user_agent, address):
        device = Client(headers={"user-agent": user_agent}, REMOTE_ADDR=address)
        device.post(LOGIN, {"login": "losheva", "password": PASSWORD})
        device.get("/admin/account/")
        return device

    return open_on(PHONE, "10.1.1.1"), open_on(OFFICE, "10.2.2.2")


def is_open(device):
    return device.get("/admin/account/").status_code == 200


def test_the_list_names_each_device_its_address_and_when_it_was_seen(devices):
    phone, _office = devices
    text = words(phone.get("/accounts/sessions/"))
    assert "Chrome, Android — это устройство" in text
    assert "Яндекс Браузер, Windows" in text
    assert "адрес 10.1.1.1" in text
    assert "адрес 10.2.2.2" in text
    assert "Последнее действие" in text


def test_one_device_is_signed_out_and_the_other_stays(devices, drafter):
    phone, office = devices
    other = drafter.usersession_set.get(ip="10.2.2.2")
    answer = phone.post(f"/accounts/sessions/{other.pk}/end/", follow=True)
    assert "На том устройстве вход завершён" in words(answer)
    assert is_open(phone)
    assert not is_open(office)


def test_everywhere_else_is_signed_out_at_once(devices):
    phone, office = devices
    assert "На остальных устройствах вход завершён" in words(phone.post("/accounts/sessions/", follow=True))
    assert is_open(phone)
    assert not is_open(office)


def test_nobody_ends_the_session_of_another(devices, drafter, secretary, client):
    client.force_login(secretary)
    for session in drafter.usersession_set.all():
        assert client.post(f"/accounts/sessions/{session.pk}/end/").status_code == 404
    assert all(map(is_open, devices))


def test_a_changed_password_closes_the_other_devices(devices):
    phone, office = devices
    new = "Новый-пленум-осенью-8"
    phone.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert is_open(phone)
    assert not is_open(office)


def test_a_public_page_asks_nothing_about_sessions(client, council, django_assert_max_num_queries):
    with django_assert_max_num_queries(50) as counted:
        answer = client.get("/")
    assert not [query for query in counted.captured_queries if "session" in query["sql"].lower()]
    assert not answer.cookies


@pytest.mark.parametrize(
    ("user_agent", "said"),
    [
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605 Safari/604",
            "Safari, iPhone",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537.36 Edg/140", "Edge, Windows"),
        ("curl/8.5", "Неизвестное устройство"),
        ("", "Неизвестное устройство"),
    ],
)
def test_a_device_has_words(user_agent, said):
    assert device_words(user_agent) == said
