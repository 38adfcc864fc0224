"""The Nu HTML Checker over every kind of public page and style sheet; feeds and calendars by parsers that are not ours.

Needs programs that are no part of the project:

    npm install --prefix /tmp/audit vnu-jar ical.js && pip install --target /tmp/audit/py feedparser
    .venv/bin/python benchmarks/validity.py /tmp/audit
"""

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

STYLES = ("cms/static", "search/static", "resolutions/static", "registry/static", "control/static", "programs/static")
READ_CALENDAR = """
const ICAL = require("ical.js").default || require("ical.js");
const calendar = new ICAL.Component(ICAL.parse(require("fs").readFileSync(0, "utf8")));
for (const row of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(row);
    if (!event.uid || !event.startDate || !event.summary) throw Error("an event without uid, start or words");
}
console.log(calendar.getAllSubcomponents("vevent").length);
"""
# What JSON Feed 1.1 demands: of the feed and of each entry.
JSON_FEED, JSON_ENTRY = {"version", "title", "items"}, {"id"}


# The checker's CSS is older than container queries (CSS Containment 3), and SVG's properties it never knew.
UNKNOWN_TO_IT = ("“@container”", "“container”", "“container-type”", "“vector-effect”")
STREAM = re.compile(
    r'href="(?:https?://[^/"]+)?(/[^"]+?(?:\.(?:atom|rss|json|ics)|/(?:rss|atom|calendar)/)(?:\?[^"]*)?)"'
)


def main(tools):
    tools = Path(tools)
    sys.path.insert(0, str(tools / "py"))
    import addresses

    house = addresses.House()
    screens = [*house.public, *house.style]
    with tempfile.TemporaryDirectory() as folder:
        names = write_down(screens, Path(folder))
        errors = check(tools, [folder])
        count = Counter(screen.kind for screen in screens)
        print(f"HTML: {len(names)} pages of {len(count)} kinds, {len(errors)} errors")
        show(errors, names)
    styles = [sheet for folder in STYLES for sheet in sorted((addresses.stand.ROOT / folder).rglob("*.css"))]
    wrong = check(tools, ["--css", *map(str, styles)])
    wrong = [error for error in wrong if not any(word in error["message"] for word in UNKNOWN_TO_IT)]
    print(f"CSS: {len(styles)} sheets, {len(wrong)} errors")
    show(wrong, {})
    named = streams(house)
    broken = [problem for path in named for problem in read(house, path, tools)]
    print(*broken, f"feeds and calendars: {len(named)} files, {len(broken)} errors", sep="\n")
    return int(bool(errors or wrong or broken))


def write_down(screens, folder):
    """Each page as a file, with what it is called; the pages of errors as they are given to nginx."""
    from django.core.management import call_command

    names = {}
    for number, screen in enumerate(screens):
        file = folder / f"{number}.html"
        whole = screen.html.lstrip()[:9].lower() == "<!doctype"
        # A fragment that a script puts into a page is read within the smallest page there is.
        head = "" if whole else '<!doctype html><html lang="ru"><title>fragment</title>'
        file.write_text(head + screen.html, encoding="utf-8")
        names[file.name] = f"{screen} ({screen.kind})"
    call_command("write_error_pages", str(folder / "errors"), stdout=StringIO())
    return names | {file.name: f"the file errors/{file.name}" for file in (folder / "errors").glob("*.html")}


def check(tools, what):
    jar = tools / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", str(jar), "--errors-only", "--format", "json", *what]
    return json.loads(subprocess.run(command, capture_output=True, text=True).stderr)["messages"]


def show(errors, names):
    """Each error once, with a page that has it."""
    alike = {}
    for error in errors:
        alike.setdefault(re.sub(r"\d+", "N", error["message"]), []).append(error)
    for found in sorted(alike.values(), key=len, reverse=True):
        file = Path(found[0]["url"]).name
        print(f"  {len(found)} × {found[0]['message']}")
        print(f"      {names.get(file, file)}: {found[0].get('extract', '')[:160]!r}")


def streams(house):
    """Every feed and calendar that a public page of the demo names."""
    pages = [screen.html for screen in house.public if not str(screen).startswith("palata")]
    return sorted({path.replace("&amp;", "&") for html in pages for path in STREAM.findall(html)})


def read(house, path, tools):
    """What is wrong with the file."""
    import feedparser

    answer = house.client(keeper=False).get(path, headers={"host": "127.0.0.1"})
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer.headers["Content-Type"].split(";")[0]
    if answer.status_code != 200:
        yield f"{path}: {answer.status_code}"
    elif kind == "text/calendar":
        ran = subprocess.run(["node", "-e", READ_CALENDAR], input=body, capture_output=True, cwd=tools)
        if ran.returncode:
            yield f"{path}: {ran.stderr.decode()[-300:]}"
    elif kind == "application/feed+json":
        feed = json.loads(body)
        words = [{"content_html", "content_text"} & set(row) for row in feed["items"]]
        if JSON_FEED - set(feed) or not all(words) or any(JSON_ENTRY - set(row) for row in feed["items"]):
            yield f"{path}: what JSON Feed demands is missing"
    elif kind.endswith("xml"):
        ElementTree.fromstring(body)
        feed = feedparser.parse(body)
        whole = all(row.get("id") and row.get("title") and row.get("link") for row in feed.entries)
        if feed.bozo or not feed.version or not whole:
            yield f"{path}: {feed.get('bozo_exception', 'an entry without id, title or link')}"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if len(sys.argv) > 1 else __doc__)
