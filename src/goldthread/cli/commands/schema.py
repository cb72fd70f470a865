"""`goldthread schema`: JSON Schema made from the types, for editors and for other programs."""

from enum import StrEnum
from typing import Annotated, Any

import msgspec
import typer

from goldthread.cli.options import OutOption
from goldthread.cli.saying import write_out


class SchemaOf(StrEnum):
    """What a schema can be had of."""

    CASE = "case"
    PLAN = "plan"
    RECORD = "record"
    INSTRUMENTS = "instruments"
    NEEDS = "needs"
    LINKS = "links"
    MODALITIES = "modalities"
    GOALS = "goals"
    OBJECTIVES = "objectives"
    RULEPACKS = "rulepacks"
    CLIENT_COPY = "client-copy"


def schema(
    of: Annotated[SchemaOf, typer.Argument(help="A case file, an export, or an entry of the library.")] = SchemaOf.CASE,
    out: OutOption = None,
) -> None:
    """Write the JSON Schema of case files, of exports, or of library entries."""
    write_out(body=schema_text(of), out=out)


def schema_text(of: SchemaOf) -> bytes:
    """The JSON Schema (draft 2020-12) as indented JSON."""
    made: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(_type(of))}
    return msgspec.json.format(msgspec.json.encode(made, order="sorted"), indent=2) + b"\n"


def _type(of: SchemaOf) -> Any:
    from goldthread.case import Case  # noqa: PLC0415 - a command loads what it uses
    from goldthread.catalogue import GoalPrompt, Modality, ObjectivePattern  # noqa: PLC0415
    from goldthread.instruments import InstrumentDefinition  # noqa: PLC0415
    from goldthread.library.rule_packs import RulePack  # noqa: PLC0415
    from goldthread.needs import LinkDefinition, NeedDefinition  # noqa: PLC0415
    from goldthread.plan import Plan  # noqa: PLC0415
    from goldthread.practice.client_copy import ClientCopy  # noqa: PLC0415
    from goldthread.record import Record  # noqa: PLC0415

    return {
        SchemaOf.CASE: Case,
        SchemaOf.PLAN: Plan,
        SchemaOf.RECORD: Record,
        SchemaOf.INSTRUMENTS: InstrumentDefinition,
        SchemaOf.NEEDS: NeedDefinition,
        SchemaOf.LINKS: LinkDefinition,
        SchemaOf.MODALITIES: Modality,
        SchemaOf.GOALS: GoalPrompt,
        SchemaOf.OBJECTIVES: ObjectivePattern,
        SchemaOf.RULEPACKS: RulePack,
        SchemaOf.CLIENT_COPY: ClientCopy,
    }[of]
