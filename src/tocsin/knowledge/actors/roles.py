"""The role lexicon: which words make an actor a soldier, a minister, a court, a jet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tocsin.knowledge.actors.names import key_of, plurals
from tocsin.knowledge.actors.source import files, load_yaml


@dataclass(frozen=True, slots=True)
class Role:
    """A role word or phrase.

    `kind` is person, institution, asset (it stands for its owner), generic (says little by itself) or modifier;
    `code` is the non-state code of the body where no country is named.
    """

    name: str
    kind: str
    sectors: tuple[str, ...]
    code: str | None = None


# Where a phrase stands in several lists, the first of these kinds wins.
KINDS = ("person", "institution", "asset", "generic")


def read_roles(
    extra: Mapping[str, Any] | None = None,
) -> tuple[dict[str, Role], dict[str, tuple[str, ...]], dict[str, str]]:
    """Role phrases, modifiers and status words, each by its folded key."""
    sections: dict[str, dict[str, list[str]]] = {}
    for facts in [*(load_yaml(path) for path in files("roles")), extra or {}]:
        for section, lists in facts.items():
            for codes, words in lists.items():
                sections.setdefault(section, {}).setdefault(codes, []).extend(words)
    worldwide = [(code, word) for code, words in sections["international"].items() for word in words]
    codes = {key_of(form): code for code, word in worldwide for form in plurals(word)}
    roles: dict[str, Role] = {}
    for kind in KINDS:
        for sectors, words in sections[kind].items():
            for word in words:
                for form in plurals(word):
                    roles.setdefault(key_of(form), Role(word, kind, tuple(sectors.split()), codes.get(key_of(form))))
    before = [(tuple(sectors.split()), word) for sectors, words in sections["modifier"].items() for word in words]
    modifiers = {key_of(word): sectors for sectors, word in before}
    status = {key_of(word): status for status, words in sections["status"].items() for word in words}
    return roles, modifiers, status
