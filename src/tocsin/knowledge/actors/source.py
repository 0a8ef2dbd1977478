"""The YAML files about actors, read into entries and names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tocsin.errors import KnowledgeError, said_of
from tocsin.knowledge.actors.entry import NON_STATE, SECTORS, ActorEntry, Term
from tocsin.knowledge.actors.names import key_of

DATA = Path(__file__).parent / "data"
TERM = re.compile(
    r"(?:(?P<codes>[A-Z]{3}(?: [A-Z]{3})*)(?::|(?=\s|$)) ?)?(?P<role>.*?) ?(?P<dates>(?<!\S)[0-9-]*/[0-9-]*)?$"
)
MOMENT = re.compile(r"\d{4}(-\d\d){0,2}")
Offices = Mapping[str, tuple[str, ...]]
SUFFIX = re.compile(r"[IVX]+|Jr\.?|Sr\.?")
TITLES = frozenset(
    "Pope King Queen Sheikh Sultan Emperor Prince Crown Patriarch Ayatollah Mullah Mufti Abu Ma. Baby El The".split()
)
SECTIONS = ("countries", "leaders", "groups", "organisations", "roles")
# The family name comes first in these countries.
FAMILY_FIRST = frozenset(["CHN", "TWN", "HKG", "PRK", "KOR", "VNM", "KHM"])


@dataclass(slots=True)
class Names:
    """Entries with the names that lead to them: (name, index of the entry, what kind of name)."""

    entries: list[ActorEntry] = field(default_factory=list)
    names: list[tuple[str, int, str]] = field(default_factory=list)

    ids: set[str] = field(default_factory=set)

    def add(self, entry: ActorEntry, kinds: Mapping[str, list[str]]) -> None:
        """Keep an entry with its names, by kind of name; namesakes get the country into their id."""
        if entry.id in self.ids:
            entry = replace(entry, id=f"{entry.id}-{(entry.country or 'none').lower()}")
        self.ids.add(entry.id)
        for kind, names in kinds.items():
            self.names.extend((name, len(self.entries), kind) for name in dict.fromkeys(names))
        self.entries.append(entry)


def load_yaml(path: Path) -> Any:
    """What a YAML file holds.

    Raises KnowledgeError where the file is not YAML.
    """
    import yaml  # only the compact file is read in daily use

    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
    except OSError as error:
        raise KnowledgeError(
            f"cannot read the actor file {path}", found=said_of(error), advice="check the path"
        ) from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        what = f"cannot read the actor file {path.name}"
        raise KnowledgeError(what, found=said_of(error), advice="mend the YAML") from error


def files(folder: str) -> list[Path]:
    """The YAML files of one folder of the data, in order of name."""
    return sorted((DATA / folder).glob("*.yaml"))


def digest() -> str:
    """A hash over all YAML files about actors."""
    total = hashlib.sha256()
    for path in sorted(DATA.rglob("*.yaml")):
        total.update(path.relative_to(DATA).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def read_term(text: str, country: str | None, offices: Offices) -> Term:
    """A term as written in the files: 'CODES: role since/until', every part optional.

    Codes are PLOVER sectors and countries (the first country leads, the others are hosts). Without a sector code the
    sectors are those of the role. Raises KnowledgeError for a term that cannot be read.
    """
    match = TERM.fullmatch(text.strip())
    codes = (match["codes"] or "").split() if match else []
    dates = (match["dates"] or "/").split("/") if match else []
    if match is None or any(moment and not MOMENT.fullmatch(moment) for moment in dates):
        raise KnowledgeError("an actor's term cannot be read", found=repr(text), expected="'CODES: role since/until'")
    countries = [code for code in codes if code not in SECTORS]
    role = match["role"].strip()
    sectors = tuple(code for code in codes if code in SECTORS) or office_of(role, offices)
    if role and not sectors:
        advice = "write sector codes before it, or add it to the roles"
        raise KnowledgeError("a role has no sector", found=repr(text), advice=advice)
    return Term(sectors, countries[0] if countries else country, tuple(countries[1:]), role, dates[0], dates[1])


def office_of(role: str, offices: Offices) -> tuple[str, ...]:
    """Sectors of an office, or of its last words ('acting prime minister')."""
    words = key_of(role).split()
    return next((offices[key] for start in range(len(words)) if (key := " ".join(words[start:])) in offices), ())


def slug(kind: str, name: str) -> str:
    """A stable id from the kind and the folded name."""
    return f"{kind}:{key_of(name).replace(' ', '-')}"


def named_entries(kind: str, key: str, value: str, country: str | None, offices: Offices) -> list[ActorEntry]:
    """Entries from a line 'Name | alias: term; term'; ' ; ' between names begins another entry with these terms."""
    terms = tuple(read_term(text, country, offices) for text in str(value).split(";"))
    entries = []
    for part in str(key).split(" ; "):
        names = tuple(name.strip() for name in part.split("|"))
        entries.append(ActorEntry(slug(kind, names[0]), names[0], kind, terms, names))
    return entries


def surname(name: str, country: str | None) -> list[str]:
    """The family name of a full name, where it has more than one word and no throne or pulpit before it."""
    words = [word for word in name.split() if not SUFFIX.fullmatch(word)]
    if len(words) < 2 or words[0] in TITLES:
        return []
    if country in FAMILY_FIRST and "-" not in words[0]:
        return [words[0]]
    last = words[-1]
    return [last, last[3:]] if last.startswith(("al-", "el-", "Al-", "El-")) else [last]


def add_country(book: Names, code: str, facts: Mapping[str, list[str]]) -> None:
    """A state with its names, and its institutions as entries of their own."""
    names = list(facts.get("names", []))
    sectors = tuple(facts.get("sectors", ["GOV"]))
    entry = ActorEntry(code, names[0], "country", (Term(sectors, code),), tuple(names))
    kinds = ("names", "adjective", "people", "capital", "places")
    book.add(entry, {kind: list(facts.get(kind) or []) for kind in kinds})
    for sector in sorted(SECTORS & facts.keys()):
        for name in facts[sector]:
            add_institution(book, code, sector, name)


def add_institution(book: Names, code: str, sector: str, name: str) -> None:
    """A body of a state (ministry, force, parliament, party), given as 'Name | alias'."""
    sectors = (sector, "PTY") if sector == "OPP" else (sector,)
    names = tuple(part.strip() for part in name.split("|"))
    entry = ActorEntry(slug(code.lower(), names[0]), names[0], "institution", (Term(sectors, code),), names)
    book.add(entry, {"names": list(names)})


def add_contested(book: Names, facts: Mapping[str, Any]) -> None:
    """States that are gone, breakaway regions, dependencies, regions of no single state, and peoples."""
    for group, sectors in (("historical", ("GOV",)), ("breakaway", ("GOV", "PRE"))):
        for item in facts.get(group, []):
            term = Term(sectors, item["country"], (), "", str(item.get("from", "")), str(item.get("to", "")))
            entry = ActorEntry(slug(group, item["names"][0]), item["names"][0], group, (term,), tuple(item["names"]))
            book.add(entry, {kind: list(item.get(kind) or []) for kind in ("names", "adjective", "people", "capital")})
    for country, names in (facts.get("dependencies") or {}).items():
        for name in names:
            entry = ActorEntry(slug("dependency", name), name, "dependency", (Term(("GOV",), country),), (name,))
            book.add(entry, {"names": [name]})
    for name in facts.get("regions") or []:
        book.add(ActorEntry(slug("region", name), name, "region", (Term(),), (name,)), {"names": [name]})
    for name, item in (facts.get("peoples") or {}).items():
        entry = ActorEntry(slug("people", name), name, "people", (Term((), item["country"]),), (name,))
        book.add(entry, {"adjective": [name], "people": list(item.get("people") or [])})


def add_persons(book: Names, facts: Mapping[str, Mapping[str, str]], offices: Offices) -> None:
    """Leaders by country: 'Full Name | alias: office since/until; office since/until'."""
    common = frozenset(load_yaml(DATA / "common_words.yaml"))
    for country, people in facts.items():
        for key, value in (people or {}).items():
            for entry in named_entries("person", key, value, country, offices):
                family = [last for name in entry.names for last in surname(name, country) if last not in entry.names]
                titled = [name for name in family if key_of(name) in common]
                plain = [name for name in family if name not in titled]
                book.add(entry, {"names": list(entry.names), "surname": plain, "titled": titled})


def add_named(book: Names, kind: str, facts: Mapping[str, Any], offices: Offices) -> None:
    """Groups or organisations: 'Name | alias: codes since/until'; headings may gather them."""
    for key, value in facts.items():
        if isinstance(value, Mapping):
            add_named(book, kind, value, offices)
        else:
            for entry in named_entries(kind, key, value, None, offices):
                book.add(entry, {"names": list(entry.names)})


def read_actors(offices: Offices) -> Names:
    """All entries of the shipped data, in file order."""
    book = Names()
    for path in files("countries"):
        facts = load_yaml(path)
        if path.stem == "historical_and_contested":
            add_contested(book, facts)
        else:
            for code, country in facts.items():
                add_country(book, code, country)
    for path in files("leaders"):
        add_persons(book, load_yaml(path), offices)
    for kind, folder in (("group", "groups"), ("organisation", "organisations")):
        for path in files(folder):
            add_named(book, kind, load_yaml(path), offices)
    return book


def read_extension(path: Path, offices: Offices) -> Names:
    """A user's own actors, in one file with the sections countries, leaders, groups and organisations.

    Raises KnowledgeError where the file has another shape.
    """
    facts = load_yaml(path)
    unknown = [str(section) for section in facts if section not in SECTIONS] if isinstance(facts, dict) else ["a list"]
    if unknown:
        what = f"the actor file {path.name} has an unknown section"
        raise KnowledgeError(what, found=", ".join(unknown), expected=", ".join(SECTIONS))
    book = Names()
    for code, country in (facts.get("countries") or {}).items():
        add_country(book, code, country)
    add_persons(book, facts.get("leaders") or {}, offices)
    add_named(book, "group", facts.get("groups") or {}, offices)
    add_named(book, "organisation", facts.get("organisations") or {}, offices)
    return book


def codes_of(entry: ActorEntry) -> Iterator[str]:
    """Every country or non-state code that an entry uses."""
    for term in entry.terms:
        yield from ([term.country] if term.country else [])
        yield from term.hosts


__all__ = ["DATA", "NON_STATE", "Names", "codes_of", "digest", "load_yaml", "read_actors", "read_extension"]
