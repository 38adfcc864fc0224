"""Settings shared by every environment; what differs between machines comes from environment variables only."""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _

from cms.language_names import name_of_language

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env("SOVET_VAR_DIR", default=str(BASE_DIR / "var")))

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "home",
    "search",
    "programs",
    "resolutions",
    "control",
    "documents",
    "registry",
    "cms",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.caching.middleware.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.middleware.ContentSecurityPolicyMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "registry.accounts.middleware.SessionActivityMiddleware",
    "registry.accounts.middleware.SecondFactorMiddleware",
    "home.middleware.CouncilBorderMiddleware",
    "home.frame.FrameMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

CSRF_FAILURE_VIEW = "cms.errors.form_not_trusted"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.appearance.appearance",
                "home.context.public_house",
            ],
        },
    },
]

# Database: SQLite with a write-ahead log unless DATABASE_URL names another.

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'sovet.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
# Pages kept for strangers have a room of their own: no crowd of readers drives out what log-in must remember.
CACHES["pages"] = {**CACHES["default"], "KEY_PREFIX": "pages"}
if CACHES["default"]["BACKEND"].endswith("LocMemCache"):
    CACHES["pages"] |= {"LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": 500}}
# How long a page may be kept at most, whatever happens; 0 keeps none. What it shows changes it at once.
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", default=600)
# Where proxies in front are told to drop a page: http://127.0.0.1:8089/ (deploy/nginx).
PROXY_CACHES = env.list("PROXY_CACHES", default=[])

# Work outside the request: "immediate" runs in process, "database" leaves it to "manage.py db_worker".

TASK_BACKENDS = {
    "immediate": "django_tasks.backends.immediate.ImmediateBackend",
    "database": "django_tasks_db.DatabaseBackend",
}
TASKS = {"default": {"BACKEND": TASK_BACKENDS[env.str("TASKS", default="immediate")]}}

# Accounts

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

# There is one log-in, by user name or e-mail; accounts come from invitations, never from sign-up.
ACCOUNT_ADAPTER = "registry.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_FORMS = {
    "login": "registry.accounts.forms.LoginForm",
    "reauthenticate": "registry.accounts.forms.ReauthenticateForm",
    "reset_password": "registry.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "registry.accounts.forms.ResetPasswordKeyForm",
    "change_password": "registry.accounts.forms.ChangePasswordForm",
}
# Registrations for events and answers to surveys, of one address on the net.
ACCOUNT_RATE_LIMITS = {"public_form": "10/10m/ip,200/d/ip"}
MFA_ADAPTER = "registry.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address is the administrator's or the invitation's word, not a newcomer's
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # the clock of a telephone may be half a minute off
MFA_FORMS = {
    "authenticate": "registry.accounts.forms.AuthenticateForm",
    "reauthenticate": "registry.accounts.forms.ReauthenticateCodeForm",
    "activate_totp": "registry.accounts.forms.ActivateTOTPForm",
}
# Roles may demand a second factor one by one; this demands it of those who keep the whole site.
SECOND_FACTOR_FOR_ADMINISTRATORS = env.bool("SECOND_FACTOR_FOR_ADMINISTRATORS", default=False)

# Five wrong passwords for one account from one address close that pair for a quarter of an hour; twenty close the
# account to every address, and thirty close the address to every account.
AXES_HANDLER = "registry.accounts.lockout.LockoutHandler"
AXES_FAILURE_LIMIT = 5
LOG_IN_FAILURES_OF_ACCOUNT = 20
LOG_IN_FAILURES_FROM_ADDRESS = 30
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_CALLABLE = "registry.accounts.lockout.typed_name"
AXES_CLIENT_IP_CALLABLE = "registry.accounts.lockout.client_ip"
AXES_LOCKOUT_CALLABLE = "registry.accounts.lockout.answer"
AXES_SENSITIVE_PARAMETERS = ["username", "login", "ip_address"]
AXES_ENABLE_ADMIN = False

# Language and time: Russian first, English as the second language of the interface.

LANGUAGE_CODE = "ru"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ru", _("Russian")), ("en", _("English"))]
# More languages of the site: EXTRA_LANGUAGES=tt,ba. What nobody has translated is said in Russian.
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    *WAGTAILADMIN_PERMITTED_LANGUAGES,
    *((code, name_of_language(code)) for code in env.list("EXTRA_LANGUAGES", default=[])),
]
# The second folder only rewords Wagtail: a council speaks of approval, not of moderation.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "cms" / "wagtail_wording"]
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Moscow")
USE_I18N = WAGTAIL_I18N_ENABLED = True
FORMAT_MODULE_PATH = "cms.formats"
# A page sent to be translated is a draft until somebody has translated and published it.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
USE_TZ = True

# Files. Of media only renditions of pictures have an address; official files go through our own view.

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
OFFICIAL_FILES_ROOT = VAR_DIR / "official"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "official": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": OFFICIAL_FILES_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if env.str("S3_BUCKET", default=""):
    s3_options = {
        "bucket_name": env.str("S3_BUCKET"),
        "endpoint_url": env.str("S3_ENDPOINT", default=None),
        "default_acl": "private",
        "querystring_auth": True,
        "file_overwrite": False,
    }
    STORAGES["default"] = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {**s3_options, "location": "media"}}
    STORAGES["official"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {**s3_options, "location": "official"},
    }

DATA_UPLOAD_MAX_NUMBER_FIELDS = 25_000  # a form of 5,000 points
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# E-mail

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="sovet@localhost")
EMAIL_TIMEOUT = 15  # seconds, or a silent mail server would hold whoever sends an invitation

# The public pages run nothing but our own files; Wagtail's admin still needs inline style and script.

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
ADMIN_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "connect-src": [SELF],
}

# Wagtail

WAGTAIL_SITE_NAME = "Совет"
WAGTAILADMIN_BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000")
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_FINISH_WORKFLOW_ACTION = "resolutions.approval.finish_approval"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
# Whoever locks a text cannot edit it either: Wagtail's own lock must not open a way around the frozen one.
WAGTAILADMIN_GLOBAL_EDIT_LOCK = True
# Log-in, passwords and e-mail are the business of registry.accounts alone.
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAIL_AUTO_UPDATE_PREVIEW = True
WAGTAILDOCS_EXTENSIONS = ["docx", "mp4", "odt", "ods", "pdf", "pptx", "rtf", "txt", "vtt", "webm", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.file_form.LibraryFileForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
# What a telephone takes fits; a picture of a hundred megapixels would hold the server while it is read.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILIMAGES_AVIF_QUALITY = 60
WAGTAILIMAGES_WEBP_QUALITY = 78
WAGTAILIMAGES_JPEG_QUALITY = 80
# No picture without words for those who cannot see it.
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.picture_form.LibraryPictureForm"
WAGTAILEMBEDS_FINDERS = []
# The nightly check of links opens foreign addresses, too; a house without a way out turns it off.
LINK_CHECK_FOREIGN = env.bool("LINK_CHECK_FOREIGN", default=True)

WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": (
            "search.backends.postgres"
            if DATABASES["default"]["ENGINE"].endswith("postgresql")
            else "search.backends.sqlite"
        ),
    }
}

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# Open data (home.open_data): read only, for anybody, so many questions a minute from one address.

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_RATES": {"open_data": env.str("OPEN_DATA_RATE", default="120/min")},
    "NUM_PROXIES": 0,
}
SPECTACULAR_SETTINGS = {
    "TITLE": _("Open data of the council"),
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PUBLIC": True,
    "SCHEMA_PATH_PREFIX": r"/api/v[0-9]",
    "ENUM_NAME_OVERRIDES": {
        "ActKindEnum": "resolutions.models.status.DocumentType",
        "RelationKindEnum": "resolutions.models.relation.Relation.Kind",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "home.open_data.schema.with_search",
    ],
}
