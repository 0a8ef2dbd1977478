"""Pages with their true article body: a row a block, labelled by whether the body holds it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from tocsin.extract.blocks import blocks
from tocsin.extract.decode import decoded
from tocsin.extract.hypertext import parsed_tree
from tocsin.extract.main_text import Reference, block_rows, candidates, plain, trafilatura_text
from tocsin.extract.metadata import facts_of
from tocsin.model.article import Page
from training.zones.lines import Sample


def pages(data: Path) -> Iterator[Sample]:
    """The labelled pages of `extraction_dev`."""
    folder = data / "extraction"
    for raw in (folder / "extraction_dev.jsonl").read_text(encoding="utf8").split("\n"):
        if not raw.strip():
            continue
        d = json.loads(raw)
        page = Page(gzip.decompress((folder / d["html"]).read_bytes()), d["url"], "text/html")
        tree = parsed_tree(decoded(page, 50_000_000), page)
        facts = facts_of(tree, page)
        found = blocks(tree)
        body = Reference(d["articleBody"])
        truth = [int(plain(block.text) not in body) for block in found]
        picked, known = candidates(found, Reference(trafilatura_text(tree)), Reference(facts.body))
        if picked:
            rows = block_rows(found, picked, known)
            labels = [truth[at] for at in picked]
            yield Sample(d["id"], "html", "", labels, [len(found[at].text.split()) for at in picked], rows)
