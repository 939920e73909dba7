"""What follows from the knobs: apps, middleware, database, files, tasks, security."""

import os
from urllib.parse import urlsplit

from config.settings.databases import database
from config.settings.knobs import PROJECT_ROOT, read_knobs
from config.settings.mail import mail_settings
from config.settings.secret_key import make_folder, secret_key
from config.settings.tasks import celery_settings

knobs = read_knobs(os.environ)

BASE_DIR = PROJECT_ROOT
WIKI_HOME = make_folder(knobs.home)
SECRET_KEY = secret_key(WIKI_HOME)
DEBUG = knobs.debug

# --- Addresses -------------------------------------------------------------------------------------------------------

WIKI_HOST = knobs.host
WIKI_PORT = knobs.port
WIKI_BASE_URL = knobs.public_url
WIKI_CONTEXT_PATH = knobs.context_path
WIKI_TRUSTED_PROXIES = knobs.trusted_proxies
_public = urlsplit(WIKI_BASE_URL)
_https = _public.scheme == "https"

FORCE_SCRIPT_NAME = WIKI_CONTEXT_PATH or None
ALLOWED_HOSTS = list(knobs.all_hosts)
CSRF_TRUSTED_ORIGINS = [f"{_public.scheme}://{_public.netloc}"]
# The wiki itself speaks plain HTTP: an https address means that a proxy in front does the TLS and says so.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = False
LOGIN_URL = f"{WIKI_CONTEXT_PATH}/login.action"
LOGIN_REDIRECT_URL = f"{WIKI_CONTEXT_PATH}/"
LOGOUT_REDIRECT_URL = f"{WIKI_CONTEXT_PATH}/"

# --- Apps and middleware ---------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "config.apps.ConfigAppConfig",
    "remoteapi",
    "wiki",
    "search",
    "accounts",
    "jobs",
    "guardian",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "config.security.SecurityHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.request_size.RequestSizeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "wiki.views.languages.LanguageMiddleware",
    "accounts.middleware.ActorMiddleware",
    "remoteapi.middleware.DownloadCredentialsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["config.template_tags"],
            "libraries": {"i18n": "config.template_tags"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.security.csp_nonce",
            ],
        },
    },
]

# --- Database and files ----------------------------------------------------------------------------------------------

DATABASES = {"default": database(knobs.database_url, WIKI_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = f"{WIKI_CONTEXT_PATH}/static/"
STATIC_ROOT = WIKI_HOME / "static"
STATICFILES_DIRS = [BASE_DIR / "static"] if (BASE_DIR / "static").is_dir() else []
MEDIA_ROOT = WIKI_HOME / "files"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "attachments": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": WIKI_HOME / "attachments"},
    },
    "profile-pictures": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": WIKI_HOME / "profile-pictures"},
    },
    "fetched-pages": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": WIKI_HOME / "fetched-pages", "allow_overwrite": True},
    },
    "staticfiles": {"BACKEND": "config.static_files.StaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
FILE_UPLOAD_TEMP_DIR = make_folder(WIKI_HOME / "tmp", 0o700)
WIKI_VIEWS_FOLDER = make_folder(WIKI_HOME / "views", 0o700)

# Another process may show the former name or banner of the site for so long.
WIKI_SITE_LOOK_SECONDS = 5.0
WIKI_MAX_REQUEST_BYTES = knobs.max_request_mb * 1024 * 1024
# The middleware has refused what is larger already; a body within the limit may be read whole by the remote API.
DATA_UPLOAD_MAX_MEMORY_SIZE = WIKI_MAX_REQUEST_BYTES
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 100
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- People ----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.UsernameBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ANONYMOUS_USER_NAME = "*anonymous*"
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_MONKEY_PATCH_GROUP = False
# guardian only stores rows for us; its backend would let superusers through, so it is left out on purpose.
# And `{% load i18n %}` is meant to find config/template_tags.py.
SILENCED_SYSTEM_CHECKS = ["guardian.W001", "templates.W003"]
WIKI_SUPER_GROUP = knobs.super_group
WIKI_DEFAULT_GROUP = knobs.default_group
WIKI_ADMIN_USER = knobs.admin_user
WIKI_ADMIN_PASSWORD = knobs.admin_password
WIKI_SESSION_MINUTES = knobs.session_minutes
WIKI_MAX_BODY_BYTES = knobs.max_body_mb * 1024 * 1024
WIKI_INDEX_FOLDER = WIKI_HOME / "index"
WIKI_EXPORT_WAIT_SECONDS = knobs.export_wait_seconds
WIKI_WAITING_CALLS = knobs.waiting_calls
WIKI_EXPORTS_PER_PERSON = knobs.exports_per_person
WIKI_PASSWORDS_IN_URLS = knobs.passwords_in_urls
WIKI_EXPORT_HOURS = knobs.export_hours
WIKI_BACKUPS_KEPT = knobs.backups_kept
WIKI_RENDER_CACHE_BYTES = knobs.render_cache_mb * 1024 * 1024
WIKI_COMPATIBLE_VERSION = knobs.compatible_version

# --- Cookies and headers ---------------------------------------------------------------------------------------------

# The name that scripts written for Confluence look for.
SESSION_COOKIE_NAME = "JSESSIONID"
SESSION_COOKIE_PATH = f"{WIKI_CONTEXT_PATH}/"
SESSION_COOKIE_SECURE = _https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "wiki.views.kept_text.csrf_failure"
CSRF_COOKIE_NAME = "oxbow_csrf"
CSRF_COOKIE_PATH = f"{WIKI_CONTEXT_PATH}/"
CSRF_COOKIE_SECURE = _https
CSRF_COOKIE_HTTPONLY = False
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Language, time, mail, log ---------------------------------------------------------------------------------------

# English is the language of the sources; the others stand in locale/.
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("de", "Deutsch"), ("fr", "Français")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = knobs.time_zone

globals().update(mail_settings(knobs.mail_url, WIKI_HOME))
WIKI_MAIL_IS_SET_UP = knobs.mail_url is not None
DEFAULT_FROM_EMAIL = knobs.mail_from
SERVER_EMAIL = knobs.mail_from

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s", "datefmt": "%Y-%m-%d %H:%M:%S"}
    },
    "filters": {"without_passwords": {"()": "config.log_filter.WithoutPasswords"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_passwords"]}},
    "root": {"handlers": ["stderr"], "level": knobs.log_level},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": knobs.log_level, "propagate": False},
        # The web server's own handler writes the address of a request that it can't handle.
        "gunicorn.error": {"filters": ["without_passwords"]},
        # It tells every statement at DEBUG, passwords' hashes included.
        "django.db.backends": {"level": "INFO"},
        # WeasyPrint tells each page that it lays out, and each property of a style sheet that is none for print.
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "oxbow"}}

# --- Tasks -----------------------------------------------------------------------------------------------------------

make_folder(WIKI_HOME / "run", 0o700)
globals().update(celery_settings(knobs.broker_url, WIKI_HOME, TIME_ZONE))
WIKI_WEB_WORKERS = knobs.web_workers
WIKI_WEB_THREADS = knobs.web_threads
WIKI_TASK_WORKERS = knobs.task_workers
