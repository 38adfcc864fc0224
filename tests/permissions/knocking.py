"""How a visitor knocks at a door of the table, and what the answer means."""

import re
from urllib.parse import quote

from django.apps import apps
from django.contrib import messages
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from home.doors.rules import SECRETS

LOG_IN = ("/accounts/login/", "/en/accounts/login/", "/admin/login/")


class Visitor:
    """A client of one column, and the words that no answer may show it."""

    def __init__(self, client, column, halves, user=None):
        self.client, self.column, self.halves = client, column, halves
        if user:
            client.force_login(user)
            # The first visit of a session writes things down; the knocks need not repeat it.
            client.get(reverse("wagtailadmin_home"))
        self.cookies = dict(client.cookies)

    def knock(self, row):
        """Whether the visitor is let in, with the answer; nothing the request does outlives it."""
        door, half = row.door, self.halves[row.council]
        words = Words(self.halves, row.council)
        values = self.values(row, self.halves)
        path = row.address.filled(values)
        # Written as a browser writes it: raw letters would be read as others.
        query = iri_to_uri(re.sub(r"\{([\w.]+)\}", lambda place: str(words[place[1]]), door.query))
        data = {name: words[value] for name, value in door.data.items()}
        host = half.host
        self.client.cookies.clear()
        self.client.cookies.update(self.cookies)
        self.client.raise_request_exception = not door.fails
        with transaction.atomic():
            before = _rows(door.changes)
            send = self.client.get if door.method == "GET" else getattr(self.client, door.method.lower())
            answer = send(f"{path}?{query}" if query else path, data, headers={"host": host})
            body = (answer.getvalue() if answer.streaming else answer.content).decode(errors="replace").lower()
            changed = not door.changes or _rows(door.changes) != before
            transaction.set_rollback(True)
        # What the visitor typed into the address comes back in links; that tells nothing.
        for value in values.values():
            if len(value) > 5:
                body = body.replace(value.lower(), "").replace(quote(value, safe="").lower(), "")
        return self.lets_in(answer, door) and changed, answer, body

    def leaks(self, body, row):
        """The words in the answer that this visitor may not read."""
        return [
            f"{name} of {council}"
            for council, half in self.halves.items()
            for name, word in half.secrets.items()
            if word in body and name not in row.door.shows and not SECRETS[name].admits(self.column, council)
        ]

    @staticmethod
    def values(row, halves):
        """What fills the places of the row's address."""
        words = Words(halves, row.council)
        return {place: str(words[row.door.at[place]]) for place in row.address.places}

    def lets_in(self, answer, door):
        if answer.status_code >= 500:
            assert door.fails, answer.status_code
            return True
        # An answer to somebody who asks too often says nothing of who may ask.
        assert answer.status_code != 429
        if answer.status_code in (403, 404, 410):
            return False
        if door.file and "Content-Disposition" not in answer.headers:
            return False
        if answer.status_code in (301, 302):
            if door.page:
                return False
            target = answer.headers["Location"].split("?")[0]
            if target in LOG_IN and not door.pattern.endswith("login") and "login" not in door.pattern:
                return False
            if target == reverse("wagtailadmin_home") and not door.home:
                said = messages.get_messages(answer.wsgi_request)
                return answer.wsgi_request.method != "GET" and not any(word.level >= messages.ERROR for word in said)
        return True


class Words:
    """What a rule's words stand for: things of the door's council, of the other one, or plain values."""

    def __init__(self, halves, council):
        self.own, self.other = halves[council].things, halves["B" if council == "A" else "A"].things

    def __getitem__(self, word):
        if word.startswith("="):
            return word[1:]
        return self.other[word.removeprefix("other.")] if word.startswith("other.") else self.own[word]


def _rows(label):
    if not label:
        return None
    app, name, *way = label.split(".")
    model = apps.get_model(app, name)
    for step in way:
        model = getattr(model, step)
    return list(model._default_manager.order_by("pk").values_list())
