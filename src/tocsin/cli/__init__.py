"""The command line: one file a command group, nothing heavy imported before it is needed."""

import sys

try:
    from tocsin.cli.main import main
except KeyboardInterrupt:  # Ctrl-C while the commands are loaded
    sys.stderr.write("tocsin: interrupted\n")
    sys.exit(130)

__all__ = ["main"]
