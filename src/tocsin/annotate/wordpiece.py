"""Words to the encoder's word pieces: BERT's uncased WordPiece, one word at a time, with the word's case kept aside."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

UNKNOWN, START, END, MASK = 100, 101, 102, 103
"""Ids that every BERT uncased vocabulary gives to ``[UNK]``, ``[CLS]``, ``[SEP]`` and ``[MASK]``."""

_MOST_PIECES = 8
_LONGEST_WORD = 60
_CACHE_SIZE = 200_000
_ONE_FOR_MANY = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "„": '"', "…": "...", "\u00ad": None})


class Shape(IntEnum):
    """How a word is written, which the uncased vocabulary cannot say."""

    OTHER = 0
    LOWER = 1
    TITLE = 2
    UPPER = 3
    MIXED = 4
    DIGITS = 5
    ALPHANUMERIC = 6
    INITIAL = 7


def shape(word: str) -> Shape:
    """The shape of one word."""
    letters = [character for character in word if character.isalpha()]
    digits = any(character.isdigit() for character in word)
    if not letters:
        return Shape.DIGITS if digits else Shape.OTHER
    if digits:
        return Shape.ALPHANUMERIC
    first, rest = letters[0].isupper(), letters[1:]
    if not rest:
        return Shape.INITIAL if first else Shape.LOWER
    if all(letter.islower() for letter in rest):
        return Shape.TITLE if first else Shape.LOWER
    return Shape.UPPER if first and all(letter.isupper() for letter in rest) else Shape.MIXED


@dataclass(frozen=True, slots=True)
class Pieces:
    """One sentence as the encoder reads it, ``[CLS]`` and ``[SEP]`` included.

    ``ids`` and ``shapes`` have one entry a piece; ``firsts`` one entry a word: the index of its first piece.
    """

    ids: list[int]
    shapes: list[int]
    firsts: list[int]


class WordPieces:
    """Cuts words by a vocabulary; remembers the words it has seen, up to a bound."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._ids = {piece: index for index, piece in enumerate(vocabulary)}
        self._seen: dict[str, tuple[list[int], int]] = {}

    def word(self, word: str) -> tuple[list[int], int]:
        """The piece ids of one word (at least one, at most eight) and its shape."""
        known = self._seen.get(word)
        if known is None:
            if len(self._seen) >= _CACHE_SIZE:
                self._seen.clear()
            known = (self._cut(word[:_LONGEST_WORD]), int(shape(word[:_LONGEST_WORD])))
            self._seen[word] = known
        return known

    def sentence(self, words: Iterable[str]) -> Pieces:
        """The pieces of one sentence given as words."""
        ids, shapes, firsts = [START], [0], []
        for word in words:
            pieces, look = self.word(word)
            firsts.append(len(ids))
            ids.extend(pieces)
            shapes.extend([look] * len(pieces))
        ids.append(END)
        shapes.append(0)
        return Pieces(ids, shapes, firsts)

    def _cut(self, word: str) -> list[int]:
        plain = unicodedata.normalize("NFD", word.translate(_ONE_FOR_MANY).lower())
        plain = "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Cc", "Cf"))
        pieces: list[int] = []
        for part in _parts(plain):
            pieces.extend(self._longest_first(part))
            if len(pieces) >= _MOST_PIECES:
                break
        return pieces[:_MOST_PIECES] or [UNKNOWN]

    def _longest_first(self, part: str) -> list[int]:
        pieces: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                index = self._ids.get(("##" if start else "") + part[start:end])
                if index is not None:
                    pieces.append(index)
                    start = end
                    break
            else:
                return [UNKNOWN]
        return pieces


def _parts(word: str) -> list[str]:
    """Runs of letters and digits, and every other character by itself."""
    parts: list[str] = []
    joined = False
    for character in word:
        if character.isspace():
            joined = False
        elif character.isalnum():
            if joined:
                parts[-1] += character
            else:
                parts.append(character)
            joined = True
        else:
            parts.append(character)
            joined = False
    return parts
