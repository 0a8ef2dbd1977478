"""`tocsin forget`: erasure on request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.messages import complain, counted
from tocsin.cli.stored import StoreAt, existing_store

if TYPE_CHECKING:
    from tocsin.store import Store


def forget(
    what: Annotated[str, typer.Argument(metavar="ARTICLE|NAME", help="An article's id or URL, or a person's name.")],
    why: Annotated[str, typer.Option(metavar="TEXT", help="Kept on the tombstone; must not tell what goes.")] = "",
    by: Annotated[str, typer.Option(metavar="NAME", help="Who erases; kept on the tombstone.")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    store: StoreAt = None,
) -> None:
    """Erase an article, or a name wherever it stands, out of every version; this cannot be undone.

    A tombstone stays, and what was erased does not come back by being collected again. Backups that were made before
    still hold it.

    Examples:

      tocsin forget https://example.org/story --why "asked by the outlet"

      tocsin forget "Ada Example" --yes
    """
    with existing_store(store) as opened:
        if not yes and not typer.confirm(_question(opened, what), err=True):
            complain("nothing was erased")
            raise typer.Exit(1)
        done = opened.forget(what, why, by)
    counts = (("article", done.articles), ("report", done.reports), ("event", done.events))
    told = ", ".join(f"versions of {noun}s: {number:,}" for noun, number in counts)
    print(f"Erased as {'an' if done.kind == 'article' else 'a'} {done.kind}. Erased or changed {told}.")
    print("Backups that were made before still hold it.")


def _question(store: Store, what: str) -> str:
    from tocsin.export.terminal import safe

    article = store.articles.named(what)
    if article is not None:
        return f"Erase '{safe(article.title or article.id)}' with all that was read in it, for good?"
    quoted = '"' + what.replace('"', " ") + '"'
    found = len(store.search_articles(quoted))
    return f"Erase the name '{safe(what)}' (in {counted(found, 'article')} at present) everywhere, for good?"
