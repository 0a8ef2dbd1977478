"""Bad JSONL: a record with its error for every line, the rest of the run goes on, exit code 1."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tocsin.cli.main import run

STORY = "Police in Lima arrested nine miners on Monday, officials said."
GOOD = json.dumps({"id": "good", "text": STORY}).encode()

# name: (line, id in the output or nothing for file and line number, what the error says)
BROKEN: dict[str, tuple[bytes, str | int | None, str]] = {
    "cut off": (b'{"id": "x", "text": "Pol', None, "no JSON"),
    "a list": (b"[1, 2]", None, "a list"),
    "a number": (b"17", None, "a number"),
    "a string": (b'"text"', None, "a string"),
    "null": (b"null", None, "null"),
    "not UTF-8": (b'{"id": "x", "text": "caf\xe9 was bombed"}', None, "not UTF-8"),
    "two objects": (GOOD + GOOD, None, "no JSON"),
    "too deep": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, None, "no JSON"),
    "no page": (b'{"id": "x"}', "x", "has no page"),
    "text is null": (b'{"id": "x", "text": null}', "x", "has no page"),
    "text is a number": (b'{"id": "x", "text": 5}', "x", "'text'"),
    "text is empty": (b'{"id": "x", "text": ""}', "x", "empty"),
    "html is a list": (b'{"id": "x", "html": []}', "x", "'html'"),
    "html is empty": (b'{"id": "x", "html": " "}', "x", "empty"),
    "published is a number": (b'{"id": "x", "text": "a", "published": 20251011}', "x", "'published'"),
    "url is an object": (b'{"id": "x", "text": "a", "url": {}}', "x", "'url'"),
    "html_file is missing": (b'{"id": "x", "html_file": "none.html"}', "x", "does not exist"),
    "html_file is outside": (b'{"id": "x", "html_file": "../../a.html"}', "x", "inside the folder"),
    "html_file is absolute": (b'{"id": "x", "html_file": "/etc/hostname"}', "x", "inside the folder"),
    "html_file is a folder": (b'{"id": "x", "html_file": "."}', "x", "folder"),
    "html_file is damaged": (b'{"id": "x", "html_file": "cut.html.gz"}', "x", "cut off"),
    "another language": (
        '{"id": "x", "text": "Der Minister hat am Montag erklärt, dass er das nicht will und nicht kann."}'.encode(),
        "x",
        "German",
    ),
}  # fmt: skip
SOUND: dict[str, bytes] = {
    "no id": json.dumps({"text": STORY}).encode(),
    "id is a list": json.dumps({"id": [], "text": STORY}).encode(),
    "same id again": GOOD,
    "lone surrogate": b'{"id": "\\ud800", "text": "Police in Lima \\udfff arrested miners."}',
    "NUL": b'{"id": "x", "text": "Police \\u0000 arrested miners in Lima."}',
    "date that is none": json.dumps({"id": "x", "text": STORY, "published": "yesterday"}).encode(),
    "more keys": json.dumps({"id": "x", "text": STORY, "extra": {"a": [1]}}).encode(),
    "carriage return": GOOD + b"\r",
    "markup as text": json.dumps({"id": "x", "text": "<html><script>Police arrested miners.</script>"}).encode(),
}


def coded(
    folder: Path, content: bytes, name: str = "in.jsonl", format: str = "jsonl"
) -> tuple[int, list[dict[str, object]]]:
    (folder / name).write_bytes(content)
    (folder / "cut.html.gz").write_bytes(gzip.compress(b"<p>Some words</p>" * 40)[:-12])
    output = folder / "out.jsonl"
    code = run(["code", str(folder / name), "-o", str(output), "-f", format, "--workers", "0"])
    return code, [json.loads(line) for line in output.read_text(encoding="utf8").splitlines()]


@pytest.mark.parametrize("name", BROKEN)
def test_broken_line_costs_itself_only(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line, identity, words = BROKEN[name]
    code, records = coded(tmp_path, GOOD + b"\n" + line + b"\n" + GOOD + b"\n")
    assert code == 1
    assert [record["id"] for record in records] == ["good", identity or f"{tmp_path / 'in.jsonl'}:2", "good"]
    assert words in str(records[1]["error"])
    assert "\n" not in str(records[1]["error"])
    assert records[0]["error"] is None
    assert records[0] == records[2]
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("name", SOUND)
def test_odd_line_is_coded(name: str, tmp_path: Path) -> None:
    code, records = coded(tmp_path, GOOD + b"\n" + SOUND[name] + b"\n")
    assert code == 0
    assert len(records) == 2
    assert run(["verify", str(tmp_path / "out.jsonl")]) == 0
    code, records = coded(tmp_path, SOUND[name] + b"\n", format="bench")
    assert code == 0
    assert set(records[0]) >= {"id", "error", "zones", "events", "attributions", "toponyms", "timex3", "predicates"}


@pytest.mark.parametrize("content", [b"", b"\n \n\n"])
def test_nothing_in_nothing_out(content: bytes, tmp_path: Path) -> None:
    assert coded(tmp_path, content) == (0, [])


def test_gzip_that_is_cut_off_gives_what_came_before(tmp_path: Path) -> None:
    lines = b"".join(json.dumps({"id": n, "text": f"{STORY} {n * 7919}"}).encode() + b"\n" for n in range(30))
    code, records = coded(tmp_path, gzip.compress(lines)[:-40], "in.jsonl.gz")
    assert code == 1
    assert "cut off" in str(records[-1]["error"])
    assert [r["id"] for r in records[:-1]] == list(range(len(records) - 1))


def test_name_says_gzip_and_it_is_none(tmp_path: Path) -> None:
    assert coded(tmp_path, GOOD, "in.jsonl.gz")[0] == 0


def test_line_beyond_the_limit_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tocsin.collect import lines

    monkeypatch.setattr(lines, "ESCAPED", 0)
    monkeypatch.setattr(lines, "REST", 500)
    code, records = coded(tmp_path, GOOD + b"\n" + b'{"id": "' + b"x" * 3000 + b'"}\n' + GOOD)
    assert code == 1
    assert [bool(r["error"]) for r in records] == [False, True, False]
    assert "too long" in str(records[1]["error"])


def test_folder_without_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["code", str(tmp_path), "-o", str(tmp_path / "out")]) == 2
    assert "holds no page" in capsys.readouterr().err


@pytest.mark.parametrize("output", ["none/out.jsonl", ".", "in.jsonl"])
def test_output_that_cannot_be(output: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in.jsonl").write_bytes(GOOD)
    assert run(["code", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / output), "--workers", "0"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert (tmp_path / "in.jsonl").read_bytes() == GOOD


@pytest.mark.parametrize("content", [b"", b"{}\n", b"[]\n", b"{\n", b'{"article": {"text": 5}}\n'])
def test_verify_of_what_is_no_report(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in.jsonl").write_bytes(content)
    assert run(["verify", str(tmp_path / "in.jsonl")]) != 0
    assert "Traceback" not in capsys.readouterr().err
