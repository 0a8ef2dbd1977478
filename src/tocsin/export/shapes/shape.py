"""What a shape is, as its file tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
Cell = str | int | float | None
Cells = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Shape:
    """A table of another project.

    `columns` are in file order; `empty` maps those that Tocsin cannot fill to the reason, `notes` others to what is
    said of them; `tags` stand under the header (HXL). `losses` maps what may be lost to the words that tell it, and
    `crosswalk` holds whatever else the shape's file has.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    empty: Mapping[str, str]
    notes: Mapping[str, str]
    losses: Mapping[str, str]
    delimiter: str = ","
    header: bool = True
    tags: Mapping[str, str] = field(default_factory=dict)
    crosswalk: Mapping[str, Any] = field(default_factory=dict)


@cache
def load_shape(name: str) -> Shape:
    """The shape of that name."""
    content = read_yaml(f"{name}.yaml")
    columns = {column: facts or {} for column, facts in content.pop("columns").items()}
    return Shape(
        name=name,
        title=content.pop("title"),
        columns=tuple(columns),
        empty={column: facts["empty"] for column, facts in columns.items() if "empty" in facts},
        notes={column: facts["holds"] for column, facts in columns.items() if "holds" in facts},
        losses=content.pop("losses"),
        delimiter=content.pop("delimiter", ","),
        header=content.pop("header", True),
        tags={column: facts["tag"] for column, facts in columns.items() if "tag" in facts},
        crosswalk=content,
    )


@cache
def read_yaml(name: str) -> dict[str, Any]:
    """A file of this folder."""
    found: dict[str, Any] = yaml.safe_load((HERE / name).read_text(encoding="utf8"))
    return found


def numeric_code(country: str | None) -> int | None:
    """The ISO 3166-1 numeric code of an alpha-3 code."""
    found: int | None = read_yaml("countries.yaml").get(country or "", (None, None))[0]
    return found


def fips_code(country: str | None) -> str | None:
    """The FIPS 10-4 code of an ISO 3166-1 alpha-3 code."""
    found: str | None = read_yaml("countries.yaml").get(country or "", (None, None))[1]
    return found
