"""Examples from the Universal Dependencies treebanks, with PropBank roles over EWT and names over GUM."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.example import IGNORED, Example
from training.layers import ENTITY_TAGS, RELATIONS, UPOS, XPOS

_LIGHT = frozenset({"be.03", "have.01", "do.01", "get.03"})
_TITLES = frozenset(
    """mr. mrs. ms. mr mrs ms dr. dr prof. professor president prime minister vice sen. senator rep. gov. governor gen.
    general lt. col. colonel capt. captain sgt. sir lord lady king queen prince princess pope chancellor secretary judge
    justice mayor chairman ambassador father sister brother rev. reverend""".split()
)
_LINKS = frozenset("of the and for in - & . ' de la del al von van der el bin ibn , on".split())
_DEMONYM = re.compile(
    r"^[A-Z][a-z]+(an|ans|ish|ese|i|ic|ics|ch|lim|lims|eek|ss|iss|wiss|utch|ew|ews|rab|rabs|urd|urds)$"
)
_TIME_WORDS = frozenset(
    """today yesterday tomorrow tonight now last next this ago previous following current century day week month year
    morning afternoon evening night spring summer autumn fall winter decade""".split()
)
_GUM_LABELS = {"person": "PERSON", "organization": "ORG", "place": "PLACE", "time": "DATE"}


@dataclass(slots=True)
class Row:
    """One word's line of a CoNLL-U file."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    relation: str
    misc: str


def read_conllu(path: Path) -> Iterator[list[Row]]:
    """The sentences of a CoNLL-U file (may be gzipped); ranges and empty nodes are left out."""
    rows: list[Row] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 10 and fields[0].isdigit():
                rows.append(Row(fields[1], fields[2], fields[3], fields[4], int(fields[6]), fields[7], fields[9]))
            elif len(fields) < 10 and rows:
                yield rows
                rows = []
    if rows:
        yield rows


def syntax(rows: list[Row], source: str) -> Example:
    """The example of one treebank sentence."""
    return Example(
        source=source,
        words=[row.form for row in rows],
        upos=[_index(UPOS, row.upos) for row in rows],
        xpos=[_index(XPOS, row.xpos) for row in rows],
        heads=[row.head for row in rows],
        relations=[_index(RELATIONS, row.relation) for row in rows],
    )


def ewt(folder: Path, part: str) -> list[Example]:
    """EWT's sentences of one part, with PropBank's agents and patients as roles."""
    examples = [syntax(rows, "ewt") for rows in read_conllu(folder / f"ewt_{part}.conllu.gz")]
    by_words = {" ".join(example.words): example for example in examples}
    with gzip.open(folder / f"ewt_propbank_{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            example = by_words.get(" ".join(record["words"]))
            if example is not None and not example.role_triggers:
                _add_roles(example, record["predicates"])
    return examples


def gum(folder: Path, part: str) -> list[Example]:
    """GUM's sentences of one part, with the names that its entity annotation gives."""
    examples = []
    for rows in read_conllu(folder / f"gum_{part}.conllu.gz"):
        example = syntax(rows, "gum")
        example.entities = _names(rows, _mentions(rows))
        examples.append(example)
    return examples


def head_of(heads: list[int], begin: int, end: int) -> int:
    """The word of ``[begin, end)`` whose head lies outside it (the first such word)."""
    for index in range(begin, end):
        if not begin < heads[index] <= end:
            return index
    return begin


def _add_roles(example: Example, predicates: list[dict[str, Any]]) -> None:
    """PropBank's ARG0 as actor; ARG1 and ARG2 as recipient where a noun phrase heads them."""
    assert example.heads is not None
    assert example.upos is not None
    nominal = {UPOS.index(name) for name in ("NOUN", "PROPN", "PRON")}
    for predicate in predicates:
        if predicate["roleset"] in _LIGHT:
            continue
        example.role_triggers.append(predicate["token"])
        for begin, end, name in predicate["args"]:
            word = head_of(example.heads, begin, end)
            if name == "ARG0" or (name in ("ARG1", "ARG2") and example.upos[word] in nominal):
                example.roles.append((predicate["token"], word, 1 if name == "ARG0" else 2))


def _mentions(rows: list[Row]) -> list[tuple[int, int, str]]:
    """Spans ``[begin, end)`` and types of one GUM sentence's entity mentions that open and close in it."""
    waiting: list[tuple[str, str, int]] = []
    found: list[tuple[int, int, str]] = []
    for index, row in enumerate(rows):
        entry = next((part[7:] for part in row.misc.split("|") if part.startswith("Entity=")), "")
        for bracket, body, closed in _brackets(entry):
            if bracket:
                parts = body.split("-")
                waiting.append((parts[0], parts[1] if len(parts) > 1 else "", index))
                if closed:
                    _, kind, begin = waiting.pop()
                    found.append((begin, index + 1, kind))
            else:
                for position in range(len(waiting) - 1, -1, -1):
                    if waiting[position][0] == body:
                        _, kind, begin = waiting.pop(position)
                        found.append((begin, index + 1, kind))
                        break
    return found


def _brackets(entry: str) -> list[tuple[bool, str, bool]]:
    """Openings ``(id-type-...`` (closed at once or not) and closings ``id)`` of one word, in order."""
    return [
        (bool(match.group(1)), match.group(2), bool(match.group(3)))
        for match in re.finditer(r"(\()?([^()]+)(\))?", entry)
    ]


def _names(rows: list[Row], mentions: list[tuple[int, int, str]]) -> list[int]:
    """BIO tags of the names among the mentions; a capitalised adjective of origin is a NORP."""
    tags = [0] * len(rows)
    heads = [row.head for row in rows]
    for begin, end, kind in sorted(mentions, key=lambda mention: mention[0] - mention[1]):
        head = head_of(heads, begin, end)
        core = _core(rows, begin, end, head, kind)
        if core is not None:
            _mark(tags, *core)
    for index, row in enumerate(rows):
        if tags[index] == 0 and row.upos == "ADJ" and _DEMONYM.match(row.form) and not row.xpos.startswith("NNP"):
            _mark(tags, index, index + 1, "NORP")
    return tags


def _core(rows: list[Row], begin: int, end: int, head: int, kind: str) -> tuple[int, int, str] | None:
    """The name inside a mention: the run of proper nouns around its head, without titles and articles."""
    if kind == "time":
        return _time(rows, begin, end)
    if rows[head].upos != "PROPN":
        if kind == "person" and rows[begin].upos == "NUM" and begin < head:
            return begin, head + 1, "QUANTITY"
        return None
    label = _GUM_LABELS.get(kind)
    if label is None:
        return None
    first, last = head, head + 1
    while first > begin and _inside_name(rows, first - 1, begin):
        first -= 1
    while last < end and (_proper(rows[last]) or (rows[last].form.lower() in _LINKS and _links(rows, last, end))):
        last += 1
    while first < last - 1 and (
        rows[first].upos == "DET" or (label == "PERSON" and rows[first].form.lower() in _TITLES)
    ):
        first += 1
    if label == "PERSON" and rows[first].form.lower() in _TITLES | {"counsel", "chair"}:
        return None
    if label == "PERSON" and last - first == 1 and (rows[head].xpos == "NNPS" or _DEMONYM.match(rows[head].form)):
        label = "NORP" if _DEMONYM.match(rows[head].form.removesuffix("s")) else label
    return first, last, label


def _proper(row: Row) -> bool:
    return row.upos == "PROPN" or row.xpos.startswith("NNP") or (row.form[:1].isupper() and row.upos in ("ADJ", "NOUN"))


def _inside_name(rows: list[Row], index: int, begin: int) -> bool:
    if _proper(rows[index]):
        return True
    return rows[index].form in ("-", "of", "&", ".", "'s") and index > begin and _proper(rows[index - 1])


def _links(rows: list[Row], index: int, end: int) -> bool:
    """Whether a linking word inside a name is followed by more of the name."""
    if rows[index].form in (",", "and", "on"):
        return False
    following = index + 1
    while following < end and rows[following].form.lower() in ("the", "of"):
        following += 1
    return following < end and rows[following].upos == "PROPN"


def _time(rows: list[Row], begin: int, end: int) -> tuple[int, int, str] | None:
    if rows[begin].form.lower() in ("the", "a", "an") and end - begin > 1:
        begin += 1
    telling = any(
        row.upos in ("NUM", "PROPN") or row.form.lower() in _TIME_WORDS or row.form.isdigit() for row in rows[begin:end]
    )
    return (begin, end, "DATE") if telling and end - begin <= 6 else None


def _mark(tags: list[int], begin: int, end: int, label: str) -> None:
    if any(tags[begin:end]):
        return
    tags[begin] = ENTITY_TAGS.index(f"B-{label}")
    tags[begin + 1 : end] = [ENTITY_TAGS.index(f"I-{label}")] * (end - begin - 1)


def _index(classes: list[str], name: str) -> int:
    return classes.index(name) if name in classes else IGNORED
