from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from invented import article

from tocsin.merge import GrowingOrigins, article_facts, growing, origins

PLAIN = (
    "Three mines went off on the road to Tillia on Tuesday and wrecked a bus with pilgrims. Nine of them died on the "
    "spot, a nurse in the clinic of Tillia said, and eleven were brought to Tahoua. Nobody has said who laid the mines."
)
WIRE = f"TAHOUA, Niger (Kestrel) - {PLAIN}"
CREDITED = f"{PLAIN}\n\n(Kestrel)"
RECUT = "Nine pilgrims died near Tillia. " + PLAIN.partition(". ")[2]
OWN = (
    "Our reporter saw the bus lying on its side, its roof torn open. A driver who had stopped to help spoke of a smell "
    "of diesel, of shoes in the sand, and of a boy who would not let go of a drum."
)
TEXTS = [WIRE, CREDITED, RECUT, OWN, PLAIN]


def articles():
    return [article(text, f"Outlet {number}", f"2025-03-0{number + 2}") for number, text in enumerate(TEXTS)]


@given(st.permutations(range(len(TEXTS))), st.integers(1, 4))
def test_origins_that_grew_are_those_found_at_once(order, first):
    kept, found = GrowingOrigins(), [articles()[i] for i in order]
    assert kept.of("e1", found[:first]) == origins(article_facts(found[:first]))
    for last in range(first, len(found) + 1):
        assert kept.of("e1", found[:last]) == origins(article_facts(found[:last]))


def test_an_article_that_left_or_changed_is_not_remembered():
    kept, found = GrowingOrigins(), articles()
    kept.of("e1", found)
    assert kept.of("e1", found[2:]) == origins(article_facts(found[2:]))
    changed = [replace(found[2], outlet="Kestrel News Agency"), *found[3:]]
    assert kept.of("e1", changed) == origins(article_facts(changed))


def test_what_is_kept_is_bounded_and_of_no_account(monkeypatch):
    kept, found = GrowingOrigins(most=4), articles()
    for event in ("e1", "e2", "e1", "e3", "e2"):
        assert kept.of(event, found[:3]) == origins(article_facts(found[:3]))
        assert kept.of(event, found) == origins(article_facts(found))
        assert len(kept) <= 5
    monkeypatch.setattr(growing, "MANY", 2)
    assert kept.of("e1", found) == origins(article_facts(found))


def test_each_pair_is_compared_once_while_an_event_grows(monkeypatch):
    compared = []
    same = growing.same_text
    monkeypatch.setattr(
        growing, "same_text", lambda one, other: compared.append((one.id, other.id)) or same(one, other)
    )
    kept, found = GrowingOrigins(), articles()[2:]
    for last in range(1, len(found) + 1):
        kept.of("e1", found[:last])
    assert len(compared) == len(set(compared)) <= 3
