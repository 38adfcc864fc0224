"""Settings for the suite: quick hashes, mail in memory, files in a folder of their own."""

import atexit
import shutil
import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import DATABASES, STORAGES

DEBUG = False
DEMO = True
SECRET_KEY = "test"  # noqa: S105
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "pages")
}
PAGE_CACHE_SECONDS = 0  # tests share a process and take their changes back; tests/caching keeps pages
PROXY_CACHES = []
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="sovet-test-"))
atexit.register(shutil.rmtree, MEDIA_ROOT, ignore_errors=True)
STORAGES["official"]["OPTIONS"] = {"location": MEDIA_ROOT / "official", "base_url": None}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": None}
LINK_CHECK_FOREIGN = False
