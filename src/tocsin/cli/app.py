"""The commands, put together."""

from __future__ import annotations

import typer

from tocsin.cli.actors import actors
from tocsin.cli.code import code
from tocsin.cli.collect import add, collect, sources
from tocsin.cli.evaluate import evaluate
from tocsin.cli.explain import explain
from tocsin.cli.gazetteer import gazetteer
from tocsin.cli.read import read
from tocsin.cli.schema import schema, version
from tocsin.cli.verify import verify

HELP = """Reads news pages and says who did what to whom, where and when, according to whom, and how sure.

Examples:

  tocsin read page.html

  tocsin read https://example.org/story --format json

  tocsin code articles.jsonl.gz pages/ -o reports.jsonl

  tocsin explain page.html
"""

app = typer.Typer(
    name="tocsin", help=HELP, no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False
)  # fmt: skip
for command in (read, code, add, sources, collect, explain, verify, evaluate, schema, version):
    app.command()(command)
app.add_typer(gazetteer, name="gazetteer")
app.add_typer(actors, name="actors")
