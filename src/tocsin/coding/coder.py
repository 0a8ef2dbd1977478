"""The coder: annotated text in, a reading out. The order of its steps is the order of this page."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tocsin.coding.accusations import accusations
from tocsin.coding.announcing import announced
from tocsin.coding.attribution import find_attributions, speakers_of
from tocsin.coding.cast import Cast
from tocsin.coding.conditions import Conditions
from tocsin.coding.cues import factuality_cues
from tocsin.coding.dates import find_times
from tocsin.coding.denials import mark_denied
from tocsin.coding.drafting import Drafter
from tocsin.coding.drafts import Draft
from tocsin.coding.factuality import FactualityReader
from tocsin.coding.ground import Ground
from tocsin.coding.joining import Joiner
from tocsin.coding.kinds import Kinds
from tocsin.coding.learned import combine
from tocsin.coding.offstage import in_caption, on_stage
from tocsin.coding.places import find_places
from tocsin.coding.predicates import find_predicates
from tocsin.coding.reporting import make_reports
from tocsin.coding.roles import Roles
from tocsin.coding.scene import Scene
from tocsin.coding.speakers import resolve_speakers
from tocsin.coding.triggers import TriggerFinder
from tocsin.coding.voices import Voices
from tocsin.knowledge.actors import ActorBook
from tocsin.knowledge.gazetteer import Gazetteer
from tocsin.model.annotated import AnnotatedText
from tocsin.model.certainty import Attribution
from tocsin.model.codebook import Codebook
from tocsin.model.report import Coder as Stamp
from tocsin.model.report import Reading
from tocsin.model.when import TimeExpression
from tocsin.model.where import Toponym


@dataclass(frozen=True, slots=True)
class Layers:
    """All that one article was read as, before reports are written."""

    toponyms: tuple[Toponym, ...]
    times: tuple[TimeExpression, ...]
    attributions: list[Attribution]
    cast: Cast
    drafts: list[Draft]


@dataclass(frozen=True)
class Coder:
    """Codes articles with one codebook, one actor book and one gazetteer. Holds no state between articles."""

    codebook: Codebook
    actors: ActorBook
    gazetteer: Gazetteer
    version: str = ""
    model_sha256: str = ""

    @cached_property
    def stamp(self) -> Stamp:
        """Version and hashes that every report carries."""
        knowledge = hashlib.sha256(f"{self.actors.digest} {self.gazetteer.digest}".encode()).hexdigest()
        return Stamp(self.version, self.model_sha256[:16], self.codebook.sha256[:16], knowledge[:16])

    def code(self, text: AnnotatedText) -> Reading:
        """All reports of one article, with the layers that they rest on."""
        layers = self._read(text)
        return Reading(
            article=text.article,
            reports=make_reports(text, layers.drafts, layers.cast, self.codebook, self.stamp),
            attributions=tuple(layers.attributions),
            toponyms=layers.toponyms,
            times=layers.times,
            predicates=find_predicates(text, layers.drafts),
        )

    def drafts(self, text: AnnotatedText) -> list[Draft]:
        """The drafts that reports are made from, mentions of one event joined; for measuring and calibrating."""
        return self._read(text).drafts

    def _read(self, text: AnnotatedText) -> Layers:
        toponyms = find_places(text, self.gazetteer)
        times = find_times(text)
        heard = find_attributions(text)
        chains = speakers_of(heard, text)
        ground = Ground(text, toponyms)
        cast = Cast(text, self.actors, _day(text), ground.countries, _speaker_heads(heard, chains))
        kinds = Kinds(text, self.codebook.classes, cast.identify, cast.names_actor)
        attributions, drafts = self._drafts(text, cast, kinds, resolve_speakers(heard, cast), ground)
        scene = Scene(text, toponyms, times, attributions, cast)
        scene.set_all(drafts)
        drafts = [d for d in drafts if d.stands]
        scene.share_statement_dates(drafts)
        mark_denied(text, drafts, cast, attributions)
        drafts = [d for d in Joiner(text).join(drafts) if d.tells_anything() and on_stage(text, d)]
        drafts = [d for d in drafts if not all(in_caption(text, m) for m in d.mentions)]
        return Layers(toponyms, times, attributions, cast, drafts)

    def _drafts(
        self,
        text: AnnotatedText,
        cast: Cast,
        kinds: Kinds,
        heard: list[Attribution],
        ground: Ground,
    ) -> tuple[list[Attribution], list[Draft]]:
        """The attributions, accusations among them, and the drafts, in text order."""
        voices = Voices(text, heard)
        triggers = TriggerFinder(text, self.codebook, Conditions(text, kinds, voices.spoken)).find()
        triggers = combine(text, triggers)
        roles = Roles(text, kinds, voices.speaker)
        voices = voices.joined_by(accusations(text, triggers, heard, roles, cast))
        reader = FactualityReader(text, factuality_cues())
        drafter = Drafter(text, cast, kinds, roles, reader, voices, ground, triggers)
        drafts = [d for t in triggers if (d := drafter.draft(t))]
        drafts += announced(text, drafts, self.codebook, cast)
        return voices.attributions, sorted(drafts, key=lambda d: (d.token, d.type))


def _speaker_heads(attributions: Sequence[Attribution], chains: Sequence[tuple[int, ...]]) -> Mapping[int, int]:
    found: dict[int, int] = {}
    for index, chain in enumerate(chains):
        speakers = [attributions[i].speaker for i in chain if attributions[i].quoted]
        if speakers and (speaker := speakers[-1]) is not None and speaker.head >= 0:
            found[index] = speaker.head
    return found


def _day(text: AnnotatedText) -> date | None:
    published = text.article.published
    return published.day if published else None
