"""What people and machines hold: only ever added to. To undo a judgement is a later record that withdraws it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, insert, literal_column, or_, select
from sqlalchemy.engine import Row

from tocsin.errors import InputError
from tocsin.model import Judgement
from tocsin.store import tables
from tocsin.store.codec import decode, encode
from tocsin.store.database import Database, Transaction, known_at, true_at
from tocsin.store.keys import short_id
from tocsin.store.masks import masks_of
from tocsin.store.records import FieldJudgement, StoredJudgement

PAIR, FIELD, WITHDRAWAL = "pair", "field", "withdrawal"
BATCH = 200
_FIELD_ROWS: ColumnElement[str] = literal_column(f"'{FIELD}'")
"""SQLite takes the index of judgements on fields only where the kind is written out."""


class Judgements:
    """Writes and reads judgements on pairs of reports and on fields of reports and events."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, judgement: Judgement | FieldJudgement) -> str:
        """Record a judgement and return its id; the same one again, while it is the last word, changes nothing."""
        with self._database.writing() as transaction:
            judgement = masks_of(transaction.connection).noun(judgement)
            return _add(transaction, judgement)

    def add_many(self, judgements: list[Judgement]) -> list[str]:
        """Record many, all or none."""
        if not judgements:
            return []
        with self._database.writing() as transaction:
            masks = masks_of(transaction.connection)
            masked = [masks.noun(judgement) for judgement in judgements]
            if _are_new(transaction, masked):
                return _add_new(transaction, masked)
            return [_add(transaction, judgement) for judgement in masked]

    def withdraw(self, id: str, by: str, why: str, human: bool = True) -> None:
        """Undo a judgement; it stays on record. Raises `InputError` when no such judgement stands."""
        with self._database.writing() as transaction:
            masks = masks_of(transaction.connection)
            if self.get(id) is None:
                advice = "list them with `tocsin show EVENT`"
                raise InputError("no judgement of that id stands", found=id, advice=advice)
            _record(
                transaction, kind=WITHDRAWAL, id=short_id("j", id, WITHDRAWAL), subject=id, other=None, payload="{}",
                by=masks.text(by), human=human, why=masks.text(why), withdraws=id, made=transaction.now,
            )  # fmt: skip

    def get(self, id: str, as_of: datetime | None = None) -> StoredJudgement | None:
        """The judgement, if it stands."""
        return next(iter(self._standing(as_of, tables.judgements.c.id == id)), None)

    def about(self, subject: str, as_of: datetime | None = None) -> list[StoredJudgement]:
        """What stands about a report or event, the oldest first."""
        table = tables.judgements
        return self._standing(as_of, or_(table.c.subject == subject, table.c.other == subject))

    def all(self, as_of: datetime | None = None) -> list[StoredJudgement]:
        """All that stands, the oldest first."""
        return self._standing(as_of)

    def human(self, as_of: datetime | None = None) -> list[StoredJudgement]:
        """All that people hold and have not withdrawn, the oldest first."""
        return self._standing(as_of, tables.judgements.c.human.is_(True))

    def pairs(self, as_of: datetime | None = None) -> list[Judgement]:
        """All that stands about pairs of reports, the oldest first."""
        stored = self._standing(as_of, tables.judgements.c.kind == PAIR)
        return [s.judgement for s in stored if isinstance(s.judgement, Judgement)]

    def fields(self, subject: str, as_of: datetime | None = None) -> dict[str, FieldJudgement]:
        """For each field that somebody judged, what holds: a human's word above a machine's, then the later one."""
        table = tables.judgements
        stored = self._standing(as_of, table.c.subject == subject, table.c.kind == FIELD)
        held = [s.judgement for s in stored if isinstance(s.judgement, FieldJudgement)]
        return {judgement.field: judgement for judgement in sorted(held, key=lambda j: j.human)}

    def on_events(self, as_of: datetime | None = None) -> list[StoredJudgement]:
        """What stands on fields of events, under whatever id these had then, the oldest first; one question for all."""
        return self._standing(as_of, *_on_events())

    def on_reports(self, reports: Collection[str], as_of: datetime | None = None) -> list[StoredJudgement]:
        """What stands on fields of these reports, the oldest first of each; few questions for many reports."""
        table, named, found = tables.judgements, sorted(reports), list[StoredJudgement]()
        for first in range(0, len(named), BATCH):
            some = table.c.subject.in_(named[first : first + BATCH])
            found += self._standing(as_of, table.c.kind == FIELD, some)
        return found

    def events_by_reports(self, as_of: datetime | None = None) -> list[str]:
        """Ids of events of which a report has a field on which something stands."""
        table, members, events = tables.judgements, tables.event_reports, tables.events
        query = select(events.c.id).join(members, members.c.event_row == events.c.row)
        query = query.join(table, table.c.subject == members.c.report)
        query = query.where(*_on("r"), _standing(as_of), true_at(events, as_of)).distinct()
        with self._database.reading() as connection:
            return sorted(connection.scalars(query))

    def fields_changed(self, as_of: datetime | None = None) -> dict[str, datetime]:
        """When something was last said of a field of events and reports, or taken back, by their ids; one question."""
        table, later = tables.judgements, tables.judgements.alias()
        undone = and_(later.c.withdraws == table.c.id, known_at(later, as_of))
        query = select(table.c.subject, func.max(table.c.recorded_at), func.max(later.c.recorded_at))
        query = query.select_from(table.outerjoin(later, undone)).group_by(table.c.subject)
        query = query.where(table.c.kind == _FIELD_ROWS, known_at(table, as_of))
        with self._database.reading() as connection:
            return {row[0]: max(filter(None, row[1:])) for row in connection.execute(query)}

    def led_away(self, as_of: datetime | None = None) -> list[str]:
        """Ids of events on whose fields something stands, and which lead to other events now."""
        table, leads = tables.judgements, tables.redirects
        moved = select(leads.c.row).where(leads.c.old == table.c.subject, true_at(leads, as_of)).exists()
        query = select(table.c.subject).where(*_on_events(), known_at(table, as_of), moved).distinct()
        with self._database.reading() as connection:
            return sorted(connection.scalars(query))

    def record(self, as_of: datetime | None = None) -> list[StoredJudgement]:
        """All that was ever held, also what was withdrawn, the oldest first."""
        table, later = tables.judgements, tables.judgements.alias()
        undone = select(later.c.recorded_at).where(later.c.withdraws == table.c.id, known_at(later, as_of))
        query = select(table, undone.scalar_subquery().label("withdrawn_at")).where(known_at(table, as_of))
        with self._database.reading() as connection:
            rows = connection.execute(query.where(table.c.kind != WITHDRAWAL).order_by(table.c.row)).all()
        return [StoredJudgement(r.id, _revived(r), r.recorded_at, r.withdrawn_at) for r in rows]

    def _standing(self, as_of: datetime | None, *conditions: ColumnElement[bool]) -> list[StoredJudgement]:
        table = tables.judgements
        query = select(table).where(_standing(as_of), *conditions).order_by(table.c.row)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [StoredJudgement(row.id, _revived(row), row.recorded_at) for row in rows]


def pairs_standing(as_of: datetime | None = None) -> ColumnElement[bool]:
    """The condition that a row is a judgement on a pair of reports, not withdrawn at that moment."""
    return and_(tables.judgements.c.kind == PAIR, _standing(as_of))


def _standing(as_of: datetime | None) -> ColumnElement[bool]:
    table, later = tables.judgements, tables.judgements.alias()
    undone = select(later.c.row).where(later.c.withdraws == table.c.id, known_at(later, as_of)).exists()
    return and_(known_at(table, as_of), table.c.kind != WITHDRAWAL, ~undone)


def _on_events() -> tuple[ColumnElement[bool], ...]:
    return _on("e")


def _on(letter: str) -> tuple[ColumnElement[bool], ...]:
    """What stands on fields of things whose ids begin with a letter: a stretch of the index of such judgements.

    That index leaves out the many pairs of reports.
    """
    table = tables.judgements
    return (
        table.c.kind == _FIELD_ROWS,
        table.c.subject >= letter,
        table.c.subject < chr(ord(letter) + 1),
    )


def _add(transaction: Transaction, judgement: Judgement | FieldJudgement) -> str:
    table, later = tables.judgements, tables.judgements.alias()
    content, (subject, other) = _content(judgement), _subjects(judgement)
    kind = _kind(judgement)
    about = (table.c.kind == kind, table.c.subject == subject, table.c.other.is_not_distinct_from(other))
    undone = select(later.c.row).where(later.c.withdraws == table.c.id).exists()
    standing = select(table.c.id, table.c.payload, table.c.by).where(*about, ~undone).order_by(table.c.row.desc())
    for row in transaction.connection.execute(standing):
        if isinstance(judgement, Judgement) or decode(FieldJudgement, row.payload).field == judgement.field:
            # what somebody has held before another spoke is said anew
            if (row.payload, row.by) == (content, judgement.by):
                return str(row.id)
            break
    said = (*about, table.c.payload == content)
    times = transaction.connection.scalar(select(func.count()).select_from(table).where(*said))
    new = _row(transaction, judgement, times or 0)
    _record(transaction, **new)
    return str(new["id"])


def _row(transaction: Transaction, judgement: Judgement | FieldJudgement, times: int = 0) -> dict[str, Any]:
    """A judgement as it is recorded; `times` is how often the same was held of the same before."""
    kind, content, (subject, other) = _kind(judgement), _content(judgement), _subjects(judgement)
    return {
        "kind": kind, "id": short_id("j", kind, content, str(times)), "subject": subject, "other": other,
        "payload": content, "by": judgement.by, "human": judgement.human, "why": judgement.why, "withdraws": None,
        "made": judgement.made or transaction.now,
    }  # fmt: skip


def _kind(judgement: Judgement | FieldJudgement) -> str:
    return PAIR if isinstance(judgement, Judgement) else FIELD


def _content(judgement: Judgement | FieldJudgement) -> str:
    return encode(judgement, frozenset({"made"}))


def _subjects(judgement: Judgement | FieldJudgement) -> tuple[str, str | None]:
    return (judgement.left, judgement.right) if isinstance(judgement, Judgement) else (judgement.subject, None)


def _are_new(transaction: Transaction, judgements: Sequence[Judgement]) -> bool:
    """Whether nobody has said anything of these pairs, each of them given once."""
    table, pairs = tables.judgements, {(j.left, j.right) for j in judgements}
    if len(pairs) < len(judgements):
        return False
    subjects = sorted({left for left, _ in pairs})
    for first in range(0, len(subjects), BATCH):
        some = table.c.subject.in_(subjects[first : first + BATCH])
        rows = transaction.connection.execute(select(table.c.subject, table.c.other).where(some))
        if any((row.subject, row.other) in pairs for row in rows):
            return False
    return True


def _add_new(transaction: Transaction, judgements: Sequence[Judgement]) -> list[str]:
    """Record judgements on pairs of which nothing was said before, at one stroke."""
    rows = [_row(transaction, judgement) for judgement in judgements]
    transaction.connection.execute(insert(tables.judgements), [{**r, "recorded_at": transaction.now} for r in rows])
    return [str(row["id"]) for row in rows]


def _record(transaction: Transaction, **values: Any) -> None:
    transaction.connection.execute(insert(tables.judgements).values(recorded_at=transaction.now, **values))


def _revived(row: Row[Any]) -> Judgement | FieldJudgement:
    noun: Judgement | FieldJudgement
    noun = decode(Judgement, row.payload) if row.kind == PAIR else decode(FieldJudgement, row.payload)
    return replace(noun, made=row.made)
