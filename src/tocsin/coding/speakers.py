"""Who the speakers of attributions are: pronouns and short names to the people they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.coding.cast import Cast
from tocsin.model.certainty import Attribution


def resolve_speakers(attributions: Sequence[Attribution], cast: Cast) -> list[Attribution]:
    """The same attributions, each speaker with its fullest words and identity."""
    return [_resolved(a, cast) for a in attributions]


def _resolved(attribution: Attribution, cast: Cast) -> Attribution:
    speaker = attribution.speaker
    if speaker is None or speaker.head < 0:
        return attribution
    party = cast.party(speaker.head, speaker.how or "speaker")
    party = replace(party, identity=cast.local(party.identity, speaker.head))
    return replace(attribution, speaker=party)
