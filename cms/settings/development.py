"""Settings for one's own machine: everything embedded, errors shown, e-mail printed."""

from .base import *  # noqa: F403
from .base import env

DEBUG = env.bool("DEBUG", default=True)
DEMO = True  # the demo federation and its published passwords are welcome here
SECRET_KEY = "development-only-not-a-secret"  # noqa: S105
# The councils beside the first one answer at names like obkom.localhost.
ALLOWED_HOSTS = ["127.0.0.1", ".localhost", "[::1]", *env.list("ALLOWED_HOSTS", default=[])]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", default=0 if DEBUG else 600)  # whoever writes templates sees them
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
