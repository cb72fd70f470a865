"""The page of a check: front matter, headings in a fixed order, and examples that run as tests."""

import re
from pathlib import Path
from typing import Annotated

import msgspec

from goldthread.checks.finding import Severity
from goldthread.notation import BadInput, Place, convert, read_document
from goldthread.terms import ItemId, Section

HEADINGS = ("What it finds", "Why it matters", "When it keeps silent", "What helps", "Examples")
Prose = Annotated[str, msgspec.Meta(min_length=20)]


class Front(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The front matter. `code` is permanent; `sections` the sections of a plan that it looks at (or "all");
    `ideas` the numbers of what must always be true; `citations` keys of the library's sources; `confirmed`: what it
    says was read in them; `after_all`: it looks at what the other checks found."""

    name: ItemId
    code: Annotated[str, msgspec.Meta(pattern=r"^GT[1-9]\d\d$")]
    severity: Severity
    since: str
    sections: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    ideas: Annotated[tuple[Annotated[int, msgspec.Meta(ge=1, le=9)], ...], msgspec.Meta(min_length=1)]
    citations: tuple[str, ...] = ()
    confirmed: bool
    clinical_review: str
    after_all: bool = False

    def __post_init__(self) -> None:
        unknown = set(self.sections) - {*Section, "all"}
        if unknown or ("all" in self.sections and len(self.sections) > 1):
            raise ValueError("`sections` are sections of a plan, or `[all]` alone")


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """A fragment of a case and what the check says of it: `expect` holds, for every finding, its item, or its path
    with dots where it has none; empty where the check keeps silent."""

    title: str
    finds: bool
    prose: str = ""
    text: str


class CheckPage(Front, frozen=True, kw_only=True):
    """A check as clinicians read it. `topic` is its folder; `module` the Python module beside the page."""

    topic: str
    title: Annotated[str, msgspec.Meta(min_length=3, max_length=90)]
    finds: Prose
    why: Prose
    silent: Prose
    helps: Prose
    examples: Annotated[tuple[Example, ...], msgspec.Meta(min_length=1)]

    @property
    def module(self) -> str:
        """The dotted name of the module that holds its function `find`."""
        return f"goldthread.checks.rules.{self.topic}.{self.name.replace('-', '_')}"

    @property
    def markdown(self) -> str:
        """The page as it is shown to people."""
        parts = [f"# {self.title}", f"`{self.code}` · `{self.name}` · {self.severity}"]
        for heading, text in zip(HEADINGS, (self.finds, self.why, self.silent, self.helps), strict=False):
            parts += [f"## {heading}", text]
        parts.append(f"## {HEADINGS[-1]}")
        for each in self.examples:
            parts += [f"### {'Finds' if each.finds else 'Silent'}: {each.title}"]
            parts += [each.prose] if each.prose else []
            parts += [f"```yaml\n{each.text}```"]
        signed = f"Clinical review: {self.clinical_review}."
        parts.append(f"Sources: {', '.join(self.citations)}. {signed}" if self.citations else signed)
        return "\n\n".join(parts) + "\n"


def read_page(path: Path) -> CheckPage:
    """Read one page. Raises BadInput with file and line for whatever is missing, unknown or out of order."""
    text = path.read_text(encoding="utf-8")
    head, body, offset = _split(text, path)
    # The line before the front matter is kept, so that errors name the line of the page.
    front = convert(read_document("\n" + head, file=str(path)), Front)
    title, sections = _headings(body, path, offset)
    values = {
        **{field: getattr(front, field) for field in Front.__struct_fields__},
        "topic": path.parent.name,
        "title": title,
        **dict(zip(("finds", "why", "silent", "helps"), sections, strict=False)),
        "examples": _examples(sections[-1], path),
    }
    try:
        page = msgspec.convert(values, CheckPage, from_attributes=True)
    except msgspec.ValidationError as error:
        raise _bad(f"{error}.", path) from None
    if path.stem != page.name.replace("-", "_"):
        raise _bad(f"The page of {page.name!r} must be called {page.name.replace('-', '_')}.md.", path)
    return page


def _bad(message: str, path: Path, line: int = 0) -> BadInput:
    return BadInput(message, code="bad-check-page", place=Place(file=str(path), line=line, column=1 if line else 0))


def _split(text: str, path: Path) -> tuple[str, str, int]:
    parts = text.split("---\n", 2)
    if len(parts) != 3 or parts[0]:
        raise _bad("The page must begin with front matter between two lines of `---`.", path, 1)
    return parts[1], parts[2], parts[1].count("\n") + 2


def _headings(body: str, path: Path, offset: int) -> tuple[str, list[str]]:
    """The title and the text below each heading, in the fixed order."""
    found = list(re.finditer(r"^(#{1,2}) (.+)\n", body, re.MULTILINE))
    wanted = ["# …", *(f"## {heading}" for heading in HEADINGS)]
    have = ["# …" if match[1] == "#" else f"## {match[2].strip()}" for match in found]
    if have != wanted:
        index = next((n for n, pair in enumerate(zip(have, wanted, strict=False)) if pair[0] != pair[1]), len(have))
        line = offset + body[: found[index].start() if index < len(found) else len(body)].count("\n") + 1
        missing = wanted[index] if index < len(wanted) else "no further heading"
        raise _bad(f"The headings must be {', '.join(wanted)}; here must stand {missing}.", path, line)
    ends = [*(match.start() for match in found[1:]), len(body)]
    texts = [body[match.end() : end].strip() for match, end in zip(found, ends, strict=True)]
    return found[0][2].strip(), texts[1:]


_EXAMPLE = re.compile(r"### (Finds|Silent): (?P<title>[^\n]+)\n(?P<prose>[^`]*)```yaml\n(?P<text>.*?)```\s*", re.DOTALL)


def _examples(text: str, path: Path) -> list[dict[str, object]]:
    examples: list[dict[str, object]] = []
    position = 0
    while position < len(text):
        match = _EXAMPLE.match(text, position)
        if match is None:
            raise _bad("Every example is `### Finds: …` or `### Silent: …` and one block of ```yaml.", path)
        finds, parts = match[1] == "Finds", match.groupdict()
        examples.append(
            {"title": parts["title"], "finds": finds, "prose": parts["prose"].strip(), "text": parts["text"]}
        )
        position = match.end()
    if {example["finds"] for example in examples} != {True, False}:
        raise _bad("A page needs an example that finds and one that keeps silent.", path)
    return examples
