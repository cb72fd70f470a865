"""Pages that say why nobody was signed in from elsewhere."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from goldthread.web.turned_away import Said, page


def linked_to_nobody(request: HttpRequest) -> HttpResponse:
    """The other server knows them, and no account here is theirs."""
    return _said(
        request, HTTPStatus.FORBIDDEN, "not-linked", _("This sign-in is not linked to an account here"),
        _("Sign in with your login and password. Then link it on the page of your account."),
    )  # fmt: skip


def anothers(request: HttpRequest) -> HttpResponse:
    """It is linked to somebody else's account."""
    return _said(
        request, HTTPStatus.CONFLICT, "linked-to-another", _("This sign-in is linked to another account"),
        _("Nothing was changed. Take the link away there first, or ask an administrator."),
    )  # fmt: skip


def cancelled(request: HttpRequest) -> HttpResponse:
    """They said no over there."""
    return _said(
        request, HTTPStatus.OK, "cancelled", _("You went back before it was done"),
        _("Nothing happened. Try again, or sign in with your login and password."),
    )  # fmt: skip


def not_known(request: HttpRequest) -> HttpResponse:
    """What came back is not the answer to what we asked, or too late."""
    return _said(
        request, HTTPStatus.UNAUTHORIZED, "not-the-answer", _("You could not be signed in"),
        _("The answer does not belong to a question that was asked from here now. Begin again on the sign-in page."),
    )  # fmt: skip


def unreachable(request: HttpRequest) -> HttpResponse:
    """The other server does not answer, or not as it should."""
    return _said(
        request, HTTPStatus.SERVICE_UNAVAILABLE, "not-reachable", _("The other sign-in cannot be reached now"),
        _("Try again soon, or sign in with your login and password."),
    )  # fmt: skip


def _said(request: HttpRequest, status: HTTPStatus, code: str, title: str, fix: str) -> HttpResponse:
    return page(request, Said(status=status, title=title, message="", fix=fix, code=code))
