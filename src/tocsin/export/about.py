"""What an export is: by which versions, of which store, asked how, and under which terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tocsin.export.exported import Exported
from tocsin.export.plain import plain
from tocsin.ids import SCHEMA_VERSION
from tocsin.model import Coder

LICENCES = (
    "The articles belong to their outlets; of them only titles, names and single sentences are quoted here.",
    "Places and coordinates: GeoNames, Creative Commons Attribution 4.0.",
    "Event types, modes, contexts and sectors: names of the PLOVER ontology, Open Event Data Alliance.",
)
OTHERS = (
    "The columns are those of another project; the rows are Tocsin's, and no row, id or judgement is that project's."
)


@dataclass
class About:
    """The facts of one export; events, and those with a person's word in them, are counted while they are written.

    `moment` is when something was last recorded in the store, `as_of` the past moment that was asked for, `query` the
    filters that were given.
    """

    version: str
    format: str
    query: Mapping[str, Any]
    moment: datetime | None = None
    as_of: datetime | None = None
    shaped: bool = False
    events: int = 0
    corrected: int = 0
    coders: Counter[Coder] = field(default_factory=Counter)

    def count(self, one: Exported) -> None:
        """Take an event that was written into account."""
        self.events += 1
        self.corrected += bool(one.corrections)
        self.coders.update(one.coders)

    def record(self) -> dict[str, Any]:
        """JSON-ready; nothing in it depends on when or where the export was made."""
        ordered = sorted(self.coders.items(), key=lambda pair: tuple(plain(pair[0], "").values()))
        return {
            "tocsin": self.version,
            "schema_version": SCHEMA_VERSION,
            "format": self.format,
            "store_moment": self.moment.isoformat() if self.moment else None,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "query": dict(self.query),
            "events": self.events,
            "corrected_events": self.corrected,
            "coders": [{**plain(coder, ""), "events": number} for coder, number in ordered],
            "licences": [*LICENCES, *([OTHERS] if self.shaped else [])],
        }
