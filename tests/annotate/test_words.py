from hypothesis import given
from hypothesis import strategies as st

from tocsin.annotate.words import words


def split(text: str) -> list[str]:
    return [text[begin:end] for begin, end in words(text)]


def test_contractions_are_two_words() -> None:
    assert split("They don't, and she's sure it isn’t ours.") == (
        ["They", "do", "n't", ",", "and", "she", "'s", "sure", "it", "is", "n’t", "ours", "."]
    )
    assert split("He cannot") == ["He", "can", "not"]


def test_possessives() -> None:
    assert split("Norland's army and the rebels' camp") == (
        ["Norland", "'s", "army", "and", "the", "rebels", "'", "camp"]
    )


def test_hyphens_split_compounds_but_not_prefixes() -> None:
    assert split("a short-term anti-government plan") == ["a", "short", "-", "term", "anti-government", "plan"]


def test_abbreviations_keep_their_full_stop() -> None:
    assert split("Gen. Orr met U.S. envoys on Jan. 5.") == (
        ["Gen.", "Orr", "met", "U.S.", "envoys", "on", "Jan.", "5", "."]
    )
    assert split("He said no. She left.") == ["He", "said", "no", ".", "She", "left", "."]
    assert split("Resolution No. 12 stands") == ["Resolution", "No.", "12", "stands"]
    assert split("J. Dorn spoke") == ["J.", "Dorn", "spoke"]


def test_numbers_money_and_times() -> None:
    assert split("$1,200.50 at 10:30, up 4%") == ["$", "1,200.50", "at", "10:30", ",", "up", "4", "%"]
    assert split("the 2nd of 1990s") == ["the", "2nd", "of", "1990s"]


def test_addresses_are_one_word() -> None:
    assert split("See https://example.org/a?b=1, or write to desk@example.org.") == (
        ["See", "https://example.org/a?b=1", ",", "or", "write", "to", "desk@example.org", "."]
    )


def test_offsets_count_in_the_whole_text() -> None:
    text = "Headline here\n\nBody text."
    assert [text[begin:end] for begin, end in words(text, 15, len(text))] == ["Body", "text", "."]


@given(st.text(max_size=300))
def test_every_visible_character_is_in_exactly_one_word(text: str) -> None:
    covered = [index for begin, end in words(text) for index in range(begin, end)]
    assert covered == sorted(set(covered))
    assert all(text[index].isspace() for index in set(range(len(text))) - set(covered))
    assert all(text[begin:end].strip() for begin, end in words(text))


def test_a_line_without_spaces_is_cut() -> None:
    assert max(end - begin for begin, end in words("x" * 1_000_000)) <= 200
    assert words("a." * 50_000)
