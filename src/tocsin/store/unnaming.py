"""Forgetting a name: blotted out wherever it stands, in every version, and in whatever is written later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table, select, update
from sqlalchemy.engine import Row

from tocsin.errors import InputError
from tocsin.ids import text_sha256
from tocsin.store import tables, words
from tocsin.store.codec import digest, dumps
from tocsin.store.database import Database, Transaction
from tocsin.store.forgetting import Erased, sweep
from tocsin.store.masks import Masks, name_hash
from tocsin.store.tombstones import NAME, bury

BATCH = 200
SHORTEST = 3
"""Letters of the shortest name that can be forgotten: a shorter one would blot out half the language."""
PLAIN: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (tables.readings, ("error",)),
    (tables.reports, ("outlet", "outlet_folded")),
    (tables.parties, ("folded",)),
    (tables.places, ("folded",)),
    (tables.judgements, ("by", "why")),
    (tables.captures, ("url", "error")),
    (tables.issues, ("page", "reason")),
    (tables.visits, ("error",)),
)
"""Tables without an index of words, and their columns in which names may stand; `payload` besides, where there is one.

Sources are left out: their addresses are the user's own, and would not lead anywhere without the name.
"""


def forget_name(database: Database, name: str, why: str, by: str) -> Erased:
    """Blot a name out of everything; other forms of it ('the surname alone') are other names.

    Raises `InputError` for a name too short.
    """
    hashed = name_hash(name)
    if not hashed[0] or sum(map(str.isalnum, name)) < SHORTEST:
        raise InputError("too short for a name", found=repr(name), expected=f"{SHORTEST} letters or more")
    masks = Masks([hashed])
    with database.writing() as transaction:
        bury(transaction, NAME, masks.text(why), masks.text(by), name=hashed)
        articles = _blot_articles(transaction, masks)
        events = _blot_events(transaction, masks)
        counts = {table.name: _blot(transaction, masks, table, names) for table, names in PLAIN}
        words.tidy(transaction)
    sweep(database)
    return Erased(NAME, articles, counts["reports"], events)


def _blot_articles(transaction: Transaction, masks: Masks) -> int:
    table, connection, changed = tables.articles, transaction.connection, 0
    _blot_pages(transaction, masks)
    for row in _rows(transaction, table):
        now = _blotted(masks, row, ("title", "text", "outlet"))
        if not now:
            continue
        changed += 1
        text = now.get("text", row.text)
        now["sha256"] = text_sha256(text)
        payload = json.loads(now.get("payload", row.payload)) | {"sha256": now["sha256"]}
        now["payload"] = dumps(payload)
        zones = tables.zones.c
        spans = select(zones.kind, zones.start, zones.end).where(zones.article_row == row.row).order_by(zones.position)
        told = [tuple(zone) for zone in connection.execute(spans)]
        now["digest"] = digest(now["payload"], now["sha256"], repr(told))
        words.remove(transaction, "article", row.row)
        connection.execute(update(table).where(table.c.row == row.row).values(now))
        words.add(transaction, "article", row.row, f"{now.get('title', row.title) or ''}\n{text}")
        if text != row.text:
            _rehash_evidence(transaction, row.id, text)
    return changed


def _blot_pages(transaction: Transaction, masks: Masks) -> None:
    table, connection = tables.articles, transaction.connection
    for page in connection.scalars(select(table.c.page).distinct().order_by(table.c.page)).all():
        free = blotted = masks.text(page)
        if blotted == page:
            continue
        number = 1
        # two pages whose names differ in the letters' case only must not become one
        while connection.scalar(select(table.c.row).where(table.c.page == free).limit(1)) is not None:
            number += 1
            free = f"{blotted}#{number}"
        connection.execute(update(table).where(table.c.page == page).values(page=free))


def _rehash_evidence(transaction: Transaction, article: str, text: str) -> None:
    reports, table = tables.reports, tables.evidence
    inside = select(reports.c.row).where(reports.c.article == article)
    query = select(table.c.start, table.c.end).where(table.c.report_row.in_(inside)).distinct()
    for start, end in transaction.connection.execute(query).all():
        where = (table.c.report_row.in_(inside), table.c.start == start, table.c.end == end)
        new = text_sha256(text[start:end])
        transaction.connection.execute(update(table).where(*where).values(words_sha256=new))


def _blot_events(transaction: Transaction, masks: Masks) -> int:
    table, changed = tables.events, 0
    for row in _rows(transaction, table):
        now = _blotted(masks, row, ("words",))
        if now:
            changed += 1
            words.remove(transaction, "event", row.row)
            transaction.connection.execute(update(table).where(table.c.row == row.row).values(now))
            words.add(transaction, "event", row.row, now.get("words", row.words))
    return changed


def _blot(transaction: Transaction, masks: Masks, table: Table, names: tuple[str, ...]) -> int:
    changed = 0
    for row in _rows(transaction, table):
        now = _blotted(masks, row, names)
        if now:
            changed += 1
            transaction.connection.execute(update(table).where(table.c.row == row[0]).values(now))
    return changed


def _blotted(masks: Masks, row: Row[Any], names: tuple[str, ...]) -> dict[str, Any]:
    found = row._mapping
    now = {name: masks.text(found[name]) for name in names if found[name] is not None}
    if found.get("payload") is not None:
        # blotted inside the strings only: the JSON around them is ours
        now["payload"] = dumps(masks.json(json.loads(found["payload"])))
    return {name: value for name, value in now.items() if value != found[name]}


def _rows(transaction: Transaction, table: Table) -> Iterator[Row[Any]]:
    number, last = table.c.row, 0
    while True:
        query = select(number, *(c for c in table.c if c is not number)).where(number > last)
        rows = transaction.connection.execute(query.order_by(number).limit(BATCH)).all()
        if not rows:
            return
        last = rows[-1][0]
        yield from rows
