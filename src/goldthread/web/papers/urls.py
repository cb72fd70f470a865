"""The addresses of papers: a page, and the same as a PDF."""

from django.urls import path, register_converter

from goldthread.web.papers import views


class Kind:
    """The kinds of papers."""

    regex = "|".join(views.KINDS)

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(Kind, "paper")

urlpatterns = [
    path("papers/<id:client>/<id:plan>/<paper:kind>.pdf", views.pdf, name="paper-pdf"),
    path("papers/<id:client>/<id:plan>/<paper:kind>", views.page, name="paper"),
]
