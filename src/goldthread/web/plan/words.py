"""The words of the workspace for what the plan calls by code."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "needs": _("Need"), "goals": _("Goal"), "objectives": _("Objective"), "interventions": _("What is done"),
    "withdrawal": _("Withdrawal"), "medicines": _("Medicine"), "links": _("Linked needs"), "triggers": _("Trigger"),
    "early_signs": _("Early sign"), "skills": _("Skill"), "supports": _("Support"), "safety": _("Safety plan"),
    "aftercare": _("Aftercare"), "completion": _("How we know it is done"), "review_rules": _("Next review"),
    "reviews": _("Review held"), "disagreements": _("Disagreement"), "team": _("Team"), "waivers": _("Set aside"),
}  # fmt: skip

# What stands beside the tree of goals, in the order in which people go through it.
BESIDE = (
    ("safety", _("Safety plan")), ("withdrawal", _("Withdrawal")), ("medicines", _("Medicines")),
    ("links", _("Linked needs")), ("triggers", _("Triggers")), ("early_signs", _("Early signs")),
    ("skills", _("Skills")), ("supports", _("People on the client's side")), ("aftercare", _("Aftercare")),
    ("completion", _("How we know it is done")), ("review_rules", _("Reviews to come")),
    ("reviews", _("Reviews held")), ("team", _("Team")),
)  # fmt: skip

CAUSES = {
    "predisposing": _("made it likely"), "precipitating": _("set it off"), "perpetuating": _("keeps it going"),
}  # fmt: skip

CAPACITIES = {
    "client": _("client"), "author": _("author"), "countersign": _("countersigner"), "supervisor": _("supervisor"),
    "team": _("one of the team"), "witness": _("witness"),
}  # fmt: skip

WHY_NOT = {
    "does-not-agree": _("does not agree"), "not-now": _("not now"), "unable": _("cannot sign"),
}  # fmt: skip

HOW_TRIED = {
    "in-person": _("in person"), "phone": _("by telephone"), "video": _("by video"), "message": _("by message"),
    "letter": _("by letter"),
}  # fmt: skip

FIELDS = {
    "own_words": _("In the client's own words"),
    "clinical": _("In clinical words, beside them"),
    "importance_client": _("How much it matters to the client (0 to 10)"),
    "confidence_client": _("How sure the client is (0 to 10)"),
    "importance_clinician": _("How much it matters, by the clinician (0 to 10)"),
    "confidence_clinician": _("How sure the clinician is (0 to 10)"),
    "confidence": _("How sure the client is (0 to 10)"),
    "disposition": _("What the plan says of this need"),
    "reason": _("Why"),
    "until": _("Until"),
    "referred_to": _("Referred to"),
    "decided_by": _("Decided by"),
    "causes_answered": _("Causes that are answered"),
    "needs": _("Needs that it answers"),
    "objectives": _("Objectives that it serves"),
    "because": _("Why this for this client"),
    "text": _("Wording"),
    "measure": _("Measure"),
    "unit": _("Unit"),
    "baseline": _("Where it stands now"),
    "baseline_on": _("Measured on"),
    "target": _("Target"),
    "target_date": _("Target date"),
    "steps": _("First steps, one on each line"),
    "comfort": _("What eases it, one on each line"),
    "status": _("Status"),
    "status_reason": _("Why so"),
    "frequency": _("How often"),
    "duration": _("For how long"),
    "by_whom": _("Who does it"),
    "by_role": _("In which role"),
    "client_does": _("What the client does"),
    "at_once": _("Begins at once"),
    "rank": _("Place in the client's order"),
    "title": _("Title"),
    "section": _("Section"),
    "against_preference_because": _("Why, although the client would rather not"),
    "medicine": _("Medicine"),
    "purpose": _("What it is for"),
    "phase": _("When"),
    "decision": _("Decision"),
    "decision_reason": _("Why so decided"),
    "prescriber": _("Prescriber"),
    "watch_for": _("What to watch for"),
    "contact": _("How to reach them"),
    "first_date": _("First date"),
    "ride": _("How they get there"),
    "confirmed": _("Arrived"),
    "if_not": _("If not"),
    "place": _("Place"),
    "type": _("Kind"),
    "name": _("Name"),
    "role": _("Role"),
    "noticed_by": _("Who notices"),
    "last_practised": _("Last practised"),
    "helps": _("Does it help"),
    "works_where": _("Where it works"),
    "practise": _("When it is practised"),
    "to_learn": _("Still to learn"),
    "relation": _("Relation"),
    "helps_with": _("Helps with"),
    "in_crisis": _("In a crisis too"),
    "step": _("Step"),
    "met": _("Reached"),
    "every_days": _("Every so many days"),
    "on_event": _("On which event"),
    "next_on": _("Next on"),
    "source": _("By which rule"),
    "how": _("How they move together"),
    "education": _("What the client learns about it"),
    "education_by": _("Who explains it"),
    "watch": _("What is watched"),
    "substance": _("Substance"),
    "monitoring": _("Setting"),
    "every_hours": _("Every so many hours"),
    "for_days": _("For so many days"),
    "escalate_when": _("When to call"),
    "escalate_to": _("Whom to call"),
    "credential": _("Credential"),
    "took_part": _("Took part"),
}
