from __future__ import annotations

import csv
import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tocsin.cli.main import run

STORY = (
    "Navy of Chile seizes trawler\n"
    "The navy of Chile seized a Peruvian trawler near Arica on Monday, the defence ministry said. "
    "Peru condemned the seizure.\n"
    "Read more: Copper price at a ten-month high\n"
)
GERMAN = "Der Minister hat am Montag in Bremen erklärt, dass die Werft nicht verkauft werde und er das nicht will."


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf8")
    return path


def test_read_prints_article_and_table(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(story), "--published", "2025-10-15"]) == 0
    shown = capsys.readouterr().out
    assert "seized[" in shown
    assert "COERCE" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_read_gives_json_that_follows_the_schema(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(story), "--format", "json", "--published", "2025-10-15", "--outlet", "The Own"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert run(["schema"]) == 0
    jsonschema.validate(record, json.loads(capsys.readouterr().out))
    assert record["article"]["published"]["value"] == "2025-10-15"
    assert record["article"]["outlet"] == "The Own"
    assert record["reports"]


@pytest.mark.parametrize(
    ("format", "sign"), [("jsonl", '{"schema_version"'), ("csv", "schema_version,"), ("html", "<!doctype html>")]
)
def test_read_writes_every_format(story: Path, tmp_path: Path, format: str, sign: str) -> None:
    output = tmp_path / "out"
    assert run(["read", str(story), str(story), "-f", format, "-o", str(output)]) == 0
    assert output.read_text(encoding="utf8").startswith(sign)


def test_read_takes_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    assert run(["read", "-", "-f", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "stdin"


def test_other_language_exits_with_3_and_shows_zones(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "de.txt"
    page.write_text(GERMAN, encoding="utf8")
    assert run(["read", str(page)]) == 3
    shown = capsys.readouterr()
    assert "Werft" in shown.out
    assert "German (de)" in shown.err
    assert shown.err.count("\n") == 1


def test_code_then_verify(story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "out.jsonl"
    assert run(["code", str(story), "-o", str(output), "--workers", "0", "--published", "2025-10-15"]) == 0
    assert run(["verify", str(output)]) == 0
    assert "all words hold: 1 record" in capsys.readouterr().out
    output.write_text(output.read_text().replace('"text":"seized"', '"text":"ceased"'))
    assert run(["verify", str(output)]) == 1
    assert "'ceased'" in capsys.readouterr().err


def test_code_to_standard_output_is_only_records(story: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["code", str(story), "-o", "-", "--format", "csv", "--workers", "0"]) == 0
    rows = list(csv.DictReader(io.StringIO(capfd.readouterr().out)))
    assert rows
    assert rows[0]["input_id"] == str(story)


def test_code_exits_with_1_when_an_input_failed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"id": "a", "text": STORY}) + "\n{\n")
    assert run(["code", str(source), "-o", str(output), "-f", "bench", "--workers", "0"]) == 1
    assert len(output.read_text().splitlines()) == 2
    assert "could not be coded" in capsys.readouterr().err


def test_explain_names_the_pattern_in_words(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(story), "--report", "1"]) == 0
    shown = capsys.readouterr().out
    assert "because of the pattern" in shown
    assert "actor:" in shown
    assert run(["explain", str(story), "--report", "99"]) == 2


def test_own_codebook_and_actors_count(story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    actors = tmp_path / "actors.yaml"
    actors.write_text("groups:\n  Arica Dockers Union: PER LAB\n")
    if run(["actors", "check", str(actors)]) == 0:
        assert "is sound" in capsys.readouterr().out
    broken = tmp_path / "codebook.yaml"
    broken.write_text("patterns:\n  - id: x\n    type: NOTHING\n    says: y\n")
    assert run(["read", str(story), "--codebook", str(broken)]) == 2
    assert "NOTHING" in capsys.readouterr().err


def test_gazetteer_and_actors_find(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gazetteer", "find", "Nairobi"]) == 0
    assert "KEN" in capsys.readouterr().out
    assert run(["actors", "find", "Kenya"]) == 0
    assert "KEN" in capsys.readouterr().out
    assert run(["gazetteer", "find", "Xyzzyville"]) == 1
    assert run(["gazetteer", "info"]) == 0
    assert "GeoNames" in capsys.readouterr().out


def test_version_names_what_made_the_reports(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["version"]) == 0
    assert "codebook" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"], ["read"], ["read", "--format", "xml", "a"], ["read", "a.txt", "--published", "soon"],
        ["code", "a.jsonl"],
        ["read", "a.txt", "--published", "2025-13-01"],
        ["code", "none.jsonl", "-o", "out"], ["code", "-o", "out"],
        ["verify", "none.jsonl"], ["gazetteer", "load", "none.zip"], ["actors", "check", "none.yaml"],
    ],
)  # fmt: skip
def test_wrong_use_is_one_line_and_exit_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    shown = capsys.readouterr()
    assert shown.err.startswith("tocsin: ")
    assert shown.err.count("\n") == 1
    assert "Traceback" not in shown.err


@pytest.mark.parametrize(
    "command", ["", "read", "code", "explain", "verify", "evaluate", "schema", "gazetteer", "actors"]
)
def test_help_of_every_command(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command.split(), "--help"]) == 0
    assert "Usage" in capsys.readouterr().out


def test_a_value_that_is_none_of_several_is_told_in_our_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["events", "--status", "maybe"]) == 2
    assert "'--status': 'maybe' is not one of 'fact'" in capsys.readouterr().err


def test_an_interruption_while_the_commands_are_loaded_shows_no_trace() -> None:
    program = """
import sys
class Interrupted:
    def find_spec(self, name, *rest):
        if name == "tocsin.cli.export":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
from tocsin.cli import main
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (130, "tocsin: interrupted\n")


@pytest.mark.parametrize(
    ("arguments", "interrupts", "more"),
    [
        ("events --store a.db", "tocsin.store.open_store", ""),
        ("add page.txt --store a.db", "tocsin.flow.following.follow", ""),
        ("export --store a.db -o out.csv", "tocsin.store.open_store", ""),
        ("read page.txt", "tocsin.cli.reading.outcomes_of", ""),
        ("collect page.txt --store a.db", "tocsin.flow.following.follow", "; give the same command again to go on"),
        ("code page.txt -o out.jsonl", "tocsin.batch.code_archive", "; give the same command again to go on"),
        ("code page.txt -o -", "tocsin.batch.code_archive", ""),
    ],
)
def test_an_interruption_is_told_in_one_line(
    arguments: str, interrupts: str, more: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text("Police arrested three men in Lima on Monday.\n")
    monkeypatch.setattr(interrupts, interrupt)
    assert run(arguments.split()) == 130
    assert capsys.readouterr().err == f"tocsin: interrupted; what was done is kept{more}\n"


def test_an_older_output_stands_where_there_is_no_room_for_the_new_one(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "older.json"
    output.write_text("older")
    opening = Path.open

    def full(path: Path, mode: str = "r", *rest: object, **named: object) -> object:
        file = opening(path, mode, *rest, **named)  # type: ignore[call-overload]
        if "w" in mode:

            def refuse(_: str) -> int:
                raise OSError(errno.ENOSPC, "No space left on device")

            file.write = refuse
        return file

    monkeypatch.setattr(Path, "open", full)
    assert run(["read", str(story), "--format", "json", "-o", str(output)]) == 2
    assert "older.json cannot be written; found No space left on device" in capsys.readouterr().err
    assert output.read_text() == "older"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["older.json", "story.txt"]


def test_a_pipe_that_is_named_as_output_is_written_and_stays(story: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE, text=True) as reader:
        assert run(["read", str(story), "--format", "json", "-o", str(pipe)]) == 0
        out, _ = reader.communicate(timeout=60)
    assert json.loads(out)["article"]
    assert pipe.is_fifo()


def test_debug_lets_the_trace_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tocsin.errors import InputError

    monkeypatch.setenv("TOCSIN_DEBUG", "1")
    with pytest.raises(InputError):
        run(["code", str(tmp_path / "none"), "-o", "x"])


def test_help_imports_nothing_heavy() -> None:
    check = (
        "import sys; from tocsin.cli.main import run; run(['--help']); heavy = "
        "'onnxruntime numpy trafilatura lxml httpx2 pydantic pyarrow'.split(); "
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, text=True, env=dict(os.environ), check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
