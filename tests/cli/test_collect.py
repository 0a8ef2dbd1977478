from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tocsin.cli.main import run
from tocsin.store import open_store

STORY = "The navy of Chile seized a Peruvian trawler near Arica on Monday, the defence ministry said.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "one.txt").write_text(STORY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_add_collect_and_look(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["add", "pages", "--outlet", "The Own", "--store", "news.db"]) == 0
    assert run(["collect", "--store", "news.db"]) == 0
    said = capsys.readouterr()
    assert "folder" in said.out
    assert "1 source, 1 article: 1 new, 0 changed, 0 unchanged; 0 failed" in said.err
    assert run(["sources", "--store", "news.db"]) == 0
    assert "The Own" in (shown := capsys.readouterr().out)
    assert "well; last success" in shown
    assert re.search(r"brought 1 article, \d+ reports?, \d+ events?", shown)
    assert run(["collect", "--store", "news.db"]) == 0
    assert "0 new, 0 changed, 1 unchanged" in capsys.readouterr().err
    with open_store("news.db", create=False) as store:
        (article,) = (store.articles.get(id) for id in store.articles.ids())
        assert article is not None
        assert article.outlet == "The Own"


@pytest.mark.parametrize("command", [["add"], ["collect"], ["watch", "--rounds", "1"]], ids=["add", "collect", "watch"])
def test_the_folder_of_the_store_is_made(desk: Path, command: list[str]) -> None:
    assert run([*command, "pages", "--store", "out/today/news.db"]) == 0
    assert (desk / "out" / "today" / "news.db").is_file()


@pytest.mark.parametrize("command", [["collect"], ["events"], ["show", "e1"], ["sources"], ["undo"]], ids=" ".join)
def test_what_reads_a_store_makes_none(desk: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, "--store", "out/news.db"]) == 1
    assert "no store; found out/news.db" in capsys.readouterr().err
    assert not (desk / "out").exists()


def test_collect_adds_what_it_is_given(desk: Path) -> None:
    assert run(["collect", "pages/one.txt", "--store", "news.db"]) == 0
    with open_store("news.db", create=False) as store:
        assert [source.kind for source in store.sources.all()] == ["file"]


def test_what_is_no_source_is_said_and_the_others_are_collected(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["collect", "pages", "nowhere", "--store", "news.db"]) == 1
    said = capsys.readouterr().err
    assert "nowhere does not exist" in said
    assert "1 new" in said
    assert run(["add", "nowhere", "--store", "news.db"]) == 1


def test_a_page_that_fails_makes_the_exit_code(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "pages" / "two.html").write_bytes(b"")
    assert run(["collect", "pages", "--store", "news.db"]) == 1
    said = capsys.readouterr().err
    assert "1 failed" in said
    assert "two.html" in said


def test_without_a_store_or_source_it_says_what_to_do(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["collect", "--store", "none.db"]) == 1
    assert "tocsin add" in capsys.readouterr().err
    assert not (desk / "none.db").exists()
    assert run(["sources", "--store", "none.db"]) == 1
    with open_store("none.db"):
        pass
    capsys.readouterr()
    assert run(["collect", "--store", "none.db"]) == 0
    assert "no source is followed" in capsys.readouterr().err
    assert run(["collect", "pages", "--since", "yesterday"]) == 2


def test_a_schedule_is_kept_shown_and_checked(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["add", "pages", "--store", "a.db", "--every", "2h"]) == 0
    assert run(["sources", "--store", "a.db"]) == 0
    assert "every 2:00:00" in capsys.readouterr().out
    assert run(["sources", "--store", "a.db", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["every_seconds"] == 7200
    assert run(["add", "pages", "--store", "a.db", "--every", "soon"]) == 2
    assert "expected a number of minutes, hours or days" in capsys.readouterr().err


def test_a_source_is_followed_no_longer(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["collect", "pages", "--store", "a.db", "--workers", "0"]) in (0, 1)
    assert run(["remove", "pages", "--store", "a.db"]) == 0
    assert run(["remove", "pages", "--store", "a.db"]) == 1
    assert "is not followed" in capsys.readouterr().err
    assert run(["events", "--store", "a.db"]) == 0


@pytest.mark.parametrize("command", [["add"], ["collect"], ["watch", "--rounds", "1"]], ids=["add", "collect", "watch"])
@pytest.mark.parametrize("other", [None, "a.pdf"])
def test_a_new_folder_without_a_page_is_no_source(
    desk: Path, command: list[str], other: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "none").mkdir()
    if other:
        (desk / "none" / other).write_text("x")
    assert run([*command, "none", "--store", "news.db"]) == 1
    said = capsys.readouterr().err
    assert "none holds no page" in said
    assert ("found files of other kinds only" in said) == bool(other)
    with open_store("news.db", create=False) as store:
        assert store.sources.all() == []


def test_a_folder_that_is_emptied_is_told_and_loses_nothing(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["collect", "pages", "--store", "news.db"]) == 0
    (desk / "pages" / "one.txt").unlink()
    for command in (["collect"], ["collect", "pages"]):
        capsys.readouterr()
        assert run([*command, "--store", "news.db"]) == 1
        assert "pages holds no page" in capsys.readouterr().err
    assert run(["sources", "--store", "news.db"]) == 0
    shown = capsys.readouterr().out
    assert "failing since" in shown
    assert "brought 1 article" in shown
    (desk / "pages" / "two.txt").write_text(STORY + "The crew was freed on Tuesday.\n")
    assert run(["collect", "--store", "news.db"]) == 0
    assert "1 new" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "content"), [("a.jsonl", ""), ("a.jsonl", "\n\n"), ("a.csv", "title,text\n")])
def test_a_file_in_which_there_is_nothing_to_read_is_told(
    desk: Path, name: str, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / name).write_text(content)
    assert run(["collect", name, "--store", "news.db"]) == 1
    assert f"{name} holds no article" in capsys.readouterr().err
    if name.endswith(".jsonl"):
        assert run(["code", name, "-o", "out.jsonl"]) == 0
        assert f"nothing to read in {name}" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "feed.html"])
def test_a_feed_that_is_cut_off_is_no_page(desk: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    whole = (
        f"<?xml version='1.0'?><rss version='2.0'><channel>{f'<item><title>{STORY}</title></item>' * 3}</channel></rss>"
    )
    (desk / name).write_text(whole[:-40])
    assert run(["collect", name, "--store", "news.db"]) == 1
    assert "is a feed, no page; found <rss>, cut off before its end" in capsys.readouterr().err
    with open_store("news.db", create=False) as store:
        (issue,) = store.issues.all("quarantine")
        assert issue.page.endswith(name)
        assert "cut off" in issue.reason
        assert list(store.articles.ids()) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "the page is empty"), (bytes(range(256)) * 20, "the page is no text"),
     (b"<html><body></body></html>", "the page shows no text")],
)  # fmt: skip
def test_a_file_whose_page_is_none_is_not_well(
    desk: Path, content: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def shown() -> str:
        capsys.readouterr()
        assert run(["sources", "--store", "news.db"]) == 0
        return capsys.readouterr().out

    (desk / "page.html").write_bytes(content)
    assert run(["collect", "page.html", "--store", "news.db"]) == 1
    assert "failing since" in (first := shown())
    assert f"found: {said}" in first
    # as long as it is the same
    assert run(["collect", "--store", "news.db"]) == 0
    assert "2 times in a row" in (second := shown())
    assert f"found: {said}" in second
    (desk / "page.html").write_text(STORY)
    assert run(["collect", "--store", "news.db"]) == 0
    assert "well; last success" in shown()
    assert run(["collect", "--store", "news.db"]) == 0
    assert "well; last success" in shown()


def test_a_page_in_another_language_is_had(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "page.txt").write_text("Die Polizei hat am Montag in Lima drei junge Männer verhaftet, sagte ein Sprecher.")
    assert run(["collect", "page.txt", "--store", "news.db"]) == 1
    assert run(["sources", "--store", "news.db"]) == 0
    assert "well; last success" in capsys.readouterr().out


@pytest.mark.parametrize("width", [40, 60])
def test_sources_are_broken_between_words_in_a_narrow_window(
    desk: Path, width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = "pages-" + "x" * 80
    (desk / "pages").rename(desk / place)
    assert run(["collect", place, "--store", "news.db"]) == 0
    capsys.readouterr()
    assert run(["sources", "--store", "news.db"]) == 0
    whole = capsys.readouterr().out
    monkeypatch.setenv("COLUMNS", str(width))
    assert run(["sources", "--store", "news.db"]) == 0
    broken = capsys.readouterr().out
    assert broken.split() == whole.split()
    # an address stays whole, so that it can be copied
    assert all(len(line) <= width for line in broken.splitlines() if place not in line)
    assert max(map(len, whole.splitlines()[1:])) > width
