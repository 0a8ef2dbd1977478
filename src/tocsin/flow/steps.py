"""The whole story on one page: page -> article -> annotated text -> reading."""

from __future__ import annotations

from dataclasses import replace

from tocsin.annotate import annotate
from tocsin.coding import Coder
from tocsin.extract import extract, from_text
from tocsin.flow.limits import reason_not_to_code
from tocsin.ids import article_id
from tocsin.model import Article, Page, Reading

TEXT = "text/plain"


def read_page(page: Page, coder: Coder, name: str | None = None) -> Reading:
    """Read one page; `name` is its address where it has none of its own.

    A page that is not English or too long keeps its zones, and its `error` says why nothing was coded. Raises an error
    of the `PageError` family where there is no article at all.
    """
    article = article_of(page)
    if name is not None and article.url is None:
        article = replace(article, id=article_id(article.text, name), url=name)
    return code_article(article, coder)


def code_article(article: Article, coder: Coder) -> Reading:
    """The reading of an article; where it is not to be coded, its `error` says why."""
    reason = reason_not_to_code(article)
    if reason is not None:
        return Reading(article, error=str(reason))
    return coder.code(annotate(article))


def article_of(page: Page) -> Article:
    """The page's article; a string that is said to be plain text is taken as it stands, whatever it looks like.

    Raises an error of the `PageError` family.
    """
    if isinstance(page.content, str) and page.content_type == TEXT:
        article = from_text(
            page.content, url=page.url, title=page.title, outlet=page.outlet, published=page.published
        )  # fmt: skip
    else:
        article = extract(page)
    return article if article.byline or not page.byline else replace(article, byline=page.byline)
