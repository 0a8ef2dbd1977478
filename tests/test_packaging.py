"""The wheel holds all that the package needs, and works in an environment that has nothing else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src"
LARGEST = 45_000_000
NOT_SHIPPED = {"READY"}
UNREACHABLE = re.compile(
    r"No matching distribution|Could not find a version|Connection|Max retries|Temporary failure|timed out|Network is"
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as a release would be, without a network."""
    for tool in ("build", "hatchling"):
        if find_spec(tool) is None:
            pytest.skip(f"{tool} is not installed; `make test` installs it")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return next(folder.glob("tocsin-*.whl"))


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_all_files_of_the_package_are_in_it(wheel: Path) -> None:
    files = {
        path.relative_to(SOURCE).as_posix()
        for path in (SOURCE / "tocsin").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.name not in NOT_SHIPPED
    }
    assert {f for f in files if not f.endswith(".py")}
    assert files <= names(wheel)


def test_nothing_else_is_in_it(wheel: Path) -> None:
    strangers = [n for n in names(wheel) if not n.startswith("tocsin/") and ".dist-info/" not in n]
    assert not strangers
    assert not [n for n in names(wheel) if Path(n).name in NOT_SHIPPED or "__pycache__" in n]


def test_licence_and_notice_are_in_it(wheel: Path) -> None:
    inside = {Path(n).name for n in names(wheel) if ".dist-info/" in n}
    assert {"LICENSE", "NOTICE", "METADATA", "entry_points.txt"} <= inside


def test_it_is_not_too_large(wheel: Path) -> None:
    assert wheel.stat().st_size <= LARGEST


@pytest.mark.slow
def test_it_works_in_a_bare_environment(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "bare"
    venv.create(home, with_pip=True)
    binaries = home / ("Scripts" if os.name == "nt" else "bin")
    command = [str(binaries / "python"), "-m", "pip", "install", "--disable-pip-version-check", str(wheel)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=550)
    if done.returncode and UNREACHABLE.search(done.stdout + done.stderr):
        pytest.skip("no package index is reachable from here")
    assert done.returncode == 0, done.stderr[-2000:]

    example = ROOT / "examples" / "saren-strikes.txt"
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "TOCSIN"))}
    environment["TOCSIN_HOME"] = str(tmp_path / "home")
    read = subprocess.run(
        [str(binaries / "tocsin"), "read", str(example), "--published", "2025-03-15"],
        capture_output=True, text=True, timeout=120, cwd=tmp_path, env=environment,
    )  # fmt: skip
    assert read.returncode == 0, read.stderr
    assert "ASSAULT" in read.stdout
    assert "2025-03-13" in read.stdout
