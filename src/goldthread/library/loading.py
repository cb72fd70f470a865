"""Reads the library, and a centre's own folder on top of it. A bad file stops the build and names file and line.

A content file is a mapping with `content` (the signature block that all its entries share) and `entries`. Its folder
says of which kind the entries are. Parsing all YAML at every start would be slow, so the parsed library is kept beside
it as `compiled.json`, with the digest of the files that it was made of; it counts only while that digest is theirs.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import msgspec

from goldthread.catalogue import GoalPrompt, MedicineClass, Modality, ObjectivePattern, Offer
from goldthread.instruments import BroughtWording, InstrumentDefinition, coherence, worded
from goldthread.library.rule_packs import RulePack
from goldthread.needs import LinkDefinition, NeedDefinition, Rule, check_rule
from goldthread.notation import BadInput, Document, Place, convert, read_document
from goldthread.terms import Citation

CONTENT = Path(__file__).parent / "content"
COMPILED = Path(__file__).parent / "compiled.json"


class Library(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All content by id. `offers` is what the centre and its partners have, by modality; `medicine_names` leads from
    each known name of a medicine to its classes. `wordings` were brought in by a centre: `instruments` has them."""

    instruments: dict[str, InstrumentDefinition] = {}
    wordings: dict[str, BroughtWording] = {}
    needs: dict[str, NeedDefinition] = {}
    links: dict[str, LinkDefinition] = {}
    modalities: dict[str, Modality] = {}
    goals: dict[str, GoalPrompt] = {}
    objectives: dict[str, ObjectivePattern] = {}
    medicines: dict[str, MedicineClass] = {}
    offers: dict[str, Offer] = {}
    rulepacks: dict[str, RulePack] = {}
    sources: dict[str, Citation] = {}

    def medicine_names(self) -> dict[str, frozenset[str]]:
        """Each known name of a medicine, lower case, with the classes that it belongs to."""
        names: dict[str, set[str]] = {}
        for group in self.medicines.values():
            for name in group.names:
                names.setdefault(name, set()).add(group.id)
        return {name: frozenset(groups) for name, groups in names.items()}


class _Compiled(msgspec.Struct, frozen=True, kw_only=True):
    digest: str
    library: Library


# Which kind of entry each folder holds, the field that is its id, and whether it carries the signature block.
_KINDS: dict[str, tuple[type[msgspec.Struct], str, bool]] = {
    "instruments": (InstrumentDefinition, "id", True),
    "wordings": (BroughtWording, "instrument", False),
    "needs": (NeedDefinition, "id", True),
    "links": (LinkDefinition, "id", True),
    "modalities": (Modality, "id", True),
    "goals": (GoalPrompt, "id", True),
    "objectives": (ObjectivePattern, "id", True),
    "medicines": (MedicineClass, "id", False),
    "offers": (Offer, "modality", False),
    "rulepacks": (RulePack, "id", True),
    "sources": (Citation, "key", False),
}


def load_library(folder: Path | None = None) -> Library:
    """The shipped library; with `folder`, the centre's own files add to it and override entries of the same id.

    Raises BadInput with file, line and field for a content file that is wrong.
    """
    shipped = _shipped()
    if folder is None:
        return shipped
    if not folder.is_dir():
        raise BadInput("This library folder does not exist.", code="unreadable", place=Place(file=str(folder)))
    _refuse_stray_files(folder)
    both = _laid_over(shipped, build_library(folder, over=shipped))
    spoken = {name: worded(definition=both.instruments[name], brought=each) for name, each in both.wordings.items()}
    return msgspec.structs.replace(both, instruments={**both.instruments, **spoken})


def _shipped() -> Library:
    digest = content_digest(CONTENT)
    try:
        with coherence.proven():
            compiled = msgspec.json.decode(COMPILED.read_bytes(), type=_Compiled)
    except (OSError, msgspec.MsgspecError):
        return build_library(CONTENT)
    return compiled.library if compiled.digest == digest else build_library(CONTENT)


def _files(folder: Path) -> list[Path]:
    return sorted(path for kind in _KINDS for path in (folder / kind).glob("*.yaml"))


def _refuse_stray_files(folder: Path) -> None:
    """A file of the centre that would not be read must not seem to be in force."""
    read = set(_files(folder))
    stray = sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".yml") and path not in read)
    if stray or not read:
        place = Place(file=str(stray[0] if stray else folder))
        fix = f"Content stands in FOLDER/KIND/NAME.yaml; the kinds are {', '.join(_KINDS)}."
        message = "This file would not be read." if stray else "There is no content in this folder."
        raise BadInput(message, code="no-content", place=place, fix=fix)


def content_digest(folder: Path) -> str:
    """SHA-256 over names and bytes of all content files of a folder."""
    state = hashlib.sha256()
    for path in _files(folder):
        body = path.read_bytes()
        state.update(f"{path.parent.name}/{path.name} {len(body)}\n".encode())
        state.update(body)
    return state.hexdigest()


def compile_library() -> bytes:
    """What `compiled.json` must hold for the content files as they are now."""
    compiled = _Compiled(digest=content_digest(CONTENT), library=build_library(CONTENT))
    return msgspec.json.format(msgspec.json.encode(compiled), indent=1) + b"\n"


def build_library(folder: Path, *, over: Library | None = None) -> Library:
    """Read every content file below `folder`. Raises BadInput; two entries of one kind never share an id, and no rule
    asks for what cannot be. `over` is the library whose instruments and classes of medicines its rules may name too."""
    found: dict[str, dict[str, Any]] = {kind: {} for kind in _KINDS}
    places: dict[tuple[str, str], Place] = {}
    for path in _files(folder):
        document = read_document(path)
        kind, key, signed = _KINDS[path.parent.name]
        for number, entry in _entries(document, kind, signed):
            name, place = getattr(entry, key), document.place(("entries", number))
            if name in found[path.parent.name]:
                raise BadInput(f"The id {name!r} stands twice in the library.", code="id-twice", place=place)
            found[path.parent.name][name] = entry
            places[path.parent.name, name] = place
    library = Library(**found)
    whole = _laid_over(over or Library(), library)
    _refuse_bad_wordings(places, own=library, whole=whole)
    _refuse_bad_rules(places, own=library, whole=whole)
    _refuse_missing_packs(places, own=library, whole=whole)
    return library


def _refuse_bad_wordings(places: Mapping[tuple[str, str], Place], *, own: Library, whole: Library) -> None:
    for name, brought in own.wordings.items():
        place, definition = places["wordings", name], whole.instruments.get(name)
        if definition is None:
            fix = f"There are: {', '.join(sorted(whole.instruments))}."
            raise BadInput(f"There is no instrument {name!r} to word.", code="no-such-instrument", place=place, fix=fix)
        try:
            worded(definition=definition, brought=brought)
        except ValueError as error:
            raise BadInput(f"This wording does not fit: {error}.", code="bad-wording", place=place) from None


def _refuse_missing_packs(places: Mapping[tuple[str, str], Place], *, own: Library, whole: Library) -> None:
    for pack in own.rulepacks.values():
        missing = next((each for each in pack.includes if each not in whole.rulepacks), None)
        if missing is not None:
            message = f"The rule pack {pack.id!r} includes {missing!r}, which is not in the library."
            fix = f"There are: {', '.join(sorted(whole.rulepacks))}."
            raise BadInput(message, code="no-such-rule-pack", place=places["rulepacks", pack.id], fix=fix)


def _refuse_bad_rules(places: Mapping[tuple[str, str], Place], *, own: Library, whole: Library) -> None:
    for (kind, name), place in places.items():
        for rule in _rules_in(getattr(own, kind)[name]):
            problems = check_rule(rule, instruments=whole.instruments, medicine_classes=whole.medicines)
            if problems:
                raise BadInput(f"A rule of {name!r} can never match: {problems[0]}.", code="bad-rule", place=place)


def _rules_in(value: Any) -> Iterator[Rule]:
    """Every rule that an entry holds, however deep; the rules within a rule are that rule's own affair."""
    if isinstance(value, get_args(Rule)):
        yield value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from _rules_in(getattr(value, field))
    elif isinstance(value, tuple):
        for each in value:
            yield from _rules_in(each)


def _entries(document: Document, kind: type[msgspec.Struct], signed: bool) -> Iterable[tuple[int, Any]]:
    value = document.value
    if not isinstance(value, dict) or not isinstance(value.get("entries"), list):
        raise BadInput("A content file is a mapping with `entries`.", code="not-content", place=document.place())
    shared = value.get("content", {})
    if not isinstance(shared, dict):
        message = "`content` is a mapping: who wrote it, when, from which sources."
        raise BadInput(message, code="not-content", place=document.place(("content",)))
    for number, entry in enumerate(value["entries"]):
        own = entry.get("content", {}) if isinstance(entry, dict) else None
        if signed and isinstance(own, dict):  # else `convert` says what is wrong
            entry["content"] = {**shared, **own}
        yield number, convert(document, kind, ("entries", number))


def _laid_over(shipped: Library, own: Library) -> Library:
    """The centre's entries on top of the shipped ones."""

    def both(name: str) -> Mapping[str, Any]:
        return {**getattr(shipped, name), **getattr(own, name)}

    fields: dict[str, Any] = {name: both(name) for name in Library.__struct_fields__}
    return Library(**fields)
