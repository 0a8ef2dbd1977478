"""How the word lists of merging were made: how rare a stem is, which stems name acts, and which tell the same event.

    python -m training.merge_words DATA src/tocsin/merge

`background.json` counts in how many of 1,507 documents (PolNeAR, GUM, EWT) a stem stands. `acts.txt` holds stems that
are verbs in the treebanks, or trigger an event in ECB+'s training stories, without those that seldom take part in an
event told twice. `akin.txt` holds pairs of stems that tell the same event in at least two of these stories.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from tocsin.annotate import annotate
from tocsin.extract import from_text
from tocsin.merge.wording import WORD, stem

LEAST_DOCUMENTS = 4
VERB_SHARE, LEAST_VERBS = 0.35, 2
EVENT_SHARE, LEAST_EVENTS = 0.3, 3
NO_EVENT_SHARE, LEAST_SEEN = 0.2, 4
RETOLD_SHARE, LEAST_RETOLD = 0.15, 5
AKIN_SHARE, AKIN_PAIRS, AKIN_STORIES = 0.4, 2, 2
HELPERS = frozenset(
    "be have do is was were are been had has did will would can could may might shall should must get let go".split()
)
Told = tuple[str, str | None, str]
"""A stem that stands in a validated sentence, the cluster that it triggers or nothing, and the story."""


def main(data: Path, out: Path) -> None:
    """Write the three lists."""
    texts = [row["text"] for row in _rows(data / "attribution/polnear_train.jsonl.gz")]
    verbs: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for name in ("gum_train", "ewt_train"):
        texts += _documents(data / f"parsing/{name}.conllu.gz", verbs, words)
    holding = Counter(s for text in texts for s in {stem(w) for w in WORD.findall(text)})
    kept = {s: n for s, n in sorted(holding.items()) if n >= LEAST_DOCUMENTS and len(s) > 1 and not s.isdigit()}
    background = {"documents": len(texts), "stems": kept}
    (out / "background.json").write_text(
        json.dumps(background, ensure_ascii=False, separators=(",", ":"), sort_keys=True), "utf8"
    )
    told = list(_told(_rows(data / "coreference/ecbplus_train.jsonl.gz")))
    found = acts(verbs, words, told)
    _write(out / "acts.txt", "Stems that name acts: verbs in treebanks, or marked as events in news.", sorted(found))
    pairs = akin([one for one in told if one[0] in found])
    _write(out / "akin.txt", "Stems that tell the same event in at least two stories of training news.", sorted(pairs))


def acts(verbs: Mapping[str, int], words: Mapping[str, int], told: Sequence[Told]) -> set[str]:
    """The stems that name acts."""
    seen, events = Counter(s for s, *_ in told), Counter(s for s, cluster, _ in told if cluster)
    often = {(story, cluster) for (story, cluster), n in Counter((t, c) for _, c, t in told if c).items() if n > 1}
    retold = Counter(s for s, cluster, story in told if (story, cluster) in often)
    found = {s for s, n in verbs.items() if n >= LEAST_VERBS and n / words[s] >= VERB_SHARE}
    found |= {s for s, n in events.items() if n >= LEAST_EVENTS and n / seen[s] >= EVENT_SHARE}
    found -= {s for s, n in seen.items() if n >= LEAST_SEEN and events[s] / n < NO_EVENT_SHARE}
    return found - {s for s, n in seen.items() if n >= LEAST_RETOLD and retold[s] / n < RETOLD_SHARE} - HELPERS


def akin(told: Sequence[Told]) -> set[str]:
    """Pairs of stems, 'one other' in order, that tell the same event more often than chance has it."""
    stories: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for name, cluster, story in told:
        stories[story].append((name, cluster))
    pairs: Counter[str] = Counter()
    same: Counter[str] = Counter()
    where: dict[str, set[str]] = defaultdict(set)
    for story, mentions in stories.items():
        for (one, cluster), (other, second) in combinations(mentions, 2):
            if one != other:
                key = " ".join(sorted((one, other)))
                pairs[key] += 1
                if cluster and cluster == second:
                    same[key] += 1
                    where[key].add(story)
    return {
        k
        for k, n in same.items()
        if n >= AKIN_PAIRS and n / pairs[k] >= AKIN_SHARE and len(where[k]) >= AKIN_STORIES
    }  # fmt: skip


def _told(rows: Iterable[Mapping[str, Any]]) -> Iterator[Told]:
    for row in rows:
        checked = set(row.get("validated_sentences") or ())
        inside = [(b, e) for number, b, e in row["sentences"] if number in checked]
        triggers = [(b, e, m["cluster"]) for m in row["event_mentions"] if m["validated"] for b, e in m["spans"]]
        for token in annotate(from_text(row["text"])).tokens:
            if token.upos in ("VERB", "NOUN", "ADJ") and any(b <= token.start < e for b, e in inside):
                hit = next((c for b, e, c in triggers if b < token.end and token.start < e), None)
                yield stem(token.text), hit, row["story"]


def _documents(path: Path, verbs: Counter[str], words: Counter[str]) -> list[str]:
    """The documents of a treebank; its verbs and words are counted by the way."""
    documents: list[list[str]] = []
    for line in gzip.decompress(path.read_bytes()).decode("utf8").splitlines():
        cells = line.split("\t")
        if line.startswith("# newdoc"):
            documents.append([])
        elif line.startswith("# text ="):
            documents[-1].append(line[8:].strip())
        elif len(cells) > 8 and cells[0].isdigit():
            words[stem(cells[1])] += 1
            verbs[stem(cells[1])] += cells[3] == "VERB"
    return [" ".join(sentences) for sentences in documents]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).decode("utf8").splitlines()]


def _write(path: Path, about: str, lines: Iterable[str]) -> None:
    path.write_text("\n".join([f"# {about}", *lines]) + "\n", "utf8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
