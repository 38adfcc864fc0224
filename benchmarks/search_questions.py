"""What the benchmark of many acts asks of the search: every kind of question, and the index it is answered from."""

import os
import statistics
import time
from urllib.parse import urlencode

import stand


def ask_all(questions, rounds):
    # What the cache of pages would answer is another benchmark's subject.
    return [ask(stand.anew(address), rounds) for address in questions.values()]


def index_acts(number):
    """The site's own making of the index."""
    from search.indexing import rebuild

    started = time.perf_counter()
    done = rebuild()
    spent = time.perf_counter() - started
    print(
        f"index of {number:,} acts: {number / spent:.0f} acts/s, {done.entries:,} entries in {spent:.0f} s", flush=True
    )


def show_size():
    from django.db import connection

    from search.models import Entry, Word

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE search_entry")
        cursor.execute("VACUUM ANALYZE search_word")
        sizes = []
        for relation in ("search_entry_tokens", "search_entry", "search_word"):
            cursor.execute("SELECT pg_total_relation_size(%s::regclass)", [relation])
            sizes.append(cursor.fetchone()[0] / 2**20)
    print(
        f"index: {Entry.objects.count():,} entries; GIN {sizes[0]:.0f} MB, entries with it {sizes[1]:.0f} MB, "
        f"{Word.objects.count():,} words {sizes[2]:.0f} MB",
        flush=True,
    )


def questions_of(words):
    """Questions of every kind, by what they try."""
    asked = {"a number": "12-5", "a number in words": "постановление № 9-5"}
    asked |= {"a month": "декабрь 2021", "a day": "20 декабря 2021", "due in a month": "срок декабрь 2021"}
    asked |= {"due in any December": "что сделать в декабре", "a year": "постановления 2019"}
    asked |= {
        "the commonest word": "профсоюз",
        "two commonest words": "работа организаций",
        "three": "охрана труда работников",
    }
    asked |= {
        "a slip": "профсаюз",
        "other keyboard": "ghjacj.p",
        "a slip and a rare word": f"арганизация {words.rare()}",
    }
    asked |= {"a common phrase": '"работа организация"', "nothing": "пингвины Антарктиды", "only a preposition": "о"}
    for place in range(8):
        asked[f"rare word {place + 1}"] = words.rare()
        asked[f"middling word {place + 1}"] = words.middling()
        asked[f"two middling words {place + 1}"] = f"{words.middling()} {words.middling()}"
        asked[f"common and rare {place + 1}"] = f"профсоюз {words.rare()}"
    addresses = {name: "/search/?" + urlencode({"q": text}) for name, text in asked.items()}
    addresses["common, newest"] = "/search/?" + urlencode({"q": "профсоюз", "order": "new"})
    addresses["common, of a year"] = "/search/?" + urlencode({"q": "профсоюз", "year": 2019})
    addresses["common, page 9"] = "/search/?" + urlencode({"q": "профсоюз", "page": 9})
    addresses["common, page 30"] = "/search/?" + urlencode({"q": "профсоюз", "page": 30})
    addresses["data, two words"] = "/api/v1/search/?" + urlencode({"q": "работа организаций"})
    addresses["suggestions"] = "/search/suggest/?" + urlencode({"q": "об охране тру"})
    return addresses


def ask(address, rounds):
    """Milliseconds of each asking, and SQL queries of the last."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="127.0.0.1")
    client.get(address)
    spent = []
    for _round in range(rounds):
        started = time.perf_counter()
        status = client.get(address).status_code
        spent.append((time.perf_counter() - started) * 1000)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    slowest = max(captured.captured_queries, key=lambda query: float(query["time"]), default=None)
    return spent, len(captured), status, slowest


def report(questions, results):
    sizes = list(results)
    print(f"{'':26}" + "".join(f"{f'{size:,} acts: p50':>22} {'max, ms':>8} {'SQL':>4}" for size in sizes))
    for place, name in enumerate(questions):
        row = f"{name:26}"
        for size in sizes:
            spent, queries, status, slowest = results[size][place]
            row += f"{statistics.median(spent):22.0f} {max(spent):8.0f} {queries:4}"
        print(row + ("" if status == 200 else f"  {status}"))
        if os.environ.get("SLOW") and max(spent) > 100 and slowest:
            print(f"    {slowest['time']} s: {slowest['sql'][:1500]}")
    for size in sizes:
        everything = sorted(value for spent, *_rest in results[size] for value in spent)
        p95 = everything[int(len(everything) * 0.95) - 1]
        queries = [row[1] for row in results[size]]
        print(
            f"{size:,} acts: p50 {statistics.median(everything):.0f} ms, p95 {p95:.0f} ms, SQL at most {max(queries)}"
        )
    same = all(results[sizes[0]][place][1] == results[sizes[1]][place][1] for place in range(len(questions)))
    print("SQL queries are equal for every question" if same else "SQL queries differ where a slip found another word")
