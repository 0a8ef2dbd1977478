"""Noun phrases to identities: country, sectors, role, and whether the role is held now, then, or no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tocsin.knowledge.actors.entry import OFFICIAL, ActorEntry
from tocsin.knowledge.actors.names import fold_words, key_of
from tocsin.knowledge.actors.phrase import Candidate, Lexicon, PhraseReader, Unit, complements_of, segments_of
from tocsin.knowledge.actors.roles import Role
from tocsin.model.who import Identity

# 'A US envoy for Syria' is American: what these roles are for, to or in is not theirs.
ABROAD = tuple(
    "ambassador envoy diplomat representative consul correspondent mediator negotiator attache mission embassy"
    " delegation coordinator emissary rapporteur".split()
)
# Those who preside over a body have its sector: 'the parliament's president', 'the court's director'.
PRESIDING = ("president", "secretary-general", "secretary general", "chief executive", "director", "official")
BODIES = frozenset(["LEG", "JUD", "COP", "PTY", "LAB", "BUS", "EDU", "REL", "MED", "SOC", "JRN"])
# The 'government' of an armed group is that group.
RULE = frozenset(["government", "administration", "authorities", "regime", "leadership"])
# A country's allies and rivals are other countries.
OUTSIDERS = frozenset("ally neighbour neighbor rival enemy partner adversary foe trading partner".split())
AIDES = ("aide", "adviser", "advisor", "assistant")
OWN = frozenset("of from in at near throughout across inside outside within around among".split())
STATE_KINDS = frozenset(["country", "historical", "breakaway", "dependency", "people"])
REALMS = frozenset("republic kingdom emirate state country nation territory city town village".split())
TRANSPARENT = frozenset(
    "hundreds|thousands|dozens|tens of thousands|hundreds of thousands|group|groups|crowd|number|member|family|people"
    "|majority".split("|")
)
Chosen = Sequence[tuple[Unit, Candidate | None]]


@dataclass(frozen=True, slots=True)
class Scope:
    """What is known beside the phrase itself."""

    on: date | None = None
    country: str | None = None
    head: str = ""


@dataclass(slots=True)
class Reading:
    """What a stretch of a phrase says."""

    country: str | None = None
    sectors: tuple[str, ...] = ()
    entry: ActorEntry | None = None
    name: str | None = None
    role: str | None = None
    role_kind: str = ""
    code: str | None = None
    status: str = ""
    people: bool = False
    bare: bool = False
    partial: bool = False
    outside: bool = False
    place: bool = False

    @property
    def personal(self) -> bool:
        """Whether it names a person, known or not."""
        return (self.entry is not None and self.entry.kind == "person") or (self.entry is None and bool(self.name))


class Resolver:
    """Resolves phrases with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._reader = PhraseReader(lexicon)

    def resolve(self, mention: str, head: str, on: date | None, context_country: str | None) -> Identity:
        """See `ActorBook.resolve`."""
        scope = Scope(on, context_country, head)
        readings = [self._segment(segment, scope) for segment in segments_of(self._reader.read(mention))]
        if not readings:
            return Identity()
        return identity_of(merge(readings), scope)

    def _segment(self, units: Sequence[Unit], scope: Scope) -> Reading:
        """The reading of one segment with its complements."""
        before, after = complements_of(units)
        if not before and after:  # 'at least 40 soldiers', 'on Kurdish positions'
            before = after.pop(0)[1]
        reading = self._coordination(before, scope)
        for preposition, complement in after:
            if not complement:
                continue
            inner = self._coordination(complement, scope)
            if holds_portfolio(reading, complement, inner):
                reading.entry, reading.name = inner.entry, inner.name
                reading.country = reading.country or inner.country
            else:
                add_complement(reading, preposition, inner)
        return reading

    def _coordination(self, units: Sequence[Unit], scope: Scope) -> Reading:
        """Joined parts: the country of the first that has one, the sectors of all that share it."""
        parts: list[list[Unit]] = [[]]
        for unit in units:
            if unit.kind == "joiner":
                parts.append([])
            else:
                parts[-1].append(unit)
        readings = [self._group(part, scope) for part in parts if part]
        if not readings:
            return Reading()
        named = next((i for i, part in enumerate(parts) if scope.head and holds_word(part, scope.head)), 0)
        if 0 < named < len(readings) and not readings[0].bare:
            readings.insert(0, readings.pop(named))
        first = readings[0]
        if first.bare and len(readings) > 1:
            last = readings[-1]
            first.entry, first.sectors, first.role, first.role_kind = None, last.sectors, last.role, last.role_kind
        for other in readings[1:]:
            if other.country is None or first.country is None or other.country == first.country:
                first.country = first.country or other.country
                if other.role or not first.sectors:
                    first.sectors = tuple(dict.fromkeys(first.sectors + other.sectors))
                first.role = first.role or other.role
        return first

    def _group(self, units: Sequence[Unit], scope: Scope) -> Reading:
        """One simple noun phrase without 'and' or prepositions."""
        units = without_ethnic(units)
        nation = explicit_nation(units)
        titles = tuple(unit.role.name for unit in units if unit.role and unit.role.kind != "asset")
        chosen = [(unit, choose(unit.candidates, nation, scope, titles)) for unit in units]
        reading = Reading(status=status_of(units))
        heads = [i for i, (unit, entry) in enumerate(chosen) if entry or unit.role]
        reading.name = unknown_name(units, heads)
        if not heads:
            reading.sectors = next((unit.modifier for unit in reversed(units) if unit.modifier), ())
            return reading
        at = heads[-1]
        unit, candidate = chosen[at]
        if candidate and not (unit.role and at > 0 and foreign_body(candidate.entry, nation)):
            read_name(reading, candidate, chosen[:at], scope, trailing=units[at + 1 :])
        else:
            read_role(reading, chosen, at, scope)
        if reading.country is None or (nation and reading.entry and overridable(reading.entry, reading.country)):
            reading.country = nation or country_before(chosen, at, scope) or reading.country
        if reading.outside:
            reading.country = None
        if reading.entry and reading.country == nation and foreign_body(reading.entry, nation):
            reading.entry = reading.name = None
        named = [candidate.entry for unit in units for candidate in unit.candidates]
        reading.partial = any(entry.kind == "breakaway" and entry.country == reading.country for entry in named)
        return reading


def holds_portfolio(reading: Reading, complement: Sequence[Unit], inner: Reading) -> bool:
    """Whether a complement is a portfolio and the name of who holds it ('the minister for trade Ana Lopez')."""
    office = reading.role is not None and any(word in reading.role for word in ("minister", "secretary"))
    portfolio = complement[0].kind in ("other", "modifier") and not complement[0].candidates
    return office and portfolio and inner.entry is not None and inner.entry.kind == "person"


def holds_word(units: Sequence[Unit], head: str) -> bool:
    """Whether a word stands in the units."""
    return any(head in unit.text.split() for unit in units)


def without_ethnic(units: Sequence[Unit]) -> list[Unit]:
    """Without a people named after 'ethnic' ('ethnic Albanian guerrillas' say nothing of Albania)."""
    kept: list[Unit] = []
    for unit in units:
        if kept and kept[-1].text.lower() in ("ethnic", "mainly", "predominantly", "mostly") and unit.kind == "name":
            unit = replace(unit, kind="other", candidates=(), text=unit.text.lower())
        kept.append(unit)
    return kept


def explicit_nation(units: Sequence[Unit]) -> str | None:
    """The country of the first adjective, country or capital in the units."""
    for unit in units:
        for candidate in unit.candidates:
            if candidate.entry.kind in STATE_KINDS and candidate.entry.country and candidate.kind in "anpcm":
                return candidate.entry.country
    return None


def choose(
    candidates: Sequence[Candidate], nation: str | None, scope: Scope, titles: tuple[str, ...] = ()
) -> Candidate | None:
    """The entry meant, among namesakes: by nation, title, context, and then by who holds a term on the day.

    Nothing where a family name fits persons of several countries equally well, or where one that stands alone,
    without `titles` or nation, is that of someone who left office long ago.
    """
    sure = bool(titles) or nation is not None
    candidates = [c for c in candidates if c.kind not in "st" or sure or c.entry.lately(scope.on)]
    if not candidates:
        return None

    def rank(candidate: Candidate) -> tuple[bool, bool, bool, bool, bool]:
        entry = candidate.entry
        titled = any(same_role(term.role, title) for term in entry.terms for title in titles)
        holds = scope.on is not None and entry.term_on(scope.on) is not None
        here = entry.country == scope.country is not None
        return (entry.country == nation is not None, titled, candidate.kind not in "st", here, holds)

    ranked = sorted(candidates, key=rank, reverse=True)
    best = [c for c in ranked if rank(c) == rank(ranked[0])]
    if best[0].kind in "st" and len({c.entry.country for c in best}) > 1:
        return None
    return best[0]


def foreign_body(entry: ActorEntry, nation: str | None) -> bool:
    """Whether an entry is a body of another country than the nation named beside it."""
    return nation is not None and entry.kind in ("institution", "organisation") and entry.country not in (nation, None)


def status_of(units: Sequence[Unit]) -> str:
    """'former' or 'then' where such a word stands before a role or person; 'the former Soviet Union' has neither.

    Of 'the former minister's party' only the minister is former.
    """
    owners = [index for index, unit in enumerate(units[:-1]) if unit.possessive]
    units = units[owners[-1] + 1 :] if owners else units
    for index, unit in enumerate(units):
        if unit.kind == "status":
            rest = units[index + 1 :]
            gone = rest and any(c.entry.kind == "historical" for c in rest[0].candidates)
            if not gone or any(later.role and later.role.kind == "person" for later in rest):
                return unit.status
    return ""


def unknown_name(units: Sequence[Unit], heads: Sequence[int]) -> str | None:
    """The capitalised words that end the phrase and that the book does not know."""
    start = heads[-1] + 1 if heads else 0
    words = [unit.text for unit in units[start:] if unit.proper]
    return " ".join(words) if words and (len(words) > 1 or heads) else None


def overridable(entry: ActorEntry, country: str) -> bool:
    """Whether a nation named before an entry replaces the entry's own country ('the Venezuelan National Guard')."""
    worldwide = country in ("NGO", "IMG", "MNC", "ISM", "IGO")
    return entry.kind == "institution" or (entry.kind in ("organisation", "group") and worldwide)


def country_before(chosen: Chosen, at: int, scope: Scope) -> str | None:
    """The country of the first known name up to the head."""
    for _, candidate in chosen[: at + 1]:
        if candidate:
            country = candidate.entry.identity(scope.on).country
            if country:
                return country
    return None


def read_name(reading: Reading, candidate: Candidate, before: Chosen, scope: Scope, trailing: Sequence[Unit]) -> None:
    """A phrase that ends in a known name."""
    entry = candidate.entry
    identity = entry.identity(scope.on)
    reading.country, reading.entry, reading.sectors = identity.country, entry, identity.sectors
    roles = [unit.role for unit, _ in before if unit.role and not unit.possessive]
    if entry.kind == "person":
        reading.name = entry.name
        if roles:
            reading.role, reading.role_kind = roles[-1].name, roles[-1].kind
            reading.sectors = office_held(entry, roles[-1], scope)
        return
    reading.name = None
    if entry.kind in STATE_KINDS:
        reading.people = candidate.kind == "p" or entry.kind == "people"
        reading.bare = candidate.kind == "a" and not before and not trailing
        common = [unit for unit in trailing if unit.kind in ("other", "modifier")]
        modifiers = [unit.modifier for unit in [*(u for u, _ in before), *trailing] if unit.modifier]
        if reading.people or candidate.kind == "m":
            reading.sectors = modifiers[-1] if modifiers else ("CVL",)
        elif common and candidate.kind == "a":
            reading.entry = None
            reading.sectors = modifiers[-1] if modifiers else ()
        if candidate.kind == "m":
            reading.entry, reading.place = None, True


def office_held(entry: ActorEntry, role: Role, scope: Scope) -> tuple[str, ...]:
    """Sectors of a known person under a title: those of the term with that title, else of the title itself."""
    terms = [term for term in entry.terms if same_role(term.role, role.name)]
    now = entry.term_on(scope.on) or (entry.last_ended(scope.on) if scope.on else None)
    if now and (role.kind == "generic" or now in terms):
        return now.sectors
    return terms[-1].sectors if terms else role.sectors


def read_role(reading: Reading, chosen: Chosen, at: int, scope: Scope) -> None:
    """A phrase that ends in a role word."""
    role = chosen[at][0].role
    assert role is not None
    reading.role, reading.role_kind, reading.sectors = role.name, role.kind, role.sectors
    before = [(unit, c) for unit, c in reversed(chosen[:at]) if not (c and c.entry.kind in STATE_KINDS)]
    owner = next((c for _, c in before if c), None)
    modifiers = (unit.modifier or (unit.role.sectors if unit.role else ()) for unit, _ in before)
    nearest: tuple[str, ...] = next((sectors for sectors in modifiers if sectors), ())
    presiding = any(word in role.name for word in PRESIDING)
    if owner and owner.entry.kind != "person":
        kind = "generic" if presiding or role.name in RULE else role.kind
        reading.sectors = owned_sectors(kind, role.sectors, owner.entry.identity(scope.on).sectors)
        reading.country = owner.entry.identity(scope.on).country
    elif owner:
        reading.country = owner.entry.country
    elif role.kind == "asset" and nearest[:1] == ("GOV",):
        reading.sectors = role.sectors
    elif (role.kind in ("generic", "asset") and nearest) or (presiding and nearest[:1] and nearest[0] in BODIES):
        reading.sectors = nearest
    elif nearest and nearest[0] in ("REB", "OPP", "PRM"):
        reading.sectors = tuple(dict.fromkeys(nearest + role.sectors))
    elif nearest:
        reading.sectors = tuple(dict.fromkeys(role.sectors + nearest))
    armed = role.sectors[0] in ("REB", "UAF", "MIL") and role.kind != "generic"
    if owner and owner.entry.kind == "group" and (role.kind in ("asset", "institution") or armed):
        reading.entry = owner.entry
    if role.name in OUTSIDERS and (nation := next((c for _, c in chosen[:at] if c), None)):
        reading.outside = nation.entry.kind in STATE_KINDS
    reading.code = role.code


def owned_sectors(kind: str, role: tuple[str, ...], owner: tuple[str, ...]) -> tuple[str, ...]:
    """Sectors of a role within a body ('Hamas militants', 'RSF drones', 'Taliban forces')."""
    if not owner or kind == "institution":
        return role
    if owner[0] == "GOV" and (role[:1] in (("MIL",), ("REB",), ("UAF",))):
        return ("MIL",)
    if kind in ("generic", "asset") or role[:1] in (("REB",), ("UAF",)):
        return owner
    return tuple(dict.fromkeys(role + owner)) if owner[0] in ("REB", "PRM") else role


def add_complement(reading: Reading, preposition: str, inner: Reading) -> None:
    """What a complement adds: 'rebels in Darfur', 'leader of the Pakistan Taliban', 'hundreds of refugees'."""
    abroad = reading.role is not None and any(word in reading.role for word in ABROAD)
    by_owner = preposition == "by" and reading.role_kind == "asset"
    role = reading.role or ""
    speaks = (preposition == "for" and "spokes" in role) or (preposition == "to" and role.endswith(AIDES))
    if not (by_owner or speaks or (preposition in OWN and (not abroad or preposition in ("of", "from")))):
        return
    realm = preposition == "of" and reading.role in REALMS
    if realm:
        reading.status = ""
    elsewhere = inner.country and (realm or (reading.people and preposition in ("of", "in", "from")))
    if reading.country is None or elsewhere:
        moved = reading.country is not None and reading.country != inner.country
        reading.entry = None if moved else reading.entry
        reading.name = None if moved else reading.name
        reading.country, reading.partial = inner.country or reading.country, inner.partial
        reading.code = reading.code or inner.code
    if preposition != "of" and not by_owner and not speaks:
        return
    state = inner.place or (inner.entry is not None and inner.entry.kind in STATE_KINDS)
    whole = reading.role_kind == "generic" or reading.role in TRANSPARENT
    if inner.sectors and ((whole and not state) or by_owner):
        reading.sectors = inner.sectors
    elif not reading.sectors and not reading.role:
        reading.sectors, reading.entry = inner.sectors, reading.entry or inner.entry


def merge(readings: Sequence[Reading]) -> Reading:
    """One reading of the parts of an apposition: a name and the role that explains it."""
    first = readings[0]
    for other in readings[1:]:
        if first.personal and other.role and not first.role:
            first.role, first.role_kind, first.status = other.role, other.role_kind, first.status or other.status
            first.sectors = other.sectors
            first.country = other.country or first.country
        elif first.role and other.personal and not other.role and first.entry is None:
            first.entry, first.name = other.entry, other.name
            first.country = first.country or other.country
        elif first.country is None and not first.sectors:
            name = first.name
            first = other
            first.name = first.name or name
        elif first.country is None and other.country and (first.role or first.personal):
            first.country = other.country
    return first


def identity_of(reading: Reading, scope: Scope) -> Identity:
    """The identity that a reading amounts to."""
    country = reading.country or reading.code
    if country is None and reading.role and not reading.outside:
        country = scope.country
    entry, sectors, status = reading.entry, reading.sectors, reading.status
    if reading.partial and "PRE" not in sectors:
        sectors = (*sectors, "PRE")
    held: str | None = status or None
    if entry and entry.kind == "person":
        return person_identity(reading, entry, country, scope)
    if status == "former" and OFFICIAL & set(sectors) and (reading.role_kind in ("person", "generic")):
        sectors = ("ELI",)
    if reading.role and held is None and sectors[:1] and sectors[0] in OFFICIAL | {"PTY", "OPP"}:
        held = "current" if reading.role_kind in ("person", "generic") else None
    name = entry.name if entry else reading.name
    return Identity(country, sectors, entry.id if entry else None, name, reading.role, held)


def person_identity(reading: Reading, entry: ActorEntry, country: str | None, scope: Scope) -> Identity:
    """A known person: by the role that the phrase gives, else by the term held on the day."""
    own = entry.identity(scope.on)
    if not reading.role:
        if reading.status == "former":
            official = OFFICIAL & set(own.sectors)
            return Identity(country, ("ELI",) if official else own.sectors, entry.id, entry.name, own.role, "former")
        return replace(own, country=country, role_status=reading.status or own.role_status)
    sectors, status = reading.sectors, reading.status
    if status == "former":
        sectors = ("ELI",) if OFFICIAL & set(sectors) else sectors
    elif not status and scope.on and reading.role_kind != "generic":
        past = any(term.ended_before(scope.on) and same_role(term.role, reading.role) for term in entry.terms)
        now = entry.term_on(scope.on)
        status = "then" if past and not (now and same_role(now.role, reading.role)) else "current"
    return Identity(country, sectors, entry.id, entry.name, reading.role, status or "current")


def same_role(one: str, other: str) -> bool:
    """Whether two role phrases have the same head ('president of the Senate', 'Senate president')."""
    return bool(one and other) and head_of(one) == head_of(other)


def head_of(role: str) -> tuple[str, ...]:
    """The head word of a role phrase."""
    return fold_words(key_of(role.partition(" of ")[0]))[-1:]
