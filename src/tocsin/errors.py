"""Everything that Tocsin raises on purpose.

::

    TocsinError                     the root; `what`, `found`, `expected`, `advice`
    ├── PageError                   one page could not become an article
    │   ├── EmptyPageError          nothing to read
    │   ├── TooLargeError           above the size limit
    │   ├── BinaryPageError         not text, not HTML
    │   ├── TruncatedPageError      a compressed page that ends too early
    │   └── UnreadablePageError     broken beyond what a parser can mend
    ├── InputError                  an input file or folder that cannot be read as asked
    ├── OutputError                 an output that could not be written to its end
    ├── FetchError                  a URL that could not be fetched
    │   └── PrivateAddressError     a URL that leads to a private or loopback address
    ├── LanguageError               the page is not in a language that can be coded
    ├── ModelError                  the language engine's files are missing or damaged
    ├── KnowledgeError              a codebook, actor file or gazetteer is malformed
    ├── StoreError                  the store could not do what was asked
    │   ├── StoreMissingError       no store where one was expected
    │   ├── StoreVersionError       a store that this version cannot open
    │   └── StoreBusyError          another process held the store for too long
    └── VerificationError           a report's words are not the words of its text
"""

from __future__ import annotations

import re
from json import JSONDecodeError
from pathlib import Path
from typing import Any


class TocsinError(Exception):
    """The root of the tree: what it is about, what was found, what was expected, and what to do.

    `str(error)` is one line that a person can act on.
    """

    def __init__(self, what: str, *, found: str = "", expected: str = "", advice: str = "") -> None:
        self.what, self.found, self.expected, self.advice = what, found, expected, advice
        parts = [what]
        if found:
            parts.append(f"found {found}")
        if expected:
            parts.append(f"expected {expected}")
        if advice:
            parts.append(advice)
        super().__init__(" ".join("; ".join(parts).split()))


class PageError(TocsinError):
    """One page could not become an article."""


class EmptyPageError(PageError):
    """Nothing to read."""


class TooLargeError(PageError):
    """A page above the size limit."""


class BinaryPageError(PageError):
    """Neither text nor HTML."""


class TruncatedPageError(PageError):
    """A compressed page that ends too early."""


class UnreadablePageError(PageError):
    """Broken beyond what a parser can mend."""


class InputError(TocsinError):
    """An input file or folder that cannot be read as asked."""


class OutputError(TocsinError):
    """An output that could not be written to its end."""


class FetchError(TocsinError):
    """A URL that could not be fetched."""


class PrivateAddressError(FetchError):
    """A URL that leads to a private or loopback address."""


class LanguageError(TocsinError):
    """A page in a language that cannot be coded."""


class ModelError(TocsinError):
    """The language engine's files are missing or damaged."""


class KnowledgeError(TocsinError):
    """A codebook, actor file or gazetteer is malformed."""


class StoreError(TocsinError):
    """The store could not do what was asked."""


class StoreMissingError(StoreError):
    """No store where one was expected."""


class StoreVersionError(StoreError):
    """A store that this version cannot open."""


class StoreBusyError(StoreError):
    """Another process held the store for too long."""


class VerificationError(TocsinError):
    """A report's words are not the words of its text."""


# numbers and places in a library that say nothing to a person
_NUMBERS = re.compile(r"\[(?:Errno|WinError) -?\d+\]\s*|\[SSL[^\]]*\]\s*|\s*\(_ssl\.c:\d+\)|\bError -?\d+ ")


def said_of(error: BaseException) -> str:
    """What the system or a library says was wrong, in words: without its numbers, and without a name that is known."""
    if isinstance(error, UnicodeDecodeError):
        return f"bytes that are no {error.encoding.upper()}"
    if isinstance(error, JSONDecodeError):
        return f"a fault at character {error.pos + 1:,}"
    if isinstance(error, RuntimeError) and str(error).startswith("Symlink loop"):
        return "links in a circle"
    problem, mark = (_part(error, name) for name in ("problem", "problem_mark"))
    if problem and mark is not None:
        return f"line {mark.line + 1}: {problem}"
    said = _NUMBERS.sub("", " ".join(str(_part(error, "strerror") or error).split()))
    return said.rstrip(".") or type(error).__name__


def _part(error: BaseException, name: str) -> Any:
    return getattr(error, name, None)


def output_error(path: Path, error: OSError) -> InputError:
    """The error of an output that cannot be written at all."""
    advice = "make its folder first" if isinstance(error, FileNotFoundError) else "choose another -o"
    return InputError(f"{path} cannot be written", found=said_of(error), advice=advice)
