"""Wrong inputs for as long as asked: the readers may only refuse (BadInput) or answer, never break.

Starts from the cast's case files and small FHIR resources, and from published ones where GOLDTHREAD_SHARED names them;
changes bytes, drops, repeats and replaces values. The seed is printed, so that a run can be repeated.
"""

import argparse
import datetime
import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from goldthread.case import cast_names, cast_path, read_case, read_fragment
from goldthread.fhir import read_fhir, read_questionnaire
from goldthread.notation import BadInput

STRANGE: tuple[Any, ...] = (
    None, "", " ", 0, -1, 1e308, True, [], {}, [[]], {"": ""}, "2026-02-30", "9999-12-31", "\x00", "é\u202e",
    "x" * 5000, [None], {"resourceType": "Patient"}, {"reference": "#"}, {"reference": "Patient/x"}, "&a", "*a",
    "!!python/object:os.system",
)  # fmt: skip
BYTES = (
    b"\x00",
    b"\xff\xfe",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b"- ",
    b"\t",
    b"&a ",
    b"*a",
    b"!!x ",
    b"'",
    b'"',
    b"\n",
    b"%",
    b"|",
)
DAY = datetime.date(2026, 6, 1)


def mutate_value(value: Any, rng: random.Random, depth: int = 0) -> Any:
    """The value with a change somewhere inside."""
    if depth > 12 or rng.random() < 0.08 or not isinstance(value, (dict, list)) or not value:
        return rng.choice(STRANGE)
    if isinstance(value, dict):
        key = rng.choice(list(value))
        changed = dict(value)
        roll = rng.random()
        if roll < 0.15:
            del changed[key]
        elif roll < 0.25:
            changed[rng.choice(["kind", "id", "extra", "resourceType", "corrects", key + "x"])] = changed.pop(key)
        else:
            changed[key] = mutate_value(value[key], rng, depth + 1)
        return changed
    place = rng.randrange(len(value))
    if rng.random() < 0.2:
        return value[:place] + [value[place]] * rng.choice([0, 2]) + value[place + 1 :]
    return [*value[:place], mutate_value(value[place], rng, depth + 1), *value[place + 1 :]]


def mutate_bytes(body: bytes, rng: random.Random) -> bytes:
    """The bytes with a few cuts and insertions."""
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(body) + 1)
        body = body[:at] + rng.choice(BYTES) + body[at + rng.randint(0, 30) :]
    return body[: rng.randrange(len(body) + 1)] if rng.random() < 0.1 else body


def seeds() -> tuple[list[bytes], list[Any]]:
    """Case files as bytes, FHIR resources as values."""
    cases = [cast_path(name).read_bytes() for name in cast_names()]
    resources: list[Any] = [
        {"resourceType": "Patient", "id": "p", "name": [{"given": ["A"]}], "gender": "female",
         "birthDate": "1990-01-01"},
        {"resourceType": "Condition", "id": "c", "subject": {"reference": "Patient/p"},
         "code": {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F10.20"}]}},
    ]  # fmt: skip
    shared = os.environ.get("GOLDTHREAD_SHARED")
    if shared:
        for path in sorted(Path(shared).glob("*/*.json")):
            value = json.loads(path.read_text())
            resources.append(value)
            resources.extend(
                entry.get("resource", {}) for entry in value.get("entry", [])[:40] if isinstance(entry, dict)
            )
    return cases, resources


def one(rng: random.Random, cases: list[bytes], resources: list[Any]) -> tuple[str, Callable[[], Any]]:
    """One wrong input, and the call that must survive it."""
    kind = rng.randrange(5)
    if kind == 0:
        body = mutate_bytes(rng.choice(cases), rng)
        return "case bytes", lambda: read_case(body)
    if kind == 1:
        text = yaml.safe_dump(mutate_value(yaml.safe_load(rng.choice(cases)), rng), allow_unicode=True)
        return "case value", lambda: read_case(text)
    if kind == 2:
        part = mutate_bytes(rng.choice(cases)[:3000], rng)
        return "fragment", lambda: read_fragment(part.decode("utf-8", "replace"), file="fragment")
    resource = rng.choice(resources)
    for _ in range(rng.randint(1, 4)):
        resource = mutate_value(resource, rng)
    fhir = json.dumps(resource).encode()
    if kind == 3:
        fhir = mutate_bytes(fhir, rng) if rng.random() < 0.3 else fhir
        return "fhir", lambda: read_fhir(fhir, recorded_on=DAY, recorded_by="fuzz")
    return "questionnaire", lambda: read_questionnaire(fhir)


def main() -> int:
    """Run until the time is over; 1 at the first input that broke a reader."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    rng = random.Random(given.seed)  # noqa: S311 - repeatable, not secret
    cases, resources = seeds()
    end, tries, refused = time.monotonic() + given.seconds, 0, 0
    while time.monotonic() < end:
        name, call = one(rng, cases, resources)
        tries += 1
        try:
            call()
        except BadInput:
            refused += 1
        except BaseException:
            print(f"try {tries}: {name} broke a reader", flush=True)
            raise
    print(
        f"{tries} wrong inputs in {given.seconds:g} s: {refused} refused with a clear error, "
        f"{tries - refused} read; none broke a reader."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
