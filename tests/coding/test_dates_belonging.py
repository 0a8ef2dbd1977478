from datetime import date

from hand_parsed import at, parsed, plain

from tocsin.coding.dates import event_date, find_times, said_date
from tocsin.model.when import When

SAID = """
Officials official NOUN NNS 2 nsubj
said say VERB VBD 0 root
Friday Friday PROPN NNP 2 obl
that that SCONJ IN 6 mark
gunmen gunman NOUN NNS 6 nsubj
attacked attack VERB VBD 2 ccomp
the the DET DT 8 det
town town NOUN NN 6 obj
on on ADP IN 10 case
Wednesday Wednesday PROPN NNP 6 obl
"""
UNDATED = "\n".join(SAID.strip().splitlines()[:8])
KILLING = """
Shells shell NOUN NNS 2 nsubj
hit hit VERB VBD 0 root
a a DET DT 4 det
school school NOUN NN 2 obj
on on ADP IN 6 case
Tuesday Tuesday PROPN NNP 2 obl
, , PUNCT , 8 punct
killing kill VERB VBG 2 advcl
nine nine NUM CD 8 obj
"""
AFTER = """
Talks talk NOUN NNS 2 nsubj
began begin VERB VBD 0 root
two two NUM CD 4 nummod
days day NOUN NNS 7 obl:npmod
after after ADP IN 7 case
the the DET DT 7 det
strikes strike NOUN NNS 2 obl
"""


AFTER_RAID = """
They they PRON PRP 2 nsubj
refused refuse VERB VBD 0 root
after after ADP IN 5 case
a a DET DT 5 det
raid raid NOUN NN 2 obl
on on ADP IN 7 case
Wednesday Wednesday PROPN NNP 2 obl
"""
INQUIRY = """
An a DET DT 2 det
inquiry inquiry NOUN NN 0 root
in in ADP IN 4 case
May May PROPN NNP 2 nmod
into into ADP IN 6 case
killings killing NOUN NNS 2 nmod
"""
SUBJECT = """
Arrests arrest NOUN NNS 5 nsubj:pass
on on ADP IN 3 case
Wednesday Wednesday PROPN NNP 1 nmod
were be AUX VBD 5 aux:pass
hailed hail VERB VBN 0 root
"""
TWO_TENSES = """
He he PRON PRP 3 nsubj:pass
was be AUX VBD 3 aux:pass
seized seize VERB VBN 0 root
Wednesday Wednesday PROPN NNP 3 obl
and and CCONJ CC 7 cc
is be AUX VBZ 7 aux:pass
charged charge VERB VBN 3 conj
"""


def day_of(text: str, word: str, published: str = "2025-10-11") -> date | None:
    annotated = parsed(text, published)
    found = event_date(annotated, find_times(annotated), at(annotated, word))
    return found.earliest if found else None


def test_each_clause_keeps_its_own_day() -> None:
    assert day_of(SAID, "attacked") == date(2025, 10, 8)
    assert day_of(SAID, "said") == date(2025, 10, 10)


def test_the_day_of_saying_is_not_the_day_of_what_is_said() -> None:
    annotated = parsed(UNDATED)
    times = find_times(annotated)
    assert event_date(annotated, times, at(annotated, "attacked")) is None
    said = said_date(annotated, times, at(annotated, "attacked"))
    assert said is not None
    assert said.earliest == date(2025, 10, 10)
    assert said_date(annotated, times, at(annotated, "said")) is None


def test_a_day_after_what_came_before_belongs_to_that() -> None:
    assert day_of(AFTER_RAID, "raid") == date(2025, 10, 8)
    assert day_of(AFTER_RAID, "refused") is None


def test_a_noun_keeps_its_day_from_what_it_holds_and_what_is_said_of_it() -> None:
    assert day_of(INQUIRY, "inquiry") == date(2025, 5, 1)
    assert day_of(INQUIRY, "killings") is None
    assert day_of(SUBJECT, "Arrests") == date(2025, 10, 8)
    assert day_of(SUBJECT, "hailed") is None


def test_a_joined_verb_of_another_tense_has_another_day() -> None:
    assert day_of(TWO_TENSES, "seized") == date(2025, 10, 8)
    assert day_of(TWO_TENSES, "charged") is None


def test_a_participle_shares_the_day_of_its_clause() -> None:
    assert day_of(KILLING, "killing") == day_of(KILLING, "hit") == date(2025, 10, 7)


def test_two_events_date_one_another_in_both_directions() -> None:
    annotated = parsed(AFTER)
    times = find_times(annotated)
    strikes, talks = at(annotated, "strikes"), at(annotated, "began")
    known = When(date(2025, 10, 1), date(2025, 10, 1), "day")

    def forwards(token: int) -> When | None:
        return known if token == strikes else None

    def backwards(token: int) -> When | None:
        return known if token == talks else None

    later = event_date(annotated, times, talks, forwards)
    earlier = event_date(annotated, times, strikes, backwards)
    assert later is not None
    assert earlier is not None
    assert (later.iso, later.anchor) == ("2025-10-03", "event")
    assert earlier.iso == "2025-09-29"
    assert event_date(annotated, times, talks, lambda token: None) is None
    assert event_date(annotated, times, talks) is None


def test_a_dateline_dates_nothing() -> None:
    annotated = plain("GENEVA, October 10 (Wire) - Envoys met behind closed doors.")
    assert event_date(annotated, find_times(annotated), at(annotated, "met")) is None


def test_without_a_parse_the_nearest_date_of_the_sentence_counts() -> None:
    annotated = plain("On Monday rebels left and on Thursday troops came.")
    found = event_date(annotated, find_times(annotated), at(annotated, "troops"))
    assert found is not None
    assert found.earliest == date(2025, 10, 9)


def test_precision_of_a_week() -> None:
    annotated = plain("Troops came last week.")
    found = event_date(annotated, find_times(annotated), at(annotated, "came"))
    assert found is not None
    assert (found.precision, found.iso) == ("week", "2025-10")
