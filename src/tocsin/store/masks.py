"""Names that were forgotten: found by the hash of their words, blotted out letter by letter so that offsets stay true.

The store keeps no list of forgotten names, only hashes and how many words each name has.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.engine import Connection

from tocsin.ids import text_sha256
from tocsin.model import Article, Span
from tocsin.store import tables
from tocsin.store.keys import fold, page_key, words_of

BLOT = "█"
Thing = TypeVar("Thing")


class Masks:
    """Blots out names; each is (number of words, hash of the folded words)."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        self._hashes = frozenset(names)
        self._lengths = sorted({length for length, _ in self._hashes}, reverse=True)

    def __bool__(self) -> bool:
        return bool(self._hashes)

    def text(self, text: str) -> str:
        """The text, of the same length, without the names."""
        spans = words_of(text) if self._hashes else []
        if not spans:
            return text
        folded = [fold(text[start:end]) for start, end in spans]
        letters: list[str] | None = None
        for length in self._lengths:
            for first in range(len(spans) - length + 1):
                if (length, text_sha256(" ".join(folded[first : first + length]))) in self._hashes:
                    letters = letters or list(text)
                    for start, end in spans[first : first + length]:
                        letters[start:end] = BLOT * (end - start)
        return text if letters is None else "".join(letters)

    def json(self, data: Any) -> Any:
        """JSON with every string blotted."""
        if isinstance(data, str):
            return self.text(data)
        if isinstance(data, list):
            return [self.json(v) for v in data]
        if isinstance(data, dict):
            return {k: self.json(v) for k, v in data.items()}
        return data

    def noun(self, value: Thing) -> Thing:
        """The noun with every string of it blotted; an article keeps its id and gets the hash of its new text."""
        if not self._hashes:
            return value
        done: Any = self._any(value)
        return done  # type: ignore[no-any-return]

    def _any(self, value: Any) -> Any:
        if isinstance(value, str) and not isinstance(value, Enum):
            return self.text(value)
        if isinstance(value, Mapping):
            return {k: self._any(v) for k, v in value.items()}
        if isinstance(value, tuple | list | frozenset):
            parts = [self._any(v) for v in value]
            same = all(a is b for a, b in zip(value, parts, strict=True))
            return value if same else type(value)(parts)
        if dataclasses.is_dataclass(value) and not isinstance(value, Span | type):
            named = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
            changed = {name: done for name, part in named.items() if (done := self._any(part)) is not part}
            if isinstance(value, Article) and "text" in changed:
                changed["sha256"] = text_sha256(changed["text"])
            return dataclasses.replace(value, **changed) if changed else value
        return value


def name_hash(name: str) -> tuple[int, str]:
    """(number of words, hash) of a name; no words at all give (0, hash of nothing)."""
    folded = fold(name)
    return len(folded.split()), text_sha256(folded)


def masks_of(connection: Connection) -> Masks:
    """The names that this store was asked to forget."""
    stones = tables.tombstones.c
    rows = connection.execute(select(stones.name_words, stones.name_sha256).where(stones.kind == "name"))
    return Masks((row.name_words, row.name_sha256) for row in rows)


def page_in(connection: Connection, name: str) -> str:
    """The name under which a page is kept: of a URL, or of the id of an article without one."""
    return page_key(masks_of(connection).text(name))
