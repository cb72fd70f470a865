"""The other commands, run as a user runs them: on files, with their exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from goldthread.case import cast_names, cast_path, read_case, starter_case, write_case
from goldthread.cli.exits import Exit
from goldthread.cli.main import main
from goldthread.library import load_library
from goldthread.plan import gaps
from goldthread.record import Hope

WALTER = str(cast_path("walter-brandt"))
SMALL = """
on: 2026-06-01
record:
  client: {id: sam, name: Sam}
  facts:
    - {kind: statement, id: words, said_by: client, recorded_by: therapist, recorded_on: 2026-06-01,
       source: talk, domain: sleep, concern: much, text: I lie there until four.}
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL)
    return path


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    for command in (
        "import",
        "needs",
        "draft",
        "check",
        "explain",
        "score",
        "diff",
        "merge",
        "twins",
        "render",
        "schema",
    ):
        assert f"\n  {command} " in shown
        assert main([command, "--help"]) == 0
        assert f"goldthread {command}" in capsys.readouterr().out
    assert main(["--version"]) == 0
    assert "goldthread" in capsys.readouterr().out


def test_a_wrong_call_says_how_to_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == Exit.USAGE
    assert main(["check", WALTER, "--fail-on", "sometimes"]) == Exit.USAGE
    assert main(["needs", WALTER, "--on", "June"]) == Exit.USAGE
    assert main(["draft", WALTER, "--choose", "depression"]) == Exit.USAGE
    assert main(["draft", WALTER, "--level", "moon"]) == Exit.USAGE
    assert "YYYY-MM-DD" in capsys.readouterr().err


def test_needs_say_why_and_on_which_line(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["needs", str(small)]) == 0
    said = capsys.readouterr().out
    assert "sleep" in said
    assert "words (line 6)" in said
    assert main(["needs", str(small), "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)[0]
    assert answer["needs"][0]["because"][0]["facts"] == ["words"]
    assert answer["lines"] == {"words": 6}


def test_a_draft_is_a_case_file_that_can_be_checked(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "draft.yaml"
    assert main(["draft", str(small), "--by", "Dana", "--out", str(out)]) == 0
    assert "questions are open" in capsys.readouterr().err
    plan = read_case(out).case.plan
    assert plan is not None
    assert plan.written_by == "Dana"
    assert gaps(plan)
    code = main(["check", str(out), "--fail-on", "note", "--format", "json"])
    findings = json.loads(capsys.readouterr().out)[0]["findings"]
    assert code == (Exit.FINDINGS if findings else Exit.NOTHING)
    assert all(each["file"] == str(out) and each["line"] > 0 and each["column"] > 0 for each in findings)
    assert main(["draft", str(small), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["plan"]["goals"]


def test_options_are_ranked_with_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", WALTER, "--options", "depression"]) == 0
    assert capsys.readouterr().out.startswith("1. ")
    assert main(["draft", WALTER, "--options", "depression", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["reasons"]
    assert main(["draft", WALTER, "--options", "gaming"]) == Exit.BAD_INPUT
    assert main(["draft", WALTER, "--choose", "depression=magic"]) == Exit.BAD_INPUT
    assert main(["draft", WALTER, "--choose", "magic=cbt"]) == Exit.BAD_INPUT


def test_fail_on_decides_the_exit_code(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    case = tmp_path / "bare.yaml"
    case.write_text(SMALL + "plan: {id: p, client: sam, level: outpatient, started_on: 2026-06-01, written_by: t}\n")
    assert main(["check", str(case), "--fail-on", "note"]) == Exit.FINDINGS
    line = capsys.readouterr().out.splitlines()[0]
    assert line.startswith(f"{case}:")
    assert main(["check", str(case), "--fail-on", "never"]) == Exit.NOTHING


def test_one_bad_file_among_many_stops_nothing(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "broken.yaml").write_text("on: 2026-02-30\n")
    for jobs in ("1", "2"):
        assert main(["needs", str(tmp_path), "--jobs", jobs, "--format", "json"]) == Exit.BAD_INPUT
        captured = capsys.readouterr()
        broken, good = json.loads(captured.out)
        assert broken["error"]["line"] == 1
        assert good["client"] == "Sam"
        assert "broken.yaml:1:5" in captured.err


def test_what_is_not_there_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["needs", str(tmp_path / "gone.yaml")]) == Exit.BAD_INPUT
    assert main(["needs", str(tmp_path)]) == Exit.BAD_INPUT
    assert main(["check", str(tmp_path / "gone.yaml")]) == Exit.BAD_INPUT
    assert capsys.readouterr().err.count("[unreadable]") == 2


def test_a_case_without_a_plan_says_how_to_get_one(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("check", "render"):
        assert main([command, str(small)]) == Exit.BAD_INPUT
        assert "goldthread draft" in capsys.readouterr().err


def test_explain_shows_a_page_and_lists_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    first = capsys.readouterr().out.split()[0]
    assert main(["explain", first]) == 0
    assert "## Why it matters" in capsys.readouterr().out
    assert main(["explain", first, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["code"] == first
    assert main(["explain", "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) >= 30
    assert main(["explain", "GT999"]) == Exit.BAD_INPUT


def test_diff_tells_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = Path(WALTER).read_text()
    assert main(["diff", WALTER, WALTER, "--exit-code"]) == Exit.NOTHING
    assert "Nothing changed" in capsys.readouterr().out
    plan = read_case(Path(WALTER)).case.plan
    assert plan is not None
    changed = tmp_path / "changed.yaml"
    changed.write_text(text.replace(f"written_by: {plan.written_by}", "written_by: somebody new", 1))
    assert main(["diff", WALTER, str(changed), "--exit-code"]) == Exit.FINDINGS
    assert "somebody new" in capsys.readouterr().out
    assert main(["diff", WALTER, str(changed), "--format", "json"]) == Exit.NOTHING
    assert json.loads(capsys.readouterr().out)["operations"][0]["field"] == "written_by"
    assert main(["diff", WALTER, str(cast_path("ethan-cole"))]) == Exit.BAD_INPUT


def test_merge_shows_conflicts_and_takes_a_choice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = read_case(Path(WALTER)).case.plan
    assert plan is not None
    paths = []
    for name in ("Ana", "Bo"):
        path = tmp_path / f"{name}.yaml"
        path.write_text(Path(WALTER).read_text().replace(f"written_by: {plan.written_by}", f"written_by: {name}", 1))
        paths.append(str(path))
    out = tmp_path / "merged.yaml"
    assert main(["merge", WALTER, *paths, "--out", str(out)]) == Exit.CONFLICTS
    shown = capsys.readouterr().err
    assert "Ana" in shown
    assert "Bo" in shown
    assert main(["merge", WALTER, *paths, "--take", "/written_by=theirs", "--out", str(out)]) == Exit.NOTHING
    merged = read_case(out).case.plan
    assert merged is not None
    assert merged.written_by == "Bo"
    assert main(["merge", WALTER, *paths, "--take", "/written_by=both"]) == Exit.USAGE
    assert main(["merge", WALTER, *paths, "--take", "nothing=mine"]) == Exit.BAD_INPUT
    assert main(["merge", WALTER, paths[0], WALTER, "--format", "json"]) == Exit.NOTHING


def _edited(path: Path, **changes: object) -> str:
    case = read_case(Path(WALTER)).case
    assert case.plan is not None
    path.write_text(write_case(msgspec.structs.replace(case, plan=msgspec.structs.replace(case.plan, **changes))))
    return str(path)


def test_a_merge_that_is_told_whose_edits_they_are_keeps_the_clients_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = read_case(Path(WALTER)).case.plan
    assert plan is not None
    goal = next(each for each in plan.goals if each.own_words and each.own_words.said_by == "client")
    assert goal.own_words is not None
    said = msgspec.structs.replace(goal.own_words, text="Reduce consumption.")
    others = tuple(each for each in plan.goals if each.id != goal.id)
    tidied = _edited(tmp_path / "tidied.yaml", goals=(*others, msgspec.structs.replace(goal, own_words=said)))
    retitled = _edited(tmp_path / "retitled.yaml", title="Another name")
    out = tmp_path / "merged.yaml"
    call = ["merge", WALTER, tidied, retitled, "--out", str(out)]
    assert main(call) == Exit.NOTHING
    assert main([*call, "--mine-by", "therapist", "--theirs-by", "client"]) == Exit.CONFLICTS
    shown = capsys.readouterr().err
    assert f"conflict {goal.id}/own_words (own words)" in shown
    assert "Reduce consumption." in shown
    merged = read_case(out).case.plan
    assert merged is not None
    assert merged.item(goal.id) == goal
    assert merged.title == "Another name"
    assert main([*call, "--mine-by", "client", "--theirs-by", "therapist"]) == Exit.NOTHING
    assert main([*call, "--mine-by", "therapist", "--take", f"{goal.id}/own_words=mine"]) == Exit.NOTHING
    assert main([*call, "--mine-by", "boss"]) == Exit.USAGE
    assert "case-manager" in capsys.readouterr().err


def test_two_orders_that_cannot_both_be_kept_are_shown_as_conflicts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = read_case(Path(WALTER)).case.plan
    assert plan is not None
    one, other, *rest = (msgspec.structs.replace(each, after=None) for each in plan.interventions)
    base = _edited(tmp_path / "base.yaml", interventions=(one, other, *rest))
    mine, theirs = (
        _edited(
            tmp_path / f"{first.id}.yaml",
            interventions=(msgspec.structs.replace(first, after=second.id), second, *rest),
        )
        for first, second in ((one, other), (other, one))
    )
    call = ["merge", base, mine, theirs, "--out", str(tmp_path / "merged.yaml")]
    assert main(call) == Exit.CONFLICTS
    assert f"conflict {one.id}/after (in a circle)" in capsys.readouterr().err
    assert main([*call, "--take", f"{one.id}/after=mine", "--take", f"{other.id}/after=base"]) == Exit.NOTHING
    assert main([*call, "--take", f"{one.id}/after=mine", "--take", f"{other.id}/after=theirs"]) == Exit.BAD_INPUT
    assert "wait for each other" in capsys.readouterr().err


def test_diff_tells_what_changed_in_the_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = read_case(Path(WALTER)).case
    hope = Hope(
        id="sea",
        said_by="client",
        recorded_by="Rosa",
        recorded_on=case.on,
        source="talk",
        text="To see the sea.",
    )
    after = tmp_path / "after.yaml"
    record = msgspec.structs.replace(case.record, facts=(*case.record.facts, hope))
    after.write_text(write_case(msgspec.structs.replace(case, record=record)))
    assert main(["diff", WALTER, str(after), "--exit-code"]) == Exit.FINDINGS
    assert capsys.readouterr().out.startswith("New in the record: hope: “To see the sea” (said by you, ")
    assert main(["diff", WALTER, str(after), "--format", "json"]) == Exit.NOTHING
    told = json.loads(capsys.readouterr().out)
    assert [(each["change"], each["fact"]) for each in told["record"]] == [("added", "sea")]
    assert told["operations"] == []


def test_a_new_case_reads_as_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "case", 'Ana "Lu" Ortiz']) == 0
    assert read_case(capsys.readouterr().out).case.record.client.name == 'Ana "Lu" Ortiz'
    assert "goldthread needs" in starter_case(name="A", on=read_case(SMALL).case.on)


def test_schemas_are_json_schema(capsys: pytest.CaptureFixture[str]) -> None:
    for kind in ("case", "plan", "record", "instruments", "needs", "links", "modalities", "goals", "objectives"):
        assert main(["schema", kind]) == 0
        assert "$defs" in json.loads(capsys.readouterr().out)


def test_render_writes_a_page_for_each_reader(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", WALTER]) == 0
    assert "Walter Brandt" in capsys.readouterr().out
    page = tmp_path / "deep" / "plan.html"
    assert main(["render", WALTER, "--for", "client", "--out", str(page)]) == 0
    assert "My plan" in page.read_text()
    assert main(["render", WALTER, "--out", str(tmp_path)]) == Exit.BAD_INPUT


def test_render_prints_the_small_papers_and_the_packet(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", WALTER, "--for", "card", "--crisis-line", "Helpline=116 123", "--emergency", "112"]) == 0
    card = capsys.readouterr().out
    assert 'href="tel:116123"' in card
    assert 'href="tel:988"' not in card
    assert main(["render", WALTER, "--for", "safety"]) == 0
    assert "Step 6" in capsys.readouterr().out
    assert main(["render", WALTER, "--for", "evidence"]) == 0
    assert "signatures are not known" in capsys.readouterr().out
    assert main(["render", WALTER, "--for", "card", "--crisis-line", "Helpline"]) != 0
    assert "NAME=NUMBER" in capsys.readouterr().err


def test_twins_finds_the_same_sentence_in_another_chart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    others = tmp_path / "others"
    others.mkdir()
    copy = Path(WALTER).read_text().replace("walter-brandt", "somebody-else")
    (others / "copy.yaml").write_text(copy)
    assert main(["twins", WALTER, "--against", str(others), "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["closest_plan"]["client"] == "somebody-else"
    assert main(["twins", WALTER, "--against", str(others)]) == 0
    assert "somebody-else" in capsys.readouterr().out
    assert (
        main(["check", WALTER, "--against", str(others), "--only", "sentence-of-another-plan", "--fail-on", "note"])
        == 1
    )
    assert main(["twins", WALTER]) == 0


def test_the_tour_walks_the_whole_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tour", "keisha-monroe", "--out", str(tmp_path)]) == 0
    assert "Keisha" in capsys.readouterr().out
    assert {"draft.yaml", "plan-for-team.html", "plan-for-client.html", "draft-for-team.html"} <= {
        path.name for path in tmp_path.iterdir()
    }
    assert main(["tour", "nobody"]) == Exit.BAD_INPUT


def test_an_import_becomes_a_case_file_and_lists_the_rest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bundle = tmp_path / "bundle.json"
    patient = {"resourceType": "Patient", "id": "a1", "name": [{"given": ["Ana"]}], "gender": "female"}
    strange = {"resourceType": "Basic", "id": "b1", "code": {"text": "odd"}, "subject": {"reference": "Patient/a1"}}
    entries = [{"resource": patient}, {"resource": strange}]
    bundle.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}))
    out = tmp_path / "ana.yaml"
    assert main(["import", str(bundle), "--on", "2026-06-01", "--out", str(out)]) == 0
    assert read_case(out).case.record.client.name == "Ana"
    assert "Basic/b1" in capsys.readouterr().err
    assert main(["import", str(bundle), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["mapped"] == 1
    bundle.write_text("{}")
    assert main(["import", str(bundle)]) == Exit.BAD_INPUT


def test_the_installed_command_works_as_a_process(small: Path) -> None:
    program = Path(sys.executable).parent / "goldthread"
    done = subprocess.run([program, "needs", "-"], input=SMALL, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "Sam" in done.stdout
    piped = subprocess.run(f"{program} explain | head -n 1", shell=True, capture_output=True, text=True, check=False)  # noqa: S602 - a pipe is what is tested
    assert piped.stderr == ""


def test_every_one_of_the_cast_can_be_checked_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(Path(WALTER).parent)
    assert main(["check", folder, "--jobs", "2", "--format", "json", "--fail-on", "never"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == len(cast_names())


def test_the_wording_of_a_questionnaire_becomes_a_file_for_the_library(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    items = [{"linkId": f"/{code}", "type": "choice", "text": f"Own words {code}"} for code in ("44250-9", "44255-8")]
    form = {
        "resourceType": "Questionnaire",
        "status": "active",
        "code": [{"system": "http://loinc.org", "code": "44249-1"}],
        "item": items,
    }
    source = tmp_path / "form.json"
    source.write_text(json.dumps(form))
    out = tmp_path / "own" / "instruments" / "phq9.yaml"
    assert main(["import", str(source), "--wording", "--out", str(out)]) == 0
    assert "PHQ-9" in capsys.readouterr().err
    assert load_library(tmp_path / "own").instruments["phq9"].items[0].wording == "Own words 44250-9"
    source.write_text(json.dumps({**form, "code": [], "item": [{"linkId": "1", "type": "string", "text": "?"}]}))
    assert main(["import", str(source), "--wording"]) == Exit.BAD_INPUT
