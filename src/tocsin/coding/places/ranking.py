"""Which of the places of one name is meant: a linear model over each candidate and its company in the text.

Every place name that was scanned speaks, whether or not recognition keeps it; one name has one sense in a document,
unless a mention names its own larger place ('Paris, Texas').
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from tocsin.coding.places.mention import Mention
from tocsin.knowledge.gazetteer.lookup import Entry
from tocsin.knowledge.gazetteer.rows import kilometres
from tocsin.knowledge.gazetteer.schema import NameSort

Array = npt.NDArray[np.float64]

NAMES = (
    "people", "people_squared", "country", "admin1", "admin2", "city", "region", "site", "capital", "main_name",
    "alternate", "in_container", "outside_container", "unit_fits", "unit_differs", "same_country", "same_admin1",
    "country_named", "admin1_named", "near", "nearby", "around", "home_country", "home_admin1", "home_near",
    "home_around", "behind_first", "is_first", "abroad_town", "small_town", "town_same_admin1", "town_home_admin1",
    "namesake_people", "namesake_fame", "namesake_town", "namesake_company",
)  # fmt: skip
"""What is known of a candidate, in order."""

NULL_NAMES = ("bias", "people", "alone", "alternate_only", "several", "capital", "unit", "lonely", "big")
"""What speaks for none of the candidates being meant."""

MOST = 40
_BIG = 500_000
_EARTH = 6371.0088


@dataclass(slots=True)
class Group:
    """All mentions of one name that share a sense, and its candidates."""

    mentions: list[Mention]
    entries: tuple[Entry, ...]
    features: Array = field(default_factory=lambda: np.zeros((0, len(NAMES))))
    null: Array = field(default_factory=lambda: np.zeros(len(NULL_NAMES)))
    chances: Array = field(default_factory=lambda: np.zeros(0))
    best: int = 0
    likely: float = 0.0


@dataclass(frozen=True, slots=True)
class Home:
    """Where the outlet is at home, as far as known; `town` is the folded name of a town that its own name holds."""

    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    town: str | None = None


def group(mentions: Sequence[Mention]) -> list[Group]:
    """Mentions by name and, where a mention has one, by its own larger place."""
    own: dict[str, tuple[Entry, ...]] = {}
    for mention in mentions:
        if mention.within:
            own.setdefault(mention.key, mention.within)
    found: dict[tuple[str, tuple[int, ...]], Group] = {}
    for mention in mentions:
        within = mention.within or own.get(mention.key, ())
        if not mention.within and within:
            mention.within = within
        key = (mention.key, tuple(sorted(e.id for e in within)))
        if key in found:
            found[key].mentions.append(mention)
        else:
            found[key] = Group([mention], mention.entries[:MOST])
    return list(found.values())


def describe(groups: Sequence[Group], home: Home) -> None:
    """Sets `features` and `null` of every group."""
    if not groups:
        return
    entries = [e for g in groups for e in g.entries]
    owner = np.repeat(np.arange(len(groups)), [len(g.entries) for g in groups])
    own = _own(entries)
    prior = _prior(own, owner)
    company = _company(entries, owner, prior, groups)
    house = _home(entries, home)
    relative = _relative(groups, own)
    columns = np.column_stack([own, _contained(groups), company, house, relative])
    town = own[:, 5]
    extra = np.column_stack([town * company[:, 1], town * house[:, 1]])
    features = np.column_stack([columns, extra, _namesake(groups, owner, own, company, home)])
    at = 0
    for g in groups:
        g.features = features[at : at + len(g.entries)]
        g.null = _null(g, len(groups))
        at += len(g.entries)


def _own(entries: Sequence[Entry]) -> Array:
    rows = []
    for e in entries:
        people = np.log10(e.population + 1) / 7
        kind = e.kind
        rows.append(
            (people, people * people, kind == "country", kind == "admin1", kind == "admin2", kind == "city",
             kind in ("region", "continent", "water"), kind == "site", e.capital, e.sort <= NameSort.COMMON,
             e.sort is NameSort.ALTERNATE)
        )  # fmt: skip
    return np.array(rows, dtype=np.float64)


def _prior(own: Array, owner: npt.NDArray[np.int64]) -> Array:
    """How likely each candidate is before its company is heard; sums to one a group."""
    score = 9.0 * own[:, 0] + 2.0 * own[:, 2] + 1.0 * own[:, 3] + 1.5 * own[:, 8] - 2.0 * own[:, 10]
    score -= np.maximum.reduceat(score, np.flatnonzero(np.r_[True, np.diff(owner) > 0]))[owner]
    weight = np.exp(score)
    return weight / np.bincount(owner, weight)[owner]


def _company(entries: Sequence[Entry], owner: npt.NDArray[np.int64], prior: Array, groups: Sequence[Group]) -> Array:
    """Shares of the other names in the same country and admin1, whether these are named, and nearness to others."""
    nations = {c: i for i, c in enumerate(dict.fromkeys(e.country or "" for e in entries))}
    states = {s: i for i, s in enumerate(dict.fromkeys((e.country, e.admin1) for e in entries))}
    nation = np.array([nations[e.country or ""] for e in entries])
    state = np.array([states[e.country, e.admin1] for e in entries])
    by_nation = np.zeros((len(groups), len(nations)))
    by_state = np.zeros((len(groups), len(states)))
    np.add.at(by_nation, (owner, nation), prior)
    np.add.at(by_state, (owner, state), prior)
    others = max(1, len(groups) - 1)
    same_country = (by_nation.sum(0)[nation] - by_nation[owner, nation]) / others
    same_state = (by_state.sum(0)[state] - by_state[owner, state]) / others
    local = np.array([e.admin1 is not None for e in entries], dtype=np.float64)
    abroad = np.array([bool(e.country) for e in entries], dtype=np.float64)
    named_nation, named_state = _named(entries, owner, prior, nations, states, len(groups))
    country_named = ((named_nation.sum(0)[nation] - named_nation[owner, nation]) > 0.3) * abroad
    state_named = ((named_state.sum(0)[state] - named_state[owner, state]) > 0.3) * local
    near = _nearness(entries, owner, prior)
    return np.column_stack([same_country * abroad, same_state * local, country_named, state_named, near])


def _named(
    entries: Sequence[Entry], owner: npt.NDArray[np.int64], prior: Array, nations: dict[str, int],
    states: dict[tuple[str | None, str | None], int], groups: int,
) -> tuple[Array, Array]:  # fmt: skip
    nation = np.zeros((groups, len(nations)))
    state = np.zeros((groups, len(states)))
    for e, at, weight in zip(entries, owner, prior, strict=True):
        if e.kind == "country":
            nation[at, nations[e.country or ""]] += weight
        elif e.kind == "admin1" and e.admin1:
            state[at, states[e.country, e.admin1]] += weight
    return nation, state


def _points(entries: Sequence[Entry]) -> npt.NDArray[np.float32]:
    lat = np.radians(np.array([e.lat for e in entries]))
    lon = np.radians(np.array([e.lon for e in entries]))
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)]).astype(np.float32)


def _nearness(entries: Sequence[Entry], owner: npt.NDArray[np.int64], prior: Array) -> Array:
    """How much of the likely company lies within about 30, 100 and 400 km; company is towns and smaller areas."""
    small = np.array([e.kind in ("city", "admin2", "site", "admin1") for e in entries])
    speaks = np.flatnonzero((prior > 0.04) & small)
    if len(speaks) == 0:
        return np.zeros((len(entries), 3))
    points = _points(entries)
    chord = np.maximum(0.0, 2.0 - 2.0 * points @ points[speaks].T)
    distance = np.sqrt(chord) * _EARTH
    weight = prior[speaks] * (owner[:, None] != owner[speaks][None, :])
    found = []
    for scale in (30.0, 100.0, 400.0):
        closeness = np.exp(-distance / scale) * weight
        found.append(np.log1p(closeness.sum(1)))
    return np.column_stack(found)


def _home(entries: Sequence[Entry], home: Home) -> Array:
    rows = np.zeros((len(entries), 4))
    if home.country is not None:
        rows[:, 0] = [e.country == home.country for e in entries]
    if home.admin1 is not None:
        rows[:, 1] = [e.country == home.country and e.admin1 == home.admin1 for e in entries]
    if home.lat is not None and home.lon is not None:
        here = np.radians([home.lat, home.lon])
        point = np.array(
            [np.cos(here[0]) * np.cos(here[1]), np.cos(here[0]) * np.sin(here[1]), np.sin(here[0])], dtype=np.float32
        )
        distance = np.sqrt(np.maximum(0.0, 2.0 - 2.0 * _points(entries) @ point)) * _EARTH
        rows[:, 2] = np.exp(-distance / 50.0)
        rows[:, 3] = np.exp(-distance / 250.0)
    return rows


def _contained(groups: Sequence[Group]) -> Array:
    rows = []
    for g in groups:
        within = g.mentions[0].within
        unit = next((m.unit for m in g.mentions if m.unit), None)
        for e in g.entries:
            inside = any(
                e.country == w.country and e.id != w.id and (w.kind == "country" or e.admin1 == w.admin1)
                for w in within
            )
            rows.append(
                (bool(within) and inside, bool(within) and not inside, unit == e.kind,
                 bool(unit) and unit != e.kind)
            )  # fmt: skip
    return np.array(rows, dtype=np.float64)


def _relative(groups: Sequence[Group], own: Array) -> Array:
    rows = np.zeros((len(own), 4))
    at = 0
    for g in groups:
        people = own[at : at + len(g.entries), 0]
        most = people.max()
        rows[at : at + len(g.entries), 0] = most - people
        rows[at + int(people.argmax()), 1] = 1.0
        town = own[at : at + len(g.entries), 5]
        rows[at : at + len(g.entries), 2] = town * float(own[at : at + len(g.entries), 2].any())
        rows[at : at + len(g.entries), 3] = town * (people < 4 / 7)
        at += len(g.entries)
    return rows


def _namesake(groups: Sequence[Group], owner: npt.NDArray[np.int64], own: Array, company: Array, home: Home) -> Array:
    """For the name that the outlet itself bears: a local paper rarely means the famous town of that name."""
    bears = np.array([home.town is not None and home.lat is None and g.mentions[0].key == home.town for g in groups])
    mine = bears[owner].astype(np.float64)
    fame = (own[:, 2] + own[:, 8] > 0).astype(np.float64)
    return np.column_stack([mine * own[:, 0], mine * fame, mine * own[:, 5], mine * company[:, 0]])


def _null(g: Group, groups: int) -> Array:
    people = max(e.population for e in g.entries)
    best = min(e.sort for e in g.entries)
    capital = any(e.capital and e.sort <= NameSort.COMMON for e in g.entries)
    unit = any(e.kind in ("admin1", "country") and e.sort <= NameSort.COMMON for e in g.entries)
    alone, alternate = len(g.entries) == 1, best is NameSort.ALTERNATE
    several, lonely, big = np.log(len(g.entries)), 1.0 / groups, people > _BIG
    return np.array([1.0, np.log10(people + 1) / 7, alone, alternate, several, capital, unit, lonely, big], float)


def rank(g: Group, weights: Array, null_weights: Array) -> None:
    """Sets `chances`: the probability of each candidate; what is missing from one belongs to 'none of these'.

    Sets `best`, the index of the chosen candidate, and `likely`, the probability of it and its near twins together.
    """
    scores = g.features @ weights
    none = float(g.null @ null_weights)
    most = max(float(scores.max()), none)
    chances = np.exp(scores - most)
    g.chances = chances / (float(chances.sum()) + math.exp(none - most))
    g.best, g.likely = _choose(g)


_SAME_PLACE_KM = 50.0
_UNLIKELY = 0.01


def _choose(g: Group) -> tuple[int, float]:
    """A town, the district around it and the province of that name share their chances: they mean one spot."""
    chances = g.chances.tolist()
    likely = [i for i, chance in enumerate(chances) if chance > _UNLIKELY]
    if len(likely) < 2:
        best = int(g.chances.argmax())
        return best, chances[best]
    best, most = likely[0], -1.0
    for i in sorted(likely, key=lambda i: -chances[i]):
        here = g.entries[i]
        together = sum(
            chances[j]
            for j in likely
            if kilometres(here.lat, here.lon, g.entries[j].lat, g.entries[j].lon) <= _SAME_PLACE_KM
        )
        if together > most + 1e-9:
            best, most = i, together
    return best, most
