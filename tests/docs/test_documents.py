"""What the documents show works as it stands there."""

import re
from pathlib import Path

import pytest

from goldthread.case import read_case
from goldthread.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    *sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/**/*.md")),
    "README.md",
    "CONTRIBUTING.md",
    "GLOSSARY.md",
]
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def test_the_tutorial_case_goes_the_whole_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "docs/tutorial/first-case.md").read_text()
    (block,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    case = tmp_path / "sam.yaml"
    case.write_text(block)
    assert main(["needs", str(case)]) == 0
    said = capsys.readouterr().out
    assert "linked: " in said
    draft = tmp_path / "draft.yaml"
    assert main(["draft", str(case), "--by", "Dana Ruiz", "--out", str(draft)]) == 0
    drafted = draft.read_text()
    assert "awake for my daughter's Saturday games" in drafted
    assert "coached the under-tens" in drafted
    assert "the drive home after a late shift" in drafted
    assert main(["render", str(draft), "--for", "client", "--out", str(tmp_path / "my-plan.html")]) == 0


def test_the_error_of_the_tutorial_is_what_the_product_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "docs/tutorial/first-case.md").read_text()
    (block,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    case = tmp_path / "sam.yaml"
    case.write_text(block.replace("domain: family", "domain: famly"))
    assert main(["needs", str(case)]) == 3
    shown = re.search(r"`` sam\.yaml(:.*?) ``", text)
    assert shown is not None
    assert capsys.readouterr().err.strip() == f"{case}{shown.group(1)}"


def test_the_example_of_the_api_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs/reference/api.md").read_text(), re.DOTALL)
    exec(compile(code, "api.md", "exec"), {})  # noqa: S102 - our own document
    assert "because" in capsys.readouterr().out


@pytest.mark.parametrize("page", PAGES)
def test_links_between_documents_lead_somewhere(page: str) -> None:
    for target in LINK.findall((ROOT / page).read_text()):
        assert ((ROOT / page).parent / target).exists(), target


def test_every_name_of_the_api_exists() -> None:
    import goldthread  # noqa: PLC0415 - what is tested

    for name in goldthread.__all__:
        assert getattr(goldthread, name) is not None
        assert name in dir(goldthread)
    with pytest.raises(AttributeError):
        goldthread.nothing_of_the_kind  # noqa: B018 - the look-up is what is tested
    assert read_case is goldthread.read_case
