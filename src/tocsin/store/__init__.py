"""The store: SQLite by default, or PostgreSQL. `open_store` is the door, `Store` the face."""

from tocsin.store.forgetting import Erased
from tocsin.store.masks import BLOT
from tocsin.store.records import (
    Capture,
    FieldJudgement,
    Finding,
    Health,
    Held,
    Issue,
    Query,
    Recorded,
    Run,
    StoredJudgement,
    StoredSource,
    Tombstone,
    Version,
    Visit,
    Written,
    Yield,
)
from tocsin.store.store import Store, open_store
from tocsin.store.tellings import FirstTold

__all__ = [
    "BLOT",
    "Capture",
    "Erased",
    "FieldJudgement",
    "Finding",
    "FirstTold",
    "Health",
    "Held",
    "Issue",
    "Query",
    "Recorded",
    "Run",
    "Store",
    "StoredJudgement",
    "StoredSource",
    "Tombstone",
    "Version",
    "Visit",
    "Written",
    "Yield",
    "open_store",
]
