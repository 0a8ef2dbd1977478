"""What may turn out to be an attribution: a cue, a way of building it, and the content that this way gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution; all numbers are token indices of the document.

    `head` is the cue's main word and `construction` names how the content hangs on it ('clause', 'aside', 'of', ...).
    `source` is the head of the source's noun phrase, or nothing. `content` is sorted.
    """

    head: int
    construction: str
    content: tuple[int, ...]
    source: int | None = None
