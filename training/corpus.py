"""All training sentences, de-duplicated across sets, and what share of each set an epoch sees."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from training import newsdata, treebanks
from training.example import Example


@dataclass(slots=True)
class Corpus:
    """Examples by set. ``treebank`` is read whole every epoch, the others as far as their quota says."""

    treebank: list[Example]
    attribution: list[Example]
    factuality: list[Example]
    entities: list[Example]
    events: list[Example]

    def epoch(self, quotas: dict[str, float], seed: int) -> list[Example]:
        """The examples of one epoch, shuffled; a quota is a share of the set (above 1: the set is repeated)."""
        chooser = random.Random(seed)
        chosen: list[Example] = []
        for name, quota in quotas.items():
            examples: list[Example] = getattr(self, name)
            whole = int(quota)
            chosen.extend(examples * whole)
            chosen.extend(chooser.sample(examples, int((quota - whole) * len(examples))))
        chooser.shuffle(chosen)
        return chosen


def load(data: Path, labels: Path) -> Corpus:
    """Read every training set; sentences that stand in a treebank's dev or test part are left out."""
    parsing = data / "parsing"
    forbidden = {
        _key(example)
        for part in ("dev", "test")
        for example in (*treebanks.ewt(parsing, part), *treebanks.gum(parsing, part))
        if len(example.words) > 4
    }
    forbidden |= {_key(example) for path in labels.glob("*_test.jsonl") for example in newsdata.standoff(data, path)}
    treebank = treebanks.ewt(parsing, "train") + treebanks.gum(parsing, "train")
    treebank = [example for example in treebank if _key(example) not in forbidden]
    attribution = [e for e in newsdata.attribution(data) if _worth(e) and _key(e) not in forbidden]
    factuality = _move([e for e in newsdata.factuality(data) if _key(e) not in forbidden], treebank)
    events = [e for e in newsdata.labelled(data, labels, "events") if not newsdata.held_out(e)]
    events = [example for example in events if _key(example) not in forbidden]
    names = [example for example in newsdata.labelled(data, labels, "entities") if _key(example) not in forbidden]
    names = _move(names, events)
    _move(attribution, [*events, *names])
    _move(factuality, [*events, *names])
    return Corpus(treebank, attribution, factuality, names, events)


def _key(example: Example) -> str:
    return "".join(example.words).lower()


def _worth(example: Example) -> bool:
    return 3 <= len(example.words) <= 120


def _move(examples: list[Example], onto: list[Example]) -> list[Example]:
    """Copy what is known of sentences onto examples of the same words; return the sentences that have no such twin."""
    twins = {" ".join(example.words): example for example in onto}
    alone = []
    for example in examples:
        twin = twins.get(" ".join(example.words))
        if twin is None:
            alone.append(example)
            continue
        twin.factuality.update(example.factuality)
        twin.entities = twin.entities or example.entities
        twin.attribution = twin.attribution or example.attribution
    return alone
