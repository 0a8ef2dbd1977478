"""Inputs before they are opened: small, picklable, and each able to become a page or a clear error."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

Id = str | int


@dataclass(frozen=True, slots=True)
class Hints:
    """What the user says of pages that do not say it themselves."""

    published: str | None = None
    outlet: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One input: a page file (`path`), the bytes of a page (`content`), a JSONL record (`line`), or an `error`.

    `name` stands in messages and is the id where the input has none ('pages/a.html', 'in.jsonl:7'); `folder` is where
    a record's `html_file` is looked for; `consumed` counts the input bytes up to the end of this item.
    """

    name: str
    path: Path | None = None
    content: bytes | None = None
    line: bytes | None = None
    error: str | None = None
    folder: Path | None = None
    consumed: int = 0
    hints: Hints = Hints()

    @property
    def size(self) -> int:
        """Bytes that the item carries itself."""
        return len(self.line or b"") + len(self.content or b"")
