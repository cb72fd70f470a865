"""Makes the committed files that are derived from others; with --check, says which of them are stale."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from reference_actions import actions_page
from reference_permissions import permissions_page
from reference_rule_packs import rule_packs_page

from goldthread.checks import CheckPage, all_pages
from goldthread.checks.catalogue import compile_index
from goldthread.cli.commands.schema import SchemaOf, schema_text
from goldthread.cli.exits import Exit
from goldthread.instruments import InstrumentDefinition, Item, reliable_change
from goldthread.library.loading import Library, compile_library, load_library
from goldthread.plan.states import MOVES, diagram
from goldthread.terms import Section

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
MADE = "<!-- Made by `make generate`; do not edit. -->\n\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(head)
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def checks_page(pages: Iterable[CheckPage]) -> str:
    """The reference of checks: a list, then every page."""
    ordered = sorted(pages, key=lambda page: page.code)
    text = MADE + "# Checks\n\nEvery check advises; people decide. `goldthread explain NAME` shows one page.\n\n"
    text += _table(
        ("Code", "Check", "Severity", "Sections"),
        ((page.code, page.name, page.severity, ", ".join(page.sections)) for page in ordered),
    )
    return text + "\n" + "\n---\n\n".join(page.markdown.strip() + "\n" for page in ordered)


def instruments_page(library: Library) -> str:
    """The reference of instruments: what each measures, its bands, cut-offs, change, permission and review."""
    text = (
        MADE
        + "# Instruments\n\nScores advise. LOINC® codes are © Regenstrief Institute, used under the LOINC licence.\n"
    )
    for each in sorted(library.instruments.values(), key=lambda found: found.id):
        text += f"\n## {each.name} (`{each.id}`, version {each.version})\n\n{each.measures}.\n\n"
        text += _instrument_tables(each)
        text += (
            f"\nPermission: {each.permission.licence}; "
            f"wording shipped: {'yes' if each.permission.wording_shipped else 'no'}. "
            f"{each.permission.note}\n\nClinical review: {each.content.clinical_review}. Sources: "
            f"{', '.join(each.content.sources)}. Worked cases: {len(each.worked_cases)}.\n"
        )
    return text


def _instrument_tables(each: InstrumentDefinition) -> str:
    text = _table(
        ("Item", "About", "Answers"),
        ((item.id, item.about, _answers(item)) for item in each.items),
    )
    if each.bands:
        rows = (
            (
                f"{scheme.scheme}{f' ({scheme.sex})' if scheme.sex else ''}",
                scheme.scale,
                f"{band.minimum:g}–{band.maximum:g}",
                band.label,
            )
            for scheme in each.bands
            for band in scheme.bands
        )
        text += "\n" + _table(("Scheme", "Scale", "From–to", "Band"), rows)
    if each.flags:
        text += "\n" + _table(("Flag", "When", "Meaning", "Source"), _flags(each))
    changes = (
        (change.scale, _figure(reliable_change(change)), _figure(change.minimal_important_difference), change.note)
        for change in each.change
    )
    if each.change:
        text += "\n" + _table(("Scale", "Reliable change", "Important difference", "Note"), changes)
    for follow in each.follow_ups:
        text += f"\nAfter `{follow.after}`: give `{follow.give}`. {follow.why} ({follow.source})\n"
    if each.repeat is not None:
        text += f"\nAgain after {each.repeat.days} days. {each.repeat.why} ({each.repeat.source})\n"
    return text


def _flags(each: InstrumentDefinition) -> Iterator[tuple[str, str, str, str]]:
    for critical in each.critical:
        yield critical.id, f"{critical.item} at least {critical.at_least:g}", critical.meaning, critical.source
    for cut in each.cutoffs:
        who = f"{f', {cut.sex}' if cut.sex else ''}{f', from {cut.min_age} years' if cut.min_age else ''}"
        yield cut.id, f"{cut.scale} {cut.when.replace('-', ' ')} {cut.at:g}{who}", cut.meaning, cut.source
    for rule in each.clusters:
        yield rule.id, "a pattern of answers", rule.meaning, rule.source


def _figure(figure: float | None) -> str:
    return "not published" if figure is None else f"{figure:g}"


def _answers(item: Item) -> str:
    values = ", ".join(f"{value:g}" for value in item.allowed) or f"{item.minimum:g}–{item.maximum:g}"
    return values + (", reversed" if item.reversed else "") + (", optional" if item.optional else "")


def needs_page(library: Library) -> str:
    """The reference of needs, by section."""
    text = MADE + "# Needs\n\nWhat raises each need, what keeps it going, and what would settle it.\n"
    for section in Section:
        text += f"\n## {section.label}\n"
        for need in sorted(
            (each for each in library.needs.values() if each.section is section), key=lambda each: each.id
        ):
            text += f"\n### {need.title} (`{need.id}`)\n\n{need.plain}\n\nRaised because:\n\n"
            text += "".join(
                f"- {each.why} ({each.urgency}{'; ' + ', '.join(each.source) if each.source else ''})\n"
                for each in need.raised_by
            )
            if need.causes:
                text += (
                    "\nPossible causes that are looked for: "
                    + "; ".join(f"{each.why} ({each.role})" for each in need.causes)
                    + ".\n"
                )
            text += f"\nSettled by: {'; '.join(need.settled_by)}.\n\nClinical review: {need.content.clinical_review}; "
            text += f"numbers confirmed in the source: {'yes' if need.content.confirmed else 'no'}.\n"
    return text


def modalities_page(library: Library) -> str:
    """The reference of the catalogue. What shows whether a modality helps are the measures of the needs it serves."""
    rows = (
        (each.id, each.name, each.kind, ", ".join(f"{found.need} ({found.evidence})" for found in each.indications),
         ", ".join(each.by_roles), each.contact,
         ", ".join(sorted({found for served in each.indications for found in library.needs[served.need].measures})),
         "; ".join(f"{caution.level}: {caution.why}" for caution in each.cautions))
        for each in sorted(library.modalities.values(), key=lambda found: found.id)
    )  # fmt: skip
    return (
        MADE
        + "# Catalogue of modalities\n\nNever a dose of a medicine; the sources stand in the content files.\n\n"
        + _table(("Id", "Name", "Kind", "Serves", "By", "Contact", "Measured by", "Cautions"), rows)
    )


def unconfirmed_page(library: Library, pages: Iterable[CheckPage]) -> str:
    """What rests on general knowledge: entries and cautions whose numbers nobody has read in a source yet."""
    text = MADE + "# Not yet confirmed\n\n" + _ABOUT_UNCONFIRMED
    for kind in _KINDS_OF_CONTENT:
        entries = sorted(getattr(library, kind).items())
        names = [name for name, each in entries if not each.content.confirmed]
        text += _unconfirmed(_TITLES.get(kind, kind.capitalize()), names, len(entries))
    cautions = [
        (f"{modality.id}/{caution.id}", caution.confirmed)
        for modality in library.modalities.values()
        for caution in modality.cautions
    ]
    text += _unconfirmed("Cautions", sorted(name for name, read in cautions if not read), len(cautions))
    checks = [(page.name, page.confirmed) for page in pages]
    return text + _unconfirmed("Checks", sorted(name for name, read in checks if not read), len(checks))


_KINDS_OF_CONTENT = ("instruments", "needs", "links", "modalities", "goals", "objectives", "rulepacks")
_TITLES = {"rulepacks": "Rule packs"}
_ABOUT_UNCONFIRMED = (
    "`confirmed: true` says that the numbers and claims of an entry were read in a source that it names. What stands"
    " here rests on general knowledge, on a source that was known and not read, or is the product's own choice. It"
    " advises all the same, and a caution that is not confirmed asks and never stops. Confirmed is not reviewed: see"
    " `clinical_review` of each entry.\n"
)


def _unconfirmed(title: str, names: list[str], of: int) -> str:
    listed = "All of them." if len(names) == of else ", ".join(f"`{name}`" for name in names) or "None."
    return f"\n## {title}: {len(names)} of {of}\n\n{listed}\n"


_REFUSED_AS_JSON = """
With `--format json`, what is refused is JSON too. A file among many stands in the list with an `error` in place of its
answer; a refusal that ends the command is one document, `{"error": {...}}`. An error has `code` (stable), `message`,
`fix`, `file`, `line`, `column` (from 1; 0: the file as a whole) and `field`. Its text is on standard error as well. A
wrong call (code 2) is answered on standard error alone.
"""


def exits_page() -> str:
    """The reference of exit codes."""
    rows = ((str(int(code)), code.name.lower().replace("_", " "), code.meaning) for code in Exit)
    return MADE + "# Exit codes\n\n" + _table(("Code", "Name", "Meaning"), rows) + _REFUSED_AS_JSON


def states_page() -> str:
    """The states of a plan and the moves between them."""
    rows = (
        (
            move.verb,
            ", ".join(state.replace("-", " ") for state in move.origins),
            move.to.replace("-", " "),
            move.who,
            "; ".join(need.words for need in move.needs),
            move.means,
        )
        for move in MOVES
    )
    table = _table(("Move", "From", "To", "Who", "Needs", "Means"), rows)
    return MADE + f"# States of a plan\n\n```mermaid\n{diagram().strip()}\n```\n\n{table}"


def _files() -> dict[Path, Callable[[], bytes]]:
    library = load_library()
    files: dict[Path, Callable[[], bytes]] = {
        ROOT / "src/goldthread/library/compiled.json": compile_library,
        ROOT / "src/goldthread/checks/index.json": compile_index,
        REFERENCE / "checks.md": lambda: checks_page(all_pages()).encode(),
        REFERENCE / "instruments.md": lambda: instruments_page(library).encode(),
        REFERENCE / "needs.md": lambda: needs_page(library).encode(),
        REFERENCE / "modalities.md": lambda: modalities_page(library).encode(),
        REFERENCE / "unconfirmed.md": lambda: unconfirmed_page(library, all_pages()).encode(),
        REFERENCE / "actions.md": lambda: actions_page(MADE).encode(),
        REFERENCE / "rule-packs.md": lambda: rule_packs_page(MADE, library).encode(),
        REFERENCE / "permissions.md": lambda: permissions_page(MADE).encode(),
        REFERENCE / "exit-codes.md": lambda: exits_page().encode(),
        REFERENCE / "states.md": lambda: states_page().encode(),
    }
    for each in SchemaOf:
        files[REFERENCE / "schema" / f"{each}.schema.json"] = lambda of=each: schema_text(of)  # type: ignore[misc]  # a lambda's default has no type
    return files


def main() -> int:
    """Write, or with --check compare; 1 when something is stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say what is stale")
    only_check = parser.parse_args().check
    stale = []
    for path, make in _files().items():
        body = make()
        if path.exists() and path.read_bytes() == body:
            continue
        stale.append(path.relative_to(ROOT))
        if not only_check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
    for each in stale:
        print(f"{'stale' if only_check else 'made'}: {each}")
    if only_check and stale:
        print("Run `make generate` and commit what it makes.")
    return 1 if only_check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
