"""Django's settings, from the environment and one folder (GOLDTHREAD_HOME). Nothing here says what a centre decides.

GOLDTHREAD_HOME          the folder of the key file, the secret and SQLite's database (default: the user's data folder)
GOLDTHREAD_DATABASE_URL  postgresql://account:password@host:port/name; without it SQLite in the home folder
GOLDTHREAD_KEY_FILE, GOLDTHREAD_KEY, GOLDTHREAD_KEY_COMMAND   where the master keys come from (`store.ring`)
GOLDTHREAD_HOSTS         names by which the server may be called, with commas between (default: this machine alone)
"""

import os
import secrets
from pathlib import Path
from typing import Any

from goldthread.wiring.databases import postgresql, sqlite
from goldthread.wiring.home import home_folder


def _secret(home: Path) -> str:
    """What Django signs with: kept in the home folder, so that all processes of a server have the same. Where there is
    no folder yet, it is good for this process alone."""
    path = home / "secret"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    except OSError:
        return secrets.token_urlsafe(48)
    return path.read_text() or secrets.token_urlsafe(48)


GOLDTHREAD_HOME = home_folder()
GOLDTHREAD_KEY_FILE = Path(os.environ.get("GOLDTHREAD_KEY_FILE") or GOLDTHREAD_HOME / "master.key")
GOLDTHREAD_KEY = os.environ.get("GOLDTHREAD_KEY", "")
GOLDTHREAD_KEY_COMMAND = os.environ.get("GOLDTHREAD_KEY_COMMAND", "")

_url = os.environ.get("GOLDTHREAD_DATABASE_URL", "")
DATABASES = {"default": postgresql(_url) if _url else sqlite(GOLDTHREAD_HOME / "goldthread.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SECRET_KEY = _secret(GOLDTHREAD_HOME)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("GOLDTHREAD_HOSTS", "localhost,127.0.0.1").split(",")
INSTALLED_APPS = ["goldthread.store"]
ROOT_URLCONF = "goldthread.wiring.urls"
WSGI_APPLICATION = "goldthread.wiring.wsgi.application"
MIDDLEWARE: list[str] = []
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False

# What happened, never of whom: no bodies, no values of a statement, no traceback with what a variable held.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django.db.backends": {"handlers": [], "level": "CRITICAL", "propagate": False},
        # They write addresses and texts of errors; `goldthread.api` has a line for each request.
        "django.request": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.security": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "goldthread": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
