"""All place names of an article, resolved, with their roles."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from tocsin.coding.places import compose, evidence, ranking
from tocsin.coding.places.mention import Mention
from tocsin.coding.places.model import Weights, read_weights
from tocsin.coding.places.outlets import home_of
from tocsin.coding.places.resolve import part_of, place_of, town_of
from tocsin.coding.places.roles import role_of
from tocsin.coding.places.scan import scan
from tocsin.coding.places.variants import find_variant
from tocsin.knowledge.gazetteer.lookup import Gazetteer
from tocsin.model.annotated import AnnotatedText
from tocsin.model.where import Toponym

UNKNOWN = "no place of this name is in the gazetteer"
UNFIT = "no place of this name fits the text"
CERTAIN_ENTITY = 0.5
CERTAIN_NONE = 0.6


def find_places(annotated: AnnotatedText, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """Every toponym of the article in text order, none overlapping another.

    A name that the language engine calls a place and the gazetteer does not know is kept, with `place` nothing and its
    reason; so is one whose every candidate is unlikely. Metonyms and modifiers ('Kabul said', 'Afghan') are there with
    the role 'associative'.
    """
    weights = read_weights()
    mentions = _with_entities(annotated, scan(annotated, gazetteer), gazetteer)
    evidence.weigh(annotated, mentions)
    groups = ranking.group(mentions)
    ranking.describe(groups, home_of(annotated.article, gazetteer))
    found: list[Toponym] = []
    for group in groups:
        ranking.rank(group, weights.ranking, weights.none)
    evidence.add_company(groups)
    for group in groups:
        found.extend(_toponyms(annotated, group, weights))
    found.extend(_unknown(annotated, mentions))
    found.sort(key=lambda t: t.span)
    found.extend(compose.capitals(annotated, found, gazetteer))
    return tuple(sorted(found, key=lambda t: t.span))


def _with_entities(annotated: AnnotatedText, mentions: list[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """The scan's mentions, and those of the engine's places that are known under another spelling.

    A mention inside such a place gives way to it: 'Hudaydah' inside 'El-Hudaydah'.
    """
    exact = {(m.first, m.last) for m in mentions}
    starts = {m.first: m for m in mentions}
    found: list[Mention] = []
    for entity in annotated.entities:
        if entity.label != "PLACE" or (entity.first, entity.last) in exact:
            continue
        inside = [m for i in range(entity.first, entity.last) if (m := starts.get(i)) is not None]
        if any(m.last > entity.last or m.first == entity.first for m in inside):
            continue
        text = annotated.words(entity.span)
        key, entries = find_variant(text, gazetteer)
        if entries:
            found.append(Mention(entity.first, entity.last, entity.span, text, key, entries))
    taken = {i for m in found for i in range(m.first, m.last)}
    kept = [m for m in mentions if not any(i in taken for i in range(m.first, m.last))]
    return sorted([*kept, *found], key=lambda m: m.first)


def _toponyms(annotated: AnnotatedText, group: ranking.Group, weights: Weights) -> list[Toponym]:
    best, likely = group.best, group.likely
    none = 1.0 - float(group.chances.sum())
    recognition = weights.recognition if annotated.entities else weights.recognition_alone
    found = []
    for mention in group.mentions:
        score = float(np.dot(mention.evidence, recognition))
        mention.chance = 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, score))))
        if mention.chance < weights.threshold:
            continue
        role = role_of(annotated, mention)
        if none > max(likely, CERTAIN_NONE):
            found.append(Toponym(mention.span, mention.text, role, None, UNFIT))
            continue
        before = annotated.tokens[mention.first - 1].text if mention.first else ""
        confidence = mention.chance * likely
        entry = town_of(group.entries, group.entries[best], mention.unit)
        place = place_of(entry, confidence, part_of(before, mention))
        found.append(Toponym(mention.span, mention.text, role, place))
    return found


def _unknown(annotated: AnnotatedText, mentions: Sequence[Mention]) -> list[Toponym]:
    """The engine's places that no mention touches: kept, so that the reader sees what was not known."""
    taken = {i for m in mentions for i in range(m.first, m.last)}
    return [
        Toponym(e.span, annotated.words(e.span), "literal", None, UNKNOWN)
        for e in annotated.entities
        if e.label == "PLACE"
        and e.score >= CERTAIN_ENTITY
        and not any(i in taken for i in range(e.first, e.last))
        and annotated.tokens[e.first].text[0].isupper()
        and annotated.tokens[e.last - 1].text[-1].isalpha()
    ]
