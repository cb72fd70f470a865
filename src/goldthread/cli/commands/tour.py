"""`goldthread tour`: the whole way with one of the cast: record in, needs, draft, findings, paper."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goldthread.cli.commands.needs import needs_of_file, say_needs
from goldthread.cli.desks import desk_for
from goldthread.cli.saying import say, say_error, write_out
from goldthread.notation import BadInput

if TYPE_CHECKING:
    from goldthread.case import Case
    from goldthread.practice.desk import Desk


def tour(
    name: Annotated[str, typer.Argument(help="One of the cast, for example walter-brandt.")] = "walter-brandt",
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to write to.")] = Path("out"),
) -> None:
    """Walk the golden thread with one of the invented people that come with Goldthread."""
    from goldthread.case import cast_names, cast_path, read_case  # noqa: PLC0415 - a command loads what it uses

    if name not in cast_names():
        known = ", ".join(cast_names())
        raise BadInput(f"{name!r} is not one of the cast.", code="unknown-name", fix=f"Choose from: {known}.")
    desk, path = desk_for(None), cast_path(name)
    case = read_case(path).case
    say(f"1. The record: {case.record.client.name}", style="bold green")
    say(case.story.strip())
    say(f"   {len(case.record.facts)} dated facts, each with who said it and when.\n")
    say("2. What it calls for, and why", style="bold green")
    say_needs(needs_of_file(path, on=None, library=None))
    drafted = _draft(case, desk, out)
    _papers(case, desk, out, "plan")
    _papers(drafted, desk, out, "draft")


def _draft(case: "Case", desk: "Desk", out: Path) -> "Case":
    from goldthread.case import write_case  # noqa: PLC0415 - a command loads what it uses
    from goldthread.plan import gaps  # noqa: PLC0415
    from goldthread.practice.check_plan import check_plan  # noqa: PLC0415
    from goldthread.practice.draft_case import draft_case, with_plan  # noqa: PLC0415

    plan = draft_case(case=case, desk=desk, by="the team")
    drafted = with_plan(case, plan)
    write_out(body=write_case(drafted), out=out / "draft.yaml")
    say("\n3. A first draft", style="bold green")
    for goal in plan.goals:
        words = f"“{goal.own_words.text}”" if goal.own_words else "(their words are still to be asked for)"
        say(f"   {words}")
    say(
        f"   {len(plan.needs)} needs, {len(plan.goals)} goals, {len(gaps(plan))} open questions in {out / 'draft.yaml'}"
    )
    say(
        "\n4. What is to be said about the draft, and about the plan that client and team made of it",
        style="bold green",
    )
    for title, each in (("draft", drafted), ("plan", case)):
        if each.plan is None:
            continue
        findings = check_plan(case=each, desk=desk)
        say(f"   the {title}: {len(findings)} findings")
        for finding in findings[:5]:
            say(f"     {finding.code} {finding.severity}: {finding.message}")
    return drafted


def _papers(case: "Case", desk: "Desk", out: Path, name: str) -> None:
    from goldthread.paper import PaperNotPossible, render_html, to_pdf  # noqa: PLC0415 - a command loads what it uses

    if case.plan is None:
        return
    say(f"\n5. On paper: the {name}", style="bold green")
    for reader in ("team", "client"):
        html = render_html(case=case, desk=desk, reader=reader)
        target = out / f"{name}-for-{reader}.html"
        write_out(body=html, out=target)
        say(f"   {target}")
        try:
            write_out(body=to_pdf(html), out=target.with_suffix(".pdf"))
            say(f"   {target.with_suffix('.pdf')}")
        except PaperNotPossible as error:
            say_error(str(error))
