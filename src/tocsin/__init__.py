"""Tocsin reads news pages and says who did what to whom, where and when, according to whom, and how sure.

    >>> import tocsin
    >>> reading = tocsin.read("page.html")
    >>> for report in reading.reports:
    ...     print(report.type, report.status, [party.text for party in report.actors])

Names are imported when they are first used, so that `import tocsin` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tocsin.coding import Coder, load_coder
    from tocsin.errors import (
        FetchError,
        InputError,
        KnowledgeError,
        LanguageError,
        ModelError,
        PageError,
        TocsinError,
        VerificationError,
    )
    from tocsin.export import json_schema, to_dict
    from tocsin.flow.face import read, read_url
    from tocsin.ids import SCHEMA_VERSION
    from tocsin.model import (
        Article,
        Attribution,
        Count,
        Factuality,
        Identity,
        Page,
        Party,
        Place,
        Reading,
        Report,
        Span,
        When,
        Zone,
    )

__version__ = "0.1.0"

_WHERE = {
    "tocsin.flow.face": ("read", "read_url"),
    "tocsin.coding": ("Coder", "load_coder"),
    "tocsin.export": ("json_schema", "to_dict"),
    "tocsin.ids": ("SCHEMA_VERSION",),
    "tocsin.model": (
        "Article",
        "Attribution",
        "Count",
        "Factuality",
        "Identity",
        "Page",
        "Party",
        "Place",
        "Reading",
        "Report",
        "Span",
        "When",
        "Zone",
    ),
    "tocsin.errors": (
        "FetchError",
        "InputError",
        "KnowledgeError",
        "LanguageError",
        "ModelError",
        "PageError",
        "TocsinError",
        "VerificationError",
    ),
}
_MODULE_OF = {name: module for module, names in _WHERE.items() for name in names}

__all__ = [
    "SCHEMA_VERSION",
    "Article",
    "Attribution",
    "Coder",
    "Count",
    "Factuality",
    "FetchError",
    "Identity",
    "InputError",
    "KnowledgeError",
    "LanguageError",
    "ModelError",
    "Page",
    "PageError",
    "Party",
    "Place",
    "Reading",
    "Report",
    "Span",
    "TocsinError",
    "VerificationError",
    "When",
    "Zone",
    "__version__",
    "json_schema",
    "load_coder",
    "read",
    "read_url",
    "to_dict",
]


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'tocsin' has no attribute {name!r}")
    value = getattr(import_module(_MODULE_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
