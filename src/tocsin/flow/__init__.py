"""The story from page to reading, and streams of pages through it.

Names are loaded when they are first used: who only reads a store need not wait for the coder.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tocsin.flow.items import Hints, Item
    from tocsin.flow.run import Outcome, read_items
    from tocsin.flow.steps import article_of, read_page

__all__ = ["Hints", "Item", "Outcome", "article_of", "read_items", "read_page"]

_MODULE_OF = {
    "Hints": "items", "Item": "items", "Outcome": "run", "read_items": "run", "article_of": "steps",
    "read_page": "steps",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'tocsin.flow' has no attribute {name!r}")
    value = getattr(import_module(f"tocsin.flow.{_MODULE_OF[name]}"), name)
    globals()[name] = value
    return value
