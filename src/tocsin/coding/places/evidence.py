"""What speaks for and against a match being a place name here: one row of numbers a mention, for a linear model."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from tocsin.coding.places import ranking
from tocsin.coding.places.mention import Mention
from tocsin.coding.places.words import (
    DIRECTIONS,
    NEVER,
    ORGANISATIONS,
    SAYING,
    STREETS,
    STRONG_PREPOSITIONS,
    TITLES,
    UNITS,
    WEAK_PREPOSITIONS,
    common_words,
    family_names,
    given_names,
)
from tocsin.knowledge.gazetteer.schema import NameSort
from tocsin.model.annotated import AnnotatedText, Entity, Token

KINDS = ("country", "admin1", "admin2", "city", "region", "continent", "water", "site")
LABELS = ("PLACE", "PERSON", "ORG", "NORP", "FAC")

NAMES = (
    "bias", "people", "people_squared", "main_name", "alternate_only", "short", "adjective", "inhabitants",
    *(f"kind_{kind}" for kind in KINDS),
    "words", "capitals", "capital_sentence", "opens_sentence", "after_strong", "after_weak", "after_the",
    "after_place_comma", "before_container", "after_capital", "after_given", "after_title", "after_initial",
    "before_capital", "before_person", "before_possessive", "before_organisation", "before_street", "has_unit",
    "after_direction", "after_number", "before_number", "before_hyphen", "after_hyphen", "given", "family", "common",
    "common_alone", "lower_elsewhere", "before_saying", "before_comma", "person_elsewhere", "strong_elsewhere",
    "container_elsewhere", "often", "after_quote", "outlet_words", "before_the_of",
    *(f"label_{label}" for label in LABELS), "label_none", "label_longer",
    "label_outgrown", "place_tail", "place_head", "organisation_tail", "organisation_head",
    "capital_city", "agent_speaks", "none_but_known", "none_but_led", "never", "acronym", "best_chance", "none_chance",
    "same_country", "same_admin1", "near", "nearby", "around",
    "home_near", "alternate_alone", "given_bare", "family_bare", "common_bare", "town_bare", "town_opens",
)  # fmt: skip
"""The names of the numbers, in order; weights are stored under them."""

_INDEX = {name: index for index, name in enumerate(NAMES)}


def weigh(annotated: AnnotatedText, mentions: Sequence[Mention]) -> None:
    """Sets `evidence`, `label` and `within` of every mention."""
    by_first = {m.first: m for m in mentions}
    by_last = {m.last: m for m in mentions}
    for mention in mentions:
        _container(annotated, mention, by_first)
    labels = _labels(annotated)
    local = [_local(annotated, m, by_last, labels) for m in mentions]
    _share(annotated, mentions, local)
    for mention, seen in zip(mentions, local, strict=True):
        mention.evidence = [seen.get(name, 0.0) for name in NAMES]


_COMPANY = ("same_country", "same_admin1", "near", "nearby", "around", "home_near")
_COLUMNS = [ranking.NAMES.index(name) for name in _COMPANY]


def add_company(groups: Sequence[ranking.Group]) -> None:
    """Adds what ranking found: a name whose likeliest place fits the rest of the text is more likely a place."""
    for group in groups:
        best = group.best
        none = 1.0 - float(group.chances.sum())
        values = dict(zip(_COMPANY, group.features[best, _COLUMNS].tolist(), strict=True))
        values["best_chance"], values["none_chance"] = group.likely, none
        alternate = group.entries[best].sort is NameSort.ALTERNATE
        values["alternate_alone"] = float(alternate and values["around"] < 0.1)
        for mention in group.mentions:
            for name, value in values.items():
                mention.evidence[_INDEX[name]] = value


def _container(annotated: AnnotatedText, mention: Mention, by_first: dict[int, Mention]) -> None:
    """Finds 'Texas' in 'Paris, Texas', 'Paris (Texas)' and 'Paris in Texas'."""
    tokens = annotated.tokens
    if mention.last + 1 >= len(tokens) or tokens[mention.last].text not in (",", "(", "in", "of"):
        return
    larger = by_first.get(mention.last + 1)
    if larger is None and tokens[mention.last + 1].text in ("in", "the") and mention.last + 2 < len(tokens):
        larger = by_first.get(mention.last + 2)
    if larger is None or tokens[larger.first].sentence != tokens[mention.first].sentence:
        return
    wide = tuple(e for e in larger.entries if e.kind in ("country", "admin1") and e.sort < NameSort.ADJECTIVE)
    inside = [
        w
        for w in wide
        if any(
            e.country == w.country and e.id != w.id and (w.kind == "country" or e.admin1 == w.admin1)
            for e in mention.entries
        )
    ]
    mention.within = tuple(inside)
    if inside:
        larger.inside = True


def _labels(annotated: AnnotatedText) -> dict[int, Entity]:
    found: dict[int, Entity] = {}
    for entity in annotated.entities:
        for index in range(entity.first, entity.last):
            found[index] = entity
    return found


def _local(
    annotated: AnnotatedText, mention: Mention, by_last: dict[int, Mention], labels: dict[int, Entity]
) -> dict[str, float]:
    """Evidence from the name itself and the words beside it."""
    seen = _name(mention)
    tokens = annotated.tokens
    sentence = annotated.sentences[tokens[mention.first].sentence]
    before = tokens[mention.first - 1] if mention.first > sentence.first else None
    after = tokens[mention.last] if mention.last < sentence.last else None
    seen["capital_sentence"] = _shouted(tokens[sentence.first : sentence.last])
    if before is None:
        seen["opens_sentence"] = 1.0
    else:
        _before(seen, tokens, mention, before, by_last, sentence.first)
    if after is not None:
        _after(seen, tokens, mention, after, sentence.last)
    if mention.within:
        seen["before_container"] = 1.0
    known = any(e.capital or e.kind == "country" for e in mention.entries if e.sort <= NameSort.COMMON)
    seen["capital_city"] = float(any(e.capital and e.sort <= NameSort.COMMON for e in mention.entries))
    seen["agent_speaks"] = float(known and bool(seen.get("before_saying")))
    if annotated.entities:
        _label(seen, mention, labels)
        seen["none_but_known"] = float(known and bool(seen.get("label_none")))
        seen["none_but_led"] = float(bool(seen.get("after_strong") or mention.within) and bool(seen.get("label_none")))
    bare = not (seen.get("after_strong") or seen.get("after_weak") or mention.within)
    for name in ("given", "family", "common"):
        if bare and seen.get(name):
            seen[f"{name}_bare"] = 1.0
    if bare and seen.get("kind_city"):
        seen["town_bare"] = 1.0
        seen["town_opens"] = seen.get("opens_sentence", 0.0)
    return seen


def _name(mention: Mention) -> dict[str, float]:
    best = min(mention.entries, key=lambda e: (e.sort > 1, -e.population))
    people = math.log10(max(e.population for e in mention.entries) + 1) / 7
    words = mention.key.split()
    seen = {"bias": 1.0, "people": people, "people_squared": people * people, f"kind_{best.kind}": 1.0}
    seen["main_name"] = float(best.sort <= NameSort.COMMON)
    seen["alternate_only"] = float(best.sort is NameSort.ALTERNATE)
    seen["short"] = float(best.sort is NameSort.SHORT)
    seen["adjective"] = float(best.sort is NameSort.ADJECTIVE)
    seen["inhabitants"] = float(best.sort is NameSort.PEOPLE)
    seen["words"] = float(len(words) > 1)
    seen["capitals"] = float(mention.text.isupper() and len(mention.text) > 3)
    seen["has_unit"] = float(mention.unit is not None)
    seen["acronym"] = float(mention.text.isupper() and len(mention.text) < 6 and best.sort is NameSort.ALTERNATE)
    if len(words) == 1:
        seen["never"] = float(mention.key in NEVER)
        seen["given"] = float(mention.key in given_names())
        seen["family"] = float(mention.key in family_names())
        seen["common"] = float(mention.key in common_words())
    return seen


def _shouted(tokens: Sequence[Token]) -> float:
    words = [t.text for t in tokens if len(t.text) > 3 and t.text.isalpha()]
    return float(bool(words) and sum(w[0].isupper() for w in words) > 0.7 * len(words) and len(words) > 2)


def _before(
    seen: dict[str, float], tokens: Sequence[Token], mention: Mention, before: Token, by_last: dict[int, Mention],
    start: int,
) -> None:  # fmt: skip
    word = before.text
    low = word.lower()
    if low == "the" and mention.first - 1 > start:
        seen["after_the"] = 1.0
        low = tokens[mention.first - 2].text.lower()
    seen["after_strong"] = float(low in STRONG_PREPOSITIONS)
    seen["after_weak"] = float(low in WEAK_PREPOSITIONS)
    seen["after_direction"] = float(low in DIRECTIONS)
    seen["after_number"] = float(word[0].isdigit())
    seen["after_hyphen"] = float(word == "-")
    seen["after_quote"] = float(word in "\"“‘'")
    seen["after_title"] = float(low.rstrip(".") in TITLES and word[0].isupper())
    seen["after_initial"] = float(len(word) == 2 and word[1] == "." and word[0].isupper())
    seen["after_place_comma"] = float(word == "," and before.index in by_last)
    if word[0].isupper() and word.isalpha() and low not in DIRECTIONS and before.index + 1 not in by_last:
        seen["after_capital"] = float(before.index > start)
        seen["after_given"] = float(low in given_names())


def _after(seen: dict[str, float], tokens: Sequence[Token], mention: Mention, after: Token, stop: int) -> None:
    word = after.text
    low = word.lower()
    seen["before_possessive"] = float(low in ("'s", "’s"))
    seen["before_comma"] = float(word == ",")
    seen["before_hyphen"] = float(word == "-")
    seen["before_number"] = float(word[0].isdigit())
    seen["before_saying"] = float(low in SAYING)
    if word[0].isupper():
        street = low in STREETS
        seen["before_street"] = float(street)
        seen["before_organisation"] = float(low in ORGANISATIONS)
        plain = not street and low not in ORGANISATIONS and low not in UNITS and word.isalpha()
        seen["before_capital"] = float(plain)
        seen["before_person"] = float(plain and (low in given_names() or low in family_names()))
        following = tokens[after.index + 1].text.lower() if after.index + 1 < stop else ""
        if plain and following in STREETS:
            seen["before_street"] = 1.0
        if plain and following in ORGANISATIONS:
            seen["before_organisation"] = 1.0


def _label(seen: dict[str, float], mention: Mention, labels: dict[int, Entity]) -> None:
    entity = labels.get(mention.first) or labels.get(mention.last - 1)
    if entity is None:
        seen["label_none"] = 1.0
        return
    mention.label = entity.label
    seen[f"label_{entity.label}"] = 1.0
    seen["label_longer"] = float(entity.last - entity.first > mention.last - mention.first)
    seen["label_outgrown"] = float(entity.last < mention.last or entity.first > mention.first)
    for label, name in (("PLACE", "place"), ("ORG", "organisation")):
        if entity.label == label:
            seen[f"{name}_tail"] = float(mention.first > entity.first)
            seen[f"{name}_head"] = float(mention.first == entity.first and mention.last < entity.last)


def _share(annotated: AnnotatedText, mentions: Sequence[Mention], local: list[dict[str, float]]) -> None:
    """Evidence from the other mentions of the same name: one mention in 'in Bath' speaks for the others."""
    count: Counter[str] = Counter(m.key for m in mentions)
    strong: Counter[str] = Counter()
    person: Counter[str] = Counter()
    contained: Counter[str] = Counter()
    for mention, seen in zip(mentions, local, strict=True):
        strong[mention.key] += bool(seen.get("after_strong"))
        person[mention.key] += bool(seen.get("after_given") or seen.get("after_title") or seen.get("after_initial"))
        contained[mention.key] += bool(mention.within)
    lower = {t.text for t in annotated.tokens if t.text.islower()}
    outlet = (annotated.article.outlet or "").lower()
    for mention, seen in zip(mentions, local, strict=True):
        key = mention.key
        others = max(1, count[key] - 1)
        seen["strong_elsewhere"] = min(1.0, (strong[key] - bool(seen.get("after_strong"))) / others)
        me = bool(seen.get("after_given") or seen.get("after_title") or seen.get("after_initial"))
        seen["person_elsewhere"] = float(person[key] - me > 0)
        seen["container_elsewhere"] = float(contained[key] - bool(mention.within) > 0)
        seen["often"] = math.log(count[key])
        seen["lower_elsewhere"] = float(key in lower)
        seen["outlet_words"] = float(len(key) > 4 and key.replace(" ", "") in outlet.replace(" ", ""))
