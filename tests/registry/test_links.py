"""Links are opened from outside: what answers, what does not, and never our own network."""

import io
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from registry import link_check
from registry.models import InformationResource, Role

PATHS = {
    "/alive": 200,
    "/gone": 404,
    "/broken": 500,
    "/robots": 403,
}


class Answering(BaseHTTPRequestHandler):
    """A site that answers by its path."""

    asked = []

    def do_HEAD(self):
        self.asked.append((self.command, self.path))
        if self.path.startswith("/step"):
            left = int(self.path.removeprefix("/step"))
            self.send_response(302)
            self.send_header("Location", f"/step{left - 1}" if left > 1 else "/alive")
        elif self.path == "/file":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
        elif self.path == "/only-get":
            self.send_response(405 if self.command == "HEAD" else 200)
        else:
            self.send_response(PATHS.get(self.path, 404))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *args):
        pass


@pytest.fixture
def site(settings):
    """A real site on loopback, which the test allows to be opened."""
    settings.LINK_CHECK_ALLOW_PRIVATE = True
    Answering.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "opens"),
    [
        ("/alive", True),
        ("/only-get", True),
        ("/robots", True),
        ("/gone", False),
        ("/broken", False),
        ("/step3", True),
        ("/step4", False),
        ("/file", False),
    ],
)
def test_a_link_opens_or_does_not(site, path, opens):
    assert (link_check.answer_of(site + path) == "alive") is opens


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/", "file:///etc/passwd", "http://", "http://[::1", "http://nowhere.invalid/", "javascript:0"],
)
def test_what_is_not_a_web_address_does_not_open(site, url):
    assert link_check.answer_of(url) == "dead"


def test_our_own_network_is_never_opened(site, settings):
    settings.LINK_CHECK_ALLOW_PRIVATE = False
    port = site.rpartition(":")[2]
    for host in ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433"):
        assert link_check.answer_of(f"http://{host}:{port}/alive") == "dead"
    assert Answering.asked == []


@pytest.mark.parametrize(
    "address", ["10.0.0.5", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "::1", "fd00::1", "224.0.0.1"]
)
def test_private_and_link_local_addresses_are_refused(monkeypatch, address):
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **kwargs: [(2, 1, 6, "", (address, 80))])
    with pytest.raises(link_check.ForbiddenAddress):
        link_check.public_addresses("innocent.example", 80)


def test_a_redirect_into_our_own_network_is_refused(site, settings, monkeypatch):
    """The first name is public; where it sends on to is asked about again."""
    seen = []

    def public_only_at_first(host, port):
        seen.append(host)
        if len(seen) > 1:
            raise link_check.ForbiddenAddress(host)
        return ["127.0.0.1"]

    monkeypatch.setattr(link_check, "public_addresses", public_only_at_first)
    monkeypatch.setattr(link_check.CheckedAdapter, "close", lambda self: None)
    port = site.rpartition(":")[2]
    monkeypatch.setattr(
        link_check,
        "_ask",
        lambda session, url, ask=link_check._ask: (session.adapters["http://"].poolmanager.clear(), ask(session, url))[
            1
        ],
    )
    assert link_check.answer_of(f"http://innocent.example:{port}/step1") == "dead"
    assert len(seen) >= 2


@pytest.fixture
def links(site, federation, member):
    make = InformationResource.objects.create
    return {
        "alive": make(organisation=federation, kind="site", url=f"{site}/alive"),
        "dead": make(organisation=member, kind="site", url=f"{site}/gone"),
        "closed": make(organisation=member, kind="vk", url=f"{site}/broken", closed_on="2020-01-01"),
    }


def answers(links):
    return {name: InformationResource.objects.get(pk=link.pk).answer for name, link in links.items()}


def test_the_command_writes_what_it_found_and_leaves_no_history(links):
    out = io.StringIO()
    call_command("check_links", stdout=out)
    assert answers(links) == {"alive": "alive", "dead": "dead", "closed": ""}
    checked = InformationResource.objects.get(pk=links["dead"].pk)
    assert checked.checked_on == timezone.localdate()
    assert checked.history.count() == 1
    assert out.getvalue().count("1") == 2


def test_the_command_keeps_to_one_council(links, member):
    call_command("check_links", council=member.pk, stdout=io.StringIO())
    assert answers(links) == {"alive": "", "dead": "dead", "closed": ""}
    with pytest.raises(CommandError):
        call_command("check_links", council=0)


def test_the_button_has_the_links_checked_and_the_dead_one_is_asked_about(client, links, federation, make_account):
    client.force_login(make_account(federation, Role.MONITOR))
    client.post("/admin/registry/readings/check/")
    assert answers(links)["dead"] == "dead"
    listed = client.get("/admin/registry/coverage/link/").context["object_list"]
    assert list(listed) == [links["dead"].organisation]


def test_the_button_checks_only_ones_own_council(client, links, member, make_account):
    client.force_login(make_account(member, Role.MONITOR))
    client.post("/admin/registry/readings/check/")
    assert answers(links) == {"alive": "", "dead": "dead", "closed": ""}


def test_too_many_links_are_not_opened_while_somebody_waits(client, links, federation, make_account, monkeypatch):
    monkeypatch.setattr(link_check, "MOST_WHILE_ONE_WAITS", 1)
    client.force_login(make_account(federation, Role.MONITOR))
    page = client.post("/admin/registry/readings/check/", follow=True).content.decode()
    assert "check_links" in page
    assert answers(links)["dead"] == ""
