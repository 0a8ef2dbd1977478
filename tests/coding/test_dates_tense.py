import pytest
from hand_parsed import at, parsed, plain

from tocsin.coding.dates import find_times
from tocsin.coding.dates.tense import tense_reader


def tense_at(rows: str, word: str) -> str:
    annotated = parsed(rows)
    return tense_reader(annotated)(annotated.tokens[at(annotated, word)].start)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("They they PRON PRP 2 nsubj\nmet meet VERB VBD 0 root\nMonday Monday PROPN NNP 2 obl", "past"),
        (
            "They they PRON PRP 3 nsubj\nwill will AUX MD 3 aux\nmeet meet VERB VB 0 root\n"
            "Monday Monday PROPN NNP 3 obl",
            "future",
        ),
        (
            "They they PRON PRP 2 nsubj\nplan plan VERB VBP 0 root\nto to PART TO 4 mark\nmeet meet VERB VB 2 xcomp\n"
            "Monday Monday PROPN NNP 4 obl",
            "future",
        ),
        (
            "They they PRON PRP 2 nsubj\nfailed fail VERB VBD 0 root\nto to PART TO 4 mark\nmeet meet VERB VB 2 xcomp\n"
            "Monday Monday PROPN NNP 4 obl",
            "past",
        ),
        (
            "They they PRON PRP 4 nsubj\nmay may AUX MD 4 aux\nhave have AUX VB 4 aux\nmet meet VERB VBN 0 root\n"
            "Monday Monday PROPN NNP 4 obl",
            "past",
        ),
        (
            "The the DET DT 2 det\ntalks talk NOUN NNS 3 nsubj\nbegin begin VERB VBP 0 root\n"
            "Monday Monday PROPN NNP 3 obl",
            "future",
        ),
    ],
)
def test_the_tense_of_the_clause_around_a_weekday(rows: str, expected: str) -> None:
    assert tense_at(rows, "Monday") == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Envoys arrived on Monday.", "2025-10-06"),
        ("Envoys will arrive on Monday.", "2025-10-13"),
        ("Envoys Monday.", "2025-10-06"),
    ],
)
def test_cue_words_stand_in_where_there_is_no_parse(text: str, value: str) -> None:
    (found,) = find_times(plain(text))
    assert found.value == value
