"""Case files: YAML or JSON text to a Case and back; nothing is lost on the way."""

import datetime
from pathlib import Path
from typing import Any

import msgspec
import yaml

from goldthread.notation import BadInput, Document, convert, read_document
from goldthread.plan import Plan
from goldthread.record import Record


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One client: who they are in a few lines (`story`), their record, the plan if there is one, and the day on which
    the case is read (`on`)."""

    story: str = ""
    on: datetime.date
    record: Record
    plan: Plan | None = None

    def __post_init__(self) -> None:
        if self.plan is not None and self.plan.client != self.record.client.id:
            # Neither id is repeated: an id is often a name.
            raise ValueError("The `plan` is for another `client` than the record")


class CaseFile:
    """A case with the document that it was read from, so that findings can name line and column."""

    __slots__ = ("case", "document")

    def __init__(self, *, case: Case, document: Document) -> None:
        self.case = case
        self.document = document


def read_case(source: str | bytes | Path, *, file: str | None = None) -> CaseFile:
    """Read a case file (`-` is standard input). Raises BadInput with file, line, column and field."""
    document = read_document(source, file=file)
    if not isinstance(document.value, dict):
        raise BadInput(
            "A case file is a mapping with `on`, `record` and perhaps `plan`.",
            code="not-a-case",
            place=document.place(),
        )
    return CaseFile(case=convert(document, Case), document=document)


# What a fragment may leave out: examples say only what they are about.
_FACT = {"said_by": "client", "recorded_by": "therapist", "source": "example"}
_CLIENT = {"id": "client", "name": "The client"}
_PLAN = {"id": "plan", "client": "client", "level": "outpatient", "written_by": "therapist"}


def read_fragment(text: str, *, file: str) -> CaseFile:
    """Read a part of a case file, as the examples on check pages give it: `on`, client and the headers of facts and
    plan may be left out and are filled with plain defaults (the day is 1 June 2026)."""
    document = read_document(text, file=file)
    value = document.value
    if not isinstance(value, dict):
        raise BadInput("A fragment is a mapping.", code="not-a-case", place=document.place())
    on = value.setdefault("on", datetime.date(2026, 6, 1))
    # Whatever is not of the expected shape is left as it stands: `convert` then says where and what is wrong.
    record = value.setdefault("record", {})
    client = record.get("client", {}) if isinstance(record, dict) else None
    if not isinstance(client, dict):
        return CaseFile(case=convert(document, Case), document=document)
    record["client"] = client = {**_CLIENT, **client}
    facts = record.get("facts", ())
    for number, fact in enumerate(facts if isinstance(facts, list) else ()):
        if isinstance(fact, dict):
            facts[number] = {**_FACT, "id": f"f{number + 1}", "recorded_on": on, **fact}
    plan = value.get("plan")
    if isinstance(plan, dict):
        value["plan"] = {**_PLAN, "client": client["id"], "started_on": on, **plan}
    return CaseFile(case=convert(document, Case), document=document)


def write_case(case: Case) -> str:
    """The case as YAML that reads back to an equal case; fields that hold their default are left out."""
    return yaml.dump(
        _plain(case), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110, default_flow_style=False
    )


class _Dumper(yaml.CSafeDumper):
    """Leaves nothing to aliases: a case file that repeats a value writes it out."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        return True


def _plain(value: Any) -> Any:
    """Structs as mappings without their defaults (dates stay dates)."""
    if isinstance(value, msgspec.Struct):
        config = value.__struct_config__
        plain: dict[str, Any] = {}
        if config.tag_field:
            plain[config.tag_field] = config.tag
        for field in msgspec.structs.fields(value):
            held = getattr(value, field.name)
            default = field.default if field.default is not msgspec.NODEFAULT else msgspec.NODEFAULT
            if default is msgspec.NODEFAULT and field.default_factory is not msgspec.NODEFAULT:
                default = field.default_factory()
            if held != default or default is msgspec.NODEFAULT:
                plain[field.name] = _plain(held)
        return plain
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, str):
        return str(value)
    return value
