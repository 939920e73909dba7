"""Settings of the test suite: a home of its own, quick password hashes, tasks run at once, no word from the outside."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from config.settings.databases import database, sqlite
from config.settings.knobs import knob_fields

_home = Path(tempfile.mkdtemp(prefix="oxbow-test-"))
_maker = os.getpid()


def _remove_home() -> None:
    # A process forked by a test must not remove what the one that made it still uses.
    if os.getpid() == _maker:
        shutil.rmtree(_home, ignore_errors=True)


atexit.register(_remove_home)
for _field in knob_fields():
    os.environ.pop(_field.metadata["name"], None)
os.environ["WIKI_HOME"] = str(_home)

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import ALLOWED_HOSTS, LOGGING, STORAGES  # noqa: E402

_database_url = os.environ.get("TEST_DATABASE_URL") or None
DATABASES = {"default": database(_database_url, _home, "TEST_DATABASE_URL")}
if _database_url is None:
    DATABASES = {"default": sqlite(_home / "wiki.sqlite3")}
    # A file, because an in-memory database shared by threads locks whole tables; nothing in it must outlive the tests.
    DATABASES["default"]["TEST"] = {"NAME": _home / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"

ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]
# Nothing runs jobs that are started in a transaction which a test rolls back.
WIKI_EXPORT_WAIT_SECONDS = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATICFILES_DIRS = [Path(__file__).resolve().parents[2] / "static"]
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
LOGGING = {**LOGGING, "root": {"handlers": ["stderr"], "level": "WARNING"}}

# Each test has a database of its own: nothing is remembered from the one before.
WIKI_SITE_LOOK_SECONDS = 0.0
