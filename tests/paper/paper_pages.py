"""The pages of the cast and of drafts as tests read them: tags with their attributes, and the text between."""

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import Literal

from goldthread.case import Case, cast_path, read_case
from goldthread.paper import render_html
from goldthread.practice.desk import Desk, open_desk
from goldthread.practice.draft_case import draft_case, with_plan

Reader = Literal["team", "client"]
DRAFTED = ("keisha-monroe", "miguel-herrera", "walter-brandt")


@cache
def desk() -> Desk:
    return open_desk()


@cache
def case_of(name: str) -> Case:
    return read_case(cast_path(name)).case


@cache
def drafted(name: str) -> Case:
    case = case_of(name)
    return with_plan(case, draft_case(case=case, desk=desk(), by="team"))


@cache
def page(name: str, reader: Reader) -> str:
    return render_html(case=case_of(name), desk=desk(), reader=reader)


@cache
def draft_page(name: str, reader: Reader) -> str:
    return render_html(case=drafted(name), desk=desk(), reader=reader)


@dataclass
class Tags(HTMLParser):
    """Every opening tag in order, and all text with the language that it stands in."""

    source: str
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = []
        self.feed(self.source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if tag not in ("br", "img", "link", "meta", "wbr"):
            language = given.get("lang") or (self._open[-1][1] if self._open else "")
            self._open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        opened, _ = self._open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"

    def handle_data(self, data: str) -> None:
        if data.strip() and self._open[-1][0] != "style":
            self.texts.append((self._open[-1][1], data.strip()))

    @property
    def text(self) -> str:
        return " ".join(text for _, text in self.texts)

    def named(self, *names: str) -> list[dict[str, str]]:
        return [given for tag, given in self.tags if tag in names]
