"""Pictures: absurd ones are refused in words, the others are drawn before their first reader comes."""

import io
import struct
import zlib

import pytest
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import strip_tags
from PIL import Image as Picture
from wagtail.images.models import Image, Rendition

pytestmark = pytest.mark.django_db


def drawn(width, height, kind="PNG", mode="1"):
    stored = io.BytesIO()
    Picture.new(mode, (width, height)).save(stored, kind)
    return stored.getvalue()


def announced(width, height):
    """A picture that says it is so large, without the points."""

    def chunk(kind, content):
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"\0" * 100)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.fixture
def upload(client, administrator):
    """Sends a file to the library as its form does; returns what the form answers."""

    def send(name, content):
        client.force_login(administrator)
        file = SimpleUploadedFile(name, content, content_type="image/png")
        form = {"title": "Снимок", "description": "Озеро", "file": file, "collection": "1"}
        response = client.post(reverse("wagtailimages:add"), form)
        return " ".join(strip_tags(response.content.decode()).split())

    return send


def test_a_picture_of_a_hundred_megapixels_is_refused_in_words(upload):
    answer = upload("large.png", announced(10_000, 10_000))
    assert "60" in answer
    assert "100000000" not in answer
    assert not Image.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.jpg", drawn(10, 10)),
        ("photo.png", b"%PDF-1.7 not a picture"),
        ("photo.png", b""),
        ("page.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("bomb.png", announced(30_000, 30_000)),
    ],
)
def test_a_file_that_is_not_what_it_is_called_is_refused(upload, name, content):
    assert upload(name, content)
    assert not Image.objects.exists()


def test_the_pictures_of_published_news_are_drawn_before_their_first_reader(stranger, council, make_news, commit):
    file = ImageFile(io.BytesIO(drawn(1200, 800, "JPEG", "RGB")), name="lake.jpg")
    image = Image.objects.create(title="Озеро", description="Озеро", file=file)
    news = make_news("Семинар прошёл", image=image, image_alt="Озеро", live=False)
    with commit():
        news.save_revision().publish()
    before = set(Rendition.objects.values_list("filter_spec", flat=True))
    assert any("avif" in spec for spec in before)
    for url in (news.url, council.news.url, council.home.url):
        stranger.ask(url)
    assert set(Rendition.objects.values_list("filter_spec", flat=True)) == before
