"""Scores an exported model: ``python -m training.evaluate --data FOLDER`` prints parsing and entity figures.

Gold words and sentences, every token scored, full relation labels. The shipped int8 model unless ``--model`` says
otherwise.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tocsin.annotate.encoder import SHIPPED, Encoder, Reading
from tocsin.annotate.entities import tagged_spans
from training import evaluate_meaning, newsdata, treebanks
from training.example import Example
from training.layers import ENTITY_TAGS, RELATIONS

LABELS = Path(__file__).parent / "labels"
_AT_ONCE = 20


def read_all(encoder: Encoder, examples: Sequence[Example]) -> list[Reading]:
    """Readings of examples, twenty neighbours at a time, as an article would be read."""
    readings: list[Reading] = []
    for start in range(0, len(examples), _AT_ONCE):
        readings.extend(encoder.read([example.words for example in examples[start : start + _AT_ONCE]]))
    return readings


def parsing(examples: Sequence[Example], readings: Sequence[Reading]) -> dict[str, float]:
    """Percent of words with the right UPOS, XPOS, head (UAS), head and full relation (LAS)."""
    counts: Counter[str] = Counter()
    for example, reading in zip(examples, readings, strict=True):
        assert example.upos is not None
        assert example.xpos is not None
        assert example.heads is not None
        assert example.relations is not None
        counts["words"] += len(example.words)
        counts["upos"] += sum(a == b for a, b in zip(example.upos, reading.upos, strict=True))
        counts["xpos"] += sum(a == b for a, b in zip(example.xpos, reading.xpos, strict=True))
        right = [a == b for a, b in zip(example.heads, reading.heads, strict=True)]
        counts["uas"] += sum(right)
        same = (a == b for a, b in zip(example.relations, reading.relations, strict=True))
        counts["las"] += sum(a and b for a, b in zip(right, same, strict=True))
    return {name: round(float(100 * counts[name] / counts["words"]), 2) for name in ("upos", "xpos", "uas", "las")}


def by_relation(examples: Sequence[Example], readings: Sequence[Reading]) -> dict[str, float]:
    """Percent of words with the right head and relation, by their true relation."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for example, reading in zip(examples, readings, strict=True):
        assert example.heads is not None
        assert example.relations is not None
        guesses = zip(reading.heads.tolist(), reading.relations.tolist(), strict=True)
        for gold, guess in zip(zip(example.heads, example.relations, strict=True), guesses, strict=True):
            total[RELATIONS[gold[1]]] += 1
            right[RELATIONS[gold[1]]] += gold == guess
    return {name: round(100 * right[name] / count, 1) for name, count in total.items()}


def entities(examples: Sequence[Example], readings: Sequence[Reading], labels: Sequence[str]) -> dict[str, float]:
    """F1 of exact spans with label, in percent: each label, and all of them together (micro)."""
    counts: Counter[tuple[str, str]] = Counter()
    for example, reading in zip(examples, readings, strict=True):
        assert example.entities is not None
        gold = {span[:3] for span in tagged_spans(example.entities, ENTITY_TAGS) if span[2] in labels}
        found = {
            span[:3] for span in tagged_spans(reading.entity.argmax(-1).tolist(), ENTITY_TAGS) if span[2] in labels
        }
        for name, spans in (("gold", gold), ("found", found), ("right", gold & found)):
            for span in spans:
                counts[name, span[2]] += 1
                counts[name, "all"] += 1
    scores = {}
    for label in (*labels, "all"):
        total = counts["gold", label] + counts["found", label]
        scores[label] = round(200 * counts["right", label] / total, 1) if total else float("nan")
    return scores


def figures(encoder: Encoder, data: Path, part: str = "test") -> dict[str, dict[str, float]]:
    """Every figure of the model card, by set."""
    found: dict[str, dict[str, float]] = {}
    ewt, gum = treebanks.ewt(data / "parsing", part), treebanks.gum(data / "parsing", part)
    found[f"EWT {part}"] = parsing(ewt, read_all(encoder, ewt))
    readings = read_all(encoder, gum)
    found[f"GUM {part}"] = parsing(gum, readings)
    found[f"GUM {part}, names"] = entities(gum, readings, ("PERSON", "ORG", "PLACE", "DATE"))
    news = LABELS / "entities_test.jsonl"
    if news.exists():
        examples = newsdata.standoff(data, news)
        labels = ("PERSON", "ORG", "PLACE", "NORP", "FAC", "DATE", "QUANTITY")
        found[f"{len(examples)} news sentences, names"] = entities(examples, read_all(encoder, examples), labels)
    found.update(_meaning(encoder, data))
    return found


def _meaning(encoder: Encoder, data: Path) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    held_out = evaluate_meaning.held_out_events(data, LABELS)
    if held_out:
        found["held-out news events"] = evaluate_meaning.events(held_out, read_all(encoder, held_out))
    quoted = newsdata.attribution(data, "polnear_dev")
    found["PolNeAR dev, words"] = evaluate_meaning.attribution(quoted, read_all(encoder, quoted))
    certain = newsdata.factuality(data, "factuality_dev.jsonl")
    found["factuality dev"] = evaluate_meaning.factuality(certain, read_all(encoder, certain))
    return found


def main() -> None:
    """Print the figures as a table, or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=SHIPPED)
    parser.add_argument("--part", default="test", choices=("dev", "test"))
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = figures(Encoder(arguments.model), arguments.data, arguments.part)
    if arguments.json:
        print(json.dumps(found, indent=1))
        return
    for name, scores in found.items():
        print(f"{name:28}", "  ".join(f"{key} {value}" for key, value in scores.items()))


if __name__ == "__main__":
    main()
