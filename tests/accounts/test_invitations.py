"""Invitations: who may send them, the letter, and what its link does."""

import datetime
import re
import socket
from email import message_from_bytes, policy

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.accounts import invitations
from registry.models import CouncilRole, Invitation, Organisation, Person, Role, RoleChange
from tests.accounts.conftest import LOGIN, PASSWORD, words

pytestmark = pytest.mark.django_db

LIST, INVITE = "/admin/invitations/", "/admin/invitations/add/"
NEWCOMER = "n.korneva@zarechny.example"
ANSWER = {"last_name": "Корнева", "first_name": "Нина Петровна", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def invite(client, council, secretary, role_of):
    """The secretary invites somebody to be a drafter, by the form."""

    def go(email=NEWCOMER, roles=(Role.DRAFTER,), by=secretary, **fields):
        client.force_login(by)
        fields = {"email": email, "roles": [role_of(role).pk for role in roles]} | fields
        answer = client.post(INVITE, fields, follow=True)
        client.logout()
        return answer

    return go


@pytest.fixture
def chief(account):
    """The administrator of the council."""
    return account("chief", Role.ADMINISTRATOR)


def link_in(letter):
    return re.search(r"https?://[^/\s]+(/accounts/invitation/\S+)", letter.body)[1]


def press(client, who, action):
    """The given person presses a button of the only invitation."""
    client.force_login(who)
    answer = client.post(f"{LIST}{Invitation.objects.get().pk}/{action}/", follow=True)
    client.logout()
    return answer


def test_the_secretary_invites_and_the_newcomer_comes_in(client, invite, role_of):
    answer = invite(roles=(Role.DRAFTER, Role.CONTROLLER))
    assert f"Приглашение отправлено на {NEWCOMER}" in words(answer)
    assert "отправлено" in words(answer)
    letter = mail.outbox[0]
    assert letter.to == [NEWCOMER]
    assert "Анна Гущина" in letter.body
    assert "Ссылка сработает один раз" in letter.body
    assert letter.alternatives[0].mimetype == "text/html"
    page = client.get(link_in(letter))
    assert NEWCOMER in words(page)
    assert "минимум 10 символов" in words(page)
    come_in = client.post(link_in(letter), ANSWER)
    assert come_in.url == "/admin/"
    assert client.get("/admin/account/").status_code == 200
    user = get_user_model().objects.get(username=NEWCOMER)
    assert (user.email, user.get_full_name()) == (NEWCOMER, "Нина Петровна Корнева")
    assert set(user.groups.all()) == {role_of(Role.DRAFTER).group, role_of(Role.CONTROLLER).group}
    assert Invitation.objects.get().status == Invitation.Status.ACCEPTED
    assert {change.changed_by.username for change in RoleChange.objects.filter(user=user)} == {"sekretar"}
    assert user.usersession_set.count() == 1


def test_the_account_is_joined_with_the_person_of_the_registry(client, invite, organisation, chief):
    person = Person.objects.create(
        surname="Корнева", given_name="Нина", patronymic="Петровна", organisation=organisation
    )
    invite(person=person.pk, by=chief)
    page = client.get(link_in(mail.outbox[0]))
    assert 'value="Корнева"' in page.content.decode()
    assert 'value="Нина Петровна"' in page.content.decode()
    client.post(link_in(mail.outbox[0]), ANSWER)
    person.refresh_from_db()
    assert person.user.username == NEWCOMER


def test_a_role_that_demands_a_second_factor_leads_to_it(client, invite, role_of):
    role = role_of(Role.DRAFTER)
    role.second_factor_required = True
    role.save()
    invite()
    answer = client.post(link_in(mail.outbox[0]), ANSWER, follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/2fa/totp/activate/"
    assert answer.status_code == 200


def test_mistakes_are_said_at_their_fields_and_nothing_is_made(client, invite):
    invite()
    link = link_in(mail.outbox[0])
    for change, said in (
        ({"password2": "other"}, "Пароли не совпадают"),
        ({"password1": "12345678901", "password2": "12345678901"}, "только из цифр"),
        ({"password1": "n.korneva@zarechny", "password2": "n.korneva@zarechny"}, "похож"),
        ({"last_name": ""}, "Требуется заполнить"),
    ):
        assert said in words(client.post(link, ANSWER | change))
    assert not get_user_model().objects.filter(username=NEWCOMER).exists()
    assert Invitation.objects.get().is_open


def test_a_link_works_once(client, invite):
    invite()
    link = link_in(mail.outbox[0])
    client.post(link, ANSWER)
    client.logout()
    for answer in (client.get(link), client.post(link, ANSWER)):
        assert answer.status_code == 410
        assert "уже использовано" in words(answer)
    assert get_user_model().objects.filter(email=NEWCOMER).count() == 1


def test_a_revoked_link_does_not_open(client, invite, secretary):
    invite()
    assert "отозвано" in words(press(client, secretary, "revoke"))
    answer = client.get(link_in(mail.outbox[0]))
    assert answer.status_code == 410
    assert "Приглашение отозвано" in words(answer)


def test_a_link_is_good_for_a_week(client, invite):
    with time_machine.travel(datetime.datetime(2026, 11, 2, 9, 0, tzinfo=datetime.UTC)) as clock:
        invite()
        clock.shift(datetime.timedelta(days=6, hours=23))
        assert client.get(link_in(mail.outbox[0])).status_code == 200
        clock.shift(datetime.timedelta(hours=2))
        answer = client.get(link_in(mail.outbox[0]))
        assert answer.status_code == 410
        assert "Срок приглашения истёк" in words(answer)


def test_a_link_that_was_tampered_with_is_not_ours(client, invite):
    invite()
    link = link_in(mail.outbox[0])
    for wrong in (link[:-3] + "AA/", link[:-8] + "/", "/accounts/invitation/1/", "/accounts/invitation/a:b:c/"):
        answer = client.get(wrong)
        assert answer.status_code == 404
        assert "Ссылка неполная" in words(answer)


def test_sending_again_makes_the_former_link_useless(client, invite, secretary):
    invite()
    assert "Приглашение отправлено" in words(press(client, secretary, "send"))
    former, latest = map(link_in, mail.outbox)
    answer = client.get(former)
    assert answer.status_code == 410
    assert "более новое письмо" in words(answer)
    assert client.get(latest).status_code == 200


def test_an_expired_invitation_is_sent_again_for_another_week(client, invite, secretary):
    invite()
    Invitation.objects.update(expires_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    press(client, secretary, "send")
    assert client.get(link_in(mail.outbox[1])).status_code == 200


def test_an_open_invitation_is_not_doubled(client, invite):
    invite()
    answer = invite(email=NEWCOMER.upper())
    assert "Приглашение на этот адрес ещё действует" in words(answer)
    assert Invitation.objects.count() == 1


def test_an_account_that_exists_gets_the_roles_after_its_log_in(client, invite, account, role_of):
    existing = account("old", email=NEWCOMER)
    invite()
    link = link_in(mail.outbox[0])
    page = client.get(link)
    assert "уже есть: войдите" in words(page)
    assert f"{LOGIN}?next={link}" in page.content.decode().replace("%3A", ":")
    client.post(link, ANSWER)
    assert not existing.groups.exists()
    assert client.post(LOGIN, {"login": "old", "password": PASSWORD, "next": link}).url == link
    assert "Принять роли" in words(client.get(link))
    client.post(link)
    assert list(existing.groups.all()) == [role_of(Role.DRAFTER).group]


def test_an_invitation_is_not_accepted_by_another_account(client, invite, drafter):
    invite(roles=(Role.CONTROLLER,))
    client.force_login(drafter)
    link = link_in(mail.outbox[0])
    for answer in (client.get(link), client.post(link, ANSWER)):
        assert answer.status_code == 403
        assert "отправлено другому человеку" in words(answer)
    assert drafter.groups.count() == 1


@pytest.mark.parametrize("role", [Role.APPROVER, Role.SIGNATORY, Role.ADMINISTRATOR])
def test_who_decides_is_invited_by_the_administrator_and_not_by_the_secretary(client, invite, chief, role):
    invite(roles=(role,))
    assert not Invitation.objects.exists()
    invite(roles=(role,), by=chief)
    assert Invitation.objects.get().status == Invitation.Status.SENT


def test_nobody_accepts_an_invitation_that_one_sent_oneself(client, invite, secretary, chief):
    for inviter in (secretary, chief):
        invite(email=inviter.email, roles=(Role.CONTROLLER,), by=inviter)
        client.force_login(inviter)
        link = link_in(mail.outbox[-1])
        for answer in (client.get(link), client.post(link)):
            assert answer.status_code == 403
            assert answer.context["reason"] == "own"
        assert inviter.groups.count() == 1


def test_an_invitation_gives_nothing_once_its_inviter_has_left(client, invite, chief):
    invite(roles=(Role.ADMINISTRATOR,), by=chief)
    chief.is_active = False
    chief.save()
    link = link_in(mail.outbox[0])
    for answer in (client.get(link), client.post(link, ANSWER)):
        assert answer.status_code == 410
        assert answer.context["reason"] == "withdrawn"
    assert not get_user_model().objects.filter(username=NEWCOMER).exists()


def test_an_invitation_gives_only_what_its_inviter_may_still_give(client, invite, chief, role_of):
    invite(roles=(Role.ADMINISTRATOR, Role.DRAFTER), by=chief)
    chief.groups.set([role_of(Role.SECRETARY).group])
    link = link_in(mail.outbox[0])
    assert "администратор" not in words(client.get(link))
    client.post(link, ANSWER)
    assert list(get_user_model().objects.get(username=NEWCOMER).groups.all()) == [role_of(Role.DRAFTER).group]


def test_whoever_sends_an_invitation_again_answers_for_it(client, invite, secretary, chief):
    invite()
    press(client, chief, "send")
    secretary.delete()
    assert client.get(link_in(mail.outbox[1])).status_code == 200


def test_the_secretary_joins_no_account_with_a_person(client, invite, secretary, organisation):
    person = Person.objects.create(surname="Корнева", organisation=organisation)
    client.force_login(secretary)
    assert 'name="person"' not in client.get(INVITE).content.decode()
    invite(person=person.pk)
    assert Invitation.objects.get().person is None


def test_the_administrator_chooses_a_person_without_a_list_of_everybody(client, chief, organisation):
    free = Person.objects.create(surname="Корнева", organisation=organisation)
    client.force_login(chief)
    page = client.get(INVITE).content.decode()
    assert 'name="person"' in page
    assert "Корнева" not in page
    neighbours = Organisation.objects.create(name="Союз «Соседняя федерация»")
    stranger = Person.objects.create(surname="Чужая", organisation=neighbours)
    taken = Person.objects.create(surname="Занятая", organisation=organisation, user=chief)
    for person, admitted in ((stranger, False), (taken, False), (free, True)):
        client.post(INVITE, {"email": NEWCOMER, "roles": [chief.groups.get().council_role.pk], "person": person.pk})
        assert Invitation.objects.exists() is admitted


def test_whoever_keeps_the_site_reads_the_roles_under_their_councils(client, role_of, administrator):
    upper = Organisation.objects.create(name="Союз «Горная федерация»", short_name="Горная федерация")
    neighbours = Organisation.objects.create(name="Союз «Соседняя федерация»", short_name="Соседняя федерация")
    for council in (upper, neighbours):
        role_of(Role.SECRETARY, of=council)
        role_of(Role.DRAFTER, of=council)
    client.force_login(administrator)
    choices = dict(client.get(INVITE).context["form"].fields["roles"].choices)
    for council in ("Горная федерация", "Соседняя федерация"):
        assert [label for _pk, label in choices[council]] == ["автор проектов", "секретарь"]


def test_the_secretary_does_not_resend_what_only_an_administrator_may_give(
    client, council, account, secretary, role_of
):
    client.force_login(account("chief", Role.ADMINISTRATOR))
    client.post(INVITE, {"email": NEWCOMER, "roles": [role_of(Role.ADMINISTRATOR).pk]})
    client.force_login(secretary)
    assert "Отправить ещё раз" not in words(client.get(LIST))
    press(client, secretary, "send")
    assert len(mail.outbox) == 1


def test_nobody_invites_into_another_council_or_sees_its_list(client, invite, role_of, secretary, administrator):
    neighbours = Organisation.objects.create(name="Союз «Соседняя федерация»", short_name="Соседняя федерация")
    role = role_of(Role.DRAFTER, of=neighbours)
    client.force_login(secretary)
    assert "Соседняя" not in words(client.get(INVITE))
    client.post(INVITE, {"email": NEWCOMER, "roles": [role.pk]})
    assert not Invitation.objects.exists()
    theirs = invitations.invite(email=NEWCOMER, roles=[role], invited_by=administrator)
    assert NEWCOMER not in words(client.get(LIST))
    for action in ("send", "revoke"):
        assert client.post(f"{LIST}{theirs.pk}/{action}/").status_code == 404
    client.force_login(administrator)
    assert NEWCOMER in words(client.get(LIST))


def test_the_roles_of_one_invitation_belong_to_one_council(client, council, role_of, administrator):
    neighbours = Organisation.objects.create(name="Союз «Соседняя федерация»")
    client.force_login(administrator)
    roles = [role_of(Role.DRAFTER).pk, role_of(Role.DRAFTER, of=neighbours).pk]
    assert "роли одного совета" in words(client.post(INVITE, {"email": NEWCOMER, "roles": roles}))


def test_whoever_may_not_invite_finds_no_door(client, council, drafter):
    client.force_login(drafter)
    assert "Приглашения" not in words(client.get("/admin/account/"))
    for address in (LIST, INVITE):
        assert client.get(address).url == "/admin/"
    client.post(INVITE, {"email": NEWCOMER, "roles": [CouncilRole.objects.get(role=Role.DRAFTER).pk]})
    assert not Invitation.objects.exists()


def test_a_mail_server_that_is_down_is_told_and_the_invitation_waits(client, invite, secretary, settings, unused_port):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused_port
    answer = invite()
    assert "почтовый сервер не отвечает" in words(answer)
    assert "не отправлено" in words(answer)
    invitation = Invitation.objects.get()
    assert (invitation.status, invitation.sent_at) == (Invitation.Status.NOT_SENT, None)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    press(client, secretary, "send")
    assert client.get(link_in(mail.outbox[0])).status_code == 200


def test_the_letter_goes_through_a_real_mail_server(client, invite, settings, mail_server):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = mail_server.hostname, mail_server.port
    settings.WAGTAILADMIN_BASE_URL = "https://sovet.zarechny.example"
    invite()
    [(recipients, letter)] = mail_server.handler.letters
    assert recipients == [NEWCOMER]
    assert letter["Subject"].strip().startswith("Приглашение к документам:")
    assert letter["To"] == NEWCOMER
    text = letter.get_body(("plain",)).get_content()
    page = letter.get_body(("html",)).get_content()
    link = re.search(r"https://sovet\.zarechny\.example(/accounts/invitation/\S+)", text)[1]
    assert f'href="https://sovet.zarechny.example{link}"' in page
    assert client.post(link, ANSWER).url == "/admin/"


def test_the_list_costs_the_same_for_one_and_for_twenty(client, council, secretary, role_of):
    def add(number):
        roles = [role_of(Role.DRAFTER), role_of(Role.APPROVER)]
        invitations.send(invitations.invite(email=f"n{number}@zarechny.example", roles=roles, invited_by=secretary))

    client.force_login(secretary)
    add(0)
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for number in range(1, 20):
        add(number)
    with CaptureQueriesContext(connection) as twenty:
        answer = client.get(LIST)
    assert "n19@zarechny.example" in words(answer)
    assert len(one) == len(twenty)


def test_two_answers_at_once_make_one_account(client, invite):
    invite()
    link = link_in(mail.outbox[0])
    invitation = Invitation.objects.get()
    user = invitations.open_account(invitation, first_name="Нина", last_name="Корнева", password=PASSWORD)
    with pytest.raises(invitations.NoLongerOpen):
        invitations.accept(invitation, user)
    assert Client().post(link, ANSWER).status_code == 410


class Letters:
    """Keeps what a mail server takes in."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):
        self.letters.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 taken"


@pytest.fixture
def mail_server():
    server = Controller(Letters(), hostname="127.0.0.1", port=free_port())
    server.start()
    yield server
    server.stop()


@pytest.fixture
def unused_port():
    return free_port()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
