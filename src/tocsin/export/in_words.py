"""An event and its accounts in plain words, for readers of feeds and of notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tocsin.export.events import part
from tocsin.export.evidence import counted
from tocsin.export.exported import Exported, Side
from tocsin.model import Account, Correction, Toll

MOST = 3
"""Parties that are named."""


def event_in_words(one: Exported) -> str:
    """'ASSAULT heavy-weapons: Rebels > market; Oran (DZA); 2025-10-14; 12-15-15 killed; corroborated, ...'."""
    event = one.event
    who, whom = (_few(one.side(name)) for name in ("actor", "recipient"))
    facts = [
        f"{' '.join(filter(None, (event.type, event.mode)))}: {who or '?'}{f' > {whom}' if whom else ''}",
        place_in_words(one),
        days_in_words(one),
        *map(toll_in_words, event.tolls),
        f"{event.verification.value}, {counted(len(event.accounts), 'account')}, "
        f"{counted(len(event.origins), 'independent origin')}",
    ]
    if not event.happened:
        facts.append("no account says that it happened")
    return "; ".join(filter(None, facts))


def account_in_words(account: Account) -> str:
    """'Daily Example, 2025-10-15: "shelled" (asserted; the interior ministry asserts)'."""
    speakers = " > ".join(account.speakers)
    held = f"{account.factuality}; {speakers} {account.stance}" if speakers else account.factuality
    outlet = ", ".join(filter(None, (account.outlet or "outlet not known", (account.published or "")[:10])))
    return f'{outlet}: "{account.words}" ({held})'


def place_in_words(one: Exported) -> str:
    """'Oran (DZA)'; the country alone where no place is given."""
    name, code = part(one.place, "name"), one.country_code
    return f"{name} ({code})" if name and code else str(name or code or "")


def days_in_words(one: Exported) -> str:
    """'2025-10-14', or the first and last day that are possible."""
    when = one.when
    if when is None:
        return "day not known"
    first, last = when.earliest.isoformat(), when.latest.isoformat()
    return first if first == last else f"{first} to {last}"


def toll_in_words(toll: Toll) -> str:
    """'12-15-15 killed': lowest, best, highest; one number where all agree."""
    return f"{_interval((toll.lowest, toll.best, toll.highest))} {toll.kind}"


def value_in_words(value: Any) -> str:
    """A field's value: 'Oran (DZA)', '12-15-15', 'police, navy (CHL)'; 'nothing' where it is held empty."""
    if value is None:
        return "nothing"
    if isinstance(value, Mapping) and "best" in value:
        return _interval([value[end] for end in ("lowest", "best", "highest")])
    name = part(value, "name")
    if name is None:
        return ", ".join(map(value_in_words, value)) if isinstance(value, list | tuple) else str(value)
    code = part(value, "country")
    return f"{name} ({code})" if code else str(name)


def correction_in_words(one: Correction) -> str:
    """'killed: 3, says ada on 2025-10-20: counted again; read: 12-15-15'."""
    who = one.by if one.human else f"{one.by} (machine)"
    said = f"{one.field}: {value_in_words(one.value)}, says {who} on {one.recorded_at:%Y-%m-%d}: {one.why}"
    return f"{said}; read: {read_in_words(one)}"


def read_in_words(one: Correction) -> str:
    """What was read where somebody holds something else, the consensus first: '2025-10-13 | 2025-10-14'."""
    read = [value_in_words(value) for value in one.machine]
    return (" | ".join(read[:MOST]) or "nothing") + (f" +{len(read) - MOST}" if len(read) > MOST else "")


def corrected_by(corrections: Iterable[Correction]) -> Iterator[str]:
    """'killed by ada', and for fields of reports 'status of r0c13d5e... by ada'."""
    for one in corrections:
        yield f"{one.field}{f' of {one.subject}' if one.subject.startswith('r') else ''} by {one.by}"


def _interval(ends: Sequence[int | None]) -> str:
    shown = ["?" if number is None else str(number) for number in ends]
    return shown[0] if len(set(shown)) == 1 else "-".join(shown)


def _few(parties: tuple[Side, ...]) -> str:
    names = [party.name for party in parties]
    return ", ".join(names[:MOST]) + (f" +{len(names) - MOST}" if len(names) > MOST else "")
