"""What the PDF writer may read: our own static and media files, nothing else, and never the network."""

import mimetypes
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

# The base that relative addresses are joined to; ".invalid" can never be a real host (RFC 2606).
OWN_ORIGIN = "http://sovet.invalid/"


class RefusedAddress(FatalURLFetchingError):
    """A page asked for something outside our own files.

    Fatal on purpose: an official document with a silent hole in it would be kept for ever.
    """


class OwnFilesFetcher(URLFetcher):
    """Reads STATIC_URL and MEDIA_URL from disk and inline images from the address itself."""

    def __init__(self):
        super().__init__(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)

    def fetch(self, url, headers=None):
        if url.lower().startswith("data:image/"):
            return super().fetch(url, headers)
        path = _own_file(url)
        if path is None:
            raise RefusedAddress(f"Not one of our own files: {url[:200]}")
        media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.open("rb"), {"Content-Type": media_type})


def _own_file(url):
    """The file an address stands for, or None where it is not ours."""
    address = urlsplit(url)
    asked = f"{address.scheme}://{address.netloc}{unquote(address.path)}"
    for prefix, find in ((settings.STATIC_URL, _static_file), (settings.MEDIA_URL, _media_file)):
        base = urljoin(OWN_ORIGIN, prefix)
        if base != OWN_ORIGIN and asked.startswith(base):
            return find(asked.removeprefix(base))
    return None


def _static_file(name):
    collected = _file_below(settings.STATIC_ROOT, name)
    if collected or Path(name).is_absolute() or ".." in Path(name).parts:
        return collected
    # Before collectstatic, in development and tests, the finders know where a file lives.
    found = finders.find(name)
    return Path(found) if found and Path(found).is_file() else None


def _media_file(name):
    return _file_below(settings.MEDIA_ROOT, name)


def _file_below(root, name):
    """The file of this name if its real path, symbolic links followed, stays below the root."""
    if not root or "\0" in name:
        return None
    root = Path(root).resolve()
    path = (root / name).resolve()
    return path if path.is_relative_to(root) and path.is_file() else None
