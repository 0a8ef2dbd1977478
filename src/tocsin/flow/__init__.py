"""The story from page to reading, and streams of pages through it."""

from tocsin.flow.items import Hints, Item
from tocsin.flow.run import Outcome, read_items
from tocsin.flow.steps import article_of, read_page

__all__ = ["Hints", "Item", "Outcome", "article_of", "read_items", "read_page"]
