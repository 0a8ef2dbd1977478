"""The actor book: names to entries, and phrases to identities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from tocsin.knowledge.actors.compiled import (
    pack_entry,
    pack_names,
    reach_of,
    read_compiled,
    unpack_entry,
    unpack_postings,
)
from tocsin.knowledge.actors.entry import ActorEntry
from tocsin.knowledge.actors.names import case_agrees, fold_words, key_of
from tocsin.knowledge.actors.resolve import Resolver
from tocsin.knowledge.actors.roles import Role, read_roles
from tocsin.knowledge.actors.source import Names, load_yaml, read_extension
from tocsin.model.who import Identity

RECENT = 8192  # phrases whose identities are kept at hand
ENDINGS = ("'s", "’s", "'", "’")


@dataclass(frozen=True, slots=True)
class Posting:
    """One way in which a name leads to an entry.

    `kind` is n name, a adjective, p people, c capital, m place (city or region), s family name,
    t family name that is an everyday word too and counts only after a title.
    """

    entry: ActorEntry
    kind: str
    rule: str


class ActorBook:
    """What is known about actors; made by `load_actors`, not changed afterwards."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.digest: str = data["digest"]
        self._lines: list[str] = data["entries"]
        self._names: dict[str, str] = data["names"]
        self._roles: dict[str, list[Any]] = data["roles"]
        self.modifiers: dict[str, list[str]] = data["modifiers"]
        self.status: dict[str, str] = data["status"]
        self.reach: dict[str, int] = data["reach"]
        self._entries: dict[int, ActorEntry] = {}
        self._resolve = lru_cache(maxsize=RECENT)(Resolver(self).resolve)

    def __len__(self) -> int:
        return len(self._lines)

    def entry(self, index: int) -> ActorEntry:
        """The entry at an index, made on first use."""
        if index not in self._entries:
            self._entries[index] = unpack_entry(self._lines[index])
        return self._entries[index]

    def entries(self) -> list[ActorEntry]:
        """All entries, in file order."""
        return [self.entry(index) for index in range(len(self._lines))]

    def postings(self, key: str) -> list[Posting]:
        """What a folded key leads to."""
        return [
            Posting(self.entry(index), kind, rule) for kind, index, rule in unpack_postings(self._names.get(key, ""))
        ]

    def known_names(self) -> list[str]:
        """All folded names, in order."""
        return sorted(self._names)

    def role_names(self) -> list[str]:
        """All folded role phrases, plurals too, in order."""
        return sorted(self._roles)

    def role(self, key: str) -> Role | None:
        """The role of a folded phrase."""
        row = self._roles.get(key)
        return Role(row[0], row[1], tuple(row[2]), row[3]) if row else None

    def find(self, name: str, on: date | None = None) -> list[ActorEntry]:
        """Entries of that name (case, accents, 'the' and a possessive do not matter).

        With a day, entries that hold a term on it come first.
        """
        found = list(dict.fromkeys(posting.entry for posting in self.postings(key_of(name))))
        if on is not None:
            found.sort(key=lambda entry: entry.term_on(on) is None)
        return found

    def match(self, words: Sequence[str], start: int) -> tuple[int, list[ActorEntry]]:
        """The longest name that begins at `words[start]`: how many words it takes, and the entries; (0, []) for none.

        Case counts: 'US' is a country, 'us' is not. A family name alone counts where it is capitalised.
        """
        first = fold_words(words[start]) if start < len(words) else ()
        reach = self.reach.get(first[0], 0) if first else 0
        if not reach:
            return 0, []
        folded = [fold_words(word) for word in words[start : start + 2 * reach]]
        for length in range(len(folded), 0, -1):
            parts = [part for word in folded[:length] for part in word]
            if len(parts) > reach or not folded[length - 1] or (length > 1 and words[start + length - 1] in ENDINGS):
                continue
            postings = self.postings(" ".join(parts))
            written = words[start : start + length]
            agreed = [p.entry for p in postings if p.kind != "t" and case_agrees(p.rule, written)]
            if agreed:
                return length, list(dict.fromkeys(agreed))
        return 0, []

    def resolve(
        self, mention_text: str, head: str = "", on: date | None = None, context_country: str | None = None
    ) -> Identity:
        """Who a noun phrase stands for.

        `head` is its syntactic head where a parser knows it; `on` the day that the words speak of (offices have terms);
        `context_country` decides between namesakes, and serves roles that name no country themselves.
        """
        return self._resolve(mention_text, head, on, context_country)

    def holders(self, country: str, role: str, on: date) -> list[ActorEntry]:
        """Persons who hold an office of a country on a day."""
        people = [
            self.entry(i) for i, line in enumerate(self._lines) if line.startswith('["person"') and country in line
        ]
        terms = [(person, person.term_on(on)) for person in people]
        sought = key_of(role)
        return [
            p for p, term in terms if term and term.since and term.country == country and key_of(term.role) == sought
        ]


def extended(data: dict[str, Any], book: Names, extra_roles: dict[str, Any] | None = None) -> dict[str, Any]:
    """The data with a user's entries added; their names come before ours."""
    offset = len(data["entries"])
    names = dict(data["names"])
    for key, postings in pack_names(book, offset).items():
        names[key] = f"{postings} {names.get(key, '')}".strip()
    data = {**data, "entries": data["entries"] + [pack_entry(entry) for entry in book.entries], "names": names}
    if extra_roles:
        roles, modifiers, status = read_roles(extra_roles)
        packed = {key: [r.name, r.kind, r.sectors, r.code] for key, r in roles.items()}
        data.update(roles=packed, modifiers=modifiers, status=status)
    data["reach"] = reach_of([*data["names"], *data["roles"], *data["modifiers"], *data["status"]])
    return data


@cache
def load_actors(extra: Path | None = None) -> ActorBook:
    """The shipped actor book, with the user's own YAML file added where one is named.

    Raises KnowledgeError where that file is malformed.
    """
    data = read_compiled()
    if extra is None:
        return ActorBook(data)
    extra_roles = load_yaml(extra).get("roles") if isinstance(load_yaml(extra), dict) else None
    if extra_roles:
        data = extended(data, Names(), extra_roles)
    offices = {key: tuple(row[2]) for key, row in data["roles"].items()}
    return ActorBook(extended(data, read_extension(extra, offices)))
