"""A real OpenID Connect provider of its own process, for tests: that of django-allauth, with people of its own.

python identity_provider.py PORT FOLDER CALLBACK: serves until it is ended. What it says of people tries to name
accounts of ours and holds names and addresses, although nobody asked for them.
"""

import sys
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

CLIENT_ID, CLIENT_SECRET, PASSWORD = "goldthread", "between these two servers", "the password over there"
PEOPLE = ("worker", "guest", "second")
NAMES = {"worker": "Erika Musterfrau", "guest": "Otto Normal", "second": "Ona Outis"}
CLAIMED = "harbour/dana"  # the id of an account here, which no other server is to name


def settings_of(folder: Path) -> dict[str, Any]:
    """Django's settings of the provider."""
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - the provider's process alone
    from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415 - likewise

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    djangos = [f"django.contrib.{each}" for each in ("auth", "contenttypes", "sessions", "messages")]
    around = ["django.contrib.messages.context_processors.messages", "django.template.context_processors.request"]
    return {
        "SECRET_KEY": "of this provider alone", "ALLOWED_HOSTS": ["localhost"], "ROOT_URLCONF": "identity_provider",
        "INSTALLED_APPS": [*djangos, "allauth", "allauth.account", "allauth.idp.oidc"],
        "MIDDLEWARE": [
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        "DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "provider.sqlite3"}},
        "TEMPLATES": [{
            "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
            "OPTIONS": {"context_processors": around},
        }],
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],  # quick; nobody's passwords
        "ACCOUNT_LOGIN_METHODS": {"username"}, "ACCOUNT_EMAIL_VERIFICATION": "none", "ACCOUNT_RATE_LIMITS": False,
        "SESSION_COOKIE_NAME": "provider-session", "CSRF_COOKIE_NAME": "provider-csrf",  # one host, two servers
        "IDP_OIDC_PRIVATE_KEY": pem, "IDP_OIDC_ADAPTER": "identity_provider.Talkative", "USE_TZ": True,
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
    }  # fmt: skip


def __getattr__(name: str) -> Any:
    """What Django looks up in this module by name, made when Django is ready."""
    if name == "urlpatterns":
        from django.urls import include, path  # noqa: PLC0415 - Django has to be set up first

        return [path("", include("allauth.idp.urls")), path("accounts/", include("allauth.account.urls"))]
    if name == "Talkative":
        from allauth.idp.oidc.adapter import DefaultOIDCAdapter  # noqa: PLC0415 - likewise

        class Talkative(DefaultOIDCAdapter):  # type: ignore[misc]  # allauth has no types
            """Says more than it was asked for."""

            def get_claims(self, purpose: Any, user: Any, client: Any, scopes: Any, **more: Any) -> dict[str, Any]:
                said: dict[str, Any] = super().get_claims(purpose, user, client, scopes, **more)
                mail = f"{user.username}@example.org"
                return {
                    **said, "preferred_username": CLAIMED, "user_id": CLAIMED, "name": NAMES[user.username],
                    "email": mail, "email_verified": True, "sub": f"subject-of-{user.username}",
                }  # fmt: skip

        return Talkative
    raise AttributeError(name)


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


def _serve(port: int, folder: Path, callback: str) -> None:
    import django  # noqa: PLC0415 - the provider's process alone
    from django.conf import settings  # noqa: PLC0415 - likewise

    settings.configure(**settings_of(folder))
    django.setup()
    from allauth.idp.oidc.models import Client  # noqa: PLC0415 - Django is set up by now
    from django.contrib.auth.models import User  # noqa: PLC0415 - likewise
    from django.core.management import call_command  # noqa: PLC0415 - likewise
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 - likewise

    call_command("migrate", verbosity=0)
    for name in PEOPLE:
        User.objects.create_user(name, password=PASSWORD)
    client = Client(id=CLIENT_ID, name="Goldthread", redirect_uris=callback, scopes="openid")
    client.set_secret(CLIENT_SECRET)
    client.save()
    make_server("localhost", port, get_wsgi_application(), handler_class=_Quiet).serve_forever()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    _serve(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
