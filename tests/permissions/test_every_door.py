"""Every address of the house, knocked at by every kind of visitor."""

import gc
import logging
import os

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.template import Template
from django.test import Client
from django.test.utils import _TestState
from django.urls import resolve
from django.utils.encoding import iri_to_uri
from django.utils.translation import override

from home.doors.addresses import every_address
from home.doors.audiences import COLUMNS, EVERYBODY, NOBODY
from home.doors.door import NoRule, rows_of
from home.doors.rules import AREAS, DOORS, SECRETS
from home.doors.table import permission_table
from tests.permissions.knocking import Visitor

FEWEST_CELLS = 14_000
TURNS = 4
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed:ResourceWarning")


@pytest.fixture
def quickly(monkeypatch):
    """As on a server: no copies of template contexts, which Django's test runner keeps; no log of every refusal."""
    monkeypatch.setattr(Template, "_render", _TestState.saved_data.template_render)
    cache.clear()
    logging.disable()
    gc.disable()
    yield
    gc.enable()
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def rows():
    return list(rows_of(every_address(), DOORS))


def test_every_address_has_a_rule():
    without = []
    for address in every_address():
        try:
            list(rows_of([address], DOORS))
        except NoRule as error:
            without.append(str(error))
    assert not without, "\n".join(without)


def test_every_rule_speaks_of_some_address(rows):
    idle = [door for door in DOORS if door not in [row.door for row in rows]]
    assert not idle


def test_a_door_that_nobody_may_use_says_why():
    silent = [door.pattern for door in DOORS if door.who == NOBODY and not door.what]
    assert silent == ["/admin/<anything>/", "wagtailadmin_password_reset*"]


def test_every_rule_stands_in_one_area():
    assert sum(len(doors) for doors in AREAS.values()) == len(DOORS)


def test_the_table_is_as_large_as_the_house(rows):
    cells = len(rows) * len(COLUMNS)
    print(f"{len(every_address())} addresses, {len(DOORS)} rules, {cells} cells")
    assert cells >= FEWEST_CELLS


def knocks(column, row, place):
    """Whether this visitor stands before the door: strangers, the superuser and a council's own people at every one.

    Where a role makes no difference, and where people of the other council are turned away, those who have one take
    turns, one door in four each; EVERY_VISITOR=1 has all of them knock at all doors.
    """
    if column.council == row.council == "B":
        return False  # at its own doors as the people of A at theirs
    for_all = row.door.who in (EVERYBODY, NOBODY)
    if not column.role or os.environ.get("EVERY_VISITOR") or not (for_all or is_turned_away_as_neighbour(column, row)):
        return True
    in_russian = row.address.language in ("", "ru")
    return in_russian and (place + COLUMNS.index(column)) % TURNS == 0


def is_turned_away_as_neighbour(column, row):
    return column.council != row.council and not row.admits(column)


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_every_door_opens_to_those_the_table_lets_in_and_shows_them_nothing_else(
    db, column, halves, superuser, rows, quickly
):
    user = superuser if column.superuser else None
    if column.role:
        user = halves[column.council].accounts[column.role]
    visitor, surprises = Visitor(Client(), column, halves, user), []
    for place, row in enumerate(rows):
        if not knocks(column, row, place):
            continue
        let_in, answer, body = visitor.knock(row)
        if let_in != row.admits(column):
            surprises.append(f"{row.title}: {'let in' if let_in else 'turned away'} ({answer.status_code})")
        surprises += [f"{row.title}: shows {secret}" for secret in visitor.leaks(body, row)]
    assert not surprises, "\n".join(surprises)


def test_the_secrets_are_in_the_councils(db, halves):
    for half in halves.values():
        assert half.secrets.keys() == SECRETS.keys()


def test_the_search_finds_what_is_open(db, halves):
    """Or its silence about the rest would prove nothing."""
    for half in halves.values():
        found = Client().get("/search/", {"q": "Сделать"}, headers={"host": half.host}).content.decode()
        assert f"Открытый акт {half.letter}" in found


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/search/suggest/?q=Откр", "Открытый акт {}"),
        ("/api/v1/search/?q=Сделать", "Открытый акт {}"),
        ("/search/atom/?q=Сделать", "Открытый акт {}"),
        ("/follow/acts.json", "Открытый акт {}"),
        ("/follow/news.atom", "Новость {}"),
        ("/follow/events.rss", "Открытая {}: event"),
        ("/api/v1/acts/", "Открытый акт {}"),
        ("/api/v1/bulk/acts.jsonl", "Открытый акт {}"),
        ("/api/v1/programmes/", "Программа Открытая {}"),
        ("/sitemap-acts.xml", "/acts/"),
        ("/sitemap-pages.xml", "/contacts/"),
    ],
)
def test_the_lists_for_programs_name_what_is_open(db, halves, address, words):
    for half in halves.values():
        answer = Client().get(iri_to_uri(address), headers={"host": half.host})
        assert words.format(half.letter) in (answer.getvalue() if answer.streaming else answer.content).decode()


def test_every_knock_reaches_the_address_it_is_for(db, halves, rows):
    # Ours stand before Wagtail's under the same address.
    shadowed = {"wagtailadmin_login", "wagtailadmin_logout", "wagtailcore_login"}
    for row in rows:
        name = row.address.name
        if not name.startswith(("/", "page:")) and name not in shadowed:
            path = row.address.filled(Visitor.values(row, halves))
            with override(row.address.language or "ru"):
                assert name.startswith(resolve(path).view_name), path


def test_the_printed_table_is_that_of_the_code(tmp_path, capsys):
    call_command("permission_table", check=True)
    call_command("permission_table")
    assert capsys.readouterr().out.strip() == permission_table().strip()


def test_a_stale_table_stops_the_lint(monkeypatch, tmp_path):
    stale = tmp_path / "permissions.md"
    stale.write_text("old")
    monkeypatch.setattr("home.management.commands.permission_table.FILE", stale)
    with pytest.raises(CommandError):
        call_command("permission_table", check=True)
    call_command("permission_table", write=True)
    assert stale.read_text() == (settings.BASE_DIR / "docs" / "permissions.md").read_text()
