"""Read codebook files into a `Codebook`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from tocsin.errors import KnowledgeError, said_of
from tocsin.model.codebook import Codebook, EventType, Pattern, Phrase

HERE = Path(__file__).parent
WORD_CLASSES = ("verb", "noun", "adjective", "compound_participle", "modal")
CONDITIONS = frozenset(
    """
    object bar_object subject bar_subject subject_or_passive object_or_subject object_or_oblique near bar_near
    article bar_article bar_modifier needs_modifier oblique content_type bar_content_type bar_complement
    complement gate
    """.split()
)
FLAGS = frozenset(
    """
    mutual soft impersonal counted named_subject statement passive attributed content_future negated_future bar_negated
    """.split()
)
OTHER = frozenset({"id", "says", "mode", "actor", "recipient", "content", "contexts", "priority", "type"})


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which 'on', 'off', 'yes' and 'no' are words; only 'true' and 'false' are truth values."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in found if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, found in _Loader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class Ontology:
    """What may be told: event types with their modes, and contexts."""

    types: Mapping[str, EventType]
    contexts: tuple[str, ...]


@lru_cache(maxsize=1)
def load_ontology() -> Ontology:
    """PLOVER's types, modes and contexts, without the patterns of the codebook."""
    file = HERE / "plover.yaml"
    return Ontology(_types(file, hashlib.sha256()), tuple(_read(file, hashlib.sha256())["contexts"]))


@lru_cache(maxsize=8)
def load_codebook(extra: Path | None = None) -> Codebook:
    """The shipped codebook, with a user's file over it.

    Raises `KnowledgeError` when a file is malformed, naming the file, the pattern and what is wrong.
    """
    files = sorted((HERE / "en").glob("*.yaml")) + ([extra] if extra else [])
    digest = hashlib.sha256()
    classes: dict[str, frozenset[str]] = {}
    patterns: dict[str, Pattern] = {}
    types = _types(HERE / "plover.yaml", digest)
    for file in files:
        content = _read(file, digest)
        for name, words in (content.get("classes") or {}).items():
            classes[name] = frozenset(words)
        for entry in content.get("patterns") or []:
            pattern = _pattern(file, {**_defaults(content), **entry}, types)
            patterns[pattern.id] = pattern
    found = tuple(patterns.values())
    return Codebook("en", types, found, classes, _index(found), digest.hexdigest())


def _read(file: Path, digest: Any) -> dict[str, Any]:
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise KnowledgeError(
            f"cannot read the codebook file {file}", found=said_of(error), advice="check the path"
        ) from error
    digest.update(raw)
    try:
        content = yaml.load(raw, Loader=_Loader)
    except yaml.YAMLError as error:
        raise KnowledgeError(f"the codebook file {file} is no YAML", found=said_of(error), advice="mend it") from error
    if not isinstance(content, dict):
        raise KnowledgeError(f"codebook file {file}", found=type(content).__name__, expected="a mapping")
    return content


def _types(file: Path, digest: Any) -> dict[str, EventType]:
    found = _read(file, digest)["types"]
    return {k: EventType(k, v["quad"], v["score"], tuple(v["modes"]), v["gist"]) for k, v in found.items()}


def _defaults(content: Mapping[str, Any]) -> dict[str, Any]:
    return {k: content[k] for k in ("type", "actor", "recipient", "statement", "content", "mutual") if k in content}


def _pattern(file: Path, entry: Mapping[str, Any], types: Mapping[str, EventType]) -> Pattern:
    where = f"pattern {entry.get('id', '?')} of {file.name}"
    missing = [k for k in ("id", "type", "says") if not entry.get(k)]
    if missing:
        raise KnowledgeError(where, found="no " + ", ".join(missing), advice="add them")
    if entry["type"] not in types:
        raise KnowledgeError(where, found=f"type {entry['type']}", expected="one of " + " ".join(types))
    unknown = set(entry) - CONDITIONS - FLAGS - OTHER - set(WORD_CLASSES)
    if unknown:
        raise KnowledgeError(
            where, found="unknown keys " + ", ".join(sorted(unknown)), advice="see docs/tasks/codebook.md"
        )
    mode = entry.get("mode")
    if mode is not None and mode not in types[entry["type"]].modes:
        raise KnowledgeError(where, found=f"mode {mode}", expected="one of " + " ".join(types[entry["type"]].modes))
    return Pattern(
        id=f"{entry['type'].lower()}.{entry['id']}",
        type=entry["type"],
        mode=mode,
        words={k: tuple(tuple(p.split()) for p in _list(entry[k])) for k in WORD_CLASSES if entry.get(k)},
        conditions={k: frozenset(map(str, _list(entry[k]))) for k in CONDITIONS if entry.get(k)},
        flags=frozenset(k for k in FLAGS if entry.get(k)),
        actor=tuple(_list(entry.get("actor", ["subject", "by"]))),
        recipient=tuple(_list(entry.get("recipient", ["object"]))),
        content=None if entry.get("content") in (None, "none") else str(entry["content"]),
        contexts=tuple(_list(entry.get("contexts", []))),
        priority=int(entry.get("priority", 0)),
        says=str(entry["says"]),
    )


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]


def _index(patterns: Iterable[Pattern]) -> dict[tuple[str, str], tuple[tuple[Pattern, Phrase], ...]]:
    """Verb phrases begin with their head, noun phrases end with it (a noun before 'of' is the head)."""
    found: dict[tuple[str, str], list[tuple[Pattern, Phrase]]] = {}
    for pattern in patterns:
        for kind, phrases in pattern.words.items():
            for phrase in phrases:
                found.setdefault((kind, phrase_head(kind, phrase)), []).append((pattern, phrase))
    return {key: tuple(sorted(pairs, key=lambda p: (-p[0].priority, -len(p[1])))) for key, pairs in found.items()}


def phrase_head(kind: str, phrase: Phrase) -> str:
    """The lemma of a phrase that is looked up in the text."""
    if kind != "noun":
        return phrase[0]
    return phrase[phrase.index("of") - 1] if "of" in phrase[1:] else phrase[-1]


@lru_cache(maxsize=1)
def load_cues() -> dict[str, Any]:
    """The word lists by which factuality is judged, as read from `factuality.yaml`."""
    return _read(HERE / "factuality.yaml", hashlib.sha256())
