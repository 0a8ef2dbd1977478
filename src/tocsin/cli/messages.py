"""What is said to the person at the terminal, on standard error."""

from __future__ import annotations

import os
import re
import shutil
import sys

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")


def complain(message: str) -> None:
    """One line that begins with the command's name; hostile names cannot steer the terminal."""
    print("tocsin: " + " ".join(harmless(message).split()), file=sys.stderr, flush=True)


def harmless(text: str) -> str:
    """The text with a space for what would steer the terminal, and nothing that cannot be printed."""
    return CONTROL.sub(" ", text).encode("utf8", "replace").decode("utf8")


def window() -> int | None:
    """Columns of the window that the output goes to; nothing where it goes elsewhere, unless COLUMNS says so."""
    if not sys.stdout.isatty() and not os.environ.get("COLUMNS"):
        return None
    return shutil.get_terminal_size().columns


def counted(number: int, noun: str) -> str:
    """'1 page', '1,200 pages'."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
