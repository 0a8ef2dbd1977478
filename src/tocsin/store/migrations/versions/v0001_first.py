"""The first store: every table, the full-text indexes and, on SQLite, the tree of places."""

import sqlalchemy as sa
from alembic import op

from tocsin.store.columns import Moment, RowId, Words

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make an empty store."""
    _collecting()
    _articles()
    _reports()
    _facets()
    _events()
    _people()
    _work()
    if op.get_bind().dialect.name == "sqlite":
        _search_on_sqlite()
    else:
        _search_on_postgresql()


def _collecting() -> None:
    op.create_table(
        "clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("last", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_clock"),
    )
    op.create_table(
        "sources",
        sa.Column("row", RowId, nullable=False),
        sa.Column("id", Words(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("address", Words(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("superseded_at", Moment()),
        sa.PrimaryKeyConstraint("row", name="pk_sources"),
        sa.UniqueConstraint("id", "version", name="uq_sources_id_version"),
    )
    op.create_index("ix_sources_recorded_at", "sources", ["recorded_at"])
    op.create_index(
        "uq_sources_current",
        "sources",
        ["id"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.create_table(
        "visits",
        sa.Column("row", RowId, nullable=False),
        sa.Column("source", Words(), nullable=False),
        sa.Column("visited_at", Moment(), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("not_modified", sa.Boolean(), nullable=False),
        sa.Column("bytes", RowId, nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("links", sa.Integer(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("error", Words()),
        sa.Column("due_at", Moment()),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_visits"),
        sa.UniqueConstraint("source", "visited_at", name="uq_visits_source_visited_at"),
    )
    op.create_table(
        "captures",
        sa.Column("row", RowId, nullable=False),
        sa.Column("url", Words(), nullable=False),
        sa.Column("fetched_at", Moment(), nullable=False),
        sa.Column("source", Words()),
        sa.Column("status", sa.Integer()),
        sa.Column("etag", Words()),
        sa.Column("last_modified", Words()),
        sa.Column("content_sha256", sa.String(length=64)),
        sa.Column("article", sa.String(length=32)),
        sa.Column("error", Words()),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_captures"),
        sa.UniqueConstraint("url", "fetched_at", name="uq_captures_url_fetched_at"),
    )


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("row", RowId, nullable=False),
        sa.Column("page", Words(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("title", Words()),
        sa.Column("text", Words(), nullable=False),
        sa.Column("outlet", Words()),
        sa.Column("published", sa.Date()),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("superseded_at", Moment()),
        sa.PrimaryKeyConstraint("row", name="pk_articles"),
        sa.UniqueConstraint("page", "version", name="uq_articles_page_version"),
    )
    op.create_index("ix_articles_id", "articles", ["id"])
    op.create_index("ix_articles_recorded_at", "articles", ["recorded_at"])
    op.create_index(
        "uq_articles_current",
        "articles",
        ["page"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.create_table(
        "zones",
        sa.Column("article_row", RowId, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_row"], ["articles.row"], name="fk_zones_article_row", ondelete="CASCADE"),
        sa.UniqueConstraint("article_row", "position", name="uq_zones_article_row_position"),
    )
    op.create_index("ix_zones_article_row", "zones", ["article_row"])
    op.create_table(
        "readings",
        sa.Column("row", RowId, nullable=False),
        sa.Column("article", Words(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("error", Words()),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text()),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("superseded_at", Moment()),
        sa.PrimaryKeyConstraint("row", name="pk_readings"),
        sa.UniqueConstraint("article", "version", name="uq_readings_article_version"),
    )
    op.create_index("ix_readings_recorded_at", "readings", ["recorded_at"])
    op.create_index(
        "uq_readings_current",
        "readings",
        ["article"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("row", RowId, nullable=False),
        sa.Column("id", Words(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("article", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text()),
        sa.Column("factuality", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reciprocal", sa.Boolean(), nullable=False),
        sa.Column("earliest", sa.Date()),
        sa.Column("latest", sa.Date()),
        sa.Column("outlet", Words()),
        sa.Column("outlet_folded", sa.Text()),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("superseded_at", Moment()),
        sa.PrimaryKeyConstraint("row", name="pk_reports"),
        sa.UniqueConstraint("id", "version", name="uq_reports_id_version"),
    )
    op.create_index("ix_reports_article", "reports", ["article"])
    op.create_index("ix_reports_earliest", "reports", ["earliest"])
    op.create_index("ix_reports_recorded_at", "reports", ["recorded_at"])
    op.create_index(
        "uq_reports_current",
        "reports",
        ["id"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.create_table(
        "evidence",
        sa.Column("report_row", RowId, nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words_sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["report_row"], ["reports.row"], name="fk_evidence_report_row", ondelete="CASCADE"),
    )
    op.create_index("ix_evidence_report_row", "evidence", ["report_row"])


def _facets() -> None:
    op.create_table(
        "parties",
        sa.Column("row", RowId, nullable=False),
        sa.Column("report_row", RowId, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("country", sa.Text()),
        sa.Column("folded", Words(), nullable=False),
        sa.ForeignKeyConstraint(["report_row"], ["reports.row"], name="fk_parties_report_row", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("row", name="pk_parties"),
    )
    op.create_index("ix_parties_country", "parties", ["country"])
    op.create_index("ix_parties_report_row", "parties", ["report_row"])
    op.create_table(
        "places",
        sa.Column("row", RowId, nullable=False),
        sa.Column("report_row", RowId, nullable=False),
        sa.Column("country", sa.Text()),
        sa.Column("folded", Words(), nullable=False),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.Column("radius_km", sa.Float()),
        sa.ForeignKeyConstraint(["report_row"], ["reports.row"], name="fk_places_report_row", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("row", name="pk_places"),
    )
    op.create_index("ix_places_country", "places", ["country"])
    op.create_index("ix_places_lat_lon", "places", ["lat", "lon"])
    op.create_index("ix_places_report_row", "places", ["report_row"])


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("row", RowId, nullable=False),
        sa.Column("id", Words(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text()),
        sa.Column("verification", sa.Text(), nullable=False),
        sa.Column("happened", sa.Boolean(), nullable=False),
        sa.Column("earliest", sa.Date()),
        sa.Column("latest", sa.Date()),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("words", Words(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("superseded_at", Moment()),
        sa.PrimaryKeyConstraint("row", name="pk_events"),
        sa.UniqueConstraint("id", "version", name="uq_events_id_version"),
    )
    op.create_index("ix_events_earliest", "events", ["earliest"])
    op.create_index("ix_events_recorded_at", "events", ["recorded_at"])
    op.create_index(
        "uq_events_current",
        "events",
        ["id"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.create_table(
        "event_reports",
        sa.Column("event_row", RowId, nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("report_row", RowId),
        sa.Column("attached", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["event_row"], ["events.row"], name="fk_event_reports_event_row", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["report_row"], ["reports.row"], name="fk_event_reports_report_row", ondelete="SET NULL"
        ),
        sa.UniqueConstraint("event_row", "report", name="uq_event_reports_event_row_report"),
    )
    op.create_index("ix_event_reports_event_row", "event_reports", ["event_row"])
    op.create_index("ix_event_reports_report", "event_reports", ["report"])
    op.create_index("ix_event_reports_report_row", "event_reports", ["report_row"])
    op.create_table(
        "redirects",
        sa.Column("row", RowId, nullable=False),
        sa.Column("old", Words(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("new", Words()),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("superseded_at", Moment()),
        sa.PrimaryKeyConstraint("row", name="pk_redirects"),
        sa.UniqueConstraint("old", "version", name="uq_redirects_old_version"),
    )
    op.create_index("ix_redirects_recorded_at", "redirects", ["recorded_at"])
    op.create_index(
        "uq_redirects_current",
        "redirects",
        ["old"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )


def _people() -> None:
    op.create_table(
        "judgements",
        sa.Column("row", RowId, nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", Words(), nullable=False),
        sa.Column("other", Words()),
        sa.Column("by", Words(), nullable=False),
        sa.Column("human", sa.Boolean(), nullable=False),
        sa.Column("why", Words(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("made", Moment(), nullable=False),
        sa.Column("withdraws", sa.String(length=32)),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_judgements"),
        sa.UniqueConstraint("id", name="uq_judgements_id"),
    )
    fields = sa.text("kind = 'field'")
    op.create_index("ix_judgements_fields", "judgements", ["subject"], sqlite_where=fields, postgresql_where=fields)
    op.create_index("ix_judgements_other", "judgements", ["other"])
    op.create_index("ix_judgements_recorded_at", "judgements", ["recorded_at"])
    op.create_index("ix_judgements_subject", "judgements", ["subject"])
    op.create_index("ix_judgements_withdraws", "judgements", ["withdraws"])
    op.create_table(
        "tombstones",
        sa.Column("row", RowId, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("article", sa.String(length=32)),
        sa.Column("page_sha256", sa.String(length=64)),
        sa.Column("name_sha256", sa.String(length=64)),
        sa.Column("name_words", sa.Integer()),
        sa.Column("reports", sa.Text(), nullable=False),
        sa.Column("why", Words(), nullable=False),
        sa.Column("by", Words(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_tombstones"),
    )
    op.create_index("ix_tombstones_article", "tombstones", ["article"])
    op.create_index("ix_tombstones_page_sha256", "tombstones", ["page_sha256"])


def _work() -> None:
    op.create_table(
        "issues",
        sa.Column("row", RowId, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("page", Words(), nullable=False),
        sa.Column("reason", Words(), nullable=False),
        sa.Column("run", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_issues"),
    )
    op.create_index("ix_issues_page", "issues", ["page"])
    op.create_index("ix_issues_recorded_at", "issues", ["recorded_at"])
    op.create_table(
        "runs",
        sa.Column("row", RowId, nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("finished_at", Moment()),
        sa.PrimaryKeyConstraint("row", name="pk_runs"),
        sa.UniqueConstraint("id", name="uq_runs_id"),
    )
    op.create_index("ix_runs_command_key", "runs", ["command", "key"])
    op.create_table(
        "run_items",
        sa.Column("run", sa.String(length=32), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_run_items_run", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("run", "item", name="pk_run_items"),
    )


def _search_on_sqlite() -> None:
    tokens = "porter unicode61 remove_diacritics 2"
    op.execute(
        "CREATE VIRTUAL TABLE article_words USING fts5"
        f"(title, text, content='articles', content_rowid='row', tokenize='{tokens}')"
    )
    op.execute(
        "CREATE VIRTUAL TABLE event_words USING fts5"
        f"(words, content='events', content_rowid='row', tokenize='{tokens}')"
    )
    op.execute("CREATE VIRTUAL TABLE place_tree USING rtree(id, south, north, west, east)")


def _search_on_postgresql() -> None:
    # the same stems as English, but no word is left out, so that both databases find the same
    op.execute("CREATE TEXT SEARCH DICTIONARY tocsin_stem (TEMPLATE = snowball, LANGUAGE = english)")
    op.execute("CREATE TEXT SEARCH CONFIGURATION tocsin (COPY = english)")
    op.execute("ALTER TEXT SEARCH CONFIGURATION tocsin ALTER MAPPING REPLACE english_stem WITH tocsin_stem")
    for name, parent in (("article_words", "articles"), ("event_words", "events")):
        op.execute(
            f"CREATE TABLE {name} (id bigint PRIMARY KEY REFERENCES {parent} (row) ON DELETE CASCADE, "
            "search tsvector NOT NULL)"
        )
        op.execute(f"CREATE INDEX ix_{name}_search ON {name} USING gin (search)")
    op.execute(
        "CREATE FUNCTION great_circle_km(float8, float8, float8, float8) RETURNS float8 IMMUTABLE STRICT LANGUAGE sql "
        "AS 'SELECT 2 * 6371.0088 * asin(least(1, sqrt(sin(radians($3 - $1) / 2) ^ 2 "
        "+ cos(radians($1)) * cos(radians($3)) * sin(radians($4 - $2) / 2) ^ 2)))'"
    )
