"""Refusals in words that a client reads without effort, in their language. The practice speaks English, to staff."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from goldthread.practice.refusal_kinds import Kind, kind_of
from goldthread.practice.refusing import Refusal


def plain(refusal: Refusal) -> str:
    """A refusal in the client's words, in the language of the page. What has none is told by its code, for the team."""
    by_code = {
        "nothing-proposed": _("This is what the plan says now. Change it, or go back."),
        "seen-too-old": _("The plan has changed a lot since you opened this page. Open it again."),
        "conflict": _("Somebody has changed this since. Open the page again and look."),
        "not-in-this-state": _("This cannot be done with the plan as it is now. Tell your team."),
        "not-in-this-stay": _("This cannot be done now. Tell your team."),
        "form-closed": _("These questions are closed. Ask your team for new ones."),
        "link-expired": _("The time for these questions is over. Ask your team for new ones."),
        "bad-answers": _("This answer does not fit. Choose one of those on the page."),
        "unfinished": _("Nothing is answered yet."),
        "stale-version": _("The plan has changed since you opened this page. Look at it again, then sign."),
        "nothing-to-sign": _("You have signed all of it already."),
        "no-name": _("Please type your name."),
        "not-granted": _("This is not shared with you. Ask the person whose plan it is."),
        "merged-away": _("This record was joined with another one. Tell your team."),
        "weak-password": _("This password is too easy to guess. Take four words that do not belong together."),
        "sign-in-again": _("Please sign in once more, so that we know it is you."),
    }
    by_kind = {
        Kind.MAY_NOT: _("You cannot open this or do this here. Your team can help you."),
        Kind.MISSING: _("It is not there, or not any more."),
        Kind.GONE: _("This was erased for good."),
        Kind.LATER: _("This is not possible now. Please try again soon."),
    }
    unknown = _("This could not be done. Tell your team this word: %s") % refusal.code
    return by_code.get(refusal.code) or by_kind.get(kind_of(refusal.code)) or unknown


def in_the_language_of_the_page(refusal: Refusal) -> tuple[str, str]:
    """Message and fix: as the practice says them, or plainly where the page is not in English."""
    english = (get_language() or "en").startswith("en")
    return (refusal.message, refusal.fix) if english else (plain(refusal), "")
