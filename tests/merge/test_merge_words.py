from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from invented import article, reading, report

from tocsin.merge import mention_clusters, related
from tocsin.merge.facts import facts_of, numbers_in
from tocsin.merge.wording import bag, cosine, sentence_bounds, shingles, stems
from tocsin.model import Predicate, Span

QUAKE = "An earthquake shook the harbour of Volos. Two warehouses collapsed and a pier sank in the earthquake."
LATER = "Engineers inspect the harbour of Volos where the earthquake shook warehouses; a pier and two cranes sank."
OTHER = "The parliament of Iceland voted on fishing quotas for cod, and trawler owners shook their heads."


@given(st.text(max_size=300), st.text(max_size=300))
def test_cosine_is_a_share_and_symmetric(one, other):
    a, b = bag(stems(one)), bag(stems(other))
    assert 0 <= cosine(a, b) <= 1.0
    assert cosine(a, b) == cosine(b, a)
    assert not a or abs(cosine(a, a) - 1) < 1e-9


@given(st.text(max_size=200), st.integers(0, 200), st.integers(1, 20))
def test_a_sentence_holds_its_span(text, start, length):
    start = min(start, max(0, len(text) - 1))
    end = min(len(text), start + length)
    begin, finish = sentence_bounds(text, start, end)
    assert 0 <= begin <= start
    assert finish >= min(end, len(text))
    assert finish <= len(text) + 1


def test_shingles_are_the_same_whatever_the_case():
    assert shingles("The Pier sank in the harbour today") == shingles("the pier SANK in the harbour, today.")


def test_numbers_in_words_and_digits():
    assert numbers_in("Eleven men, 1,200 sheep and 3 dogs") == {11, 1200, 3}


def test_related_coverage_is_of_the_same_matter():
    found = related(article(QUAKE), [article(LATER), article(OTHER)])
    assert [r.article for r in found] == [article(LATER).id]
    assert "volo" in found[0].shared


def test_an_article_is_not_related_to_itself():
    assert related(article(QUAKE), [article(QUAKE)]) == []


def read(text: str):
    on = article(text)
    spans = [Span(text.index(w), text.index(w) + len(w)) for w in ("shook",)]
    return reading(on, [], []), tuple(Predicate(s, 3.0) for s in spans)


def test_one_word_is_one_event_within_a_story_only():
    readings = []
    for text in (QUAKE, LATER, OTHER):
        plain, predicates = read(text)
        readings.append(type(plain)(plain.article, predicates=predicates))
    found = mention_clusters(readings)
    labels = [found[r.article.id][0][1] for r in readings]
    assert labels[0] == labels[1] != labels[2]


def test_facts_hold_what_the_report_says():
    on = article("Gunmen attacked a second depot with 12 lorries. Nobody was hurt.")
    (one,) = facts_of(reading(on, [report(on, "attacked", killed=3, day="2025-03-03")]), "o1")
    assert one.counts == {"killed": (3, 3)}
    assert one.another
    assert one.numbers == {12}
    assert one.origin == "o1"
    assert one.day_known
