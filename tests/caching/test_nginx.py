"""The configuration of nginx that goes with the project: started for real, before a stand-in for the site."""

import http.client
import http.server
import os
import shutil
import socket
import subprocess
import threading
import time
from pathlib import Path

import pytest
from django.conf import settings

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
MODULES = Path(os.environ.get("NGINX_MODULES", "/usr/lib/nginx/modules"))
NEEDED = [MODULES / f"ngx_http_{name}_module.so" for name in ("cache_purge", "brotli_static")]

pytestmark = pytest.mark.any_database


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class House(http.server.BaseHTTPRequestHandler):
    """Counts how often it is asked, and lets the proxy keep what has no cookie of its own."""

    asked: list = []

    def do_GET(self):
        self.asked.append((self.path, self.headers["X-Cache-Key"]))
        body = f"{self.path} {len(self.asked)}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Type", "text/html")
        if self.path.startswith("/kept"):
            self.send_header("X-Accel-Expires", "600")
        self.send_header("Cache-Control", "public, max-age=0, must-revalidate")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def proxy(tmp_path):
    """Asks through nginx; its ``drop`` speaks to the server for the site."""
    if not Path(NGINX).exists() or not all(module.exists() for module in NEEDED):
        pytest.skip("Debian: nginx libnginx-mod-http-cache-purge libnginx-mod-http-brotli-static")
    House.asked = []
    house = http.server.ThreadingHTTPServer(("127.0.0.1", 0), House)
    threading.Thread(target=house.serve_forever, daemon=True).start()
    port, purge = free_port(), free_port()
    conf = (Path(settings.BASE_DIR) / "deploy" / "nginx" / "sovet.conf").read_text()
    for shipped, here in {
        "127.0.0.1:8000": f"127.0.0.1:{house.server_port}",
        "listen 80;": f"listen 127.0.0.1:{port};",
        "127.0.0.1:8089": f"127.0.0.1:{purge}",
        "/var/cache/nginx/sovet": f"{tmp_path}/cache",
        "/srv/sovet/var": str(tmp_path),
    }.items():
        assert shipped in conf
        conf = conf.replace(shipped, here)
    head = "".join(f"load_module {module};\n" for module in NEEDED) + f"daemon off;\npid {tmp_path}/pid;\n"
    head += "user root;\n" if os.geteuid() == 0 else ""
    folders = "".join(f"{kind}_temp_path {tmp_path}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi"))
    folders += "".join(f"{kind}_temp_path {tmp_path}/{kind};\n" for kind in ("uwsgi", "scgi"))
    (tmp_path / "nginx.conf").write_text(f"{head}events {{}}\nhttp {{\naccess_log off;\n{folders}{conf}}}\n")
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "base.0123456789ab.css").write_text("plain")
    (tmp_path / "static" / "base.0123456789ab.css.br").write_text("packed")
    process = subprocess.Popen([NGINX, "-c", f"{tmp_path}/nginx.conf", "-e", f"{tmp_path}/error.log"])
    for _attempt in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.05)

    def ask(path, at=port, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", at, timeout=10)
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer, body

    def stop():
        house.shutdown()
        house.server_close()

    ask.stop = stop
    ask.drop = lambda key: ask("/", at=purge, X_Cache_Key=key)[0].status
    yield ask
    process.terminate()
    process.wait(timeout=10)
    stop()


def test_nginx_keeps_what_the_site_gives_it_and_drops_exactly_what_it_is_told_to(proxy):
    first, second = "/kept/act/?year=2026", "/kept/%D0%B0%D0%BA%D1%82/"
    for path in (first, second):
        assert proxy(path)[1] == proxy(path)[1]
    assert len(House.asked) == 2
    key = House.asked[0][1]
    assert proxy.drop(key) == 200
    assert proxy(second)[0].headers["X-Proxy-Cache"] == "HIT"
    assert proxy(first)[0].headers["X-Proxy-Cache"] == "MISS"
    assert proxy.drop("::http://nobody/ever") in (404, 412)


def test_nginx_keeps_neither_what_it_is_not_given_nor_anything_of_a_known_reader(proxy):
    assert proxy("/mine/")[1] != proxy("/mine/")[1]
    kept = proxy("/kept/")[1]
    assert proxy("/kept/", Cookie="csrftoken=1; sessionid=secret")[1] != kept
    assert proxy("/kept/", Authorization="Basic secret")[1] != kept
    assert proxy("/kept/", Cookie="csrftoken=1")[1] == kept


def test_looks_and_packings_are_kept_apart(proxy):
    plain = proxy("/kept/")[1]
    assert proxy("/kept/", Cookie="view=z2c1")[1] != plain
    assert proxy("/kept/", Accept_Encoding="gzip, deflate, br")[1] != plain
    assert proxy("/kept/", Accept_Encoding="zstd")[1] == plain
    assert proxy("/kept/", Cookie="view=<script>")[1] == plain


def test_static_files_with_a_fingerprint_are_packed_and_never_change(proxy):
    answer, body = proxy("/static/base.0123456789ab.css", Accept_Encoding="br")
    assert body == "packed"
    assert "immutable" in answer.headers["Cache-Control"]


def test_while_the_site_is_away_a_page_says_so(proxy, tmp_path):
    (tmp_path / "static" / "errors").mkdir()
    (tmp_path / "static" / "errors" / "503.html").write_text("скоро")
    proxy("/kept/")
    proxy.stop()
    answer, body = proxy("/mine/")
    assert (answer.status, body) == (503, "скоро")
    assert proxy("/kept/")[0].status == 200
