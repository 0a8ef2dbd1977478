import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.annotate.encoder import SHIPPED
from tocsin.annotate.wordpiece import END, START, UNKNOWN, Shape, WordPieces, shape

PIECES = WordPieces((SHIPPED / "vocabulary.txt").read_text(encoding="utf-8").splitlines())
VOCABULARY = (SHIPPED / "vocabulary.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("army", Shape.LOWER),
        ("Army", Shape.TITLE),
        ("ARMY", Shape.UPPER),
        ("McArmy", Shape.MIXED),
        ("1999", Shape.DIGITS),
        ("F16", Shape.ALPHANUMERIC),
        ("A", Shape.INITIAL),
        (",", Shape.OTHER),
    ],
)
def test_shapes(word: str, expected: Shape) -> None:
    assert shape(word) == expected


def test_long_words_are_cut_into_pieces_of_the_vocabulary() -> None:
    ids, _ = PIECES.word("Airstrikes")
    assert "".join(VOCABULARY[index].removeprefix("##") for index in ids) == "airstrikes"


def test_accents_and_curly_marks_do_not_matter() -> None:
    assert PIECES.word("Régime")[0] == PIECES.word("regime")[0]
    assert PIECES.word("’s")[0] == PIECES.word("'s")[0]


def test_a_sentence_points_at_first_pieces() -> None:
    found = PIECES.sentence(["Airstrikes", "hit"])
    assert found.ids[0] == START
    assert found.ids[-1] == END
    assert [found.ids[first] for first in found.firsts] == [PIECES.word("Airstrikes")[0][0], PIECES.word("hit")[0][0]]


@given(st.text(min_size=1, max_size=80))
def test_every_word_has_one_to_eight_pieces(word: str) -> None:
    ids, _ = PIECES.word(word)
    assert 1 <= len(ids) <= 8


def test_what_the_vocabulary_lacks_is_unknown() -> None:
    assert PIECES.word("\u0001")[0] == [UNKNOWN]
