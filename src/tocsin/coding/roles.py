"""From a trigger to the nouns that fill its slots: who acts, who is acted on."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tocsin.coding.kinds import Kinds
from tocsin.coding.retelling import told_by
from tocsin.coding.syntax import (
    complements,
    conjuncts,
    is_passive,
    kids,
    objects,
    obliques,
    passive_agents,
    preposition,
    subjects,
)
from tocsin.coding.triggers import Trigger
from tocsin.model.annotated import AnnotatedText

OWNING = frozenset({"nmod:poss", "compound", "amod", "nmod:desc"})
PREPOSITIONS = frozenset(
    """
    by on upon against at with to from for in into of over between among toward towards near off along outside across
    about after targeting inside
    """.split()
)


Skip = Callable[[int, str], bool]


class Roles:
    """Fills slots for the triggers of one article."""

    def __init__(self, text: AnnotatedText, kinds: Kinds, speaker_of: Callable[[int], int | None]) -> None:
        self._text, self._kinds, self._speaker_of = text, kinds, speaker_of
        self._slots: Mapping[str, Callable[[Trigger], list[int]]] = {
            "subject": self._subject,
            "object": self._object,
            "possessive": self._possessive,
            "modifier": self._modifier,
            "speaker": self._speaker,
            "indirect_object": lambda t: kids(self._text, self._base(t), "iobj"),
            "of-object": self._of_object,
            "complement_subject": self._complement_subject,
            "complement_object": self._complement_object,
            "complement_oblique": self._complement_oblique,
            "oblique": lambda t: [n for _, n in obliques(self._text, self._base(t))],
            "compound": self._compound,
            "head": lambda t: [self._text.tokens[t.token].head],
            "parties-of-head": self._parties_of_head,
            "targeting": self._targeting,
        }

    def actors(self, trigger: Trigger, skip: Skip | None = None) -> list[tuple[int, str]]:
        """(head token, slot) of those who act, conjuncts expanded; the first slot that gives anybody wins.

        `skip` says of a token in a slot that it is no party.
        """
        slots = trigger.pattern.actor
        if trigger.word_class == "noun":
            slots = tuple(sorted(slots, key=lambda s: s not in ("possessive", "by", "between")))
        return self._first(trigger, slots, self._may_act, skip)

    def recipients(self, trigger: Trigger, skip: Skip | None = None) -> list[tuple[int, str]]:
        """(head token, slot) of those acted on, conjuncts expanded; the first slot that gives anybody wins."""
        return self._first(trigger, trigger.pattern.recipient, self._may_receive, skip)

    def hinted(self, trigger: Trigger, acting: bool, skip: Skip | None = None) -> list[tuple[int, str]]:
        """(head token, slot) of the nouns that the engine's role head is sure of, for a side that no slot fills."""
        side, fits = (0, self._may_act) if acting else (1, self._may_receive)
        found: dict[int, float] = {}
        for token in trigger.tokens:
            hint = self._text.hints.get(token)
            for index, scores in (hint.roles if hint else {}).items():
                if scores[side] >= SURE and scores[side] > scores[1 - side]:
                    found[index] = max(found.get(index, 0.0), scores[side])
        tellers = self._tellers(trigger) if acting else []
        kept = [i for i in sorted(found) if i not in (*trigger.tokens, *tellers) and fits(i, HINTED, trigger)]
        return [(i, HINTED) for i in kept if skip is None or not skip(i, HINTED)]

    def _tellers(self, trigger: Trigger) -> list[int]:
        """Those who only speak of the act: 'the council condemned the raid'."""
        verb = told_by(self._text, trigger.token) if trigger.word_class == "noun" else None
        return [] if verb is None else [c for s in subjects(self._text, verb) for c in conjuncts(self._text, s)]

    def fill(self, trigger: Trigger, slot: str) -> list[int]:
        """Head tokens in one slot: a named slot or a preposition."""
        if slot in self._slots:
            return self._slots[slot](trigger)
        return self._with_preposition(trigger, slot)

    def _first(
        self,
        trigger: Trigger,
        slots: tuple[str, ...],
        fits: Callable[[int, str, Trigger], bool],
        skip: Skip | None,
    ) -> list[tuple[int, str]]:
        for slot in slots:
            found = [i for head in self.fill(trigger, slot) for i in conjuncts(self._text, head)]
            kept = [(i, slot) for i in dict.fromkeys(found) if i not in trigger.tokens and fits(i, slot, trigger)]
            if not kept and fits == self._may_receive:
                kept = [(k, slot) for i in dict.fromkeys(found) for k in self._owners(i, trigger)]
            kept = [(i, s) for i, s in kept if skip is None or not skip(i, s)]
            if kept:
                return kept
        return []

    def _may_act(self, index: int, slot: str, trigger: Trigger) -> bool:
        token = self._text.tokens[index]
        if self._kinds.label(index) in ("DATE", "FAC"):
            return False
        if slot == "compound":
            return True
        if slot == "subject" and token.upos == "NOUN" and self._kinds.label(index) == "":
            return (
                self._kinds.is_a(index, "actor")
                or self._kinds.is_a(index, "armed")
                or (trigger.pattern.type == "ASSAULT" and not token.lemma.endswith(ABSTRACT))
            )
        if slot in ("subject", "speaker", "compound"):
            return token.upos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X") and token.lemma not in EMPTY
        return self._kinds.is_a(index, "actor") or self._kinds.is_a(index, "armed")

    def _may_receive(self, index: int, slot: str, trigger: Trigger) -> bool:
        token = self._text.tokens[index]
        if token.lemma in EMPTY or self._kinds.label(index) == "DATE":
            return False
        if slot == "object" and trigger.pattern.type in ("ASSAULT", "COERCE", "RETREAT"):
            return token.upos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") and not self._kinds.is_a(index, "ordnance")
        if not self._kinds.is_a(index, "actor") or not self._kinds.names_actor(index):
            return False
        if "mutual" in trigger.pattern.flags and slot.startswith("complement") and not self._kinds.is_named(index):
            # 'agreed to exchange 40 prisoners': they do not agree
            return False
        return not (trigger.pattern.type in OWN_MOVES and self._is_own(index))

    def _owners(self, index: int, trigger: Trigger) -> list[int]:
        """'a blockade of Serbian goods': whose goods."""
        near = kids(self._text, index, "amod", "nmod:poss", "compound")
        return [k for k in near if k not in trigger.tokens and self._kinds.label(k) in ("NORP", "PLACE", "ORG")]

    def _is_own(self, index: int) -> bool:
        """'its troops', 'their forces': nobody else is acted on."""
        return any(self._text.tokens[k].upos == "PRON" for k in kids(self._text, index, "nmod:poss"))

    def _base(self, trigger: Trigger) -> int:
        return trigger.verb if trigger.verb >= 0 else trigger.token

    def _subject(self, trigger: Trigger) -> list[int]:
        verb = trigger.verb
        if verb < 0:
            return []
        if trigger.word_class == "noun":
            token = self._text.tokens[trigger.token]
            if token.deprel in ("nsubj", "nsubj:pass"):
                return passive_agents(self._text, verb)
        if is_passive(self._text, verb):
            return passive_agents(self._text, verb) if trigger.word_class != "adjective" else subjects(self._text, verb)
        return [s for s in subjects(self._text, verb) if s != trigger.token]

    def _object(self, trigger: Trigger) -> list[int]:
        return objects(self._text, trigger.token) if trigger.word_class != "noun" else []

    def _possessive(self, trigger: Trigger) -> list[int]:
        return kids(self._text, trigger.token, "nmod:poss")

    def _modifier(self, trigger: Trigger) -> list[int]:
        """'Pakistani airstrikes', 'Israel strikes'; not for verbs."""
        if trigger.word_class == "verb":
            return []
        found = []
        for kid in kids(self._text, trigger.token, "amod", "compound", "nmod:desc"):
            if (kid < trigger.token and self._kinds.label(kid) in ("NORP", "PLACE", "ORG", "PERSON")) or (
                kid < trigger.token
                and self._kinds.is_a(kid, "armed")
                and self._text.tokens[kid].upos in ("NOUN", "PROPN")
            ):
                found.append(kid)
        return found

    def _with_preposition(self, trigger: Trigger, slot: str) -> list[int]:
        found = [n for prep, n in obliques(self._text, trigger.token) if prep == slot]
        if not found and trigger.verb >= 0 and trigger.verb != trigger.token:
            found = [n for prep, n in obliques(self._text, trigger.verb) if prep == slot and n != trigger.token]
        if not found and trigger.word_class == "verb":
            for thing in objects(self._text, trigger.token):
                found += [n for prep, n in obliques(self._text, thing) if prep == slot]
        return found

    def _speaker(self, trigger: Trigger) -> list[int]:
        found = self._speaker_of(trigger.token)
        return [found] if found is not None else []

    def _targeting(self, trigger: Trigger) -> list[int]:
        """'airstrikes targeting a commander'."""
        heads = {trigger.token, self._base(trigger)}
        clauses = [k for head in heads for k in kids(self._text, head, "acl", "advcl")]
        return [o for k in clauses if self._text.tokens[k].lemma in AIMING for o in objects(self._text, k)]

    def _of_object(self, trigger: Trigger) -> list[int]:
        """The owner of what is accepted or rejected: 'rejected an Indian proposal', 'calls by Belarus's rulers'."""
        things = objects(self._text, trigger.token) if trigger.word_class == "verb" else [trigger.token]
        found = []
        for thing in things:
            for kid in self._text.children(thing):
                relation = self._text.tokens[kid].deprel
                if (
                    relation == "nmod:poss"
                    or (relation in ("amod", "compound") and self._kinds.label(kid) in ("NORP", "PLACE", "ORG"))
                    or (relation == "nmod" and preposition(self._text, kid) in ("by", "from", "of"))
                ):
                    found.append(kid)
        return [f for f in found if self._kinds.is_a(f, "actor")]

    def _complement_subject(self, trigger: Trigger) -> list[int]:
        return [s for c in complements(self._text, self._base(trigger)) for s in subjects(self._text, c)]

    def _complement_object(self, trigger: Trigger) -> list[int]:
        return [
            o for c in self._complement_heads(trigger) for o in objects(self._text, c) if self._kinds.is_a(o, "actor")
        ]

    def _complement_oblique(self, trigger: Trigger) -> list[int]:
        found = []
        for clause in self._complement_heads(trigger):
            heads = [clause, *objects(self._text, clause)]
            for head in heads:
                found += [
                    n for prep, n in obliques(self._text, head) if prep in PREPOSITIONS and self._kinds.is_a(n, "actor")
                ]
                found += [
                    k
                    for k in kids(self._text, head, "amod", "nmod:poss", "compound")
                    if head != clause and self._kinds.label(k) in ("NORP", "PLACE", "ORG")
                ]
        return found

    def _complement_heads(self, trigger: Trigger) -> list[int]:
        found = []
        for clause in complements(self._text, self._base(trigger)):
            found += conjuncts(self._text, clause)
            found += kids(self._text, clause, "xcomp")
        return found

    def _compound(self, trigger: Trigger) -> list[int]:
        first = trigger.tokens[0]
        return [first]

    def _parties_of_head(self, trigger: Trigger) -> list[int]:
        head = self._text.tokens[trigger.token].head
        found = [n for prep, n in obliques(self._text, head) if prep in ("between", "with", "among")]
        verb = self._text.tokens[head].head
        if not found and verb != head and self._text.tokens[head].deprel in ("obj", "obl"):
            found = subjects(self._text, verb)
        return found or self._of_object(Trigger(head, (head,), trigger.pattern, "noun", -1))


OWN_MOVES = frozenset({"AGREE", "RETREAT", "MOBILIZE", "THREATEN", "CONCEDE"})
ABSTRACT = ("ion", "ment", "ness", "ity", "ance", "ence", "ism", "ship")
HINTED = "the engine's role head"
SURE = 0.5
AIMING = frozenset({"target", "hit", "strike", "kill", "aim"})
EMPTY = frozenset(
    {"there", "this", "that", "which", "what", "something", "nothing", "everything", "one", "way", "time", "day"}
)
