"""The YAML about actors in one compact file, which loads in milliseconds.

Run `python -m tocsin.knowledge.actors` after a change of the YAML; a test holds the two in step.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tocsin.knowledge.actors.entry import ActorEntry, Term
from tocsin.knowledge.actors.names import case_rule, key_of
from tocsin.knowledge.actors.roles import read_roles
from tocsin.knowledge.actors.source import Names, digest, read_actors

COMPILED = Path(__file__).parent / "actors.json"
NAME_KINDS = {"names": "n", "adjective": "a", "people": "p", "capital": "c", "places": "m", "surname": "s"}


def pack_entry(entry: ActorEntry) -> list[Any]:
    """An entry as a list of plain values."""
    terms = [[t.sectors, t.country, t.hosts, t.role, t.since, t.until] for t in entry.terms]
    return [entry.id, entry.name, entry.kind, terms, entry.names]


def unpack_entry(row: list[Any]) -> ActorEntry:
    """The entry that a packed list stands for."""
    terms = tuple(Term(tuple(s), c, tuple(h), r, since, until) for s, c, h, r, since, until in row[3])
    return ActorEntry(row[0], row[1], row[2], terms, tuple(row[4]))


def pack_names(book: Names, offset: int = 0) -> dict[str, list[list[Any]]]:
    """Postings by folded key: [index of the entry, kind of name, case rule]."""
    keys: dict[str, list[list[Any]]] = {}
    for name, index, kind in book.names:
        posting = [index + offset, NAME_KINDS[kind], case_rule(name)]
        postings = keys.setdefault(key_of(name), [])
        if posting not in postings:
            postings.append(posting)
    return keys


def reach_of(keys: Iterable[str]) -> dict[str, int]:
    """By first word, how many words the longest key has that begins with it."""
    reach: dict[str, int] = {}
    for key in keys:
        first, length = key.partition(" ")[0], key.count(" ") + 1
        reach[first] = max(length, reach.get(first, 0))
    return reach


def compile_actors() -> dict[str, Any]:
    """Everything the actor book needs, as plain values."""
    roles, modifiers, status = read_roles()
    book = read_actors({key: role.sectors for key, role in roles.items()})
    names = pack_names(book)
    return {
        "digest": digest(),
        "entries": [pack_entry(entry) for entry in book.entries],
        "names": names,
        "reach": reach_of([*names, *roles, *modifiers, *status]),
        "roles": {key: [r.name, r.kind, r.sectors, r.code] for key, r in roles.items()},
        "modifiers": modifiers,
        "status": status,
    }


def write_compiled(path: Path = COMPILED) -> None:
    """Write the compact file."""
    text = json.dumps(compile_actors(), ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")


def read_compiled(path: Path = COMPILED) -> dict[str, Any]:
    """What the compact file holds; compiled afresh where it is absent."""
    if not path.exists():
        return compile_actors()
    data: dict[str, Any] = json.loads(path.read_bytes())
    return data
