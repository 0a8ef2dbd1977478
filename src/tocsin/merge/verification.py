"""How far an event is established, by the conventions of the merge set's README."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.merge.accounts import Told, of_state, same_side
from tocsin.model import Factuality, Party, Verification

DENIES = "denies"


def verify(accounts: Sequence[Told]) -> Verification:
    """The state of an event, from all its accounts.

    Corroborated: asserted by at least two independent producers. Single-source: by one. Disputed: a party denies it
    while a third party supports it. Denied: asserted by one party only and denied by the other. Not confirmed: planned,
    threatened or possible only.
    """
    asserted = [a for a in accounts if a.report.factuality is Factuality.ASSERTED]
    denied = [a for a in accounts if _denies(a)]
    deniers = [a for a in denied if not a.own_voice]
    doubted = [a for a in asserted if any(d.stance == DENIES for d in a.report.doubts)]
    if not asserted:
        return Verification.DENIED if denied else Verification.NOT_CONFIRMED
    if deniers or doubted:
        supported = any(_third_party(a, accounts) for a in asserted)
        return Verification.DISPUTED if supported else Verification.DENIED
    producers = {a.origin.producer for a in asserted}
    return Verification.CORROBORATED if len(producers) > 1 else Verification.SINGLE_SOURCE


def _denies(one: Told) -> bool:
    """Whether an account says that it did not happen ('denied that there had been any shooting' among them)."""
    factuality = one.report.factuality
    return factuality is Factuality.DENIED or (
        factuality is Factuality.UNREAL and any(a.stance == DENIES for a in one.chain)
    )


def _third_party(one: Told, accounts: Sequence[Told]) -> bool:
    """Whether an account is the outlet's own, or of a speaker who takes no part in the event.

    The state on whose land it happened is a party to it.
    """
    speaker = one.speaker
    if one.own_voice:
        return True
    if speaker is None:
        return False
    struck = {p.place.country for a in accounts for p in a.report.places}
    if of_state(speaker) and speaker.identity.country in struck:
        return False
    return not any(same_side(speaker, party) for party in _parties(accounts))


def _parties(accounts: Sequence[Told]) -> list[Party]:
    return [p for a in accounts for p in (*a.report.actors, *a.report.recipients)]
