"""What comes into the store from files, and what is handed out, as done by an account."""

import json
import re
from pathlib import Path

from goldthread.case import cast_path, read_case
from real_commands import House


def test_a_case_file_comes_in_once(harbour: House) -> None:
    asks = ("import", cast_path("helen-iversen"), "--into", "harbour", "--keep-ids", "--format", "json")
    case = read_case(cast_path("helen-iversen")).case
    first, again = (json.loads(harbour.done(*asks, by="dana"))["brought"] for _ in range(2))
    assert case.plan is not None
    count = len(case.record.facts)
    told = {"client": "helen-iversen", "known_as": "helen-iversen", "plan": case.plan.id}
    assert first == [{**told, "facts": count, "known": 0, "drafted": True}]
    assert again == [{**told, "facts": 0, "known": count, "drafted": False}]


def test_a_client_gets_an_id_that_says_nothing_and_always_the_same(harbour: House) -> None:
    asks = ("import", cast_path("jonah-feld"), "--into", "harbour", "--format", "json")
    first, again = (json.loads(harbour.done(*asks, by="dana"))["brought"][0] for _ in range(2))
    assert re.fullmatch(r"c-[0-9a-f]{20}", first["client"])
    assert (first["known_as"], again["client"]) == ("jonah-feld", first["client"])
    assert (first["known"], again["facts"]) == (0, 0)


def test_a_bundle_comes_in_and_what_was_not_understood_is_listed(harbour: House, tmp_path: Path) -> None:
    bundle = tmp_path / "bundle.json"
    patient = {"resourceType": "Patient", "id": "theo", "name": [{"given": ["Theo"]}], "birthDate": "1990-01-01"}
    flu = {
        "resourceType": "Immunization",
        "id": "flu",
        "status": "completed",
        "vaccineCode": {"text": "flu"},
        "patient": {"reference": "Patient/theo"},
        "occurrenceDateTime": "2024-01-01",
    }
    entries = [{"resource": resource} for resource in (patient, flu)]
    bundle.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}))
    told = json.loads(harbour.done("import", bundle, "--into", "harbour", "--format", "json", by="dana"))
    assert [each["known_as"] for each in told["brought"]] == ["theo"]
    assert [each["resource"] for each in told["listed"]] == ["Immunization"]
    lines = tmp_path / "lines.ndjson"
    lines.write_text('{"resourceType": "Patient", "id": "uma"}\n{"resourceType": "Patient", "id": "vic"}\n')
    said = harbour.done("import", lines, "--into", "harbour", by="dana")
    assert "(in the file: uma): 0 facts" in said
    assert "(in the file: vic): 0 facts" in said


def test_only_those_who_may_bring_a_record_in(harbour: House) -> None:
    asks = ("import", cast_path("linda-park"), "--into", "harbour")
    assert harbour.refused(*asks, by="admin") == (5, "role-may-not")
    assert harbour.refused(*asks, "--as", "compliance", by="cora") == (5, "role-may-not")
    assert harbour.refused(*asks, by="cora") == (2, "role-needed")
    assert harbour.refused(*asks, "--as", "therapist", by="cora") == (5, "not-your-role")


def test_import_to_a_file_is_as_it_was(harbour: House, tmp_path: Path) -> None:
    patient = tmp_path / "patient.json"
    patient.write_text('{"resourceType": "Patient", "id": "theo"}')
    case = read_case(harbour.done("import", patient, "--by", "dana", "--on", "2026-01-01"), file="x").case
    assert (case.record.client.id, str(case.on)) == ("theo", "2026-01-01")
    assert harbour.run("import", patient, "--as", "nurse").returncode == 2
    assert harbour.run("import", patient, "--into", "harbour", "--out", "x").returncode == 2
    assert harbour.refused("import", "no-such-file.json", "--into", "harbour", by="dana") == (3, "unreadable")
    patient.write_text('{"resourceType": "Bundle", "type": "collection"}')
    assert harbour.refused("import", patient, "--into", "harbour", by="dana") == (3, "no-client")


def test_a_client_takes_a_copy_of_their_own_folder_that_can_be_read_again(harbour: House, tmp_path: Path) -> None:
    asks = ("export", "ruth-okafor", "--to", "Ruth herself", "--purpose", "her own copy")
    copy = tmp_path / "copy.json"
    harbour.done(*asks, "--out", copy, by="ruth")
    whole = json.loads(copy.read_bytes())
    case = read_case(cast_path("ruth-okafor")).case
    assert read_case(json.dumps(whole["case"]), file="case").case.record.facts == case.record.facts
    assert [line["action"] for line in whole["trace"]].count("import-record") == 1
    as_case = read_case(harbour.done(*asks, "--format", "text", by="ruth"), file="case").case
    assert as_case.record == case.record
    assert as_case.plan is not None
    assert harbour.refused("export", "helen-iversen", *asks[2:], by="ruth") == (5, "not-your-folder")


def test_a_copy_is_handed_out_by_those_who_may(harbour: House) -> None:
    asks = ("export", "ruth-okafor", "--to", "the court", "--purpose", "an order of the court")
    assert harbour.refused(*asks, by="dana") == (5, "role-may-not")
    assert harbour.refused(*asks, by="admin") == (5, "role-may-not")
    assert harbour.refused("export", "Not An Id", *asks[2:], "--as", "compliance", by="cora") == (2, "bad-value")
    ended = harbour.run(*asks, "--as", "compliance", *harbour.signed("cora"))
    assert ended.returncode == 0
    assert "stands in the folder" in ended.stderr
    tries = [line["outcome"] for line in json.loads(ended.stdout)["trace"] if line["action"] == "export-client"]
    assert tries[:2] == ["role-may-not", "role-may-not"]  # the administrator's and the therapist's, newest first
