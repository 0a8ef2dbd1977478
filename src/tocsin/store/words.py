"""The full-text indexes: FTS5 on SQLite, tsvector on PostgreSQL; the same stems, nothing left out, accents folded."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing

from sqlalchemy import ColumnElement, Table, literal_column, text

from tocsin.errors import InputError
from tocsin.model import Article
from tocsin.store import tables
from tocsin.store.database import Transaction
from tocsin.store.keys import fold

LONGEST = 400_000
"""Characters of one text that PostgreSQL indexes; its index entries are limited to a megabyte."""
TOKENS = "porter unicode61 remove_diacritics 2"
"""How SQLite cuts texts into words, as the migrations have it."""
_COLUMNS = {"article": "title, text", "event": "words"}
_PHRASE = re.compile(r'"([^"]*)"?|(\S+)')


def add_articles(transaction: Transaction, articles: Mapping[int, Article]) -> None:
    """Index titles and texts of articles, by their rows."""
    add_many(transaction, "article", {row: f"{one.title or ''}\n{one.text}" for row, one in articles.items()})


def add(transaction: Transaction, what: str, row: int, words: str) -> None:
    """Index the words of a row of `articles` or `events`, once it is written."""
    add_many(transaction, what, {row: words})


def add_many(transaction: Transaction, what: str, words: Mapping[int, str]) -> None:
    """Index the words of rows of `articles` or `events`, once these are written."""
    if not words:
        return
    if transaction.sqlite:
        columns = _COLUMNS[what]
        statement = f"INSERT INTO {what}_words (rowid, {columns}) SELECT row, {columns} FROM {what}s WHERE row = :row"
        transaction.connection.execute(text(statement), [{"row": row} for row in words])
        return
    statement = f"INSERT INTO {what}_words (id, search) VALUES (:row, to_tsvector('tocsin', :words))"
    given = [{"row": row, "words": fold(each)[:LONGEST]} for row, each in words.items()]
    transaction.connection.execute(text(statement), given)


def remove(transaction: Transaction, what: str, row: int) -> None:
    """Take a row out of the index, before it is changed or deleted."""
    if transaction.sqlite:
        columns = _COLUMNS[what]
        statement = (
            f"INSERT INTO {what}_words ({what}_words, rowid, {columns}) "
            f"SELECT 'delete', row, {columns} FROM {what}s WHERE row = :row"
        )
        transaction.connection.execute(text(statement), {"row": row})
        return
    transaction.connection.execute(text(f"DELETE FROM {what}_words WHERE id = :row"), {"row": row})


def tidy(transaction: Transaction) -> None:
    """Rewrite the indexes, so that no removed word stays in them."""
    if transaction.sqlite:
        for what in _COLUMNS:
            transaction.connection.execute(text(f"INSERT INTO {what}_words ({what}_words) VALUES ('optimize')"))


def holds(table: Table, asked: str, sqlite: bool) -> ColumnElement[bool]:
    """Rows of `articles` or `events` in which all the words stand; raises `InputError` when none is asked for."""
    phrases = _phrases(asked)
    name = "article_words" if table is tables.articles else "event_words"
    if sqlite:
        match = _matching(phrases)
        inside = text(f"SELECT rowid FROM {name} WHERE {name} MATCH :match").bindparams(match=match)
    else:
        wanted = " && ".join(f"phraseto_tsquery('tocsin', :p{n})" for n in range(len(phrases)))
        inside = text(f"SELECT id FROM {name} WHERE search @@ ({wanted})")
        inside = inside.bindparams(**{f"p{n}": phrase for n, phrase in enumerate(phrases)})
    return table.c.row.in_(inside.columns(literal_column("id")))


def found_in(asked: str, texts: Mapping[str, str]) -> set[str]:
    """The keys of those texts, which no index holds, in which all the words stand. Raises as `holds` does."""
    match, keys = _matching(_phrases(asked)), list(texts)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE given USING fts5(words, tokenize='{TOKENS}')")
        rows = ((number, fold(texts[key])) for number, key in enumerate(keys))
        connection.executemany("INSERT INTO given (rowid, words) VALUES (?, ?)", rows)
        found = connection.execute("SELECT rowid FROM given WHERE given MATCH ?", [match])
        return {keys[number] for (number,) in found}


def _phrases(asked: str) -> list[str]:
    phrases = [folded for quoted, bare in _PHRASE.findall(asked) if (folded := fold(quoted or bare))]
    if not phrases:
        raise InputError("no words to look for", found=repr(asked), expected='words, or "a phrase" in quotes')
    return phrases


def _matching(phrases: list[str]) -> str:
    return " AND ".join(f'"{phrase}"' for phrase in phrases)
