"""Settings for a council's server: every missing variable stops the start with its name."""

from .base import *  # noqa: F403
from .base import DATABASES, REST_FRAMEWORK, STORAGES, env

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
WAGTAILADMIN_BASE_URL = env.str("BASE_URL")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL")
vars().update(env.email_url("EMAIL_URL"))

# Threads of the server live long; on SQLite opening the database costs more than a kept page does.
DATABASES["default"].setdefault("CONN_MAX_AGE", 60)

STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}

# HTTPS everywhere, unless the operator says a proxy in front already sees to it (HTTPS=off for a closed network).
HTTPS = env.bool("HTTPS", default=True)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# Of a proxy in front the scheme and the visitor's address are believed, and of nobody else.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = REST_FRAMEWORK["NUM_PROXIES"] = 1 if BEHIND_PROXY else 0
SECOND_FACTOR_FOR_ADMINISTRATORS = env.bool("SECOND_FACTOR_FOR_ADMINISTRATORS", default=True)
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    # What they tell of every task and every step of a layout is of no use to an operator.
    "loggers": {name: {"level": "WARNING"} for name in ("weasyprint", "fontTools", "django_tasks")},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
