"""A noun phrase cut into the units that the actor book knows: names, roles, modifiers, status words, prepositions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from tocsin.knowledge.actors.entry import ActorEntry
from tocsin.knowledge.actors.names import case_agrees, fold_words
from tocsin.knowledge.actors.roles import Role

TOKEN = re.compile(r"(?:[^\W_]\.){2,}|[^\W_](?:[\w&’'`.\-–]*[^\W_])?|[,;:()\[\]\"“”—–]|\.\.+|…")
MIDDLE = re.compile(r"[A-Z]\.?|Jr\.?|Sr\.?")
POSSESSIVE = re.compile(r"['’`](?:s|S)?$")
PREPOSITIONS = frozenset(
    "of from in at to for with against on by near throughout across inside outside within around under over between"
    " into aboard among behind along via through".split()
)
BELONGING = frozenset(["loyal", "belonging"])
CLAUSE = frozenset("who which that whose whom where when while after before because if as including".split())
JOINERS = frozenset(["and", "&", "or", "nor", "plus"])
DETERMINERS = frozenset(
    "the a an this that these those its his her their our my your some any all both several many two three".split()
)
HONORIFICS = frozenset("mr mrs ms miss dr sir lord lady prof professor".split())
# 'US-backed rebels' are not American; 'a Saudi-led coalition' is Saudi.
FOREIGN_SUFFIX = frozenset(
    "backed speaking funded trained supported aligned made supplied allied affiliated linked sponsored brokered"
    " mediated sanctioned friendly built designated inspired style member leaning oriented financed armed"
    " equipped imposed bound installed appointed proposed drafted wanted hosted language era bloc facing type".split()
)
# Of 'Russian-occupied Ukraine' or 'the Doha-based Afghan delegation' the first name counts only if none follows.
WEAK_SUFFIX = frozenset(
    "occupied controlled held administered annexed ruled run led based born educated dominated majority owned".split()
)
FOREIGN_PREFIX = frozenset(["pro", "anti", "non", "post", "un", "trans", "inter"])
FORMER_PREFIX = {"ex": "former", "then": "then"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a unit may name, and the kind of name (see `book.Posting`)."""

    entry: ActorEntry
    kind: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a phrase. `kind` is name, role, modifier, status, preposition, clause, joiner, break or other."""

    kind: str
    text: str
    candidates: tuple[Candidate, ...] = ()
    role: Role | None = None
    modifier: tuple[str, ...] = ()
    status: str = ""
    possessive: bool = False
    weak: bool = False

    @property
    def proper(self) -> bool:
        """Whether this is an unknown capitalised word, as in a person's name."""
        return self.kind == "other" and self.text[:1].isupper()


class PostingLike(Protocol):
    """What the lexicon gives for a name."""

    @property
    def entry(self) -> ActorEntry:
        """The entry."""

    @property
    def kind(self) -> str:
        """The kind of name."""

    @property
    def rule(self) -> str:
        """The case rule."""


class Lexicon(Protocol):
    """What a phrase is read with."""

    modifiers: dict[str, list[str]]
    status: dict[str, str]
    reach: dict[str, int]

    def postings(self, key: str) -> Sequence[PostingLike]:
        """Entries by folded key."""

    def role(self, key: str) -> Role | None:
        """A role by folded key."""


def words_of(text: str) -> list[str]:
    """Words and breaks of a phrase; a possessive stays on its word."""
    return TOKEN.findall(text)


class PhraseReader:
    """Cuts phrases into units with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def read(self, text: str) -> list[Unit]:
        """The units of a phrase, in order."""
        words = words_of(text)
        units: list[Unit] = []
        start = 0
        while start < len(words):
            length, found = self._unit_at(words, start)
            units.extend(found)
            start += length
        return without_strangers(without_weak(units))

    def _unit_at(self, words: Sequence[str], start: int) -> tuple[int, list[Unit]]:
        word, folded = words[start], words[start].lower()
        if not word[0].isalnum():
            return 1, [Unit("break", word)]
        length, unit = self._longest(words, start)
        if folded in PREPOSITIONS and length <= 1:
            return 1, [Unit("preposition", folded)]
        if folded in CLAUSE and unit is None:
            return 1, [Unit("clause", folded)]
        if folded in JOINERS:
            return 1, [Unit("joiner", folded)]
        if folded in DETERMINERS | HONORIFICS and length <= 1:
            return 1, []
        if unit:
            return length, [unit]
        if "-" in word or "–" in word:
            return 1, self._compound(word)
        return 1, [self._simple(word)]

    def _longest(self, words: Sequence[str], start: int) -> tuple[int, Unit | None]:
        """The longest name or role that begins here; a name wins over a role of its length."""
        first = fold_words(words[start])
        reach = self._lexicon.reach.get(first[0], 0) if first else 0
        for end in range(min(len(words), start + reach + 1), start, -1):
            written = list(words[start:end])
            if not all(word[0].isalnum() for word in written):
                continue
            possessive = bool(POSSESSIVE.search(written[-1]))
            bare = [*written[:-1], POSSESSIVE.sub("", written[-1])]
            unit = self._known(written, False) or (self._known(bare, True) if possessive else None)
            if unit:
                return end - start, unit
        return 1, None

    def _known(self, written: Sequence[str], possessive: bool) -> Unit | None:
        text = " ".join(written)
        key = " ".join(part for word in written for part in fold_words(word))
        if not key:
            return None
        postings = [p for p in self._lexicon.postings(key) if case_agrees(p.rule, written)]
        if not postings and len(written) > 2:
            postings = self._without_initials(written)
        role, modifier = self._lexicon.role(key), tuple(self._lexicon.modifiers.get(key, ()))
        if postings and not (role and len(written) == 1 and not written[0][:1].isupper()):
            candidates = tuple(Candidate(p.entry, p.kind) for p in postings)
            return Unit("name", text, candidates, role, modifier, possessive=possessive)
        if role:
            return Unit("role", text, (), role, modifier, possessive=possessive)
        if modifier:
            return Unit("modifier", text, (), None, modifier, possessive=possessive)
        status = self._lexicon.status.get(key)
        return Unit("status", text, status=status) if status else None

    def _without_initials(self, written: Sequence[str]) -> list[PostingLike]:
        """Persons of that name without a middle initial or 'Jr' ('John F. Kerry')."""
        kept = [word for i, word in enumerate(written) if i == 0 or not MIDDLE.fullmatch(word)]
        if len(kept) == len(written) or len(kept) < 2:
            return []
        key = " ".join(part for word in kept for part in fold_words(word))
        return [p for p in self._lexicon.postings(key) if p.kind == "n" and p.entry.kind == "person"]

    def _compound(self, word: str) -> list[Unit]:
        """A hyphened word that is not known as a whole."""
        first, _, rest = word.replace("–", "-").partition("-")
        last = word.replace("–", "-").rpartition("-")[2]
        if first.lower() in FORMER_PREFIX:
            inner = self._known([rest], False)
            return [Unit("status", first, status=FORMER_PREFIX[first.lower()]), inner or self._simple(rest)]
        if first.lower() in FOREIGN_PREFIX or last.lower() in FOREIGN_SUFFIX:
            return [Unit("other", word.lower())]
        bare = POSSESSIVE.sub("", last)
        stem = word[: -len(last) - 1]
        left, right = self._known([stem], False), self._known([bare], bare != last)
        if left and last.lower() in WEAK_SUFFIX:
            return [replace(left, weak=True)]
        both = [unit for unit in (left, right) if unit]
        return both or [self._simple(word)]

    @staticmethod
    def _simple(word: str) -> Unit:
        return Unit("other", POSSESSIVE.sub("", word), possessive=bool(POSSESSIVE.search(word)))


def without_weak(units: list[Unit]) -> list[Unit]:
    """Units where a weak name counts no more because a stronger one follows in the same simple phrase."""
    result: list[Unit] = []
    strong = False
    for unit in reversed(units):
        if unit.kind in ("preposition", "break", "clause"):
            strong = False
        if unit.weak and strong:
            unit = replace(unit, kind="other", candidates=(), text=unit.text.lower())
        strong = strong or bool(unit.candidates and not unit.weak)
        result.append(unit)
    return result[::-1]


def without_strangers(units: list[Unit]) -> list[Unit]:
    """Units where the family name of a known person beside another first name ('Yahya Khan') is not that person."""
    result: list[Unit] = []
    for index, unit in enumerate(units):
        before = units[index - 1] if index else None
        after = units[index + 1] if index + 1 < len(units) else None
        if any(c.kind == "t" for c in unit.candidates) and not (before and before.role):
            kept = tuple(c for c in unit.candidates if c.kind != "t")
            unit = replace(unit, candidates=kept, kind="name" if kept else "role" if unit.role else "other")
        short = unit.kind == "name" and " " not in unit.text
        if short and (named_alike(before) or (named_alike(after) and not unit.possessive)):
            kept = tuple(c for c in unit.candidates if not stranger(c, before, after))
            if not kept:
                unit = replace(unit, kind="role" if unit.role else "other", candidates=())
            else:
                unit = replace(unit, candidates=kept)
        result.append(unit)
    return result


def named_alike(unit: Unit | None) -> bool:
    """Whether a neighbour looks like a part of a person's name."""
    if unit is None or unit.possessive:
        return False
    short = unit.kind == "name" and " " not in unit.text and all(c.entry.kind == "person" for c in unit.candidates)
    return unit.proper or short


def stranger(candidate: Candidate, before: Unit | None, after: Unit | None) -> bool:
    """Whether a person's short name stands beside a name that is not this person's."""
    if candidate.entry.kind != "person":
        return False
    own = {word for name in candidate.entry.names for word in fold_words(name)}
    beside = [unit for unit in (before, after) if unit is not None and named_alike(unit)]
    near = [word for unit in beside for word in fold_words(unit.text)]
    return any(word not in own and len(word) > 2 for word in near)


def segments_of(units: Sequence[Unit]) -> list[list[Unit]]:
    """Units cut at commas, brackets and clauses; what follows a relative pronoun is left out."""
    segments: list[list[Unit]] = [[]]
    skipping = False
    for unit in units:
        if unit.kind == "break":
            skipping = False
            segments.append([])
        elif unit.kind == "clause":
            skipping = True
        elif not skipping:
            segments[-1].append(unit)
    return [segment for segment in segments if segment]


def complements_of(units: Sequence[Unit]) -> tuple[list[Unit], list[tuple[str, list[Unit]]]]:
    """The units before the first preposition, and the complements that follow, each with its preposition."""
    before: list[Unit] = []
    after: list[tuple[str, list[Unit]]] = []
    for unit in units:
        if unit.kind == "preposition":
            last = (after[-1][1] if after else before)[-1:]
            belongs = unit.text == "to" and bool(last) and last[0].text.lower() in BELONGING
            after.append(("of" if belongs else unit.text, []))
        elif after:
            after[-1][1].append(unit)
        else:
            before.append(unit)
    return before, after
