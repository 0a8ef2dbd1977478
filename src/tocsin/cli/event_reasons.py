"""What is held of an event, in lines: people's words on its fields, and why its reports are held to tell one event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tocsin.cli.stored import SHORT
from tocsin.export.in_words import correction_in_words, value_in_words
from tocsin.model import Judgement, Verdict

if TYPE_CHECKING:
    from tocsin.cli.dossier import Dossier
    from tocsin.store import StoredJudgement

MOST = 5
"""Machine judgements that are told without --why."""
STRONGEST = 3
REASON = re.compile(r"(?P<name>.+?) \((?P<adds>[+-]\d+\.\d)\)")


def held(found: Dossier) -> Iterator[str]:
    """People's words on fields, the oldest first, with what was read; what a later word stands above is said, too."""
    in_force = {one.judgement: one for one in found.corrected.corrections}
    for stored in found.judgements:
        said = stored.judgement
        if isinstance(said, Judgement):
            continue
        of = f"[{found.numbers[said.subject]}] " if said.subject in found.numbers else ""
        if stored.id in in_force:
            yield f"{stored.id[:SHORT]}  {of}{correction_in_words(in_force[stored.id])}"
        else:
            yield f"{stored.id[:SHORT]}  {of}{said.field}: {value_in_words(said.value)}, says {said.by}; not in force"


def reasons(found: Dossier, everything: bool) -> Iterator[str]:
    """Judgements on pairs of its reports: all with all features; or people's and the machine's first ones in short."""
    pairs = [stored for stored in found.judgements if isinstance(stored.judgement, Judgement)]
    if everything:
        for stored in pairs:
            yield from _in_full(stored, found.numbers)
        return
    people = [stored for stored in pairs if stored.judgement.human]
    machine = [stored for stored in pairs if not stored.judgement.human]
    yield from (_in_short(stored, found.numbers) for stored in (*people, *machine[:MOST]))
    if len(machine) > MOST:
        yield f"and {len(machine) - MOST:,} more; --why shows all"


def _in_full(stored: StoredJudgement, numbers: dict[str, int]) -> Iterator[str]:
    said = stored.judgement
    if not isinstance(said, Judgement):
        return
    who = said.by + ("" if said.human or said.by == "machine" else " (machine)")
    score = "" if said.score is None else f" ({said.score:+.2f})"
    yield f"{stored.id[:9]}  {_pair(said, numbers)} {said.verdict.value}, says {who}{score}: {said.why}"
    features = [f"{name} {value:.2f}" for name, value in sorted(said.features.items()) if value]
    if features:
        yield f"features: {', '.join(features)}"


def _in_short(stored: StoredJudgement, numbers: dict[str, int]) -> str:
    said = stored.judgement
    if not isinstance(said, Judgement):
        raise TypeError(f"judgement {stored.id} is on a field, not on a pair of reports")
    pair = _pair(said, numbers)
    if said.human:
        return f"{stored.id[:SHORT]}  {pair} {said.verdict.value}, says {said.by}: {said.why}"
    verdict = "" if said.verdict is Verdict.SAME else f" {said.verdict.value}"
    return f"{pair}{verdict}: {strongest(said.why)}"


def strongest(why: str) -> str:
    """The strongest reasons of the machine's, in words; what speaks against it last."""
    before, _, listed = why.rpartition(": ")
    found = [REASON.fullmatch(each) for each in listed.split(", ")]
    known = [(each["name"], float(each["adds"])) for each in found if each is not None][:STRONGEST]
    if not known:
        return why
    told = ", ".join(name for name, adds in known if adds >= 0)
    against = ", ".join(name for name, adds in known if adds < 0)
    return "; ".join(filter(None, (before, told, against and f"in spite of {against}")))


def _pair(said: Judgement, numbers: dict[str, int]) -> str:
    return " and ".join(f"[{numbers[r]}]" if r in numbers else r[:SHORT] for r in (said.left, said.right))
