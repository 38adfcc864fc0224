"""axe-core on every kind of public page, light, dark, on a phone and for low vision; or on the screens of the admin.

Needs axe-core, which is no part of the project. Without a site, a throw-away one is made and walked (addresses.py):

    npm install --prefix /tmp/audit axe-core
    .venv/bin/python benchmarks/accessibility.py /tmp/audit [--admin]
    .venv/bin/python benchmarks/accessibility.py /tmp/audit --site http://localhost:8000 / /acts/ /news/
"""

import argparse
import shutil
import sys
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

from playwright.sync_api import sync_playwright

# Name, width of the window, the browser's wish, the reader's cookie.
LOOKS = (
    ("light", 1280, "light", ""),
    ("dark", 1280, "dark", ""),
    ("phone", 360, "light", ""),
    ("white on black", 1280, "light", "z2c2f2s1l1"),
    ("sand, 200 %, phone", 360, "light", "z3c4s2l2"),
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SEND_EMPTY = """() => { const form = document.querySelector("main form[method=post], form[method=post]");
    form.noValidate = true; form.querySelectorAll("input, textarea").forEach((field) => {
        if (!["hidden", "submit", "checkbox", "radio"].includes(field.type)) field.value = ""; });
    form.submit(); }"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tools", help="where axe-core was installed")
    parser.add_argument("--admin", action="store_true", help="the screens of the admin instead, as its keeper")
    parser.add_argument("--site", help="a running site, whose pages follow")
    parser.add_argument("pages", nargs="*")
    options = parser.parse_args()
    script = (Path(options.tools) / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    if options.site:
        pages = [(f"{options.site.rstrip('/')}{path}", "get", path, True) for path in options.pages or ["/"]]
        return look(script, [(pages, LOOKS)])
    import addresses
    from public_page import free_port
    from serving import Site

    house, port = addresses.House(), free_port()
    if options.admin:
        screens = of_each_kind(whole(house.admin))
        ours = [screen for screen in screens if screen.ours]
        rounds = [(visits(screens, port), LOOKS[:1]), (visits(ours, port), LOOKS[1:2])]
        cookies = [house.client(keeper=True).cookies["sessionid"].value]
    else:
        screens, cookies = whole(house.public), []
        parts = [[screen for screen in screens if test(screen)] for test in (in_russian, in_english, of_the_table)]
        rest = [screen for part in parts for screen in of_each_kind(part)]
        best = of_each_kind(screens)
        rounds = [(visits(rest, port), LOOKS[:1]), (visits(best, port), LOOKS[1:])]
    with Site(port, SimpleNamespace(workers=1), PAGE_CACHE_SECONDS="600"):
        return look(script, rounds, cookies)


def whole(screens):
    """Documents, not fragments that a script puts into them."""
    return [screen for screen in screens if "<html" in screen.html]


def in_russian(screen):
    return not of_the_table(screen) and not in_english(screen)


def in_english(screen):
    return not of_the_table(screen) and screen.path.startswith("/en/")


def of_the_table(screen):
    return screen.host != "127.0.0.1"


def of_each_kind(screens):
    """The richest screen of each kind."""
    richest = {}
    for screen in sorted(screens, key=lambda screen: len(screen.html)):
        richest[screen.kind, screen.method, screen.ours] = screen
    return list(richest.values())


def visits(screens, port):
    return [
        (f"http://{screen.host}:{port}{screen.path}", screen.method, str(screen), screen.ours) for screen in screens
    ]


def look(script, rounds, sessions=()):
    found = {True: Counter(), False: Counter()}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for pages, looks in rounds:
            for name, width, scheme, cookie in looks:
                window = {"width": width, "height": 800}
                # What fades in is looked at when it stands there.
                wishes = {"color_scheme": scheme, "reduced_motion": "reduce", "locale": "ru"}
                context = browser.new_context(viewport=window, bypass_csp=True, **wishes)
                page = context.new_page()
                for url, method, title, ours in pages:
                    cookies = {"view": cookie} if cookie else {"sessionid": sessions[0]} if sessions else {}
                    context.add_cookies([{"name": key, "value": value, "url": url} for key, value in cookies.items()])
                    report(name, title, *see(page, script, url, method), found[ours])
                context.close()
                print(f"{name}: {len(pages)} screens", flush=True)
        browser.close()
    print(f"{found[True].total()} violations; on screens of Wagtail alone {found[False].total()}")
    for whose, counted in found.items():
        for rule, count in counted.most_common():
            print(f"  {'ours' if whose else 'Wagtail'}: {rule} {count}")
    return int(found[True].total() > 0)


def see(page, script, url, method):
    """What axe-core finds, and whether the page is wider than the window."""
    page.goto(url)
    if method == "post":
        with page.expect_navigation():
            page.evaluate(SEND_EMPTY)
    page.evaluate(script)
    run = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return run["violations"], wide


def report(look, title, violations, wide, found):
    if wide:
        found["scrolls sideways"] += 1
        print(f"{look:20} {title}: scrolls sideways")
    for violation in violations:
        found[violation["id"]] += 1
        node = violation["nodes"][0]
        print(f"{look:20} {title}\n    {violation['id']}: {violation['help']} × {len(violation['nodes'])}")
        print(f"        {' '.join(map(str, node['target']))[:150]}\n        {' '.join(node['html'].split())[:200]}")


if __name__ == "__main__":
    sys.exit(main())
