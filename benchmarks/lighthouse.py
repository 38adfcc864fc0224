"""Lighthouse with its phone profile on eight kinds of pages of the demo federation, as a server gives them.

Needs Lighthouse, which is no part of the project, node and Chromium:

    npm install --prefix /tmp/audit lighthouse
    .venv/bin/python benchmarks/lighthouse.py /tmp/audit [--runs 3]

Of several runs the median is told. Whatever falls short is named.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote, urlsplit

import stand
from public_page import free_port
from serving import Site, fetch

KINDS = ("performance", "accessibility", "best-practices", "seo")
ENOUGH = 95


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tools", help="where Lighthouse was installed")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--only", help="one of the eight pages")
    options = parser.parse_args()
    stand.set_up()
    paths, port = pages(), free_port()
    print(f"{'page':14}" + "".join(f"{kind:>16}" for kind in KINDS) + "   first paint, largest, blocked, shift")
    short = 0
    with Site(port, SimpleNamespace(workers=2), PAGE_CACHE_SECONDS="600"):
        for name, path in paths.items():
            if options.only in (None, name):
                fetch(port, path)
                reports = [run(options.tools, f"http://127.0.0.1:{port}{path}") for _run in range(options.runs)]
                short += tell(name, reports)
    return int(short > 0)


def pages():
    """One address of each kind, the fullest where there is a choice."""
    from home.models import EventPage, NewsPage, NewspaperIssuePage, OrganisationsPage
    from resolutions.models import ResolutionPage

    russian = {"locale__language_code": "ru", "live": True}
    acts = sorted(ResolutionPage.objects.filter(**russian).public(), key=lambda act: -len(act.items))
    news = NewsPage.objects.filter(**russian, image__isnull=False).first()
    directory = OrganisationsPage.objects.filter(**russian).order_by("path").first()
    found = {
        "act": acts[0],
        "news item": news,
        "event": EventPage.objects.filter(**russian).first(),
        "newspaper": NewspaperIssuePage.objects.filter(**russian).first(),
    }
    found = {name: urlsplit(page.url).path for name, page in found.items()}
    card = f"{urlsplit(directory.url).path}{stand.first_council().council_organisation.pk}/"
    return {
        "home": "/",
        "list of acts": urlsplit(stand.first_council().url).path,
        "search": f"/search/?q={quote('охрана труда')}",
        "organisation": card,
        **found,
    }


def run(tools, url):
    program = Path(tools) / "node_modules" / ".bin" / "lighthouse"
    command = [str(program), url, "--quiet", "--output=json", "--output-path=stdout"]
    command += ["--chrome-flags=--headless=new --no-sandbox", f"--only-categories={','.join(KINDS)}"]
    environment = {"CHROME_PATH": shutil.which("chromium") or "", **os.environ}
    for _attempt in range(3):
        done = subprocess.run(command, capture_output=True, env=environment)
        # On a busy machine Chromium may not have answered in time.
        if done.returncode == 0:
            return json.loads(done.stdout)
    raise RuntimeError(done.stderr.decode()[-500:])


def tell(name, reports):
    """One line of the table, and what fell short; returns how many figures did."""
    scores = {
        kind: statistics.median(round((report["categories"][kind]["score"] or 0) * 100) for report in reports)
        for kind in KINDS
    }
    names = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
    figures = (reports[-1]["audits"][audit].get("displayValue", "—") for audit in names)
    print(f"{name:14}" + "".join(f"{scores[kind]:16.0f}" for kind in KINDS) + "   " + ", ".join(figures), flush=True)
    for kind in KINDS:
        for reference in reports[-1]["categories"][kind]["auditRefs"]:
            audit = reports[-1]["audits"][reference["id"]]
            worth = reference["weight"] or kind != "performance"
            if worth and audit["score"] is not None and audit["score"] < (0.9 if kind == "performance" else 1):
                print(f"    {kind}: {audit['title']} {audit.get('displayValue', '')}")
                for item in audit.get("details", {}).get("items", [])[:2]:
                    print(f"        {json.dumps(item.get('node', item), ensure_ascii=False)[:300]}")
    return sum(score < ENOUGH for score in scores.values())


if __name__ == "__main__":
    sys.exit(main())
