import pytest
from hand_parsed import at, parsed, plain
from hypothesis import given
from hypothesis import strategies as st

from tocsin.coding.counts import counts_for, find_counts
from tocsin.coding.number_words import number, spoken_year
from tocsin.model.annotated import AnnotatedText

Row = tuple[str, int | None, int | None, int | None, str]


def counted(annotated: AnnotatedText) -> list[Row]:
    return [
        (c.count.kind, c.count.lowest, c.count.best, c.count.highest, annotated.words(c.count.span))
        for c in find_counts(annotated)
    ]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("58", 58),
        ("fifty-eight", 58),
        ("1,200", 1200),
        ("1.2 million", 1_200_000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("two hundred and six", 206),
        ("three thousand four hundred", 3400),
        ("2 1/2", 2.5),
        ("several", None),
        ("soldiers", None),
    ],
)
def test_number_words(words: str, value: float | None) -> None:
    assert number(words) == value


@given(st.integers(min_value=0, max_value=10**9))
def test_figures_with_commas(value: int) -> None:
    assert number(f"{value:,}") == value


def test_spoken_years() -> None:
    assert spoken_year("nineteen ninety-seven") == 1997
    assert spoken_year("twenty men") is None


PASSIVE = """
At at ADP IN 2 case
least least ADJ JJS 3 nmod
58 58 NUM CD 4 nummod
soldiers soldier NOUN NNS 6 nsubj:pass
were be AUX VBD 6 aux:pass
killed kill VERB VBN 0 root
and and CCONJ CC 11 cc
more more ADJ JJR 10 advmod
than than ADP IN 8 fixed
100 100 NUM CD 11 nsubj
injured injure VERB VBN 6 conj
"""
SUMMED = """
The the DET DT 2 det
blast blast NOUN NN 3 nsubj
killed kill VERB VBD 0 root
two two NUM CD 5 nummod
policemen policeman NOUN NNS 3 obj
and and CCONJ CC 8 cc
a a DET DT 8 det
child child NOUN NN 5 conj
"""
TOLL = """
The the DET DT 3 det
death death NOUN NN 3 compound
toll toll NOUN NN 4 nsubj
rose rise VERB VBD 0 root
to to ADP IN 6 case
40 40 NUM CD 4 obl
"""
LIVES = """
The the DET DT 2 det
raid raid NOUN NN 3 nsubj
claimed claim VERB VBD 0 root
the the DET DT 5 det
lives life NOUN NNS 3 obj
of of ADP IN 8 case
nine nine NUM CD 8 nummod
villagers villager NOUN NNS 5 nmod
"""
THINGS = """
They they PRON PRP 2 nsubj
destroyed destroy VERB VBD 0 root
20 20 NUM CD 4 nummod
outposts outpost NOUN NNS 2 obj
and and CCONJ CC 6 cc
killed kill VERB VBD 2 conj
dozens dozen NOUN NNS 6 obj
of of ADP IN 9 case
recruits recruit NOUN NNS 7 nmod
"""
MARCH = """
Thousands thousand NOUN NNS 4 nsubj
of of ADP IN 3 case
students student NOUN NNS 1 nmod
marched march VERB VBD 0 root
and and CCONJ CC 7 cc
police police NOUN NN 7 nsubj
arrested arrest VERB VBD 4 conj
between between ADP IN 9 advmod
10 10 NUM CD 12 nummod
and and CCONJ CC 11 cc
15 15 NUM CD 9 conj
people people NOUN NNS 7 obj
"""


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (PASSIVE, [("killed", 58, 58, None, "At least 58 soldiers"), ("injured", 100, 100, None, "more than 100")]),
        (SUMMED, [("killed", 3, 3, 3, "two policemen and a child")]),
        (TOLL, [("killed", 40, 40, 40, "40")]),
        (LIVES, [("killed", 9, 9, 9, "nine villagers")]),
        (THINGS, [("killed", 24, None, 99, "dozens of recruits")]),
        (
            MARCH,
            [
                ("size", 2_000, None, 9_999, "Thousands of students"),
                ("detained", 10, None, 15, "between 10 and 15 people"),
            ],
        ),
    ],
)
def test_counts_in_a_parse(rows: str, expected: list[Row]) -> None:
    assert counted(parsed(rows)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raid killed 12.", [("killed", 12, 12, 12, "12")]),
        ("Up to 20 killed, says army.", [("killed", None, 20, 20, "Up to 20")]),
        ("Nine dead and 16 hurt.", [("killed", 9, 9, 9, "Nine"), ("injured", 16, 16, 16, "16")]),
        ("Police arrested about 30 people.", [("detained", None, 30, None, "about 30 people")]),
        ("Nobody was hurt.", [("injured", 0, 0, 0, "Nobody")]),
        ("The army killed time 12 km away.", []),
        ("Shares worth $12 were hurt.", []),
        ("He was killed in 1999.", []),
        ("The 12-year-old boy was killed.", []),
        ("Shells of 155 mm killed people.", []),
        ("Twenty-one people died.", [("killed", 21, 21, 21, "Twenty-one people")]),
        ("The number of people killed has gone up to 45.", [("killed", 45, 45, 45, "45")]),
        (
            "One soldier killed and another wounded.",
            [("killed", 1, 1, 1, "One soldier"), ("injured", 1, 1, 1, "another")],
        ),
        ("A bomb killed two guards, a nurse and a child.", [("killed", 4, 4, 4, "two guards, a nurse and a child")]),
    ],
)
def test_counts_beside_their_cue_without_a_parse(text: str, expected: list[Row]) -> None:
    assert counted(plain(text)) == expected


HURT_MARCHERS = """
Six six NUM CD 2 nummod
protesters protester NOUN NNS 4 nsubj:pass
were be AUX VBD 4 aux:pass
injured injure VERB VBN 0 root
"""
HOSTAGES = """
Gunmen gunman NOUN NNS 2 nsubj
took take VERB VBD 0 root
12 12 NUM CD 4 nummod
engineers engineer NOUN NNS 2 obj
hostage hostage NOUN NN 2 xcomp
"""
ARRESTS = """
More more ADJ JJR 3 advmod
than than ADP IN 1 fixed
432 432 NUM CD 4 nummod
arrests arrest NOUN NNS 6 nsubj:pass
were be AUX VBD 6 aux:pass
made make VERB VBN 0 root
"""
UNHARMED = """
There there PRON EX 2 expl
were be VERB VBD 0 root
no no DET DT 4 det
casualties casualty NOUN NNS 2 nsubj
"""


def test_the_hurt_are_no_crowd() -> None:
    assert [row[0] for row in counted(parsed(HURT_MARCHERS))] == ["injured"]


def test_nouns_that_count() -> None:
    assert counted(parsed(HOSTAGES)) == [("detained", 12, 12, 12, "12 engineers")]
    assert counted(parsed(ARRESTS)) == [("detained", 432, 432, None, "More than 432 arrests")]
    assert [row[:3] for row in counted(parsed(UNHARMED))] == [("killed", 0, 0), ("injured", 0, 0)]


def test_an_event_gets_the_counts_of_its_own_kind() -> None:
    annotated = parsed(MARCH)
    march, arrest = at(annotated, "marched"), at(annotated, "arrested")
    assert [c.kind for c in counts_for(annotated, march, "PROTEST")] == ["size"]
    assert [c.kind for c in counts_for(annotated, arrest, "COERCE")] == ["detained"]
    assert counts_for(annotated, march, "AGREE") == ()


def test_a_later_verb_does_not_take_what_an_earlier_one_counts() -> None:
    rows = SUMMED + "and and CCONJ CC 10 cc\nburned burn VERB VBD 3 conj\nhouses house NOUN NNS 10 obj"
    annotated = parsed(rows)
    assert counts_for(annotated, at(annotated, "burned"), "ASSAULT") == ()
    (count,) = counts_for(annotated, at(annotated, "blast"), "ASSAULT")
    assert count.best == 3


WORDS = st.lists(
    st.sampled_from(
        "killed wounded dead dozens of people a an no one nobody 12 12-15 1,200 two hundred and between at "
        "least more than up to soldiers child arrested thousands tens protesters marched casualties - , . % $ "
        "few several".split()
    ),
    max_size=14,
).map(lambda words: " ".join(["So", *words]))


@given(WORDS)
def test_any_string_of_counting_words_can_be_read(text: str) -> None:
    for placed in find_counts(plain(text)):
        bounds = [b for b in (placed.count.lowest, placed.count.best, placed.count.highest) if b is not None]
        assert bounds == sorted(bounds)
        assert placed.count.kind in ("killed", "injured", "detained", "size")
