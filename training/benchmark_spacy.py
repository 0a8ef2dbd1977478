"""The yardstick: a spaCy pipeline of the same heads, trained from scratch on the same treebanks, run by hand.

``python -m training.benchmark_spacy --data FOLDER --work FOLDER`` (needs ``spacy==3.8.*``, which nothing else uses)
converts EWT and GUM, trains tagger, parser and entity recogniser over one shared CNN on one thread, and prints the
figures of ``training.evaluate`` and words a second for the result.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tocsin.annotate.encoder import Reading
from tocsin.annotate.entities import tagged_spans
from training import newsdata, treebanks
from training.evaluate import LABELS, entities, parsing
from training.example import Example
from training.layers import ENTITY_TAGS, RELATIONS, UPOS, XPOS

_LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 128}
_EPOCHS = 12


def docs(nlp: Any, examples: Sequence[Example]) -> Iterator[Any]:
    """The examples as spaCy documents of one sentence each."""
    from spacy.tokens import Doc

    for example in examples:
        if example.heads is None or example.relations is None or example.upos is None:
            yield _named(Doc(nlp.vocab, words=example.words), example)
            continue
        heads = [head - 1 if head else index for index, head in enumerate(example.heads)]
        relations = ["ROOT" if RELATIONS[r] == "root" else RELATIONS[r] for r in example.relations]
        pos = [UPOS[index] for index in example.upos]
        yield _named(Doc(nlp.vocab, words=example.words, heads=heads, deps=relations, pos=pos), example)


def _named(doc: Any, example: Example) -> Any:
    from spacy.tokens import Span

    if example.entities is not None:
        spans = [Span(doc, begin, end, label) for begin, end, label in tagged_spans(example.entities, ENTITY_TAGS)]
        doc.set_ents(spans, default="outside")
    return doc


def pipeline() -> Any:
    """The untrained pipeline; every component listens to one shared encoder."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": _tok2vec()})
    for name in ("morphologizer", "parser", "ner"):
        kind = {"morphologizer": "Tagger.v2"}.get(name, "TransitionBasedParser.v2")
        model: dict[str, Any] = {"@architectures": f"spacy.{kind}", "tok2vec": _LISTENER}
        if kind.startswith("Transition"):
            state = "parser" if name == "parser" else "ner"
            model |= {"state_type": state, "extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2}
        nlp.add_pipe(name, config={"model": model})
    return nlp


def _tok2vec() -> dict[str, Any]:
    return {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "pretrained_vectors": None,
        "width": 128,
        "depth": 4,
        "embed_size": 5000,
        "window_size": 1,
        "maxout_pieces": 3,
        "subword_features": True,
    }


def train(nlp: Any, examples: Sequence[Example]) -> None:
    """Twelve epochs over all examples, seeded."""
    import random

    import spacy
    from spacy.training import Example as Pair
    from spacy.util import minibatch

    spacy.util.fix_random_seed(20251011)
    pairs = [Pair(_bare(nlp, gold), gold) for gold in docs(nlp, examples)]
    optimizer = nlp.initialize(lambda: pairs)
    for epoch in range(_EPOCHS):
        random.shuffle(pairs)
        losses: dict[str, float] = {}
        for batch in minibatch(pairs, 64):
            nlp.update(batch, sgd=optimizer, losses=losses, drop=0.1)
        print(f"epoch {epoch + 1}", {name: round(value) for name, value in losses.items()}, flush=True)


def _bare(nlp: Any, gold: Any) -> Any:
    from spacy.tokens import Doc

    return Doc(nlp.vocab, words=[token.text for token in gold])


def readings(nlp: Any, examples: Sequence[Example]) -> list[Reading]:
    """What the pipeline says of gold words, in the form that our scorer takes."""
    found = []
    tags = {name: index for index, name in enumerate(ENTITY_TAGS)}
    for doc in nlp.pipe([_bare(nlp, gold) for gold in docs(nlp, examples)], batch_size=64):
        entity = np.zeros((len(doc), len(ENTITY_TAGS)), dtype=np.float32)
        for token in doc:
            entity[token.i, tags[f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O"]] = 1
        relations = [token.dep_.replace("ROOT", "root") for token in doc]
        found.append(_reading(doc, relations, entity))
    return found


def _reading(doc: Any, relations: list[str], entity: np.ndarray) -> Reading:
    empty = np.zeros(0, dtype=np.float32)
    return Reading(
        upos=np.array([UPOS.index(token.pos_) if token.pos_ in UPOS else -1 for token in doc]),
        xpos=np.full(len(doc), len(XPOS)),
        heads=np.array([0 if token.head.i == token.i else token.head.i + 1 for token in doc]),
        relations=np.array([RELATIONS.index(name) if name in RELATIONS else -1 for name in relations]),
        entity=entity,
        attribution=empty,
        factuality=empty,
        event=empty,
        status=empty,
        role=empty,
    )


def main() -> None:
    """Train, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="folder for the trained pipeline")
    arguments = parser.parse_args()
    folder = arguments.data / "parsing"
    labelled = newsdata.labelled(arguments.data, LABELS, "entities")
    nlp = pipeline()
    train(nlp, [*treebanks.ewt(folder, "train"), *treebanks.gum(folder, "train"), *labelled])
    nlp.to_disk(arguments.work)
    for name, examples in (("EWT", treebanks.ewt(folder, "test")), ("GUM", treebanks.gum(folder, "test"))):
        print(name, parsing(examples, readings(nlp, examples)))
    news = newsdata.standoff(arguments.data, LABELS / "entities_test.jsonl")
    print(
        "news names", entities(news, readings(nlp, news), ("PERSON", "ORG", "PLACE", "NORP", "FAC", "DATE", "QUANTITY"))
    )
    examples = treebanks.gum(folder, "test")
    bare = [_bare(nlp, gold) for gold in docs(nlp, examples)]
    start = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(bare, batch_size=64))
    print(f"{words / (time.process_time() - start):,.0f} words a processor second")


if __name__ == "__main__":
    main()
