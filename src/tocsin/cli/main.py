"""`tocsin`: errors as one line, exit codes that scripts can rely on.

0 all went well; 1 a page failed or a check did not hold; 2 wrong use; 3 a page in a language that is not coded;
130 interrupted.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import Any, cast

import typer

from tocsin.cli.app import app
from tocsin.cli.interruptions import STOPPED, Interrupted
from tocsin.cli.messages import complain
from tocsin.errors import InputError, KnowledgeError, TocsinError, said_of

# the parent of every complaint about arguments; typer does not name it itself
UsageError = cast("type[Exception]", typer.BadParameter.__mro__[1])
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
INTERRUPTED = 130
TRACE = "set TOCSIN_DEBUG=1 to see where"
VALIDATOR = "Value error, "
"""What the library that checks values puts before the reason."""
WRONG_USE = (InputError, KnowledgeError)


def main() -> None:
    """Run the command line and exit."""
    _print_anyhow()
    sys.exit(run())


def _print_anyhow() -> None:
    """Where the terminal has fewer letters than names do, print a mark for what is missing rather than nothing."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def run(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code. `TOCSIN_DEBUG=1` lets the trace of an error through."""
    debug = bool(os.environ.get("TOCSIN_DEBUG"))
    try:
        code = app(arguments, standalone_mode=False)
        if code == INTERRUPTED:  # the library takes Ctrl-C itself, and says nothing
            complain(STOPPED)
        return code if isinstance(code, int) else 0
    except Interrupted as how:
        complain(str(how))
        return INTERRUPTED
    except UsageError as error:
        _complain_of_use(error)
        return 2
    except TocsinError as error:
        if debug:
            raise
        complain(str(error))
        return 2 if isinstance(error, WRONG_USE) else 1
    except (KeyboardInterrupt, typer.Abort):
        complain(STOPPED)
        return INTERRUPTED
    except BrokenPipeError:
        # the reader of our output has enough; Python must not complain again when it closes the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if debug:
            raise
        complain(_unforeseen(error))
        return 1


def _unforeseen(error: Exception) -> str:
    """What went wrong, in words where the system refused something: its numbers and brackets help nobody."""
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        what = str(error.filename) if error.filename is not None else "what was to be written"
        advice = "make room, or write elsewhere"
        return str(TocsinError(f"no room for {what}", found=said_of(error), advice=advice))
    if isinstance(error, OSError):
        what = f"{error.filename} cannot be used" if error.filename is not None else "the system refused something"
        return str(
            TocsinError(what, found=said_of(error), advice=f"check the path and what may be done there; {TRACE}")
        )
    return f"{type(error).__name__}: {error}; {TRACE}"


def _complain_of_use(error: Any) -> None:
    message = error.format_message().replace(VALIDATOR, "").rstrip(".")
    if message:  # without a command the help was shown instead
        complain(f"{message}; see {error.ctx.command_path if error.ctx else 'tocsin'} --help")
