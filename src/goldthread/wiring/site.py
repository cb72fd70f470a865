"""Django's settings for the server with its pages: those of the store, and what stands around pages.

GOLDTHREAD_HTTPS           1: a proxy that speaks TLS stands in front (it sets X-Forwarded-Proto and X-Forwarded-For)
GOLDTHREAD_DEMONSTRATION   1: the sign-in page offers the accounts of the demonstration
GOLDTHREAD_LOCK_MINUTES    after how many idle minutes the pages of the team are locked (15)
GOLDTHREAD_LOCK_CLIENT_MINUTES   likewise those of clients and supporters (60)
GOLDTHREAD_SECOND_STEP     the roles that need a second step, with commas between, or "none" (administrator; in the
                           demonstration: none)
GOLDTHREAD_IDENTITY_…      where people sign in elsewhere (`wiring.identity`)
"""

import os

from goldthread.wiring import settings as _store
from goldthread.wiring.identity import settings_of_identity as _settings_of_identity
from goldthread.wiring.settings import *  # noqa: F403 - settings are the names of a module

GOLDTHREAD_HTTPS = os.environ.get("GOLDTHREAD_HTTPS") == "1"
GOLDTHREAD_DEMONSTRATION = os.environ.get("GOLDTHREAD_DEMONSTRATION") == "1"
GOLDTHREAD_CENTRE = os.environ.get("GOLDTHREAD_CENTRE", "")
# Product choices. A phone has a lock of its own, and who is unwell needs longer.
GOLDTHREAD_LOCK_MINUTES = float(os.environ.get("GOLDTHREAD_LOCK_MINUTES") or 15)
GOLDTHREAD_LOCK_CLIENT_MINUTES = float(os.environ.get("GOLDTHREAD_LOCK_CLIENT_MINUTES") or 60)
_second_step = os.environ.get("GOLDTHREAD_SECOND_STEP") or "administrator"
GOLDTHREAD_SECOND_STEP = () if GOLDTHREAD_DEMONSTRATION or _second_step == "none" else tuple(_second_step.split(","))
GOLDTHREAD_DOOR = "goldthread.wiring.web_door.door"

INSTALLED_APPS = [
    *_store.INSTALLED_APPS,
    "goldthread.web",  # before allauth: its templates go before allauth's
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # allauth's list of passkeys writes days with it
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
]
MIDDLEWARE = [
    "goldthread.wiring.pages.programs_first",
    "goldthread.web.middleware.Around",
    "goldthread.web.middleware.Compressed",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "goldthread.web.middleware.NotTooMuch",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "goldthread.web.signing_in.entrance.Entrance",  # nobody is signed in, or the pages are locked
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "goldthread.web.middleware.Refusals",
]
ROOT_URLCONF = "goldthread.wiring.pages"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "goldthread.web.around.me",
            ]
        },
    }
]
FORM_RENDERER = "goldthread.web.widgets.Widgets"

AUTH_USER_MODEL = "web.Account"
AUTHENTICATION_BACKENDS = ["goldthread.web.signing_in.backend.StoreAccounts"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
ACCOUNT_ADAPTER = "goldthread.web.signing_in.adapters.Accounts"
ACCOUNT_FORMS = {"login": "goldthread.web.signing_in.forms.SignIn"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "id"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Product choices: a person who mistypes is not held up, who tries password after password is.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip", "login_failed": "30/5m/ip,6/5m/key", "reauthenticate": "10/m/user", "link": "30/5m/ip",
}  # fmt: skip
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if GOLDTHREAD_HTTPS else 0
# Nobody signs up, nothing of the other server is kept but who somebody is there, as a blind index.
GOLDTHREAD_IDENTITY_NAME, SOCIALACCOUNT_PROVIDERS = _settings_of_identity()
SOCIALACCOUNT_ADAPTER = "goldthread.web.signing_in.identity.Identities"
SOCIALACCOUNT_STORE_TOKENS = SOCIALACCOUNT_AUTO_SIGNUP = SOCIALACCOUNT_QUERY_EMAIL = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = False
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_ADAPTER = "goldthread.web.signing_in.adapters.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "add_webauthn": "goldthread.web.signing_in.passkeys.AddPasskey",
    "edit_webauthn": "goldthread.web.signing_in.passkeys.NamePasskey",
    "login_webauthn": "goldthread.web.signing_in.passkeys.SignInByPasskey",
    "authenticate_webauthn": "goldthread.web.signing_in.passkeys.SecondStepByPasskey",
    "reauthenticate_webauthn": "goldthread.web.signing_in.passkeys.AgainByPasskey",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}  # as for passwords: a whole centre may have one address
MFA_TOTP_ISSUER = "Goldthread"
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds: clocks of phones differ; RFC 6238, section 5.2, advises one
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "web_count"}}

SESSION_ENGINE = "goldthread.web.sessions"
SESSION_COOKIE_AGE = (
    3 * 24 * 60 * 60
)  # it is locked long before (web/signing_in/locked.py), with what was sent kept in it
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = GOLDTHREAD_HTTPS
# With the prefix a browser takes the cookie from this host over TLS alone.
SESSION_COOKIE_NAME = "__Host-session" if GOLDTHREAD_HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if GOLDTHREAD_HTTPS else "csrf"
CSRF_FAILURE_VIEW = "goldthread.web.turned_away.without_token"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if GOLDTHREAD_HTTPS else None
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Nothing is told to other places. "no-referrer" would make browsers send `Origin: null` with our own forms.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # Bootstrap's marks of forms, and the picture to scan for a second factor
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = _store.GOLDTHREAD_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nobody uploads a file into a folder
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Spanish")]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = GOLDTHREAD_HTTPS

LOGGING = {
    **_store.LOGGING,
    "loggers": {
        **_store.LOGGING["loggers"],
        "allauth": {"handlers": [], "level": "CRITICAL", "propagate": False},  # its texts are not ours to promise
    },
}
SILENCED_SYSTEM_CHECKS = ["account.W001"]  # nobody signs up
