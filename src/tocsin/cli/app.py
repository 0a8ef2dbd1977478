"""The commands, put together."""

from __future__ import annotations

import typer

from tocsin.cli.actors import actors
from tocsin.cli.backup import backup
from tocsin.cli.code import code
from tocsin.cli.collect import add, collect, remove, sources
from tocsin.cli.correct import correct
from tocsin.cli.doctor import doctor
from tocsin.cli.evaluate import evaluate
from tocsin.cli.events import events
from tocsin.cli.explain import explain
from tocsin.cli.export import export
from tocsin.cli.forget import forget
from tocsin.cli.gazetteer import gazetteer
from tocsin.cli.judge import merge, split, undo
from tocsin.cli.read import read
from tocsin.cli.recode import recode
from tocsin.cli.related import related
from tocsin.cli.schema import schema, version
from tocsin.cli.show import show
from tocsin.cli.stored import StoreAt
from tocsin.cli.verify import verify
from tocsin.cli.watch import watch

HELP = """Reads news pages and says who did what to whom, where and when, according to whom, and how sure.

Examples:

  tocsin read page.html

  tocsin read https://example.org/story --format json

  tocsin code articles.jsonl.gz pages/ -o reports.jsonl

  tocsin explain page.html

  tocsin events --since 2025-10-01
"""

app = typer.Typer(
    name="tocsin", help=HELP, no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False
)  # fmt: skip


@app.callback()
def main(context: typer.Context, store: StoreAt = None) -> None:
    """What stands before the command's name: the store, for every command that takes one."""
    if store is not None:
        context.default_map = {name: {"store": store} for name in context.command.commands}  # type: ignore[attr-defined]


for command in (
    read, code, add, sources, remove, collect, watch, events, show, related, export, merge, split, correct, undo,
    recode, explain, verify, doctor, backup, forget, evaluate, schema, version,
):  # fmt: skip
    app.command()(command)
app.add_typer(gazetteer, name="gazetteer")
app.add_typer(actors, name="actors")
