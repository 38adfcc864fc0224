"""Public pages for strangers: drawn anew, kept by the site, kept by nginx, and the same bytes as a file of nginx.

.venv/bin/python benchmarks/serving.py [--seconds 5] [--nginx /usr/sbin/nginx]
With DATABASE_URL set (tools/with-postgres …) on PostgreSQL, otherwise on SQLite.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import stand
from public_page import free_port, load, one_page, report, wait_for

POINTS = 40
FEW = 5
# wrk prints what its script is told to: requests, seconds, and the 50th and 95th percentile in microseconds.
WRK_SCRIPT = """
done = function(summary, latency, requests)
  local errors = summary.errors.status + summary.errors.read + summary.errors.timeout + summary.errors.connect
  print(string.format('{"requests": %d, "us": %d, "p50": %d, "p95": %d, "errors": %d}',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(95), errors))
end
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--nginx", default=shutil.which("nginx") or "/usr/sbin/nginx")
    parser.add_argument("--modules", default="/usr/lib/nginx/modules")
    parser.add_argument("--only", help="one of: act, short-act, list, home, search")
    options = parser.parse_args()
    options.rates = {}

    stand.set_up(may_be_named=True)
    folder = Path(tempfile.mkdtemp(prefix="sovet-serving-"))
    os.chmod(folder, 0o755)  # nginx works as another user
    try:
        paths = pages(options.only)
        costs(paths)
        weigh(paths)
        measure(paths, folder, options)
        show(options.rates)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def pages(only=None):
    act, short = (stand.adopt(stand.invented_act(points)) for points in (POINTS, FEW))
    council = stand.first_council()
    paths = {
        "act": urlsplit(act.url).path,
        "short-act": urlsplit(short.url).path,
        "list": urlsplit(council.url).path,
        "home": "/",
        # Spelt as a browser's form spells it.
        "search": f"/search/?{urlencode({'q': 'охрана труда'})}",
    }
    return {name: path for name, path in paths.items() if only in (None, name)}


def costs(paths):
    """Processor time and SQL queries of a page drawn anew, within one process."""
    import time

    from django.test import Client

    for name, path in paths.items():
        path = stand.anew(path)
        client = Client(headers={"host": "127.0.0.1"})
        queries, size = one_page(path)
        for _time in range(5):
            client.get(path)
        started = time.process_time()
        for _time in range(30):
            client.get(path)
        spent = (time.process_time() - started) / 30 * 1000
        print(f"{name}: {spent:.1f} ms of processor time drawn anew, SQL queries {queries}, {size / 1024:.0f} KB")


def weigh(paths):
    """The bytes a first reader of the act's page loads, as they go over the wire to a modern browser."""
    import brotli
    from django.conf import settings
    from django.test import Client

    if "act" not in paths:
        return
    html = Client(headers={"host": "127.0.0.1"}).get(paths["act"]).content
    root = Path(settings.STATIC_ROOT)
    kinds = {"CSS": r"\.css", "JS": r"\.js", "fonts": r"\.woff2"}
    names = set(re.findall(r"/static/([^\"'#?]+)", html.decode()))
    styles = [name for name in names if name.endswith(".css")]
    for style in styles:
        for link in re.findall(r"url\(\"?([^\")]+\.woff2)", (root / style).read_text()):
            names.add(os.path.normpath(os.path.join(os.path.dirname(style), link)))
    print(f"page of the act: HTML {len(html)} bytes, {len(brotli.compress(html, quality=5))} packed")
    for kind, ending in kinds.items():
        files = sorted(name for name in names if re.search(f"{ending}$", name))
        packed = sum(
            (root / f"{name}.br").stat().st_size if (root / f"{name}.br").exists() else (root / name).stat().st_size
            for name in files
        )
        plain = sum((root / name).stat().st_size for name in files)
        print(f"  {kind}: {len(files)} files named, {plain} bytes, {packed} packed")


def measure(paths, folder, options):
    site, again, proxy, purge = (free_port() for _port in range(4))
    with Site(site, options):
        run("drawn anew", site, {name: stand.anew(path) for name, path in paths.items()}, options)
    proxied = {"PAGE_CACHE_SECONDS": "600", "PROXY_CACHES": f"http://127.0.0.1:{purge}/", "BEHIND_PROXY": "on"}
    with Site(again, options, **proxied):
        run("kept by the site", again, paths, options, warm=True)
        if not Path(options.nginx).exists():
            print("nginx is not here (Debian: nginx libnginx-mod-http-cache-purge libnginx-mod-http-brotli-static)")
            return
        with Nginx(folder, again, proxy, purge, options):
            for path in paths.values():
                keep_in_proxy(proxy, path)
            run("kept by nginx", proxy, paths, options)
            files = {name: bytes_as_file(proxy, path, folder, name) for name, path in paths.items()}
            run("a file of nginx", proxy, files, options)
            purge_exactly(proxy, paths, purge)


class Site:
    """The site under granian, as a server runs it."""

    def __init__(self, port, options, **environment):
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(port), "--workers", str(options.workers), "--blocking-threads", "1"]
        self.command = [*command, "--log-level", "warning", "cms.wsgi:application"]
        self.port, self.environment = port, {**os.environ, **environment}

    def __enter__(self):
        self.process = subprocess.Popen(self.command, cwd=stand.ROOT, env=self.environment)
        wait_for(self.port)

    def __exit__(self, *problem):
        self.process.terminate()
        self.process.wait(timeout=30)


class Nginx:
    """nginx with the configuration of the project; only addresses and folders are put in."""

    def __init__(self, folder, site, port, purge, options):
        var = os.environ["SOVET_VAR_DIR"]
        site_conf = (stand.ROOT / "deploy" / "nginx" / "sovet.conf").read_text()
        for shipped, here in {
            "127.0.0.1:8000": f"127.0.0.1:{site}",
            "listen 80;": f"listen 127.0.0.1:{port};",
            "127.0.0.1:8089": f"127.0.0.1:{purge}",
            "/var/cache/nginx/sovet": f"{folder}/cache",
            "/srv/sovet/var": var,
            # The same bytes as a plain file, for comparison.
            "    location /static/ {": f"    location /same/ {{ alias {folder}/same/; default_type text/html; }}\n"
            "    location /static/ {",
        }.items():
            assert shipped in site_conf, shipped
            site_conf = site_conf.replace(shipped, here)
        modules = [Path(options.modules) / f"ngx_http_{name}_module.so" for name in ("cache_purge", "brotli_static")]
        conf = "".join(f"load_module {module};\n" for module in modules)
        conf += f"worker_processes 2;\npid {folder}/pid;\nerror_log {folder}/error.log;\ndaemon off;\n"
        conf += "user root;\n" if os.geteuid() == 0 else ""
        temporary = "".join(
            f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        conf += (
            f"events {{ worker_connections 1024; }}\nhttp {{\naccess_log off;\nsendfile on;\n{temporary}{site_conf}}}\n"
        )
        (folder / "nginx.conf").write_text(conf)
        (folder / "same").mkdir()
        self.command = [options.nginx, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
        self.port = port

    def __enter__(self):
        self.process = subprocess.Popen(self.command)
        wait_for(self.port)

    def __exit__(self, *problem):
        self.process.terminate()
        self.process.wait(timeout=30)


def run(name, port, paths, options, warm=False):
    for page, path in paths.items():
        for _time in range(20 if warm else 3):
            fetch(port, path)
        rate, p50, p95 = put_under_load(port, path, options)
        options.rates.setdefault(page, {})[name] = (rate, p95)
        print(f"{page}, {name}: {rate:.0f} requests/s, p50 {p50:.1f} ms, p95 {p95:.1f} ms")


def put_under_load(port, path, options):
    """By wrk where Debian's package is installed, otherwise by a small client in Python, which is slower than nginx."""
    url = f"http://127.0.0.1:{port}{path}"
    if not shutil.which("wrk"):
        print("(no wrk here: a client in Python, good for a few thousand requests a second at most)")
        answers = load(port, path, options.connections, options.seconds)
        report("  client in Python", answers, options)
        ordered = sorted(answers)
        count = len(ordered)
        return count / options.seconds, ordered[count // 2] * 1000, ordered[count * 95 // 100] * 1000
    script = Path(os.environ["SOVET_VAR_DIR"]) / "wrk.lua"
    script.write_text(WRK_SCRIPT)
    command = [
        "wrk",
        "-t",
        "2",
        "--timeout",
        "20s",
        "-c",
        str(options.connections),
        "-d",
        f"{options.seconds:g}s",
        "-s",
        str(script),
        url,
    ]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures = json.loads(next(line for line in printed.splitlines() if line.startswith("{")))
    assert not figures["errors"], printed
    return figures["requests"] / figures["us"] * 1e6, figures["p50"] / 1000, figures["p95"] / 1000


def fetch(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
        return answer.headers, answer.read()


def keep_in_proxy(port, path):
    for _time in range(30):
        headers, _body = fetch(port, path)
        if headers["X-Proxy-Cache"] == "HIT":
            return
    raise AssertionError(f"nginx does not keep {path}")


def bytes_as_file(port, path, folder, name):
    _headers, body = fetch(port, path)
    (folder / "same" / f"{name}.html").write_bytes(body)
    return f"/same/{name}.html"


def purge_exactly(port, paths, purge):
    """An act is published: list, home and search leave nginx, the page of another day's act stays."""
    from django.conf import settings

    settings.PAGE_CACHE_SECONDS = 600
    settings.PROXY_CACHES = [f"http://127.0.0.1:{purge}/"]
    before = {name: fetch(port, path)[0]["X-Proxy-Cache"] for name, path in paths.items()}
    act = stand.invented_act(3)
    act.adopted_on = act.adopted_on.replace(month=3)
    act.save_revision(user=stand.author())
    stand.adopt(act)
    after = {name: fetch(port, path)[0]["X-Proxy-Cache"] for name, path in paths.items()}
    print(f"in nginx before the publication of another act: {before}; right after it: {after}")


def show(rates):
    for page, by_name in rates.items():
        anew, kept = by_name["drawn anew"][0], by_name["kept by the site"][0]
        line = f"{page}: kept by the site {kept / anew:.1f} times as many as drawn anew"
        if "a file of nginx" in by_name:
            part = by_name["kept by nginx"][0] / by_name["a file of nginx"][0]
            line += f"; by nginx {part:.0%} of a plain file"
        print(line)


if __name__ == "__main__":
    main()
