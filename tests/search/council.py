"""The invented council of the quality table, published as editors would, and the table itself."""

from dataclasses import dataclass
from pathlib import Path

from home.models import NewsPage, StandardPage
from programs.models import PlanPage, ProgrammesIndexPage
from resolutions.models import ResolutionPage
from tests.search.corpus import ACTS, NEWS, PAGES, PLANS

TABLE = Path(__file__).parent / "quality.txt"
FIRST = 10


@dataclass(frozen=True)
class Expectation:
    """A question, and what must, may and must not be among the first ten finds."""

    question: str
    must: frozenset[str]
    may: frozenset[str]
    must_not: frozenset[str]


@dataclass
class Quality:
    """How well questions were answered."""

    recall: float
    precision: float
    misses: list[str]
    intruders: list[str]


def expectations() -> list[Expectation]:
    rows = [line for line in TABLE.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    parts = [[part.strip() for part in line.split("|")] for line in rows]
    return [Expectation(question, *(frozenset(names.split()) for names in sets)) for question, *sets in parts]


def publish_council(council, body) -> dict[str, str]:
    """Publish everything; returns the name of each paper by its title."""
    names = {}
    for name, number, day, title, preamble, points in ACTS:
        items = [("item", _point(*point)) for point in points]
        act = ResolutionPage(
            heading=title, number=number, adopted_on=day, preamble=preamble, items=items, body=body, live=True,
            issuer=body.organisation, enacting_clause="ПОСТАНОВЛЯЕТ:", signatories=[],
        )  # fmt: skip
        council.acts.add_child(instance=act)
        names[title] = name
    for place, (name, day, title, text) in enumerate(NEWS):
        page = NewsPage(title=title, slug=f"n-{place}", published_on=day, body=[("paragraph", f"<p>{text}</p>")])
        council.news.add_child(instance=page)
        names[title] = name
    for place, (name, title, text) in enumerate(PAGES):
        page = StandardPage(title=title, slug=f"p-{place}", body=[("paragraph", f"<p>{text}</p>")])
        council.home.add_child(instance=page)
        names[title] = name
    index = ProgrammesIndexPage.objects.child_of(council.home).first()
    index = index or council.home.add_child(instance=ProgrammesIndexPage(title="Программы", slug="programmes"))
    for place, (name, title, start, end, measures) in enumerate(PLANS):
        rows = [("row", _measure(*measure)) for measure in measures]
        plan = PlanPage(title=title, slug=f"plan-{place}", period_start=start, period_end=end, measures=rows)
        index.add_child(instance=plan)
        names[title] = name
    return names


def quality(ask) -> Quality:
    """Ask every question of the table; ``ask`` gives the names found, best first."""
    wanted = found = shown = right = 0
    misses, intruders = [], []
    for row in expectations():
        names = ask(row.question)[:FIRST]
        wanted += len(row.must)
        found += len(row.must.intersection(names))
        shown += len(names)
        right += sum(name in row.must | row.may for name in names)
        misses += [f"{row.question}: {name}" for name in sorted(row.must.difference(names))]
        wrong = sorted(set(names) - row.must - row.may)
        intruders += [f"{row.question}: {name}{' (!)' if name in row.must_not else ''}" for name in wrong]
    return Quality(found / wanted, right / shown, misses, intruders)


def _point(label, text, deadline):
    return {
        "label": label, "level": "2" if "." in label else "1", "item_class": "instruction", "text": text,
        "addressees": "", "deadline": deadline,
    }  # fmt: skip


def _measure(label, text, responsible, deadline):
    return {"kind": "measure", "label": label, "text": text, "responsible": responsible, "deadline": deadline}
