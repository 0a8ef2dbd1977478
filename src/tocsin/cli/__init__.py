"""The command line: one file a command group, nothing heavy imported before it is needed."""

from tocsin.cli.main import main

__all__ = ["main"]
