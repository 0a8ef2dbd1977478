"""A Bloom filter over name keys: says at once that a name is surely unknown."""

from __future__ import annotations

from zlib import adler32, crc32

BITS_PER_KEY = 10
_PROBES = 4
_SEED = 0x9E3779B9


class Bloom:
    """A set of strings that may err towards 'perhaps' (about one time in a hundred), never towards 'no'."""

    def __init__(self, bits: bytes | bytearray) -> None:
        self.bits = bits
        self._size = len(bits) * 8

    @classmethod
    def sized(cls, keys: int) -> Bloom:
        """An empty filter for about that many keys."""
        return cls(bytearray(max(64, keys * BITS_PER_KEY // 8)))

    def add(self, key: str) -> None:
        """Puts a key in; only for a filter made by `sized`."""
        bits = self.bits
        if not isinstance(bits, bytearray):
            raise TypeError("this filter was read from a file; make one with Bloom.sized to add keys")
        for at in self._places(key):
            bits[at >> 3] |= 1 << (at & 7)

    def __contains__(self, key: str) -> bool:
        # Written out, because most look-ups end at the first probe: this is the hottest line of the place scan.
        raw, bits, size = key.encode(), self.bits, self._size
        at = first = crc32(raw)
        at %= size
        if not bits[at >> 3] >> (at & 7) & 1:
            return False
        step = (crc32(raw, _SEED) ^ adler32(raw)) | 1
        for _ in range(_PROBES - 1):
            first += step
            at = first % size
            if not bits[at >> 3] >> (at & 7) & 1:
                return False
        return True

    def _places(self, key: str) -> list[int]:
        raw = key.encode()
        first = crc32(raw)
        second = (crc32(raw, _SEED) ^ adler32(raw)) | 1
        return [(first + step * second) % self._size for step in range(_PROBES)]
