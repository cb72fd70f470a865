"""Makes docs/reference/rule-packs.md: what each rule pack asks of plans, with its source."""

from goldthread.library import Library
from goldthread.library.rule_packs import PackRule, RulePack, Span

_HEAD = """# Rule packs

What a jurisdiction, a payer or an accreditor asks of plans: by when, how often, signed by whom. A centre chooses one
pack in its settings (`rule_pack`); the dates of its clients are then shown with the rule that they come from. Nothing
here is legal advice: what holds for a centre is for the centre to find out, and rules change.

The words are ours; accreditors are cited by number. Where a rule names no number of days, none is shown here and the
centre's own policy sets it. *Confirmed* says that the rule's text, or a source that states it, was read; what is not
confirmed is shown as such beside every date, and never stops anything.

A centre that must keep several packs, or has its own intervals, writes a pack of its own in its content folder, as
`rulepacks/NAME.yaml`:

```yaml
content:
  author: Quality team of the centre
  written: 2026-11-23
  next_review: 2027-11-23
  clinical_review: none yet
  confirmed: true
  sources: [jc-cts-03-01-03]
entries:
- id: our-centre
  title: Our own intervals, beside those of our accreditor
  plain: What our policy says of plans in residential care.
  jurisdiction: California
  flags: [tjc]
  includes: [joint-commission]
  rules:
  - id: our-review
    what: review
    within: {days: 30}
    counted_from: last-review
    levels: [residential]
    says: We look at the plan together at least every 30 days.
    citation: Our policy 4.2
    source: [jc-cts-03-01-03]
```
"""


def rule_packs_page(made: str, library: Library) -> str:
    """The reference of rule packs, after the line that says how it is made."""
    text = made + _HEAD
    for pack in sorted(library.rulepacks.values(), key=lambda each: each.id):
        text += _section(pack)
    return text


def _section(pack: RulePack) -> str:
    text = f"\n## {pack.title} (`{pack.id}`)\n\n{pack.plain}\n\n{pack.jurisdiction}. Applies to a centre that is: "
    text += f"{', '.join(f'`{flag}`' for flag in pack.flags)}."
    if pack.includes:
        text += f" Holds with it: {', '.join(f'`{each}`' for each in pack.includes)}."
    text += "\n\n| Rule | What | By when | Level | Says | Source | In force | Confirmed |\n" + "|---" * 8 + "|\n"
    for rule in pack.rules:
        cells = (f"`{rule.id}`", _what(rule), _when(rule), _levels(rule), rule.says, rule.citation, _in_force(rule),
                 "yes" if rule.confirmed else "no")  # fmt: skip
        text += f"| {' | '.join(' '.join(cell.split()) for cell in cells)} |\n"
    review = pack.content.clinical_review
    return text + f"\nClinical review: {review}. Look at it again by {pack.content.next_review}.\n"


def _what(rule: PackRule) -> str:
    who = [role.value for role in rule.by] or list(rule.signers)
    words = {"plan": "plan there", "review": "looked at again", "countersign": "countersigned", "signers": "signed"}
    return words[rule.what] + (f" by {', '.join(who)}" if who else "")


_FROM = {
    "admission": "from admission",
    "plan": "from when the plan takes effect",
    "last-review": "from the last review",
}


def _when(rule: PackRule) -> str:
    if rule.within is None:
        return "no number" if rule.what != "signers" else ""
    every = "every " if rule.what == "review" else "within "
    first = f"first within {_span(rule.first)} of admission, then " if rule.first is not None else ""
    return f"{first}{every}{_span(rule.within)}, {_FROM[rule.counted_from]}"


def _span(span: Span) -> str:
    number, word = next(
        (number, word)
        for number, word in ((span.days, "days"), (span.working_days, "working days"), (span.months, "months"))
        if number is not None
    )
    return f"{number} {word}"


def _levels(rule: PackRule) -> str:
    return ", ".join(level.replace("-", " ") for level in rule.levels) or "every"


def _in_force(rule: PackRule) -> str:
    since = f"since {rule.effective}" if rule.effective is not None else "day not known"
    return since + (f", until {rule.until}" if rule.until is not None else "")
