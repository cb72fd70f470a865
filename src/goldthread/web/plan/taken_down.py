"""What came of asking somebody else to sign: a try, their page, their word before a witness, or that they do not."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from goldthread.practice.action import Request
from goldthread.practice.actions.decline_to_sign import DeclineToSign
from goldthread.practice.actions.log_signature_try import LogSignatureTry
from goldthread.practice.actions.sign import Sign
from goldthread.practice.agreement import SignerStanding
from goldthread.practice.people import CLINICIANS
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.pictures import PictureType
from goldthread.practice.refusing import Refusal
from goldthread.web.acting import ask
from goldthread.web.plan import workspace as shown
from goldthread.web.plan.opening import Opened, opened
from goldthread.web.plan.reading import status_of
from goldthread.web.plan.signers import name_of
from goldthread.web.plan.words import HOW_TRIED, WHY_NOT

_both = require_http_methods(["GET", "HEAD", "POST"])
_MOST_BYTES = 2_000_000  # what an entry holds


class Tried(forms.Form):
    """A try to reach somebody."""

    title = gettext_lazy("I tried to reach them")
    how = forms.ChoiceField(label=gettext_lazy("How"), choices=list(HOW_TRIED.items()))
    outcome = forms.CharField(
        label=gettext_lazy("What came of it"), max_length=4_000, widget=forms.Textarea({"rows": 2})
    )


class OnPaper(forms.Form):
    """A page that they signed."""

    title = gettext_lazy("They signed on paper")
    page = forms.FileField(
        label=gettext_lazy("The signed page, as PNG or JPEG"),
        widget=forms.FileInput({"accept": "image/png,image/jpeg"}),
        help_text=gettext_lazy("Up to 2 MB. A PDF is not taken: it can hold a program."),
    )  # fmt: skip

    def clean_page(self) -> Any:
        """At most what is kept."""
        page = self.cleaned_data["page"]
        if (page.size or 0) > _MOST_BYTES:
            raise forms.ValidationError(_("The picture is too large. Make it smaller than 2 MB."))
        return page


class Spoken(forms.Form):
    """They said yes, and somebody heard it."""

    title = gettext_lazy("They said yes before a witness")
    witness = forms.ChoiceField(label=gettext_lazy("Which colleague heard it"))

    def __init__(self, *args: Any, witnesses: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["witness"]
        field.choices = [("", "–"), *witnesses]


class NotSigned(forms.Form):
    """They do not sign, or cannot."""

    title = gettext_lazy("They do not sign, or cannot")
    why = forms.ChoiceField(label=gettext_lazy("Why not?"), choices=list(WHY_NOT.items()), widget=forms.RadioSelect)
    words = forms.CharField(
        label=gettext_lazy("What they said, in their words, or why they cannot"), max_length=4_000,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
    instead = forms.CharField(
        label=gettext_lazy("What takes the place of the signature"), max_length=4_000, required=False,
        help_text=gettext_lazy("A supervisor who looks at the plan and signs takes its place, unless it is “not now”."),
    )  # fmt: skip


@_both
def signer(request: HttpRequest, client: str, plan: str, signer: str) -> HttpResponse:
    """What came of asking this signer."""
    here = opened(request, client, plan)
    if here.actor.role not in PERMISSIONS["log-signature-try"]:
        raise PermissionDenied
    standing = _standing(here, signer)
    forms_ = _forms(request, here, standing)
    did, refusal = request.POST.get("do", ""), None
    form = forms_.get(did)
    if request.method == "POST" and form is not None and form.is_valid():
        done = ask(request, _asked(here, standing, did, form.cleaned_data))
        if not isinstance(done, Refusal):
            messages.success(request, _("It is written down."))
            return redirect(shown.address(here, "plan-agreement"))
        refusal = done
    status = HTTPStatus.OK if request.method != "POST" else HTTPStatus.UNPROCESSABLE_ENTITY
    values = {
        "here": here, "name": name_of(here, standing.signer), "refusal": refusal, "did": did, "sent": form,
        "ways": [{"do": do, "title": each.title, "form": each, "open": do == did} for do, each in forms_.items()],
        "back": shown.address(here, "plan-agreement"),
    }  # fmt: skip
    return render(request, "web/plan/taken_down.html", values, status=status_of(refusal) if refusal else status)


def _standing(here: Opened, signer: str) -> SignerStanding:
    """Raises Http404 for who was not asked."""
    signers = here.view.agreement.signers if here.view.agreement is not None else ()
    for each in signers:
        if each.signer == signer and signer != here.actor.id:
            return each
    raise Http404


def _forms(request: HttpRequest, here: Opened, standing: SignerStanding) -> dict[str, Any]:
    """In the client's name a no and a signature can be written down; of colleagues only that they were reached for."""

    def sent(do: str) -> dict[str, Any]:
        mine = request.POST.get("do") == do
        kept = {"data": request.POST, "files": request.FILES} if mine else {}
        return {**kept, "auto_id": f"{do}-%s", "use_required_attribute": False}

    found: dict[str, Any] = {"tried": Tried(**sent("tried"))}
    if standing.capacity == "client":
        found |= {
            "paper": OnPaper(**sent("paper")),
            "spoken": Spoken(witnesses=_witnesses(here, standing), **sent("spoken")),
            "no": NotSigned(**sent("no")),
        }
    return found


def _witnesses(here: Opened, standing: SignerStanding) -> list[tuple[str, str]]:
    access = here.record.access if here.record is not None else ()
    ids = dict.fromkeys(each.member for each in access if each.as_role in CLINICIANS)
    return [(each, name_of(here, each)) for each in ids if each not in (here.actor.id, standing.signer)]


def _asked(here: Opened, standing: SignerStanding, did: str, said: dict[str, Any]) -> Request:
    number = here.view.versions[-1].number if here.view.versions else 0
    about: dict[str, Any] = {"client": here.client, "plan": here.plan.id, "version": number, "signer": standing.signer}
    if did == "tried":
        return LogSignatureTry(**about, **said)
    if did == "no":
        return DeclineToSign(**about, capacity="client", **said)
    if did == "spoken":
        return Sign(**about, capacity="client", kind="verbal", witness=said["witness"])
    picture = said["page"].read()
    return Sign(**about, capacity="client", kind="paper-scan", picture=picture, picture_type=_type(picture))


def _type(picture: bytes) -> PictureType:
    """By its first bytes; the practice looks at all of them."""
    return "image/png" if picture.startswith(b"\x89PNG") else "image/jpeg"
