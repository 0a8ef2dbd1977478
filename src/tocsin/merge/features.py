"""What speaks for and against two reports telling one event: named features, each 0..1."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date

from tocsin.merge import geography
from tocsin.merge.facts import Facts, Side
from tocsin.merge.mentions import akin
from tocsin.merge.wording import cosine
from tocsin.model import Factuality

NONE: frozenset[str] = frozenset()
SHARED = frozenset(
    {
        "trigger the same", "trigger akin", "recipient's words", "recipient the same", "place the same", "place near",
        "towns shared", "counts agree", "numbers shared",
    }
)  # fmt: skip
LITTLE = 0.2
OTHER_MATTER = 0.15
"""Cosine of two articles below which they are hardly of one matter."""
NEAR_KM, FAR_KM = 30.0, 60.0
CLASSES: tuple[frozenset[str], ...] = (
    frozenset({"ASSAULT", "COERCE"}),
    frozenset({"ASSAULT", "PROTEST"}),
    frozenset({"COERCE", "SANCTION"}),
    frozenset({"MOBILIZE", "ASSAULT"}),
    frozenset({"AGREE", "CONSULT"}),
    frozenset({"AGREE", "CONCEDE"}),
    frozenset({"CONSULT", "COOPERATE"}),
    frozenset({"SUPPORT", "COOPERATE"}),
    frozenset({"SUPPORT", "AID"}),
    frozenset({"COOPERATE", "AID"}),
    frozenset({"CONCEDE", "RETREAT"}),
    frozenset({"RETREAT", "AID"}),
    frozenset({"REQUEST", "THREATEN"}),
    frozenset({"REQUEST", "ACCUSE"}),
    frozenset({"ACCUSE", "REJECT"}),
)
_COMPATIBLE = frozenset((one, other) for pair in CLASSES for one in pair for other in pair)
NAMES = (
    "type compatible", "type in conflict", "mode the same", "mode in conflict", "trigger the same", "trigger akin",
    "actor the same", "actor's country the same", "actor in conflict", "actor's words", "actor's sector in conflict",
    "recipient the same", "recipient's country the same", "recipient in conflict", "recipient's words",
    "recipient's sector in conflict", "roles swapped",
    "place the same", "place near", "place in conflict", "country of place in conflict",
    "day the same", "next day", "day in conflict", "days far apart", "published far apart",
    "counts agree", "counts in conflict",
    "towns shared", "towns in conflict", "town named in the other", "town named nowhere in conflict",
    "day named in the other", "day named nowhere in conflict",
    "numbers shared", "numbers in conflict", "another in conflict",
    "sentence alike", "paragraphs alike", "distinctive words", "articles alike", "headlines alike", "same origin",
    "articles' matter in conflict", "status differs", "lands in conflict",
    "both alone of their kind", "alone in articles alike", "sentence like the other's headline",
    "one is bare", "nothing shared in conflict", "far in the text", "others between", "the only two",
    "the later looks back", "bare and looks back", "recipient named again", "still to come in conflict",
)  # fmt: skip


WORDED: tuple[frozenset[str], ...] = (
    frozenset({"distinctive words", "nothing shared in conflict"}),
    frozenset(
        {
            "far in the text", "articles alike", "articles' matter in conflict", "both alone of their kind",
            "alone in articles alike", "same origin",
        }
    ),
    frozenset({"sentence alike"}),
    frozenset({"sentence like the other's headline"}),
    frozenset({"paragraphs alike"}),
    frozenset({"headlines alike"}),
)  # fmt: skip
"""Features that take longer to find than the others, in steps: those that most often settle the matter come first."""


def compatible(one: str, other: str) -> bool:
    """Whether two types can be two readings of one act."""
    return one == other or (one, other) in _COMPATIBLE


def features(one: Facts, other: Facts) -> dict[str, float]:
    """The features of a pair that are not zero; symmetric, and blind to the order of the two."""
    found = particulars(one, other)
    return found | worded(one, other, found)


def particulars(one: Facts, other: Facts) -> dict[str, float]:
    """The features of a pair that come of what, who, where, when and how many: all but those of `WORDED`."""
    found: dict[str, float] = {}
    # each adds to what is found: this is asked tens of times for every report
    _what(found, one, other)
    _who(found, _ACTOR, one.actors, other.actors)
    _who(found, _RECIPIENT, one.recipients, other.recipients)
    _where(found, one, other)
    _when(found, one, other)
    _how_many(found, one.counts, other.counts)
    _named(found, one, other)
    if _swapped(one, other):
        found["roles swapped"] = 1.0
    if one.article != other.article and one.lands and other.lands and not one.lands & other.lands:
        found["lands in conflict"] = 1.0
    if bare(one) or bare(other):
        found["one is bare"] = 1.0
    if _still_to_come(one, other) or _still_to_come(other, one):
        found["still to come in conflict"] = 1.0
    if (one.factuality is Factuality.ASSERTED) != (other.factuality is Factuality.ASSERTED):
        found["status differs"] = 1.0
    return _kept(found)


def worded(one: Facts, other: Facts, known: Mapping[str, float]) -> dict[str, float]:
    """The features of `WORDED`: what the words around the two have in common, given their particulars."""
    return {name: value for step in range(len(WORDED)) for name, value in worded_step(step, one, other, known).items()}


def worded_step(step: int, one: Facts, other: Facts, known: Mapping[str, float]) -> dict[str, float]:
    """The features of one step of `WORDED`."""
    return _kept(_STEPS[step](one, other, known))


def _distinctive(one: Facts, other: Facts, known: Mapping[str, float]) -> dict[str, float]:
    found = {"distinctive words": max(cosine(one.distinct, other.sentence), cosine(one.sentence, other.distinct))}
    if not SHARED & known.keys() and round(found["distinctive words"], 4) < LITTLE:
        found["nothing shared in conflict"] = 1.0
    return found


def _articles(one: Facts, other: Facts, _known: Mapping[str, float]) -> dict[str, float]:
    if one.article == other.article:
        return {"far in the text": min(1.0, abs(one.position - other.position) / 1500)}
    alike = cosine(one.around, other.around)
    found = {"articles alike": alike, "articles' matter in conflict": max(0.0, 1 - alike / OTHER_MATTER)}
    if one.alone and other.alone:
        found["both alone of their kind"], found["alone in articles alike"] = 1.0, alike
    found["same origin"] = float(bool(one.origin) and one.origin == other.origin)
    return found


def _sentences(one: Facts, other: Facts, _known: Mapping[str, float]) -> dict[str, float]:
    return {"sentence alike": cosine(one.sentence, other.sentence)}


def _like_headline(one: Facts, other: Facts, _known: Mapping[str, float]) -> dict[str, float]:
    if one.article == other.article:
        return {}
    alike = max(cosine(one.sentence, other.headline), cosine(other.sentence, one.headline))
    return {"sentence like the other's headline": alike}


def _paragraphs(one: Facts, other: Facts, _known: Mapping[str, float]) -> dict[str, float]:
    return {"paragraphs alike": cosine(one.paragraph, other.paragraph)}


def _headlines(one: Facts, other: Facts, _known: Mapping[str, float]) -> dict[str, float]:
    return {} if one.article == other.article else {"headlines alike": cosine(one.headline, other.headline)}


_STEPS = (_distinctive, _articles, _sentences, _like_headline, _paragraphs, _headlines)


def _kept(found: Mapping[str, float]) -> dict[str, float]:
    return {name: value if value == 1.0 else round(value, 4) for name, value in found.items() if value}


def _still_to_come(ahead: Facts, told: Facts) -> bool:
    """Whether one was still to be done when the other was already told as a fact, or had already been done."""
    if not ahead.ahead or told.factuality is not Factuality.ASSERTED:
        return False
    if ahead.earliest and told.published and ahead.day_known and ahead.earliest > told.published:
        return True
    return bool(told.latest and ahead.published and told.day_known and told.latest < ahead.published)


def bare(facts: Facts) -> bool:
    """Whether a report says neither when, where nor how many: 'the attack' of a later sentence."""
    return not (facts.day_known or facts.places or facts.towns or facts.counts)


def _named(found: dict[str, float], one: Facts, other: Facts) -> None:
    if one.towns and other.towns:
        found["towns shared" if one.towns & other.towns else "towns in conflict"] = 1.0
    if one.numbers and other.numbers:
        found["numbers shared" if one.numbers & other.numbers else "numbers in conflict"] = 1.0
    if one.another != other.another:
        found["another in conflict"] = 1.0
    if one.article != other.article:
        _elsewhere(found, "town", one.towns, other.towns, one.named, other.named)
        _elsewhere(found, "day", _day(one), _day(other), one.dated, other.dated)


def _elsewhere(
    found: dict[str, float],
    what: str,
    one: frozenset[Hashable],
    other: frozenset[Hashable],
    here: frozenset[Hashable],
    there: frozenset[Hashable],
) -> None:
    """Where one report says where or when and the other does not: whether the other's article says it elsewhere."""
    if bool(one) != bool(other):
        said, article = (one, there) if one else (other, here)
        found[f"{what} named in the other" if said & article else f"{what} named nowhere in conflict"] = 1.0


def _day(facts: Facts) -> frozenset[Hashable]:
    return frozenset({facts.earliest}) if facts.day_known and facts.earliest == facts.latest else frozenset()


def _what(found: dict[str, float], one: Facts, other: Facts) -> None:
    if one.type and other.type and one.type != other.type:
        found["type compatible" if compatible(one.type, other.type) else "type in conflict"] = 1.0
    if one.mode and other.mode:
        found["mode the same" if one.mode == other.mode else "mode in conflict"] = 1.0
    if one.triggers & other.triggers:
        found["trigger the same"] = 1.0
    elif one.patterns & other.patterns or any(akin().get(stem, NONE) & other.triggers for stem in one.triggers):
        found["trigger akin"] = 1.0


@dataclass(frozen=True, slots=True)
class _Side:
    """The names of the features of one side."""

    same: str
    country: str
    conflict: str
    sector: str
    words: str


_ACTOR, _RECIPIENT = (
    _Side(f"{n} the same", f"{n}'s country the same", f"{n} in conflict", f"{n}'s sector in conflict", f"{n}'s words")
    for n in ("actor", "recipient")
)


def _who(found: dict[str, float], name: _Side, one: Side, other: Side) -> None:
    if one.ids & other.ids:
        found[name.same] = 1.0
    elif one.countries and other.countries:
        found[name.country if one.countries & other.countries else name.conflict] = 1.0
    if one.sectors and other.sectors and not one.sectors & other.sectors:
        found[name.sector] = 1.0
    if one.words and other.words:
        found[name.words] = len(one.words & other.words) / min(len(one.words), len(other.words))


def _swapped(one: Facts, other: Facts) -> bool:
    """Whether each one's actor is the other's recipient, by country, and not its actor."""
    a, b, c, d = one.actors.countries, one.recipients.countries, other.actors.countries, other.recipients.countries
    return bool(a & d and b & c and not a & c)


def _where(found: dict[str, float], one: Facts, other: Facts) -> None:
    if not one.places or not other.places:
        return
    if geography.same_named(one.places, other.places):
        found["place the same"] = 1.0
        return
    apart = geography.nearest(one.places, other.places)
    if apart is not None:
        if apart <= NEAR_KM:
            found["place near"] = 1.0 - apart / NEAR_KM / 2
            found["place in conflict"] = apart / NEAR_KM / 2
        else:
            found["place in conflict"] = min(1.0, apart / FAR_KM)
    left, right = geography.countries(one.places), geography.countries(other.places)
    if left and right and not left & right:
        found["country of place in conflict"] = 1.0


def _when(found: dict[str, float], one: Facts, other: Facts) -> None:
    if one.earliest and one.latest and other.earliest and other.latest:
        gap = days_between((one.earliest, one.latest), (other.earliest, other.latest))
        if one.day_known and other.day_known:
            found["day the same" if gap == 0 else "next day" if gap == 1 else "day in conflict"] = 1.0
        elif gap == 0:
            found["day the same"] = 0.5
        else:
            found["next day" if gap == 1 else "day in conflict"] = 0.5
        found["days far apart"] = min(1.0, max(0, gap - 1) / 20)
    if one.published and other.published:
        found["published far apart"] = min(1.0, abs((one.published - other.published).days) / 30)


def days_between(one: tuple[date, date], other: tuple[date, date]) -> int:
    """Days between two inclusive stretches of days; 0 where they overlap."""
    return max(0, (max(one[0], other[0]) - min(one[1], other[1])).days)


def _how_many(
    found: dict[str, float], one: Mapping[str, tuple[int, int]], other: Mapping[str, tuple[int, int]]
) -> None:
    if not one or not other:
        return
    for kind in one.keys() & other.keys():
        (low, high), (less, more) = one[kind], other[kind]
        if max(low, less) <= min(high, more):
            found["counts agree"] = 1.0
        else:
            ratio = min(high, more) / max(low, less, 1)
            found["counts in conflict"] = max(found.get("counts in conflict", 0.0), 1.0 - ratio)
