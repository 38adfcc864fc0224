"""Pages and the search among 1,000 and among 100,000 acts on PostgreSQL: milliseconds, SQL queries, the index.

Both sizes stand in one database that grows between them; pages are drawn anew each time, as for the first reader after
a change, and questions go to the search as a reader asks them, templates and all. Acts have 1 to 40 points of 12 to 45
words; the act that is read is the same at both sizes.

tools/with-postgres .venv/bin/python benchmarks/many_acts.py
tools/with-postgres .venv/bin/python benchmarks/many_acts.py --large 10000 --written 2000
"""

import argparse
import os
import statistics
import sys
import time
from urllib.parse import urlsplit

import search_acts
import search_questions
import stand

ROUNDS = 25


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5, help="of every question to the search")
    parser.add_argument(
        "--written", type=int, default=20_000, help="so many acts are made; the rest repeat their words"
    )
    options = parser.parse_args()
    if "postgres" not in os.environ.get("DATABASE_URL", ""):
        sys.exit("Run under tools/with-postgres, or name an empty PostgreSQL database with DATABASE_URL=postgres://…")
    stand.set_up(may_be_named=True)
    words, (index, body) = search_acts.Words(), new_council()
    questions = search_questions.questions_of(words)
    figures, answers, done = {}, {}, 0
    for size in (options.small, options.large):
        started = time.perf_counter()
        written = min(size, max(options.written, options.small))
        search_acts.add_acts(index, body, words, done, written)
        put_into_lists()
        print(f"{written:,} acts made and listed in {time.perf_counter() - started:.0f} s", flush=True)
        search_questions.index_acts(written)
        if size > written:
            search_acts.copy_acts(index, written, size)
            print(f"and repeated until there were {size:,}", flush=True)
        search_questions.show_size()
        done = size
        os.sync()  # gigabytes on their way to the disk would be measured, too
        print(f"the machine's pace: a fixed loop in {stand.pace():.2f} ms", flush=True)
        figures[size] = {name: measure(path) for name, path in pages(index, options.small).items()}
        answers[size] = search_questions.ask_all(questions, options.rounds)
    show(figures)
    search_questions.report(questions, answers)


def new_council():
    """The list of acts and the body of a council of its own, which answers at this address."""
    from wagtail.models import Site

    from home.council import set_up_council
    from registry.models import Organisation

    organisation = Organisation.objects.create(name="Федерация ста тысяч постановлений", kind="federation")
    council = set_up_council(organisation, slug="bench", port=80)
    Site.objects.update(is_default_site=False)
    Site.objects.filter(root_page=council.home).update(is_default_site=True)
    return council.acts, organisation.bodies.first()


def put_into_lists():
    from django.db import connection

    from resolutions.browsing.listing import relist_all

    relist_all()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def pages(index, small):
    """The same questions at both sizes."""
    from resolutions.models import ResolutionPage

    acts = ResolutionPage.objects.child_of(index).live().order_by("pk")
    act = acts[small // 2]
    listed = urlsplit(index.url).path
    return {
        "act": urlsplit(act.url).path,
        "list": listed,
        "list of a year": f"{listed}?year={act.adopted_on.year}",
        "list, last page": f"{listed}?page=100000",
        "home": "/",
    }


def measure(path):
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    path, client = stand.anew(path), Client(headers={"host": "127.0.0.1"})
    for _time in range(3):
        response = client.get(path)
        assert response.status_code == 200, f"{path}: {response.status_code}"
    spent = []
    for _time in range(ROUNDS):
        started = time.perf_counter()
        client.get(path)
        spent.append((time.perf_counter() - started) * 1000)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return statistics.median(spent), len(queries)


def show(figures):
    (small, first), (large, second) = figures.items()
    for name in first:
        (before, asked_before), (after, asked_after) = first[name], second[name]
        print(
            f"{name}: {before:.1f} ms among {small:,} acts, {after:.1f} ms among {large:,}, "
            f"{after / before:.2f} times; SQL queries {asked_before} and {asked_after}"
        )


if __name__ == "__main__":
    main()
