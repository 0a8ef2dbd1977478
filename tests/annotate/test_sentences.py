from hypothesis import given
from hypothesis import strategies as st

from tocsin.annotate.sentences import LONGEST_SENTENCE, sentences
from tocsin.annotate.words import words


def split(text: str) -> list[str]:
    tokens = words(text)
    return [text[tokens[first][0] : tokens[last - 1][1]] for first, last in sentences(text, tokens)]


def test_full_stops_end_sentences() -> None:
    assert split("Troops left. Police stayed! Who won?") == ["Troops left.", "Police stayed!", "Who won?"]


def test_abbreviations_do_not() -> None:
    assert split("Lt. Gen. Aro met the U.S. Navy chief in St. Orlo. He left.") == (
        ["Lt. Gen. Aro met the U.S. Navy chief in St. Orlo.", "He left."]
    )
    assert split("They flew to the U.S. The talks failed.") == ["They flew to the U.S.", "The talks failed."]


def test_quotation_marks_stay_with_their_sentence() -> None:
    assert split('"We will go." He left.') == ['"We will go."', "He left."]
    assert split('"Will you go?" she asked.') == ['"Will you go?" she asked.']
    assert split("“It is over.” “No,” said Aro.") == ["“It is over.”", "“No,” said Aro."]


def test_line_breaks_end_sentences_unless_the_line_goes_on() -> None:
    assert split("Rebels take town\nThe army fled.") == ["Rebels take town", "The army fled."]
    assert split("The army\nfled at once.") == ["The army\nfled at once."]
    assert split("the first\n\nthe second") == ["the first", "the second"]


def test_decimal_points_and_ellipses() -> None:
    assert split("It fell 3.5 points. Then ... nothing.") == ["It fell 3.5 points.", "Then ... nothing."]


def test_endless_sentences_are_cut() -> None:
    text = "and so, " * 1000
    tokens = words(text)
    assert max(last - first for first, last in sentences(text, tokens)) <= LONGEST_SENTENCE


@given(st.text(alphabet="aAb .!?\"'“”()\n,5", max_size=200))
def test_ranges_are_gapless(text: str) -> None:
    tokens = words(text)
    ranges = sentences(text, tokens)
    assert [index for first, last in ranges for index in range(first, last)] == list(range(len(tokens)))
    assert all(first < last for first, last in ranges)
