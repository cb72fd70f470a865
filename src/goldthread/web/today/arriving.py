"""Whether a client arrived where the plan says that it goes on: asked, and written down."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from goldthread.plan import AftercareItem
from goldthread.practice.actions.confirm_arrival import ConfirmArrival
from goldthread.practice.refusing import Refusal
from goldthread.web.acting import ask
from goldthread.web.plan.opening import opened
from goldthread.web.turned_away import status_of

_LONG = 4_000  # characters


class ArrivalForm(forms.Form):
    """What came of it."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("How did it go?"), widget=forms.RadioSelect,
        choices=[("arrived", gettext_lazy("The client arrived")), ("missed", gettext_lazy("It did not come about"))],
    )  # fmt: skip
    instead = forms.CharField(
        label=gettext_lazy("What happens now"), max_length=_LONG, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("Where it did not come about: what you agreed on together."),
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("What was said"), max_length=_LONG, required=False, widget=forms.Textarea({"rows": 2})
    )


@require_http_methods(["GET", "HEAD", "POST"])
def arrival(request: HttpRequest, client: str, plan: str, item: str) -> HttpResponse:
    """Who to ask, and what they said."""
    here = opened(request, client, plan)
    held = next((each for each in here.plan.aftercare if each.id == item), None)
    if held is None:
        raise Http404
    form = ArrivalForm(request.POST if request.method == "POST" else None, use_required_attribute=False)
    refusal: Refusal | None = None
    if form.is_bound and form.is_valid():
        done = ask(request, ConfirmArrival(client=client, plan=plan, item=item, **form.cleaned_data))
        if not isinstance(done, Refusal):
            messages.success(request, _("It is written down."))
            return redirect("today")
        refusal = done
    status = status_of(refusal) if refusal else HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    values = {"here": here, "held": held, "title": _title(held), "form": form, "refusal": refusal,
              "may": here.may("confirm-arrival")}  # fmt: skip
    return render(request, "web/today/arrival.html", values, status=status)


def _title(held: AftercareItem) -> str:
    return held.text or held.place or held.type.replace("-", " ").capitalize()
