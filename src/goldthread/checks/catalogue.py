"""All checks there are: found by their pages in `rules/<topic>/`, never listed by hand.

Reading some fifty pages at every start would be slow, so the parsed pages are kept beside them as `index.json` with
the digest of the files that it was made of; it counts only while that digest is theirs.
"""

import hashlib
from functools import cache
from pathlib import Path

import msgspec

from goldthread.checks.page import CheckPage, read_page
from goldthread.notation import BadInput

RULES = Path(__file__).parent / "rules"
INDEX = Path(__file__).parent / "index.json"


class _Index(msgspec.Struct, frozen=True, kw_only=True):
    digest: str
    pages: tuple[CheckPage, ...]


@cache
def all_pages() -> tuple[CheckPage, ...]:
    """The pages of all checks, in the order of their codes. Raises BadInput for a page that is wrong."""
    return read_index(INDEX, RULES)


def read_index(index: Path, rules: Path) -> tuple[CheckPage, ...]:
    """The pages of the index where it is that of the files as they are now; else those of the files themselves."""
    try:
        kept = msgspec.json.decode(index.read_bytes(), type=_Index)
    except (OSError, msgspec.MsgspecError):
        return discover(rules)
    return kept.pages if kept.digest == _digest(rules) else discover(rules)


def discover(rules: Path) -> tuple[CheckPage, ...]:
    """Read every page below `rules`, in the order of codes. Raises BadInput for a page that is wrong, stands alone
    without its module, or takes the name or code of another."""
    pages = sorted((read_page(path) for path in _page_files(rules)), key=lambda page: page.code)
    names: dict[str, str] = {}
    for page in pages:
        for word in (page.name, page.code):
            if word in names:
                raise BadInput(f"{word} is taken by {names[word]!r} and {page.name!r}.", code="check-twice")
            names[word] = page.name
    return tuple(pages)


def compile_index() -> bytes:
    """What `index.json` must hold for the pages as they are now."""
    kept = _Index(digest=_digest(RULES), pages=discover(RULES))
    return msgspec.json.format(msgspec.json.encode(kept), indent=1) + b"\n"


def _page_files(rules: Path) -> list[Path]:
    return sorted(rules.glob("*/*.md"))


def _digest(rules: Path) -> str:
    state = hashlib.sha256()
    for path in _page_files(rules):
        body = path.read_bytes()
        state.update(f"{path.parent.name}/{path.name} {len(body)}\n".encode())
        state.update(body)
    return state.hexdigest()


def page_for(check: str) -> CheckPage:
    """The page of the check with that name or code (in any case). Raises BadInput, naming near ones."""
    wanted = check.strip().lower().replace("_", "-")
    known = {word: page for page in all_pages() for word in (page.name, page.code.lower())}
    if wanted in known:
        return known[wanted]
    import difflib  # noqa: PLC0415 - only a mistyped name pays for it

    near = difflib.get_close_matches(wanted, known, n=3)
    fix = f"Near it: {', '.join(near)}." if near else "List all checks with `goldthread explain`."
    raise BadInput(f"There is no check {check!r}.", code="unknown-check", fix=fix)
