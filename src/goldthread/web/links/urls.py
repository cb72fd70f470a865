"""The addresses of one-time links. They hold a random secret, and no word about a person."""

from django.urls import path, register_converter

from goldthread.web.links import making, signing, views


class SecretInPath:
    """The secret of a link: 32 bytes in base64 for addresses (RFC 4648, section 5)."""

    regex = r"[\w-]{43}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(SecretInPath, "secret")
_LINK = "l/<secret:secret>/"

urlpatterns = [
    path(_LINK, views.ask, name="link"),
    path(f"{_LINK}open/", views.opened, name="link-open"),
    path(f"{_LINK}questions/<int:number>/", views.question, name="link-question"),
    path(f"{_LINK}questions/end/", views.last, name="link-end"),
    path(f"{_LINK}signature/", signing.signature, name="link-signature"),
    path(f"{_LINK}signature/no/", signing.no, name="link-no"),
    path(f"{_LINK}help/", views.bad_hour, name="link-help"),
    path("clients/<id:client>/links/", making.make, name="link-make"),
    path("clients/<id:client>/links/<id:link>/end/", making.take_back, name="link-take-back"),
]
