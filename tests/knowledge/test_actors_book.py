"""Finding names: folding, case, longest match, dates, users' own files."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import KnowledgeError
from tocsin.knowledge.actors import load_actors
from tocsin.knowledge.actors.names import fold_words, key_of, plurals

BOOK = load_actors()


@pytest.mark.parametrize("name", ["the Taliban", "Taliban's", "TALIBAN", "taleban"])
def test_find_ignores_case_article_and_possessive(name: str) -> None:
    assert [entry.id for entry in BOOK.find(name)] == ["group:taliban"]


def test_find_ignores_accents_and_dots() -> None:
    assert BOOK.find("Nicolás Maduro") == BOOK.find("nicolas maduro") != []
    assert BOOK.find("U.S.")[0].id == BOOK.find("US")[0].id == "USA"


def test_two_talibans() -> None:
    assert BOOK.find("Pakistan Taliban") == BOOK.find("TTP") != BOOK.find("Taliban")


@pytest.mark.parametrize(
    ("words", "start", "length", "name"),
    [
        (["Fighters", "of", "the", "Islamic", "State", "group"], 3, 3, "Islamic State"),
        (["US", "troops"], 0, 1, "United States"),
        (["The", "Democratic", "Republic", "of", "Congo", "said"], 1, 4, "Democratic Republic of the Congo"),
        (["al", "-", "Shabaab", "said"], 0, 3, "al-Shabaab"),
        (["Pakistan", "'s", "army"], 0, 1, "Pakistan"),
        (["South", "Sudanese", "troops"], 0, 2, "South Sudan"),
    ],
)
def test_longest_match(words: list[str], start: int, length: int, name: str) -> None:
    found, entries = BOOK.match(words, start)
    assert (found, entries[0].name) == (length, name)


@pytest.mark.parametrize(
    "words", [["us"], ["is"], ["Let", "them"], ["May"], ["turkey", "sandwiches"], ["rebels"], [","], []]
)
def test_common_words_are_no_names(words: list[str]) -> None:
    assert BOOK.match(words, 0) == (0, [])


def test_offices_have_holders() -> None:
    assert [entry.name for entry in BOOK.holders("USA", "president", date(2012, 6, 1))] == ["Barack Obama"]
    assert BOOK.holders("USA", "king", date(2012, 6, 1)) == []


def test_a_users_file_adds_and_overrides(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "countries: {ALB: {names: [Elverland], adjective: [Elverish]}}\n"
        "leaders: {ALB: {Orla Tamm | Tamm: prime minister 2020/}}\n"
        "groups: {Front of the Quiet Lake | FQL: REB ALB 2019/}\n"
        "organisations: {Quiet Lake Relief: NGO SOC}\n"
        "roles: {person: {CVL: [lake dweller]}}\n",
        encoding="utf-8",
    )
    book = load_actors(path)
    assert book.resolve("Elverish lake dwellers").sectors == ("CVL",)
    assert book.resolve("FQL fighters").country == "ALB"
    assert book.resolve("Prime Minister Orla Tamm", "Tamm", date(2021, 1, 1)).sectors == ("GOV",)
    assert book.resolve("Quiet Lake Relief").country == "NGO"
    assert BOOK.find("Front of the Quiet Lake") == []


@pytest.mark.parametrize("text", ["- a list\n", "actors: {}\n", "groups: {X: REB ALB 20-/}\n", "a: [\n"])
def test_a_malformed_users_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError):
        load_actors(path)


@pytest.mark.parametrize(
    ("word", "plural"), [("army", "armies"), ("policeman", "policemen"), ("coach", "coaches"), ("shaman", "shamans")]
)
def test_plurals(word: str, plural: str) -> None:
    assert plurals(word) == [word, plural]


@given(st.text(max_size=60))
def test_keys_are_stable(text: str) -> None:
    assert fold_words(key_of(text)) == tuple(key_of(text).split())


@given(st.lists(st.text(min_size=1, max_size=12), max_size=12), st.integers(0, 12))
def test_match_stays_inside_the_words(words: list[str], start: int) -> None:
    length, entries = BOOK.match(words, start)
    assert 0 <= length <= max(0, len(words) - start)
    assert bool(length) == bool(entries)
