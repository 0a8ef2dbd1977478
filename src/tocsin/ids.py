"""Ids that follow from content: the same input gives the same ids on every run."""

from __future__ import annotations

import hashlib

SCHEMA_VERSION = "1.0"


def text_sha256(text: str) -> str:
    """Hex SHA-256 of the UTF-8 form of `text` (lone surrogates kept, so that every string has one)."""
    return hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest()


def article_id(text: str, url: str | None) -> str:
    """`a` and 20 hex digits of the hash of text and URL."""
    return "a" + hashlib.sha256(f"{text_sha256(text)} {url or ''}".encode("utf8", "surrogatepass")).hexdigest()[:20]


def report_id(article: str, start: int, end: int) -> str:
    """`r` and 20 hex digits of the article's id and the trigger span; the type is left out on purpose,

    so that a better model makes a new version of the same report.
    """
    return "r" + hashlib.sha256(f"{article} {start} {end}".encode()).hexdigest()[:20]
