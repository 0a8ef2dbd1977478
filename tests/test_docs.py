"""The documentation is true: its commands run, its links lead somewhere, and nothing that exists is left out of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tocsin.cli.main import run
from tocsin.knowledge.codebook.load import CONDITIONS, FLAGS, OTHER, WORD_CLASSES

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
KEY = re.compile(r"`([a-z_]+)`")
AS_WRITTEN = {"README.md", "start.md"}
"""Pages whose commands are run in a process of their own, as a reader would; the others' run in this process."""


@dataclass(frozen=True)
class Block:
    """A fenced block that the tests run: language, body, and the name of the file that it is, if any."""

    language: str
    body: str
    file: str

    @property
    def commands(self) -> list[str]:
        return [line[2:] for line in self.body.splitlines() if line.startswith("$ ")]


def blocks(page: Path) -> list[Block]:
    found = []
    for match in BLOCK.finditer(page.read_text(encoding="utf8")):
        language, *words = match["info"].split() or [""]
        file = next((word[5:] for word in words if word.startswith("file=")), "")
        if "test" in words or file:
            found.append(Block(language, match["body"], file))
    return found


TESTED = [page for page in PAGES if blocks(page)]


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples, as a reader's clone has them."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOCSIN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    monkeypatch.delenv("TOCSIN_DATA", raising=False)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("page", TESTED, ids=name)
def test_commands_and_code_run_as_written(page: Path, desk: Path) -> None:
    for block in blocks(page):
        if block.file:
            (desk / block.file).write_text(block.body, encoding="utf8")
        elif block.language == "python":
            _in_a_process([sys.executable, "-c", block.body], desk)
        elif page.name in AS_WRITTEN:
            for command in block.commands:
                _in_a_process(["bash", "-c", command], desk)
        else:
            for command in block.commands:
                assert run(_arguments(command)) == 0, command


def _in_a_process(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, f"{command[-1]}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"


def _arguments(command: str) -> list[str]:
    import shlex

    program, *arguments = shlex.split(command)
    assert program == "tocsin", f"only tocsin's own commands are run here, not {command}"
    return arguments


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    text = BLOCK.sub("", page.read_text(encoding="utf8"))
    targets = [target.split("#")[0] for target in LINK.findall(text) if not re.match(r"[a-z]+:", target)]
    gone = [target for target in targets if target and not (page.parent / target).exists()]
    assert not gone, f"{name(page)} links to what is not there: {', '.join(gone)}"


def test_every_page_of_the_docs_is_linked_from_the_start() -> None:
    text = (ROOT / "docs" / "start.md").read_text(encoding="utf8")
    linked = {(ROOT / "docs" / target.split("#")[0]).resolve() for target in LINK.findall(text)}
    missing = [name(p) for p in PAGES if "docs" in p.parts and p.name != "start.md" and p.resolve() not in linked]
    assert not missing


def test_reference_is_what_the_code_says() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "make_reference.py"), "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def _codebook_page() -> str:
    return (ROOT / "docs" / "tasks" / "codebook.md").read_text(encoding="utf8")


def test_every_pattern_key_is_documented() -> None:
    keys = {*WORD_CLASSES, *CONDITIONS, *FLAGS, *OTHER}
    undocumented = keys - set(KEY.findall(_codebook_page()))
    assert not undocumented


def test_no_pattern_key_is_documented_that_does_not_exist() -> None:
    keys = {*WORD_CLASSES, *CONDITIONS, *FLAGS, *OTHER}
    rows = re.findall(r"^\| `([a-z_]+)` \|", _codebook_page(), re.MULTILINE)
    assert len(rows) > 30
    assert set(rows) <= keys


def test_every_pattern_key_is_read_by_the_coder() -> None:
    code = "".join(path.read_text(encoding="utf8") for path in (ROOT / "src/tocsin/coding").glob("*.py"))
    assert not {key for key in CONDITIONS | FLAGS if f'"{key}"' not in code}


def test_no_path_of_anybody_s_machine() -> None:
    for page in PAGES:
        assert not re.search(r"(?<![\w.])/(?:home|root|work|tmp|Users)/", page.read_text(encoding="utf8")), name(page)
