"""Texts with lines labelled keep or drop: the silver set, and clean articles into which headlines were put."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tocsin.extract.features import look, rows
from tocsin.extract.paragraphs import paragraphs

Matrix = NDArray[np.float32]
WHOLE_PAGE = ("inscriptis", "html-text")
HEADINGS = (
    "Recommended for you", "Read more", "Related articles", "Most read", "More stories", "Trending", "Also read",
    "Latest news",
    "You may also like", "Don't miss", "Related", "Top stories", "More from World", "Popular now", "Editor's picks",
    "In other news", "See also", "Up next", "RELATED STORIES", "MORE NEWS", "READ MORE", "Around the web",
    "Most viewed",
)  # fmt: skip
FURNITURE = (
    "Advertisement", "Share this article", "Share", "Follow us on Twitter", "Subscribe to our newsletter",
    "Comments", "Tags: world, politics",
    "Sign up for our daily newsletter and never miss a story.", "All rights reserved.",
    "Story continues below advertisement", "Print", "Email",
    "We use cookies to improve your experience. Read our privacy policy.", "Facebook Twitter WhatsApp", "2 min read",
    "Loading...",
)  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """One text: a row a paragraph, its label (1 drop, 0 keep, -1 unknown), words and the page it came from."""

    page: str
    variant: str
    text: str
    labels: list[int]
    words: list[int]
    rows: Matrix


def sample(page: str, variant: str, lines: list[tuple[str, int]]) -> Sample:
    """`lines`: text and keep (1 keep, 0 drop, -1 unknown) of each line, as the silver set has them."""
    text = "\n".join(line for line, _ in lines)
    starts, at = [], 0
    for line, _ in lines:
        starts.append(at)
        at += len(line) + 1
    units, wrapped = paragraphs(text)
    labels = []
    for unit in units:
        votes = [0, 0]
        for (line, keep), start in zip(lines, starts, strict=True):
            if unit.start < start + len(line) and start < unit.end and keep >= 0:
                votes[keep] += len(line.split())
        labels.append(-1 if not any(votes) else int(votes[0] > votes[1]))
    looks = [look(unit.text, unit.gap) for unit in units]
    return Sample(page, variant, text, labels, [len(u.text.split()) for u in units], rows(looks, wrapped))


def silver(data: Path) -> Iterator[Sample]:
    """The labelled texts of `boilertext_dev`."""
    for raw in (data / "extraction/boilertext_dev.jsonl").read_text(encoding="utf8").split("\n"):
        if raw.strip():
            d = json.loads(raw)
            yield sample(d["id"], d["variant"], [(x["text"], x["keep"]) for x in d["lines"]])


def with_headlines(data: Path, count: int, seed: int = 5) -> Iterator[Sample]:
    """Clean articles with runs of other articles' headlines and furniture between and after their paragraphs."""
    rng = random.Random(seed)
    texts = []
    for raw in gzip.decompress((data / "attribution/polnear_train.jsonl.gz").read_bytes()).decode().split("\n"):
        if raw.strip():
            texts.append([x.strip() for x in json.loads(raw)["text"].split("\n")])
    titles = [t[0] for t in texts if 4 <= len(t[0].split()) <= 18 and not t[0].endswith(".")]
    for number in range(count):
        source = rng.choice(texts)
        lines = [(x, 1) for x in source if x][: rng.randint(3, 40)]
        if rng.random() < 0.5:
            lines = lines[1:]
        for _ in range(rng.choice((0, 1, 1, 2))):
            at = len(lines) if rng.random() < 0.6 else rng.randint(1, len(lines))
            run = [(rng.choice(titles), 0) for _ in range(rng.choice((1, 3, 4, 5, 6, 7, 9)) if at == len(lines) else 1)]
            if at < len(lines) or len(run) == 1 or rng.random() < 0.7:
                heading = rng.choice(HEADINGS)
                if len(run) == 1 and rng.random() < 0.5:
                    run = [(f"{heading}: {run[0][0]}", 0)]
                else:
                    run = [(heading, 0), *run]
            lines[at:at] = run
        for _ in range(rng.choice((0, 0, 1, 2))):
            lines.insert(rng.randint(1, len(lines)), (rng.choice(FURNITURE), 0))
        if rng.random() < 0.5:
            lines = [y for x in lines for y in (x, ("", -1))]
        yield sample(f"made-{number}", "made", lines)


def stacked(samples: list[Sample]) -> tuple[Matrix, Matrix, Matrix]:
    """Rows, labels and loss weights of every paragraph whose label is known.

    A long kept paragraph that is lost costs more than a short one; the two whole-page variants count half, since they
    hold most of the lines and are the easier ones. On whole pages words count on either side, as the score there does.
    """
    parts, labels, weights = [], [], []
    for s in samples:
        known = np.array([x >= 0 for x in s.labels])
        if not known.any():
            continue
        parts.append(s.rows[known])
        y = np.array(s.labels)[known]
        words = np.array(s.words)[known]
        labels.append(y)
        share = 0.5 if s.variant in WHOLE_PAGE else 0.4 if s.variant == "made" else 1.0
        by_words = 0.7 + np.minimum(words, 60) / 20
        weights.append(share * (by_words if s.variant == "html" else np.where(y == 0, by_words, 1.0)))
    return np.vstack(parts), np.concatenate(labels).astype(np.float32), np.concatenate(weights).astype(np.float32)
