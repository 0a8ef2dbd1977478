"""Whether a record's words are the words of its text, and its events those of its own story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tocsin.ids import SCHEMA_VERSION, article_id, report_id, text_sha256
from tocsin.model import CODED

KINDS = frozenset(kind.value for kind in CODED)


def faults_of(record: Mapping[str, Any]) -> list[str]:
    """All that is wrong with a record of the JSONL format, in words; empty when it holds what it promises.

    Checked: every span's words, the hash and the ids of text and reports, zones in order, and that every trigger stands
    in a zone that may be coded.
    """
    article = record.get("article")
    if not isinstance(article, Mapping) or not isinstance(article.get("text"), str):
        return ["no article with its text; only the jsonl format can be verified"]
    if record.get("schema_version") != SCHEMA_VERSION:
        return [f"schema_version {record.get('schema_version')!r}; expected {SCHEMA_VERSION!r}"]
    text: str = article["text"]
    faults = list(_article_faults(article, text))
    for key, value in record.items():
        faults += _span_faults(value, text, key)
    zones = [z for z in article.get("zones") or [] if isinstance(z, Mapping)]
    for number, report in enumerate(record.get("reports") or []):
        faults += _report_faults(report, article, zones, f"reports[{number}]")
    return faults


def spans_in(value: Any, path: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every span in a record, with the path to it."""
    if isinstance(value, Mapping):
        if "start" in value and "end" in value:
            yield path, value
        for key, each in value.items():
            yield from spans_in(each, f"{path}.{key}")
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from spans_in(each, f"{path}[{number}]")


def _article_faults(article: Mapping[str, Any], text: str) -> Iterator[str]:
    if article.get("sha256") != text_sha256(text):
        yield "article.sha256 is not the hash of article.text"
    if article.get("id") != article_id(text, article.get("url")):
        yield "article.id does not follow from its text and url"
    end = 0
    for number, zone in enumerate(article.get("zones") or []):
        if zone["start"] < end:
            yield f"article.zones[{number}] overlaps the zone before it"
        end = zone["end"]


def _span_faults(value: Any, text: str, path: str) -> Iterator[str]:
    for at, span in spans_in(value, path):
        start, end = span["start"], span["end"]
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
            yield f"{at} is [{start}, {end}); the text has {len(text)} characters"
        elif "text" in span and span["text"] != text[start:end]:
            yield f"{at} says {span['text']!r}; the text has {text[start:end]!r}"


def _report_faults(
    report: Mapping[str, Any], article: Mapping[str, Any], zones: list[Mapping[str, Any]], path: str
) -> Iterator[str]:
    triggers = report.get("triggers") or []
    if not triggers:
        yield f"{path} has no trigger"
        return
    if report.get("article") != article.get("id"):
        yield f"{path}.article is not the id of its article"
    if all(report.get("id") != report_id(article["id"], t["start"], t["end"]) for t in triggers):
        yield f"{path}.id does not follow from its article and a trigger"
    for number, trigger in enumerate(triggers):
        held = (z for z in zones if z["start"] <= trigger["start"] and trigger["end"] <= z["end"])
        if not any(z.get("kind") in KINDS for z in held):
            yield f"{path}.triggers[{number}] stands in no zone that may be coded"
