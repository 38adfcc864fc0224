"""Letters about deadlines as a real mail server gets them."""

import email
import email.policy
import socket

import pytest
from aiosmtpd.controller import Controller

from control.models import Digest
from tests.control_reminders.conftest import TUESDAY


class Post:
    """Keeps what it is given; knows nothing of one mailbox."""

    def __init__(self):
        self.kept = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.kept.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 kept"


@pytest.fixture
def post(settings):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    post = Post()
    server = Controller(post, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield post
    server.stop()


def test_a_mail_server_gets_each_letter_once_and_its_refusal_is_kept(run_on, put_on, make_member, post):
    names = ("first", "nobody", "third")
    put_on(TUESDAY, assignees=[make_member(f"Горком {name}", name, f"{name}@example.org") for name in names])

    run_on(TUESDAY)
    run_on(TUESDAY)

    assert sorted(letter["To"] for letter in post.kept) == ["first@example.org", "third@example.org"]
    letter = post.kept[0]
    assert letter["Subject"] == "Срок сегодня: 1"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert len({each["Message-ID"] for each in post.kept}) == 2
    assert letter.get_content_charset() == "utf-8"
    assert "Обучить уполномоченных по охране труда." in letter.get_content()
    refused = Digest.objects.get(address="nobody@example.org")
    assert refused.failure == "Почтовый сервер не принял письмо: 550 no such mailbox"
    assert Digest.objects.exclude(sent_at=None).count() == 2
