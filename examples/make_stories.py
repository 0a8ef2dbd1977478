"""Makes the pages of `examples/stories/` from the texts in `examples/texts/`: three stories, fifteen outlets, ten days.

    python examples/make_stories.py [FOLDER]

The same texts always give the same pages, byte for byte; `tests/test_example_stories.py` holds the folder to that.
"""

from __future__ import annotations

import json
import sys
import tomllib
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path
from string import Template
from typing import Any

HERE = Path(__file__).parent
TEXTS = HERE / "texts"
RELATED = 3


@dataclass(frozen=True)
class Outlet:
    """An outlet and what its pages look like."""

    key: str
    name: str
    host: str
    layout: str
    section: str
    menu: list[str]
    authors: list[str]
    others: list[str]


@dataclass(frozen=True)
class Run:
    """One outlet's run of one text: which paragraphs, under which headline, with which credit."""

    outlet: Outlet
    paragraphs: list[str]
    title: str
    slug: str
    published: datetime
    modified: datetime
    version: int
    number: int
    caption: str
    credit: str
    correction: str

    @property
    def url(self) -> str:
        """The canonical address: the same for all versions."""
        return f"https://{self.outlet.host}/{self.outlet.section}/{self.slug}"

    @property
    def file(self) -> str:
        """The name of the file: by day, so that the folder is read in the order of time."""
        version = f".v{self.version}" if self.version > 1 else ""
        return f"{self.published:%Y-%m-%d}-{self.outlet.key}-{self.slug}{version}.html"


def runs() -> list[Run]:
    """All runs of all stories, in the order of their publication."""
    outlets = {key: Outlet(key, **said) for key, said in _toml(TEXTS / "outlets.toml").items()}
    found: list[Run] = []
    for story in sorted(TEXTS.glob("*.toml")):
        if story.name == "outlets.toml":
            continue
        content = _toml(story)
        for said in content["pages"]:
            found.append(_run(said, content["texts"][said["text"]], outlets[said["outlet"]], found))
    return sorted(found, key=lambda run: (run.modified, run.file))


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf8"))


def _run(said: dict[str, Any], text: str, outlet: Outlet, earlier: list[Run]) -> Run:
    """Raises ValueError where a replacement is not found: a correction that corrects nothing is a mistake."""
    for old, new in said.get("replace", []):
        if old not in text:
            raise ValueError(f"{outlet.key}/{said['slug']} replaces {old!r}, which its text lacks")
        text = text.replace(old, new)
    paragraphs = text.strip().split("\n\n")
    paragraphs = [paragraphs[number - 1] for number in said.get("keep", range(1, len(paragraphs) + 1))]
    published = datetime.fromisoformat(said["published"])
    if "dateline" in said:
        paragraphs[0] = f"{said['dateline'].format(day=f'{published:%B} {published.day}')} {paragraphs[0]}"
    return Run(
        outlet=outlet,
        paragraphs=paragraphs,
        title=said["title"],
        slug=said["slug"],
        published=published,
        modified=datetime.fromisoformat(said.get("modified", said["published"])),
        version=1 + sum(run.outlet.key == outlet.key and run.slug == said["slug"] for run in earlier),
        number=len(earlier),
        caption=said.get("caption", ""),
        credit=said.get("credit", ""),
        correction=said.get("correction", ""),
    )


def page_of(run: Run, earlier: list[Run]) -> str:
    """The page of one run; `earlier` are the runs before it, whose headlines it may show as related."""
    same_outlet = [other for other in earlier if other.outlet is run.outlet and other.slug != run.slug]
    titles = {other.url: other.title for other in same_outlet}
    layout = Template((TEXTS / "layouts" / f"{run.outlet.layout}.html").read_text(encoding="utf8"))
    page = layout.substitute(
        title=escape(run.title),
        outlet=escape(run.outlet.name),
        section=run.outlet.section,
        url=run.url,
        author=escape(_author(run)),
        published=run.published.isoformat(),
        modified=run.modified.isoformat(),
        date=run.published.date().isoformat(),
        day=f"{run.published.day} {run.published:%B %Y, %H:%M}",
        metadata=_metadata(run),
        menu="".join(_item(name, f"/{name.lower().replace(' ', '-')}") for name in run.outlet.menu),
        related="".join(_item(title, url) for url, title in list(titles.items())[-RELATED:]),
        others="".join(_item(title, f"/{run.outlet.section}/{n}") for n, title in enumerate(_others(run), start=1)),
        figure=_figure(run),
        opening=_paragraphs(run.paragraphs[:2]),
        rest=_paragraphs(run.paragraphs[2:]),
        credit=f'<p class="source">Source: {escape(run.credit)}</p>' if run.credit else "",
        correction=f'<p class="correction"><em>{escape(run.correction)}</em></p>' if run.correction else "",
    )
    return "\n".join(line for line in page.splitlines() if line.strip()) + "\n"


def _author(run: Run) -> str:
    return run.outlet.authors[run.number % len(run.outlet.authors)]


def _others(run: Run) -> list[str]:
    """The outlet's other headlines, turned round from page to page."""
    turn = run.number % len(run.outlet.others)
    return run.outlet.others[turn:] + run.outlet.others[:turn]


def _metadata(run: Run) -> str:
    return json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": run.title,
            "datePublished": run.published.isoformat(),
            "dateModified": run.modified.isoformat(),
            "author": {"@type": "Person", "name": _author(run)},
            "publisher": {"@type": "NewsMediaOrganization", "name": run.outlet.name},
        },
        ensure_ascii=False,
    )


def _item(text: str, address: str) -> str:
    return f'<li><a href="{address}">{escape(text)}</a></li>'


def _figure(run: Run) -> str:
    caption = f"<figcaption>{escape(run.caption)}</figcaption>"
    return f'<figure><img src="/img/{run.slug}.jpg" alt="">{caption}</figure>' if run.caption else ""


def _paragraphs(paragraphs: list[str]) -> str:
    return "\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs)


def write(folder: Path) -> int:
    """Write all pages into `folder`; how many."""
    folder.mkdir(parents=True, exist_ok=True)
    everything = runs()
    for position, run in enumerate(everything):
        (folder / run.file).write_text(page_of(run, everything[:position]), encoding="utf8")
    return len(everything)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "stories"
    print(f"{write(target)} pages in {target}")
