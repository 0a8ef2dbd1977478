"""A fingerprint by which near-duplicates are found: SimHash of word triples, 64 bits, sixteen hex digits.

Texts that differ in a few words differ in a few bits: `distance` of at most about 10 is the same text lightly edited,
about 32 is what unrelated texts have. The value depends on the coded words only, not on case, punctuation or furniture,
and is the same on every machine and run.
"""

from __future__ import annotations

import hashlib
import re

import numpy as np

_WORD = re.compile(r"\w+")
MOST_WORDS = 20_000


def fingerprint(text: str) -> str | None:
    """Sixteen hex digits for `text`, or nothing where it holds no word; the first 20,000 words count."""
    words = [m.lower() for m in _WORD.findall(text)[:MOST_WORDS]]
    if not words:
        return None
    shingles = {" ".join(words[i : i + 3]) for i in range(max(1, len(words) - 2))}
    digests = b"".join(hashlib.blake2b(s.encode("utf8", "surrogatepass"), digest_size=8).digest() for s in shingles)
    bits = np.unpackbits(np.frombuffer(digests, dtype=np.uint8).reshape(-1, 8), axis=1)
    majority = bits.sum(axis=0, dtype=np.int64) * 2 > len(shingles)
    return np.packbits(majority).tobytes().hex()


def distance(one: str, other: str) -> int:
    """How many of the 64 bits of two fingerprints differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()
