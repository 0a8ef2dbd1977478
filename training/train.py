"""Trains the network: ``python -m training.train --phase 1`` and then ``--phase 2``, which goes on from phase 1.

Two processes of one thread each share every step: on two cores that is faster than one process of two threads.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import distributed, multiprocessing

from tocsin.annotate.wordpiece import WordPieces
from training import corpus
from training.base import base_files
from training.events import resolve
from training.layers import LayerSizes
from training.losses import losses
from training.network import MaskPool, Network, load_base
from training.silver import hold, parse
from training.targets import batches, collate

WORKERS = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """How one phase trains: rates, epochs, and the share of each set that an epoch reads.

    ``treebank_names`` is the weight of the names that GUM's annotation gives: they follow other rules than our own.
    """

    epochs: int
    encoder_rate: float
    head_rate: float
    quotas: dict[str, float]
    most_pieces: int = 800
    warm_up: float = 0.05
    average: float = 0.995
    treebank_names: float = 1.0
    seed: int = 20251011


PLANS = {
    1: Plan(16, 2.5e-4, 2e-3, {"treebank": 1.0, "attribution": 0.2, "factuality": 0.5}),
    2: Plan(
        3,
        1.2e-4,
        1.5e-3,
        {"treebank": 0.35, "attribution": 0.05, "factuality": 0.15, "entities": 2.0, "events": 2.0},
        treebank_names=0.3,
    ),
}


class Trainer:
    """One worker's side of a phase."""

    def __init__(self, rank: int, plan: Plan, data: Path, labels: Path, start: Path | None, out: Path) -> None:
        torch.manual_seed(plan.seed)
        self.rank, self.plan, self.out = rank, plan, out
        self.pieces = WordPieces(base_files().vocabulary())
        self.corpus = corpus.load(data, labels)
        for example in self.corpus.treebank:
            example.entity_weight = plan.treebank_names
        self.network = Network(LayerSizes())
        if start is None:
            load_base(self.network, base_files().weights)
        else:
            self.network.load_state_dict(torch.load(start)["network"])
            resolve(self.corpus.events, parse(self.network, self.pieces, self.corpus.events))
            hold(self.network, self.pieces, [*self.corpus.events, *self.corpus.entities])
        self.network.word_embedding.weight.requires_grad_(False)
        self.network.drop = MaskPool(0.1, 4_000_000, plan.seed + rank)
        self.network.head_drop = MaskPool(0.2, 1_000_000, plan.seed + 10 + rank)
        self.trained = [parameter for parameter in self.network.parameters() if parameter.requires_grad]
        self.average = {name: value.detach().clone() for name, value in self.network.state_dict().items()}
        self.optimizer = self._optimizer()
        self.step = 0

    def run(self) -> None:
        """All epochs; after each the averaged weights are written to ``out``."""
        first = self._epoch_batches(0)
        total = len(first) * self.plan.epochs
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, lambda step: self._rate(step, total))
        for epoch in range(self.plan.epochs):
            self._run_epoch(epoch, first if epoch == 0 else self._epoch_batches(epoch))
            if self.rank == 0:
                self._save(epoch + 1)

    def _optimizer(self) -> torch.optim.AdamW:
        encoder = ("position_embedding", "embedding_norm", "layers")
        groups: list[dict[str, object]] = [
            {"params": [], "lr": self.plan.encoder_rate},
            {"params": [], "lr": self.plan.head_rate},
        ]
        for name, parameter in self.network.named_parameters():
            if parameter.requires_grad:
                chosen = groups[0 if name.startswith(encoder) else 1]["params"]
                assert isinstance(chosen, list)
                chosen.append(parameter)
        return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)

    def _rate(self, step: int, total: int) -> float:
        warm = self.plan.warm_up * total
        return min(1.0, (step + 1) / warm) * max(0.0, 1 - max(0.0, step - warm) / (total * 1.02 - warm))

    def _epoch_batches(self, epoch: int) -> list[list[tuple]]:
        """This worker's batches: neighbours in length go to the workers in turn, so that none waits long."""
        chooser = random.Random(self.plan.seed + epoch)
        examples = self.corpus.epoch(self.plan.quotas, self.plan.seed + epoch)
        found = batches(examples, self.pieces, self.plan.most_pieces, chooser)
        found = found[: len(found) // WORKERS * WORKERS]
        rounds = [found[index : index + WORKERS] for index in range(0, len(found), WORKERS)]
        chooser.shuffle(rounds)
        return [together[self.rank] for together in rounds]

    def _run_epoch(self, epoch: int, found: list[list[tuple]]) -> None:
        self.network.train()
        sums: dict[str, float] = {}
        began = time.monotonic()
        for position, batch in enumerate(found):
            for name, value in self._one_step(batch).items():
                sums[name] = sums.get(name, 0.0) + value
            if self.rank == 0 and (position % 100 == 99 or position + 1 == len(found)):
                means = " ".join(f"{name} {value / (position + 1):.3f}" for name, value in sums.items())
                print(
                    f"{time.monotonic() - began:6.0f}s epoch {epoch + 1} {position + 1}/{len(found)} {means}",
                    flush=True,
                )

    def _one_step(self, batch: list[tuple]) -> dict[str, float]:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            parts = losses(self.network, collate(batch))
        torch.stack(list(parts.values())).sum().backward()
        self._share_gradients()
        torch.nn.utils.clip_grad_norm_(self.trained, 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        if self.rank == 0:
            self._update_average()
        return {name: float(value.detach()) for name, value in parts.items()}

    def _share_gradients(self) -> None:
        """Every worker gets the mean of all gradients; one flat message, for many small ones take longer."""
        gradients = [torch.zeros_like(p) if p.grad is None else p.grad for p in self.trained]
        flat = torch.cat([gradient.reshape(-1) for gradient in gradients])
        distributed.all_reduce(flat)
        flat /= WORKERS
        start = 0
        for parameter in self.trained:
            parameter.grad = flat[start : start + parameter.numel()].view_as(parameter)
            start += parameter.numel()

    def _update_average(self) -> None:
        keep = min(self.plan.average, (1 + self.step) / (10 + self.step))
        names = [name for name, parameter in self.network.named_parameters() if parameter.requires_grad]
        old = [self.average[name] for name in names]
        torch._foreach_lerp_(old, [parameter.detach() for parameter in self.trained], 1 - keep)

    def _save(self, epoch: int) -> None:
        unfinished = self.out.with_suffix(".tmp")
        torch.save({"network": self.average, "plan": asdict(self.plan), "epoch": epoch}, unfinished)
        unfinished.replace(self.out)
        print(f"wrote {self.out} after epoch {epoch}", flush=True)


def _work(rank: int, arguments: argparse.Namespace) -> None:
    torch.set_num_threads(1)
    distributed.init_process_group(
        "gloo", init_method=f"file://{arguments.out.resolve()}.meet", rank=rank, world_size=WORKERS
    )
    plan = PLANS[arguments.phase]
    Trainer(rank, plan, arguments.data, arguments.labels, arguments.start, arguments.out).run()
    distributed.destroy_process_group()


def main() -> None:
    """Train one phase."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phase", type=int, choices=sorted(PLANS), required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder with parsing/, attribution/, factuality/, ...")
    parser.add_argument("--labels", type=Path, default=Path(__file__).parent / "labels")
    parser.add_argument("--start", type=Path, help="weights to go on from (phase 2)")
    parser.add_argument("--out", type=Path, required=True, help="file for the trained weights")
    arguments = parser.parse_args()
    Path(f"{arguments.out.resolve()}.meet").unlink(missing_ok=True)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    print(json.dumps(asdict(PLANS[arguments.phase])))
    multiprocessing.spawn(_work, args=(arguments,), nprocs=WORKERS)


if __name__ == "__main__":
    main()
