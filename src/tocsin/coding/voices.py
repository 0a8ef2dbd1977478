"""In whose words a token stands: the chain of speakers from the outlet inwards, and when it does not count.

Three things are not said by a speaker although they stand in his words: the act of speaking itself ('announced a
truce'), what he does in saying it ('we deplore this'), and what an indirect report takes for granted ('rejected
talks after the strikes': the strikes are the outlet's own).
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.coding.attribution import speakers_of
from tocsin.coding.syntax import kids, preposition
from tocsin.coding.triggers import Trigger
from tocsin.model.annotated import AnnotatedText
from tocsin.model.certainty import Attribution
from tocsin.model.span import Span
from tocsin.model.who import Party

SILENT = frozenset({"believes", "intends"})
SETTING = frozenset(
    {"after", "following", "since", "before", "during", "despite", "amid", "over", "because", "under", "of", "by"}
)
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})


class Voices:
    """The speech attributions of one article."""

    def __init__(self, text: AnnotatedText, attributions: Sequence[Attribution]) -> None:
        self._text = text
        self.attributions = list(attributions)
        speech = frozenset(i for i, a in enumerate(attributions) if a.stance not in SILENT)
        self._chains = [tuple(i for i in chain if i in speech) for chain in speakers_of(attributions, text)]

    def joined_by(self, more: Sequence[Attribution]) -> Voices:
        """The same with further attributions."""
        if not more:
            return self
        return Voices(self._text, [*self.attributions, *more])

    def spoken(self, index: int) -> bool:
        """Whether the token stands inside somebody's words."""
        return bool(self._chains[index])

    def speaker(self, index: int) -> int | None:
        """The head token of the innermost speaker in whose words the token stands."""
        chain = self._chains[index]
        speaker = self.attributions[chain[-1]].speaker if chain else None
        return speaker.head if speaker is not None and speaker.head >= 0 else None

    def of(self, trigger: Trigger, actors: Sequence[Party]) -> tuple[int, ...]:
        """The attributions that an event is told by, outermost first; empty: the article's own voice."""
        chain = self._chains[trigger.token]
        here = [Span(self._text.tokens[i].start, self._text.tokens[i].end) for i in trigger.tokens]
        chain = tuple(i for i in chain if not any(c.overlaps(h) for c in self.attributions[i].cue for h in here))
        if chain and "statement" in trigger.pattern.flags and self._is_own(chain[-1], trigger, actors):
            chain = chain[:-1]
        if chain and self._taken_for_granted(trigger):
            chain = tuple(i for i in chain if self.attributions[i].quoted or self._accused(i))
        return chain

    def accuser(self, index: int) -> Party | None:
        """Who accuses somebody of the act at the token, if anybody."""
        chain = [i for i in self._chains[index] if self._accused(i)]
        return self.attributions[chain[-1]].speaker if chain else None

    def _is_own(self, index: int, trigger: Trigger, actors: Sequence[Party]) -> bool:
        """Whether the speaker himself does the act in saying so."""
        speaker = self.attributions[index].speaker
        if speaker is None or not actors:
            return False
        return all(a.head == speaker.head or a.span == speaker.span for a in actors)

    def _taken_for_granted(self, trigger: Trigger) -> bool:
        if trigger.word_class != "noun" or trigger.verb >= 0:
            return False
        text, index = self._text, trigger.token
        marks = {text.tokens[k].lemma for k in kids(text, index, "det", "nmod:poss")}
        named = any(
            text.tokens[k].upos == "PROPN" or text.tokens[k].xpos == "JJ" for k in kids(text, index, "amod", "compound")
        )
        owned = bool(kids(text, index, "nmod:poss"))
        setting = preposition(text, index) in SETTING
        return setting and (bool(marks & DEFINITE) or named or owned)

    def _accused(self, index: int) -> bool:
        speaker = self.attributions[index].speaker
        return speaker is not None and speaker.how == "accuser"
