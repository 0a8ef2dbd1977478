"""Readings kept at hand: each page of a story asks for those that came before it."""

from __future__ import annotations

from collections import OrderedDict

from tocsin.model import Reading
from tocsin.store import Store

MOST = 2000


class Remembered:
    """The readings of a store that were last asked for, or written. Make a new one when others write the store."""

    def __init__(self, store: Store, most: int = MOST) -> None:
        self._store, self._most = store, most
        self._readings: OrderedDict[str, Reading] = OrderedDict()

    def get(self, article: str) -> Reading | None:
        """The last reading of an article."""
        found = self._readings.pop(article, None) or self._store.readings.get(article)
        if found is not None:
            self.put(found)
        return found

    def put(self, reading: Reading) -> None:
        """Keep a reading that was just written; the one longest unasked for makes way."""
        self._readings.pop(reading.article.id, None)
        self._readings[reading.article.id] = reading
        if len(self._readings) > self._most:
            self._readings.popitem(last=False)
