"""Every kind of screen there is, found by walking: the links of the demo federation, and each door of the table.

The demo has pages as a council has them; the two councils of tests/permissions have one thing behind every address.
"""

import logging
import os
import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin, urlsplit

import stand

DEMO = "127.0.0.1"
# What no link names: search with and without results, pages of errors, forms sent with nothing in them.
BESIDE = (
    *("/", "/en/", "/search/?q=труд", "/search/?q=професоюз", "/search/?q=ъъъъ", "/search/?q=7-2"),
    *("/en/search/?q=труд", "/search/suggest/?q=тру", "/search/alert/?q=труд", "/search/?q=труд&page=999"),
    *("/view/?next=/", "/follow/letters/", "/accounts/login/", "/accounts/password/reset/"),
    *("/no-such-page/", "/acts/?page=999", "/follow/letters/confirm/nonsense/"),
    *("/accounts/invitation/nonsense/", "/link/report/nonsense/"),
)
SENT_EMPTY = re.compile(r"/register/$|/follow/letters/$|/search/alert/|/surveys/[^/]+/$|/accounts/login/|/link/")
NOT_FOLLOWED = re.compile(r"logout|/(static|media|files|cards)/|\.(pdf|atom|rss|json|ics|csv|jsonl|docx|xlsx)$|/pdf/$")


@dataclass(frozen=True)
class Screen:
    """One answer: where it stands, what kind of screen it is, and its words."""

    host: str
    path: str
    kind: str
    ours: bool
    html: str
    method: str = "get"

    def __str__(self):
        sent = " (sent empty)" if self.method == "post" else ""
        return ("" if self.host == DEMO else self.host) + self.path + sent


class House:
    """The demo federation and the councils of the table on one throw-away installation."""

    def __init__(self):
        stand.set_up()
        from django.conf import settings
        from django.db import transaction
        from django.test.utils import setup_test_environment
        from django.utils import translation

        # Wrong addresses are among those asked for.
        logging.disable()
        # The names of templates come with each answer.
        setup_test_environment()
        settings.ALLOWED_HOSTS, os.environ["ALLOWED_HOSTS"] = ["*"], "*"
        os.environ["SECOND_FACTOR_FOR_ADMINISTRATORS"] = "off"
        settings.SECOND_FACTOR_FOR_ADMINISTRATORS, settings.PAGE_CACHE_SECONDS = False, 0
        from django.contrib.auth import get_user_model

        from tests.permissions.world import Half

        with transaction.atomic(), translation.override("ru"):
            upper = Half("A")
            self.halves = {"A": upper, "B": Half("B", superior=upper.organisation)}
        self.keeper = get_user_model().objects.get_by_natural_key("admin")

    def client(self, keeper):
        from django.test import Client

        client = Client(raise_request_exception=False)
        if keeper:
            client.force_login(self.keeper)
        return client

    @cached_property
    def public(self):
        """What strangers see; the house's style page, which needs an account, as its keeper."""
        return [*self._walk(["/", *BESIDE], keeper=False), *self._behind_doors(keeper=False)]

    @cached_property
    def style(self):
        return [self._screen(self.client(keeper=True), DEMO, path) for path in ("/style/", "/en/style/")]

    @cached_property
    def admin(self):
        """What the keeper of the installation sees in the admin, one of each kind."""
        found = [*self._walk(["/admin/"], keeper=True), *self._behind_doors(keeper=True)]
        return list({screen.kind: screen for screen in reversed(found)}.values())[::-1]

    def _walk(self, paths, keeper):
        """Follow links from these addresses; of one kind with many rows a few are enough."""
        client, waiting, seen, shapes, found = self.client(keeper), list(paths), set(paths), {}, []
        while waiting:
            path = waiting.pop(0)
            screen = self._screen(client, DEMO, path)
            if screen is None:
                continue
            found.append(screen)
            if not keeper and SENT_EMPTY.search(path) and "<form" in screen.html:
                sent = self._screen(client, DEMO, path, "post")
                found += [sent] if sent else []
            for link in re.findall(r'(?:href|data-url)="([^"]+)"', screen.html):
                target = urlsplit(urljoin(f"http://{DEMO}{path}", link.replace("&amp;", "&")))
                inside = target.hostname == DEMO and target.path.startswith("/admin/") == keeper
                way = target.path + (f"?{target.query}" if target.query else "")
                if not inside or way in seen or NOT_FOLLOWED.search(target.path):
                    continue
                seen.add(way)
                shape = re.sub(r"\d+|[0-9a-f-]{32,}", "N", target.path) + ("?" if target.query else "")
                shapes[shape] = shapes.get(shape, 0) + 1
                if shapes[shape] <= (40 if "/pages/N/edit" in shape else 1 if keeper else 4):
                    waiting.append(way)
        return found

    def _behind_doors(self, keeper):
        """Each address of the table this visitor may open, filled with things of council A."""
        from home.doors.addresses import every_address
        from home.doors.audiences import Column
        from home.doors.door import rows_of
        from home.doors.rules import DOORS
        from tests.permissions.knocking import Visitor

        client = self.client(keeper)
        for row in rows_of(every_address(), DOORS):
            admitted = row.admits(Column(superuser=keeper)) and row.council == "A" and row.door.method == "GET"
            if not admitted or row.door.file or row.address.path.startswith("/admin/") != keeper:
                continue
            path = row.address.filled(Visitor.values(row, self.halves))
            if NOT_FOLLOWED.search(path) or "{" in row.door.query:
                continue
            way = path + (f"?{row.door.query}" if row.door.query else "")
            screen = self._screen(client, self.halves["A"].host, way)
            if screen:
                yield screen

    def _screen(self, client, host, path, method="get"):
        """The answer as a screen; None where it is data, a file or a way to another address."""
        from django.utils.encoding import iri_to_uri

        # Written as a browser writes it: raw letters would be read as others.
        answer = getattr(client, method)(iri_to_uri(path), headers={"host": host})
        if answer.status_code in (301, 302) or not answer.headers.get("Content-Type", "").startswith("text/html"):
            return None
        html = answer.getvalue().decode() if answer.streaming else answer.content.decode()
        match = getattr(answer, "resolver_match", None)
        kind = _drawn_by(answer)
        if path.startswith("/admin/"):
            # A form for each type of page is a screen of its own.
            form = re.search(r'class="[^"]*\bcontent-type-(\w+)|/pages/add/\w+/(\w+)/', html + path)
            view = match.view_name if match else ""
            kind = " ".join(filter(None, [view, kind, *(form.groups() if form else [])]))
        return Screen(host, path, kind, _is_ours(answer, match), html, method)


def _drawn_by(answer):
    return answer.templates[0].name if answer.templates and answer.templates[0].name else "a fragment"


def _is_ours(answer, match):
    """Whether the view, or the template that draws it, is of this repository."""
    view = getattr(match.func, "view_class", match.func) if match else None
    if view and view.__module__.split(".")[0] not in ("wagtail", "django", "wagtail_localize"):
        return True
    drawn_by = str(getattr(answer.templates[0].origin, "name", "")) if answer.templates else ""
    return drawn_by.startswith(str(stand.ROOT / "templates"))
