"""Every table of the store, once.

A row of a versioned table is true from `recorded_at` until `superseded_at` (nothing: still true); both are moments of
knowledge, not of the world. `row` numbers rows; `id` is the content-derived id that all versions share.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.sql.schema import SchemaItem

from tocsin.store.columns import Moment, RowId, Words

REVISION = "0001"
"""The migration that makes the tables below; a test holds it equal to the newest one in the folder."""
VERSION_TABLE = "tocsin_version"
"""Holds the last migration that a store has seen."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


_CURRENT = text("superseded_at IS NULL")
"""At most one version under a key is current; the database itself sees to it."""


_FIELDS = text("kind = 'field'")
"""Few judgements are on fields, many on pairs of reports."""


def _versioned(name: str, key: str, *columns: SchemaItem) -> Table:
    return Table(
        name,
        metadata,
        Column("row", RowId, primary_key=True),
        Column(key, Words, nullable=False),
        Column("version", Integer, nullable=False),
        *columns,
        Column("digest", String(64), nullable=False),
        Column("recorded_at", Moment, nullable=False),
        Column("superseded_at", Moment),
        UniqueConstraint(key, "version"),
        Index(f"uq_{name}_current", key, unique=True, sqlite_where=_CURRENT, postgresql_where=_CURRENT),
        Index(f"ix_{name}_recorded_at", "recorded_at"),
    )


def _part_of(parent: str, column: str) -> Column[int]:
    return Column(column, RowId, ForeignKey(f"{parent}.row", ondelete="CASCADE"), nullable=False, index=True)


clock = Table("clock", metadata, Column("id", Integer, primary_key=True), Column("last", Moment, nullable=False))

sources = _versioned(
    "sources",
    "id",
    Column("address", Words, nullable=False),
    Column("kind", Text, nullable=False),
    Column("payload", Text, nullable=False),
)

visits = Table(
    "visits",
    metadata,
    Column("row", RowId, primary_key=True),
    Column("source", Words, nullable=False),
    Column("visited_at", Moment, nullable=False),
    Column("status", Integer),
    Column("not_modified", Boolean, nullable=False),
    Column("bytes", RowId, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("links", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("error", Words),
    Column("due_at", Moment),
    Column("recorded_at", Moment, nullable=False),
    UniqueConstraint("source", "visited_at"),
)

captures = Table(
    "captures",
    metadata,
    Column("row", RowId, primary_key=True),
    Column("url", Words, nullable=False),
    Column("fetched_at", Moment, nullable=False),
    Column("source", Words),
    Column("status", Integer),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("content_sha256", String(64)),
    Column("article", String(32)),
    Column("error", Words),
    Column("recorded_at", Moment, nullable=False),
    UniqueConstraint("url", "fetched_at"),
)

articles = _versioned(
    "articles",
    "page",
    Column("id", String(32), nullable=False, index=True),
    Column("sha256", String(64), nullable=False),
    Column("title", Words),
    Column("text", Words, nullable=False),
    Column("outlet", Words),
    Column("published", Date),
    Column("payload", Text, nullable=False),
)

zones = Table(
    "zones",
    metadata,
    _part_of("articles", "article_row"),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    UniqueConstraint("article_row", "position"),
)

readings = _versioned(
    "readings",
    "article",
    Column("error", Words),
    Column("payload", Text, nullable=False),
    Column("coder", Text),
)

reports = _versioned(
    "reports",
    "id",
    Column("article", String(32), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("factuality", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("reciprocal", Boolean, nullable=False),
    Column("earliest", Date, index=True),
    Column("latest", Date),
    Column("outlet", Words),
    Column("outlet_folded", Text),
    Column("coder", Text, nullable=False),
    Column("payload", Text, nullable=False),
)

evidence = Table(
    "evidence",
    metadata,
    _part_of("reports", "report_row"),
    Column("field", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("words_sha256", String(64), nullable=False),
)

parties = Table(
    "parties",
    metadata,
    Column("row", RowId, primary_key=True),
    _part_of("reports", "report_row"),
    Column("role", Text, nullable=False),
    Column("country", Text, index=True),
    Column("folded", Words, nullable=False),
)

places = Table(
    "places",
    metadata,
    Column("row", RowId, primary_key=True),
    _part_of("reports", "report_row"),
    Column("country", Text, index=True),
    Column("folded", Words, nullable=False),
    Column("precision", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("radius_km", Float),
    Index("ix_places_lat_lon", "lat", "lon"),
)

events = _versioned(
    "events",
    "id",
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("verification", Text, nullable=False),
    Column("happened", Boolean, nullable=False),
    Column("earliest", Date, index=True),
    Column("latest", Date),
    Column("members", Integer, nullable=False),
    Column("words", Words, nullable=False),
    Column("payload", Text, nullable=False),
)

event_reports = Table(
    "event_reports",
    metadata,
    _part_of("events", "event_row"),
    Column("report", Text, nullable=False, index=True),
    Column("report_row", RowId, ForeignKey("reports.row", ondelete="SET NULL"), index=True),
    Column("attached", Boolean, nullable=False),
    UniqueConstraint("event_row", "report"),
)

redirects = _versioned("redirects", "old", Column("new", Words))

judgements = Table(
    "judgements",
    metadata,
    Column("row", RowId, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("subject", Words, nullable=False, index=True),
    Column("other", Words, index=True),
    Column("by", Words, nullable=False),
    Column("human", Boolean, nullable=False),
    Column("why", Words, nullable=False),
    Column("payload", Text, nullable=False),
    Column("made", Moment, nullable=False),
    Column("withdraws", String(32), index=True),
    Column("recorded_at", Moment, nullable=False, index=True),
    Index("ix_judgements_fields", "subject", sqlite_where=_FIELDS, postgresql_where=_FIELDS),
)

issues = Table(
    "issues",
    metadata,
    Column("row", RowId, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("page", Words, nullable=False, index=True),
    Column("reason", Words, nullable=False),
    Column("run", String(32), nullable=False),
    Column("recorded_at", Moment, nullable=False, index=True),
)

runs = Table(
    "runs",
    metadata,
    Column("row", RowId, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("command", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Index("ix_runs_command_key", "command", "key"),
)

run_items = Table(
    "run_items",
    metadata,
    Column("run", String(32), ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    Column("item", String(64), primary_key=True),
    Column("recorded_at", Moment, nullable=False),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("row", RowId, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("article", String(32), index=True),
    Column("page_sha256", String(64), index=True),
    Column("name_sha256", String(64)),
    Column("name_words", Integer),
    Column("reports", Text, nullable=False),
    Column("why", Words, nullable=False),
    Column("by", Words, nullable=False),
    Column("recorded_at", Moment, nullable=False),
)
