"""The pages of signing in elsewhere: the way there, the way back, and the end of a link."""

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ReauthenticationRequired
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from goldthread.web.door import door
from goldthread.web.signing_in import identity_refusals as refusals
from goldthread.web.signing_in.identity import CentreServer
from goldthread.web.signing_in.locked import is_locked
from goldthread.web.signing_in.noting import note_of

PROVIDER = "centre"


def identity_name(centre: str) -> str:
    """What people of that centre call the other server; "" where there is none."""
    return str(settings.GOLDTHREAD_IDENTITY_NAME) if centre and centre == door().centre else ""


@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """The way to the other server: to sign in, or to link who one is there with one's own account."""
    name = _name()
    process = AuthProcess.CONNECT if request.POST.get("process") == "connect" else AuthProcess.LOGIN
    if process == AuthProcess.CONNECT and not _may_link(request):
        return redirect("own-account")  # which asks to sign in, or to uncover the page
    try:
        provider = get_adapter(request).get_provider(request, PROVIDER)
        way = provider.redirect(request, process, get_next_redirect_url(request))
    except (RequestException, OAuth2Error, KeyError, ValueError):
        return refusals.unreachable(request)
    if not isinstance(way, HttpResponseRedirect):  # it calls itself otherwise than the centre does
        return refusals.unreachable(request)
    # Not a redirection: browsers hold those of forms to our own address (form-action). A page may lead elsewhere.
    return render(request, "web/signing_in/leaving.html", {"to": way.url, "name": name})


def _may_link(request: HttpRequest) -> bool:
    """Whether somebody is there. Raises ReauthenticationRequired where they have not just shown that it is them."""
    if not request.user.is_authenticated or is_locked(request):
        return False
    if not did_recently_reauthenticate(request):
        raise ReauthenticationRequired
    return True


@login_not_required
@require_GET
@sensitive_variables()
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The way back."""
    _name()
    if provider_id != PROVIDER:
        raise Http404
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(CentreServer(request, PROVIDER))(request)
    except (KeyError, TypeError, ValueError):  # it answered something else than it should
        return refusals.not_known(request)
    return answer


@require_POST
def unlink(request: HttpRequest) -> HttpResponse:
    """From now on nobody signs in from there as this account."""
    if not did_recently_reauthenticate(request):
        raise ReauthenticationRequired
    SocialAccount.objects.filter(user_id=request.user.pk).delete()
    note_of(request, request.user, "identity", "unlinked")
    messages.success(request, _("The link is taken away."))
    return redirect("own-account")


def _name() -> str:
    name = identity_name(door().centre)
    if not name:
        raise Http404
    return name
