"""What is lost in a shape: which fields, why, and for how many events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tocsin.export.event_rows import contexts, dissent
from tocsin.export.exported import PINS, Exported
from tocsin.export.shapes.shape import Cells, Shape


@dataclass(frozen=True, slots=True)
class Loss:
    """A field that the shape cannot hold, why, and of how many events something of it is lost."""

    field: str
    why: str
    events: int


@dataclass
class LossReport:
    """Counts, while a shape is written, what it cannot hold; `left_out` maps reasons to events without a row."""

    shape: Shape
    written: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)

    def take(self, one: Exported, cells: Cells) -> None:
        """An event that was written."""
        self.written += 1
        self.lost.update(name for name in self.shape.losses if LOST[name](one) and not self._kept(name, one))
        self.filled.update(name for name, value in cells.items() if value is not None)

    def leave(self, reason: str) -> None:
        """An event for which the shape has no row."""
        self.left_out[reason] += 1

    def _kept(self, name: str, one: Exported) -> bool:
        """Whether the shape has a code of its own for the event's mode."""
        codes = self.shape.crosswalk.get("codes", {})
        own = codes.get(f"{one.event.type} {one.event.mode}")
        return name == "mode" and own is not None and own != codes.get(one.event.type)

    @property
    def losses(self) -> list[Loss]:
        """What was lost of at least one event, the most frequent first."""
        found = [Loss(name, why, self.lost[name]) for name, why in self.shape.losses.items() if self.lost[name]]
        return sorted(found, key=lambda loss: -loss.events)

    def record(self) -> dict[str, Any]:
        """JSON-ready."""
        shape = self.shape
        return {
            "shape": shape.name,
            "title": shape.title,
            "events_written": self.written,
            "events_left_out": sum(self.left_out.values()),
            "left_out": [{"why": why, "events": n} for why, n in self.left_out.most_common()],
            "lost": [{"field": loss.field, "why": loss.why, "events": loss.events} for loss in self.losses],
            "empty_columns": [{"column": name, "why": why} for name, why in shape.empty.items()],
            "columns": [
                {"column": name, "filled": self.filled[name], "note": shape.notes.get(name)}
                for name in shape.columns
                if name not in shape.empty
            ],
        }


def _several(name: str) -> Callable[[Exported], bool]:
    return lambda one: (found := one.event.field(name)) is not None and len(found.values) > 1


def _no_day(one: Exported) -> bool:
    return one.when is None or one.when.earliest != one.when.latest


def _other_counts(one: Exported) -> bool:
    return any(toll.kind != "killed" for toll in one.event.tolls)


def _interval(one: Exported) -> bool:
    return any(toll.lowest != toll.highest for toll in one.event.tolls)


def _directed(one: Exported) -> bool:
    return bool(one.side("actor") and one.side("recipient")) and not one.reciprocal


def _any(values: Iterable[object]) -> bool:
    return any(True for _ in values)


# What may be lost, by the name that the shapes' files use; each tells whether the event has it.
LOST: Mapping[str, Callable[[Exported], bool]] = {
    "attribution": lambda one: any(account.speakers for account in one.event.accounts),
    "stance": lambda one: any(account.stance != "asserts" for account in one.event.accounts),
    "factuality": lambda one: bool(one.event.attached),
    "not_happened": lambda one: not one.event.happened,
    "verification": lambda one: True,
    "dissent": lambda one: _any(dissent(one)),
    "toll_interval": _interval,
    "counts": _other_counts,
    "injured_detained": lambda one: any(toll.kind in ("injured", "detained") for toll in one.event.tolls),
    "crowd": lambda one: any(toll.kind == "size" for toll in one.event.tolls),
    "killed": lambda one: any(toll.kind == "killed" for toll in one.event.tolls),
    "origins": lambda one: len(one.event.origins) > 1,
    "sources": lambda one: len(one.sources) > 1,
    "urls": lambda one: any(source.url for source in one.sources),
    "words": lambda one: any(account.words for account in one.event.accounts),
    "direction": _directed,
    "parties": lambda one: len(one.side("actor")) > 1 or len(one.side("recipient")) > 1,
    "places": _several("place"),
    "coordinates": lambda one: one.place is not None and one.point is None,
    "radius": lambda one: one.point is not None,
    "region_centre": lambda one: one.point is not None and one.precision not in PINS,
    "date_range": _no_day,
    "contexts": lambda one: bool(contexts(one)),
    "mode": lambda one: one.event.mode is not None,
    "history": lambda one: one.recorded_at != one.updated_at,
    "coder": lambda one: bool(one.coders),
}
