"""Pronouns to their antecedents within the article, by number, kind, nearness and subjecthood."""

from __future__ import annotations

from collections.abc import Mapping

from tocsin.coding.syntax import first_conjunct
from tocsin.model.annotated import AnnotatedText, Entity

SINGULAR = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
PRONOUNS = SINGULAR | PLURAL | NEUTER | FIRST
WINDOW = 3
SAYING = frozenset(
    """
    say add write tell note warn argue claim explain state insist stress accuse criticize criticise urge call announce
    declare admit confirm deny ask reply respond continue conclude describe condemn
    """.split()
)
SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
PEOPLE_WORDS = frozenset(
    """
    president minister leader official spokesman spokeswoman spokesperson envoy ambassador diplomat general commander
    chief king queen prince premier chancellor secretary senator governor mayor judge lawyer man woman director head
    chairman activist journalist cleric pope adviser commissioner deputy politician
    """.split()
)
BODIES = frozenset(
    """
    government army military ministry group party administration court council parliament force police company union
    country state organization organisation movement militia agency commission navy network team side court regime
    junta coalition alliance delegation body embassy faction bank
    """.split()
)


def antecedent_of(
    text: AnnotatedText, index: int, entities: Mapping[int, Entity], speakers: Mapping[int, int]
) -> int | None:
    """The head token that the pronoun at `index` stands for, or nothing. 'I' and 'we' stand for the speaker."""
    word = text.tokens[index].text.lower()
    if word in FIRST:
        return speakers.get(index)
    best: tuple[float, int] | None = None
    here = text.tokens[index]
    first = text.sentences[max(0, here.sentence - WINDOW)].first
    quoted = speakers.get(index)
    for i in range(first, index):
        fit = _fit(text, i, word, entities)
        if not fit or i == quoted:
            continue
        token = text.tokens[i]
        distance = here.sentence - token.sentence
        score = fit - 1.2 * distance + (1.0 if token.deprel in SUBJECT else 0.0) + 0.01 * (i - first)
        if (
            distance == 0
            and token.head == here.head
            and here.deprel == "obj"
            and word not in ("himself", "themselves", "itself")
        ):
            continue
        if distance == 0 and _same_clause_subject(text, i, index):
            score -= 0.5
        score += _voice(text, i, index, speakers)
        if best is None or score > best[0]:
            best = (score, i)
    return best[1] if best else None


def _voice(text: AnnotatedText, candidate: int, pronoun: int, speakers: Mapping[int, int]) -> float:
    """Who spoke goes on speaking; those whom a quotation names are seldom taken up outside of it."""
    bonus = -1.5 if candidate in speakers and pronoun not in speakers else 0.0
    if _speaks(text, pronoun) and _speaks(text, candidate):
        bonus += 1.0
    return bonus


def _speaks(text: AnnotatedText, index: int) -> bool:
    token = text.tokens[index]
    return token.deprel in SUBJECT and text.tokens[token.head].lemma in SAYING


def _same_clause_subject(text: AnnotatedText, candidate: int, pronoun: int) -> bool:
    return text.tokens[pronoun].deprel in SUBJECT and text.tokens[candidate].deprel not in SUBJECT


def _fit(text: AnnotatedText, i: int, word: str, entities: Mapping[int, Entity]) -> float:
    """How well the noun at `i` may be what the pronoun stands for; 0 when it may not."""
    token = text.tokens[i]
    if token.upos not in ("NOUN", "PROPN") or token.deprel in ("compound", "flat", "amod"):
        return 0.0
    entity = entities.get(i)
    label = entity.label if entity else ""
    if entity and not _is_head(text, i, entity):
        return 0.0
    plural = token.xpos in ("NNS", "NNPS") or first_conjunct(text, i) != i
    if word in SINGULAR:
        if label == "PERSON":
            return 2.0
        return 1.4 if token.lemma in PEOPLE_WORDS and not plural and not label else 0.0
    if word in PLURAL:
        if label in ("DATE", "QUANTITY", "PERSON", "FAC"):
            return 1.0 if label == "QUANTITY" else 0.0
        if label in ("NORP", "ORG"):
            return 1.5
        return 1.6 if plural and not label else 0.0
    if label in ("ORG", "PLACE"):
        return 1.8
    return 1.2 if token.lemma in BODIES and not plural else 0.0


def _is_head(text: AnnotatedText, i: int, entity: Entity) -> bool:
    return not entity.first <= text.tokens[i].head < entity.last or text.tokens[i].head == i
