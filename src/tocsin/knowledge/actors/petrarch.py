"""Actor dictionaries in PETRARCH's format, turned into the shape of a user's own actor file.

An actor is a line NAME_WITH_UNDERSCORES, perhaps lines +SYNONYM, and lines of codes in brackets, each with a date
restriction: `<date` (before), `>date` (after) or `date-date`. An agent is `NOUN [~CODE]`, its plural in braces.
Codes are chunks of three letters in CAMEO's vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tocsin.errors import KnowledgeError, said_of
from tocsin.knowledge.actors.book import load_actors
from tocsin.knowledge.actors.entry import NON_STATE

CODE = re.compile(r"\[([^\]]*)\]")
COMMENT = re.compile(r"<!--.*?-->|[;#].*")
DATE = r"(?:\d{8}|\d{6})"
RESTRICTION = re.compile(rf"(?:(?P<before><)|(?P<after>>)){DATE}|{DATE}-{DATE}")
# CAMEO says MED for media and HLH for health; its insurgents and separatists are PLOVER's armed opposition.
SHARED = "COP GOV JUD MIL OPP REB SPY UAF AGR BUS CRM CVL EDU ELI LAB LEG PTY REF REL UNK PRM JRN"
SECTOR_OF = {
    **{code: code for code in SHARED.split()},
    "MED": "JRN",
    "HLH": "MED",
    "INS": "REB",
    "SEP": "REB",
    "RAD": "REB",
    "SET": "CVL",
    "DEV": "SOC",
    "ENV": "SOC",
    "HRI": "SOC",
}
COUNTRY_OF = {"KSV": "XKX", "KOS": "XKX", "ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "BUR": "MMR", "NGM": "NGO"}


@dataclass(slots=True)
class Block:
    """One actor as the file gives it: its names and its codes with their restrictions."""

    names: list[str]
    codes: list[str] = field(default_factory=list)


def import_petrarch(path: Path) -> dict[str, dict[str, Any]]:
    """The actors and agents of a PETRARCH dictionary as sections `organisations` and `roles`.

    The result may be written as YAML and given to `load_actors`. A bare country is its government. Codes that PLOVER
    does not have are left out. Raises KnowledgeError where the file cannot be read or holds no actor.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(
            f"cannot read the dictionary {path.name}", found=said_of(error), advice="check the path"
        ) from error
    known = {entry.id for entry in load_actors().entries() if entry.kind == "country"} | NON_STATE
    actors: dict[str, str] = {}
    agents: dict[str, list[str]] = {}
    for block in blocks_of(lines):
        agent = [code.lstrip("~") for code in block.codes if code.startswith("~")]
        terms = [term for code in block.codes if not code.startswith("~") if (term := term_of(code, known))]
        if agent and (sectors := sectors_of(agent[0])):
            agents.setdefault(" ".join(sectors), []).extend(name.lower() for name in block.names)
        elif terms:
            actors[" | ".join(dict.fromkeys(block.names))] = "; ".join(terms)
    if not actors and not agents:
        raise KnowledgeError(
            f"no actor found in {path.name}",
            expected="PETRARCH's format",
            advice="an actor is a line NAME_, then its codes in brackets",
        )
    sections: dict[str, dict[str, Any]] = {"organisations": actors, "roles": {"person": agents} if agents else {}}
    return {name: section for name, section in sections.items() if section}


def blocks_of(lines: Iterable[str]) -> Iterator[Block]:
    """The actors of a file, comments left out."""
    block: Block | None = None
    for raw in lines:
        line = COMMENT.sub("", raw).rstrip()
        name = CODE.sub("", line).strip()
        codes = [code.strip() for code in CODE.findall(line)]
        if not line.strip() or name.startswith("!"):
            continue
        if name.startswith(("+", "&")) and block:
            block.names.extend(names_of(name[1:]))
        elif name and not raw[:1].isspace():
            if block and block.codes:
                yield block
            block = Block(names_of(name))
        if block:
            block.codes.extend(codes)
    if block and block.codes:
        yield block


def names_of(name: str) -> list[str]:
    """A name, and its plural where one stands in braces, with spaces and capitals."""
    parts = re.split(r"[{}]", name)
    return [" ".join(part.replace("_", " ").split()).title() for part in parts if part.strip(" _")]


def term_of(code: str, known: frozenset[str] | set[str]) -> str | None:
    """A code and its restriction as a term of our own files; nothing where the code means nothing to us."""
    chunk, _, restriction = code.partition(" ")
    chunks = chunks_of(chunk)
    countries = [COUNTRY_OF.get(c, c) for c in chunks if COUNTRY_OF.get(c, c) in known]
    country = countries[1] if countries[:2] in (["IGO", "UNO"], ["IGO", "EUR"]) else next(iter(countries), None)
    sectors = sectors_of(chunk) or (["GOV"] if country and country not in NON_STATE else [])
    if not country and not sectors:
        return None
    return " ".join([*sectors, *([country] if country else []), *dates_of(restriction)])


def chunks_of(code: str) -> list[str]:
    """The code's chunks of three letters."""
    return [code[start : start + 3] for start in range(0, len(code), 3)]


def sectors_of(code: str) -> list[str]:
    """The sectors among a code's chunks."""
    return list(dict.fromkeys(SECTOR_OF[chunk] for chunk in chunks_of(code) if chunk in SECTOR_OF))


def dates_of(restriction: str) -> list[str]:
    """'since/until' of a restriction."""
    match = RESTRICTION.search(restriction.replace(" ", ""))
    if not match:
        return []
    days = [day_of(digits) for digits in re.findall(r"\d{8}|\d{6}", match.group())]
    if match["before"]:
        return [f"/{days[0] - timedelta(days=1)}"]
    return [f"{days[0] + timedelta(days=1)}/"] if match["after"] else [f"{days[0]}/{days[1]}"]


def day_of(digits: str) -> date:
    """A day written YYYYMMDD or YYMMDD; a month or day of 00 is the first."""
    if len(digits) == 6:
        digits = ("20" if digits[:2] < "31" else "19") + digits
    year, month, day = int(digits[:4]), int(digits[4:6]) or 1, int(digits[6:]) or 1
    try:
        return date(year, month, day)
    except ValueError as error:
        raise KnowledgeError("a date restriction is no date", found=digits, expected="YYYYMMDD") from error
