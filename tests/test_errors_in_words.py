"""What the system and libraries say reaches people without their numbers."""

from __future__ import annotations

import errno
import json
import os
import socket
import ssl
from pathlib import Path

import pytest
import yaml

from tocsin.cli.main import run
from tocsin.errors import said_of
from tocsin.settings import settings


def raised(what: str) -> Exception:
    try:
        match what:
            case "json":
                json.loads('{"a": ')
            case "yaml":
                yaml.safe_load("a:\n  - [\n")
            case "utf8":
                b"\xff".decode("utf-8")
            case "circle":
                raise RuntimeError("Symlink loop from '/a'")
            case "ssl":
                raise ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006)")
            case "zlib":
                raise ValueError("Error -3 while decompressing data: unknown header flags set")
            case "refused":
                raise ValueError("[Errno 111] Connection refused")
            case "ended":
                raise ValueError("Server disconnected without sending a response.")
            case "mute":
                raise ValueError
            case _:
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "a.yaml")
    except Exception as error:
        return error


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("json", "a fault at character 7"), ("utf8", "bytes that are no UTF-8"), ("circle", "links in a circle"),
        ("ssl", "wrong version number"), ("zlib", "while decompressing data: unknown header flags set"),
        ("refused", "Connection refused"), ("ended", "Server disconnected without sending a response"),
        ("mute", "ValueError"), ("missing", "No such file or directory"),
    ],
)  # fmt: skip
def test_in_words(what: str, said: str) -> None:
    assert said_of(raised(what)) == said


def test_yaml_tells_the_line() -> None:
    assert said_of(raised("yaml")).startswith("line 3: ")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text("Police arrested three men in Lima on Monday.\n")
    (tmp_path / "folder").mkdir()
    (tmp_path / "broken.yaml").write_text("a: [\n")
    (tmp_path / "bytes.yaml").write_bytes(b"a: \x80\n")
    (tmp_path / "loop").symlink_to("loop")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("read page.txt --codebook none.yaml", "cannot read the codebook file none.yaml; found No such file"),
        ("read page.txt --codebook folder", "cannot read the codebook file folder; found Is a directory"),
        ("read page.txt --codebook broken.yaml", "the codebook file broken.yaml is no YAML; found line 2: "),
        ("read page.txt --actors none.yaml", "cannot read the actor file none.yaml; found No such file"),
        ("read page.txt --actors bytes.yaml", "cannot read the actor file bytes.yaml; found bytes that are no UTF-8"),
        ("actors import none.txt", "cannot read the dictionary none.txt; found No such file"),
        ("code loop -o out.jsonl", "'loop' cannot be read; found Too many levels of symbolic links"),
        ("add loop --store a.db", "'loop' cannot be read; found links in a circle"),
    ],
)
def test_files_that_cannot_be_read(desk: Path, arguments: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments.split()) != 0
    told = capsys.readouterr().err
    assert said in told
    assert not any(raw in told for raw in ("[Errno", "<byte string>", "codec", "Traceback"))


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_servers_that_do_not_answer(scheme: str, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:  # nobody listens there
        taken.bind(("127.0.0.1", 0))
        assert run(["read", f"{scheme}://127.0.0.1:{taken.getsockname()[1]}/", "--allow-private"]) == 1
    assert "found Connection refused; check the address" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [("TOCSIN_FETCH_DELAY", "soon", "a valid number"), ("TOCSIN_CONTACT", "é", "letters, digits and signs"),
     ("TOCSIN_FETCH_DELAY", "-1", "greater than or equal to 0")],
)  # fmt: skip
def test_a_setting_that_cannot_be(
    name: str, value: str, expected: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(name, value)
    settings.cache_clear()
    try:
        assert run(["events"]) == 2
    finally:
        monkeypatch.undo()
        settings.cache_clear()
    told = capsys.readouterr().err
    assert f"the setting {name} cannot be so; found '{value}'; expected {expected}" in " ".join(told.split())
    assert "pydantic" not in told


def test_what_nobody_foresaw_is_in_words_too(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), "a.db")

    monkeypatch.setattr("tocsin.store.open_store", refuse)
    monkeypatch.delenv("TOCSIN_DEBUG", raising=False)
    assert run(["events", "--store", "a.db"]) == 1
    assert "a.db cannot be used; found Permission denied; check the path" in capsys.readouterr().err
