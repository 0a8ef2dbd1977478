"""`tocsin related`: what else was written on the matter of an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tocsin.cli.messages import complain, counted
from tocsin.cli.stored import SHORT, AsOf, StoreAt, as_moment, existing_store

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from tocsin.flow.relating import Coverage
    from tocsin.model import Article
    from tocsin.store import Store


ARTICLE_ID = re.compile(r"a[0-9a-f]{3,}")


def related(
    article: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE", help="An article's id, or as much as tells it apart; URL, file, or words of its title."
        ),
    ],
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 10,
    as_of: AsOf = None,
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
    store: StoreAt = None,
) -> None:
    """Related coverage that is really related: articles of the same events, then of the same story, and why.

    What a site recommends beside a page plays no part in it.

    Examples:

      tocsin related https://news.example/2025/10/strikes

      tocsin related "ceasefire from midnight" --limit 5
    """
    from tocsin.cli.event_lines import printable
    from tocsin.flow.relating import coverage_of

    moment = as_moment(as_of)
    with existing_store(store) as opened:
        meant = _meant(opened, article, moment)
        found = coverage_of(opened, meant, limit, moment)
    if json:
        print(printable([_record(one) for one in found]))
    elif found:
        _show(meant, found)
    else:
        complain("no related coverage in this store")


def _meant(store: Store, name: str, as_of: datetime | None) -> Article:
    """The one article of that id, address, file or title. Raises `InputError` when there is none, or several."""
    from pathlib import Path

    from tocsin.errors import InputError

    names = [name, *(_names_of(Path(name)) if Path(name).is_file() else ())]
    for found in (store.articles.named(each, as_of) for each in names):
        if found is not None:
            return found
    begun = (
        store.articles_starting(name.strip().lower(), as_of, 5) if ARTICLE_ID.fullmatch(name.strip().lower()) else []
    )
    if len(begun) == 1 and (found := store.articles.get(begun[0], as_of)) is not None:
        return found
    if begun:
        raise InputError(
            f"several articles begin with {name}", found=", ".join(begun[:4]), advice="give more of the id"
        )
    titled = [a for a in store.search_articles(name, as_of, 200) if name.casefold() in (a.title or "").casefold()]
    if len(titled) == 1:
        return titled[0]
    if titled:
        some = "; ".join(f"{a.id} {a.title}" for a in titled[:4])
        raise InputError(f"several articles have {name!r} in their titles", found=some, advice="give an id")
    raise InputError(
        "no such article", found=name, expected="an id, URL, file or words of a title",
        advice="`tocsin show EVENT --json` gives the ids of an event's articles",
    )  # fmt: skip


def _names_of(path: Path) -> list[str]:
    """What the store may know a page file by: the address that stands in it, its id, the place where it lies."""
    from tocsin.collect.files import read_bytes
    from tocsin.flow.steps import article_of
    from tocsin.model import Page

    article = article_of(Page(read_bytes(path), url=None))
    return [*([article.url] if article.url else ()), article.id, path.absolute().as_uri()]


def _show(meant: Article, found: list[Coverage]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from tocsin.export.terminal import WIDE, safe

    console = Console()
    table = Table(title=Text(f"Related to {safe(meant.title or meant.id)}"), title_justify="left", show_lines=False)
    heads = ("published", "outlet", "title", "why")
    narrow = console.width < WIDE
    for head in ("; ".join(heads),) if narrow else heads:
        table.add_column(head, overflow="fold")
    for one in found:
        article = one.article
        published = article.published.value[:10] if article.published else ""
        cells = (published, article.outlet or "", article.title or article.url or article.id, _why(one))
        shown = [safe(cell) for cell in cells]
        table.add_row(*map(Text, ["\n".join([*filter(None, shown), ""])] if narrow else shown))
    console.print(table)


def _why(one: Coverage) -> str:
    words = ", ".join(one.shared[:4])
    if not one.events:
        return f"same story ({one.likeness:.2f}): {words}"
    ids = " ".join(id[:SHORT] for id in one.events[:3])
    return f"{counted(len(one.events), 'event')} in common: {ids}"


def _record(one: Coverage) -> dict[str, Any]:
    article = one.article
    return {
        "article": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "published": article.published.value if article.published else None,
        "events": list(one.events),
        "likeness": one.likeness,
        "shared": list(one.shared),
    }
