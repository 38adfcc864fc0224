"""The demo federation: invented people and papers that go the same way as real ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import transaction
from wagtail.models import Page

from home.council import Council, set_up_council
from home.demo.bodies import make_bodies, make_route
from home.demo.duties import carry_out
from home.demo.meeting import bring_to_meeting
from home.demo.news import ABOUT, NEWS
from home.demo.newsroom import fill_newsroom
from home.demo.pictures import picture
from home.demo.programmes import make_programmes
from home.demo.registry import make_registry
from home.demo.sections import make_sections
from home.demo.topics import give_topics
from home.models import HomePage, NewsPage
from programs.importing import draft_from_reading, keep_reading, read_bytes
from registry.models import Organisation, Person, Role
from resolutions.adopting import adopt_on_paper
from resolutions.registration import publish, register

PAPERS = Path(__file__).parent / "papers"
SECOND_COUNCIL = "Образование, обком"


@dataclass(frozen=True)
class Account:
    """A demo account; these passwords are for one's own machine only."""

    role: str
    username: str
    password: str
    first_name: str
    last_name: str
    roles: tuple[Role, ...] = ()
    superuser: bool = False


AUTHOR = Account("автор", "author", "avtor-sovet", "Вера", "Лосева", (Role.DRAFTER,))
APPROVER = Account("согласующий", "approver", "soglasie-sovet", "Пётр", "Зимин", (Role.APPROVER,))
SECRETARY = Account("секретарь", "secretary", "sekretar-sovet", "Ирина", "Травкина", (Role.SECRETARY, Role.MONITOR))
CHAIR = Account("председатель", "chair", "podpis-sovet", "Мария", "Северьянова", (Role.SIGNATORY,))
CONTROLLER = Account("контролёр", "controller", "kontrol-sovet", "Галина", "Ручьёва", (Role.CONTROLLER,))
# The chair of a member organisation, who answers for what was given to it.
ASSIGNEE = Account("исполнитель", "assignee", "ispolnitel-sovet", "Фёдор", "Еланский", (Role.ASSIGNEE,))
EDITOR = Account("редактор", "editor", "redaktor-sovet", "Дарья", "Лунёва", (Role.EDITOR,))
# Of a member organisation: writes in its section, publishes nothing.
CORRESPONDENT = Account("корреспондент", "correspondent", "vesti-sovet", "Олег", "Пихтин", (Role.CORRESPONDENT,))
ADMINISTRATOR = Account("администратор", "admin", "admin-sovet", "Анна", "Кедрова", superuser=True)
# Of the second council, which sees nothing of the first one's drafts.
NEIGHBOUR = Account("секретарь обкома", "obkom", "obkom-sovet", "Зоя", "Липатова", (Role.DRAFTER, Role.SECRETARY))
DEMO_ACCOUNTS = (
    AUTHOR,
    APPROVER,
    SECRETARY,
    CHAIR,
    CONTROLLER,
    ASSIGNEE,
    EDITOR,
    CORRESPONDENT,
    ADMINISTRATOR,
    NEIGHBOUR,
)


@transaction.atomic
def load_demo(port: int = 8000):
    """Load the invented federation unless this installation already has a council."""
    if HomePage.objects.exists():
        return
    federation = make_registry()
    council = set_up_council(federation, slug="council", port=port)
    make_bodies(federation)
    second = set_up_council(Organisation.objects.get(short_name=SECOND_COUNCIL), slug="obrazovanie", port=port)
    users = {account: _user(account, second if account is NEIGHBOUR else council) for account in DEMO_ACCOUNTS}
    author, approver = users[AUTHOR], users[APPROVER]
    council.home.intro = "Что решил Совет и что сделано"
    council.home.shows_execution = True
    council.home.save()
    for paper in sorted(PAPERS.glob("*.txt")):
        _take_in(council, paper, author, approver)
    make_route(federation)
    bring_to_meeting(council, author, users[SECRETARY])
    make_programmes(council, author, users[SECRETARY], approve)
    carry_out(council, users[CONTROLLER])
    give_topics(council, users[SECRETARY])
    for news in NEWS:
        _publish_news(council, news, author)
    _tell_about(council, ABOUT, author)
    fill_newsroom(council, author, users[CORRESPONDENT])
    make_sections(council, author)
    # Addresses come last, so that loading the past sends nobody a letter about it.
    for user in users.values():
        user.email = f"{user.username}@sovet.example"
        user.save(update_fields=["email"])


def approve(page: Page, author, approver):
    """Take a draft the whole way: its author submits it, a second person approves it."""
    state = page.get_workflow().start(page, author)
    state.current_task_state.specific.approve(user=approver)


def _user(account: Account, council: Council):
    user = get_user_model().objects.create_user(
        account.username,
        password=account.password,
        first_name=account.first_name,
        last_name=account.last_name,
        is_superuser=account.superuser,
        is_staff=account.superuser,
    )
    user.groups.set(council.group(role) for role in account.roles)
    # Whoever is on the registry, too, finds there what waits for him by name.
    card = Person.objects.filter(surname=account.last_name, given_name=account.first_name, user=None).first()
    if card:
        card.user = user
        card.save()
    return user


def _take_in(council: Council, paper: Path, author, approver):
    source, document = read_bytes(paper.name, paper.read_bytes())
    record, _created = keep_reading(council.acts, source, document, author)
    act = draft_from_reading(record, document, author)
    # What is not over yet goes on in home.demo.meeting, by the ending of its name.
    if paper.stem.endswith(("-draft", "-submitted")):
        return
    approve(act, author, approver)
    if not paper.stem.endswith("-on-agenda"):
        adopt_on_paper(act, "протокол заседания", approver)
        register(act, approver)
        publish(act, approver)


def _tell_about(council: Council, words: dict, author):
    for name, value in words.items():
        setattr(council.about, name, value)
    council.about.save_revision(user=author).publish(skip_permission_checks=True)


def _publish_news(council: Council, news: dict, author):
    fields = dict(news)
    drawn = fields.pop("picture", None)
    page = NewsPage(**fields)
    if drawn:
        page.image = picture(None, fields["title"], fields["image_alt"], drawn)
    council.news.add_child(instance=page)
    page.save_revision(user=author).publish(skip_permission_checks=True)
