"""The YAML about actors in one compact file: a head of names and roles, then a line an entry.

Entries stay text until somebody asks for them.

Run `python -m tocsin.knowledge.actors` after a change of the YAML; a test holds the two in step.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tocsin.knowledge.actors.entry import ActorEntry, Term
from tocsin.knowledge.actors.names import case_rule, key_of
from tocsin.knowledge.actors.roles import read_roles
from tocsin.knowledge.actors.source import Names, digest, read_actors

COMPILED = Path(__file__).parent / "actors.jsonl"
POSTING = re.compile(r"([a-z])(\d+)(\S+)")
NAME_KINDS = {
    "names": "n",
    "adjective": "a",
    "people": "p",
    "capital": "c",
    "places": "m",
    "surname": "s",
    "titled": "t",
}


def pack_entry(entry: ActorEntry) -> str:
    """An entry as a line of JSON."""
    terms = [[t.sectors, t.country, t.hosts, t.role, t.since, t.until] for t in entry.terms]
    return compact([entry.kind, entry.id, entry.name, entry.names, terms])


def compact(value: Any) -> str:
    """JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def unpack_entry(line: str) -> ActorEntry:
    """The entry that a packed line stands for."""
    kind, key, name, names, packed = json.loads(line)
    terms = tuple(Term(tuple(s), c, tuple(h), r, since, until) for s, c, h, r, since, until in packed)
    return ActorEntry(key, name, kind, terms, tuple(names))


def pack_names(book: Names, offset: int = 0) -> dict[str, str]:
    """Postings by folded key: 'n12C s40C', each the kind of name, the index of the entry and the case rule."""
    keys: dict[str, dict[str, None]] = {}
    for name, index, kind in book.names:
        keys.setdefault(key_of(name), {})[f"{NAME_KINDS[kind]}{index + offset}{case_rule(name)}"] = None
    return {key: " ".join(postings) for key, postings in keys.items()}


def unpack_postings(text: str) -> list[tuple[str, int, str]]:
    """Kind of name, index of the entry and case rule, of every posting."""
    return [(match[1], int(match[2]), match[3]) for match in POSTING.finditer(text)]


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
    data = compile_actors()
    entries = data.pop("entries")
    path.write_text("\n".join([compact(data), *entries]) + "\n", encoding="utf-8")


def read_compiled(path: Path = COMPILED) -> dict[str, Any]:
    """What the compact file holds; compiled afresh where it is absent."""
    if not path.exists():
        return compile_actors()
    head, *entries = path.read_text(encoding="utf-8").splitlines()
    return {**json.loads(head), "entries": entries}
