"""The gazetteer: names to places, shipped as one file, with a user's own file beside it."""

from tocsin.knowledge.gazetteer.load import load_dump
from tocsin.knowledge.gazetteer.lookup import Entry, Gazetteer, open_gazetteer
from tocsin.knowledge.gazetteer.schema import NameSort

__all__ = ["Entry", "Gazetteer", "NameSort", "load_dump", "open_gazetteer"]
