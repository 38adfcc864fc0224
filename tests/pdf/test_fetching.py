"""The PDF writer reads our own static and media files and nothing else."""

import base64
from pathlib import Path

import pytest

from documents.writers.fetching import OWN_ORIGIN, OwnFilesFetcher, RefusedAddress
from documents.writers.pdf import CannotRender, render_pdf

PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==")


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media" / "images").mkdir(parents=True)
    (tmp_path / "media" / "images" / "emblem.png").write_bytes(PIXEL)
    (tmp_path / "secret.txt").write_text("secret")
    return Path(settings.MEDIA_ROOT)


def fetch(url):
    response = OwnFilesFetcher().fetch(url)
    try:
        return response.read(), response.content_type
    finally:
        response.close()


def test_media_and_static_files_are_read(media):
    assert fetch(f"{OWN_ORIGIN}media/images/emblem.png") == (PIXEL, "image/png")
    assert fetch(f"{OWN_ORIGIN}static/sovet/img/emblem.svg")[1] == "image/svg+xml"


def test_collected_static_files_come_first(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "emblem.1234.svg").write_text("<svg/>")
    assert fetch(f"{OWN_ORIGIN}static/emblem.1234.svg")[0] == b"<svg/>"


def test_an_inline_image_is_read():
    assert fetch("data:image/png;base64," + base64.b64encode(PIXEL).decode())[0] == PIXEL


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a.png",
        "https://example.org/media/a.png",
        "http://127.0.0.1/media/images/emblem.png",
        "http://sovet.invalid@example.org/media/images/emblem.png",
        "//example.org/a.png",
        "ftp://example.org/a.png",
        "file:///etc/passwd",
        "data:text/css,body{}",
        "data:text/html,<p>",
        f"{OWN_ORIGIN}admin/",
        f"{OWN_ORIGIN}media/missing.png",
        f"{OWN_ORIGIN}media/",
        f"{OWN_ORIGIN}media/../secret.txt",
        f"{OWN_ORIGIN}media/%2e%2e/secret.txt",
        f"{OWN_ORIGIN}media/%2E%2E%2Fsecret.txt",
        f"{OWN_ORIGIN}media//etc/passwd",
        f"{OWN_ORIGIN}media/a%00b",
        f"{OWN_ORIGIN}static/../../../../etc/passwd",
        f"{OWN_ORIGIN}static//etc/passwd",
        f"{OWN_ORIGIN}static/%00",
    ],
)
def test_everything_else_is_refused(media, url):
    with pytest.raises(RefusedAddress):
        fetch(url)


def test_a_symbolic_link_out_of_media_is_refused(media):
    (media / "way-out.txt").symlink_to(media.parent / "secret.txt")
    with pytest.raises(RefusedAddress):
        fetch(f"{OWN_ORIGIN}media/way-out.txt")


@pytest.mark.parametrize(
    "html",
    [
        '<img alt="" src="http://127.0.0.1:9/a.png">',
        '<img alt="" src="/media/../secret.txt">',
        '<link rel="stylesheet" href="https://example.org/a.css">',
        "<style>@import 'file:///etc/passwd';</style>",
        '<p style="background: url(http://127.0.0.1:9/a.png)">',
    ],
)
def test_a_page_with_a_refused_address_is_not_rendered(media, html):
    with pytest.raises(CannotRender):
        render_pdf(html, title="x")


def test_a_page_may_show_our_emblem(media):
    assert render_pdf('<img alt="" src="/media/images/emblem.png">', title="x").page_count == 1
