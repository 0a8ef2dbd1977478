"""Whether a report says that it happened: modals, conditionals, negation, intention, doubt, questions.

The walk goes from the trigger up to the root of its sentence. Each governor may change what is said of the trigger;
the strongest change wins (unreal over denied over planned over possible over asserted).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tocsin.coding.cues import Cues, Governor
from tocsin.coding.retelling import LINKS
from tocsin.coding.syntax import coordinated_with, is_infinitive, kids, negated
from tocsin.model.annotated import AnnotatedText
from tocsin.model.certainty import Factuality
from tocsin.model.span import Span

STRENGTH = {
    Factuality.ASSERTED: 0,
    Factuality.POSSIBLE: 1,
    Factuality.PLANNED: 2,
    Factuality.DENIED: 3,
    Factuality.UNREAL: 4,
}
LOOKING_INTO = frozenset(
    "inquiry enquiry investigation probe anniversary aftermath victim survivor perpetrator mastermind".split()
)
SPEAKING_OF = LINKS | frozenset(
    "discuss condemn denounce deplore mourn commemorate mark investigate probe avenge protest remember address".split()
)
GOING_ON = frozenset("last continue persist remain drag spread intensify".split())
PRESUPPOSING = frozenset({"after", "since", "following"})
CARRYING = frozenset({"xcomp", "acl", "nmod", "compound", "obj", "obl", "ccomp", "advcl"})
CLAUSAL = frozenset(
    {
        "xcomp",
        "ccomp",
        "csubj",
        "advcl",
        "acl",
        "obl",
        "obj",
        "nmod",
        "nsubj",
        "nsubj:pass",
        "csubj:pass",
        "compound",
        "amod",
        "nmod:poss",
    }
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The factuality of one predicate, with the words that changed it and whether its own clause is negated."""

    factuality: Factuality
    cues: tuple[Span, ...] = ()
    negated: bool = False


class FactualityReader:
    """Judges the predicates of one article."""

    def __init__(self, text: AnnotatedText, cues: Cues) -> None:
        self._text, self._cues = text, cues

    def judge(self, index: int, verb: int = -1) -> Verdict:
        """The factuality of the event told at a token (`verb`: its light verb, -1 if none)."""
        found: list[tuple[Factuality, int]] = []
        light = verb >= 0 and not self._spoken_of(index) and self._phrasal(verb) is None
        base = verb if light else index
        if base != index:
            found += self._own(index, nominal=True)
        found += self._own(base, nominal=self._text.tokens[base].upos in ("NOUN", "PROPN"))
        found += self._above(base)
        found += self._sentence(base)
        worst = max((f for f, _ in found), key=lambda f: STRENGTH[f], default=Factuality.ASSERTED)
        spans = tuple(Span(self._text.tokens[i].start, self._text.tokens[i].end) for f, i in found if f is worst)
        return Verdict(worst, spans, negated(self._text, base) is not None)

    def _own(self, index: int, nominal: bool) -> list[tuple[Factuality, int]]:
        """What stands at the predicate itself: negation, auxiliaries, adverbs, adjectives of a noun."""
        text, found = self._text, []
        no = negated(text, index)
        if no is not None:
            found.append((Factuality.DENIED, no))
        inverted = self._inverted(index)
        if inverted is not None:
            found.append((Factuality.UNREAL, inverted))
        for kid in text.children(index):
            token = text.tokens[kid]
            if token.deprel in ("aux", "aux:pass"):
                modal = self._modal(index, kid)
                if modal:
                    found.append((modal, kid))
            elif token.deprel in ("advmod", "amod", "compound", "discourse", "nmod:poss") and kid != no:
                verdict = self._cues.modifiers.get(token.lemma) or self._cues.modifiers.get(token.text.lower())
                if verdict and (nominal or token.deprel == "advmod"):
                    found.append((verdict, kid))
            elif token.deprel == "mark" and token.lemma in self._cues.conditions:
                found.append((Factuality.UNREAL, kid))
            elif token.deprel == "mark" and token.lemma == "before" and self._is_present(index):
                found.append((Factuality.PLANNED, kid))
        return found

    def _is_present(self, index: int) -> bool:
        """'Before the soldiers are let go', unlike 'before they were let go'."""
        text = self._text
        verbs = [index, *kids(text, index, "aux", "aux:pass", "cop")]
        return any(text.tokens[i].xpos in ("VBZ", "VBP") for i in verbs)

    def _inverted(self, index: int) -> int | None:
        """'Had the armies shared it': an auxiliary before its subject, without a question, sets a case."""
        text = self._text
        subjects = [k for k in text.children(index) if text.tokens[k].deprel in ("nsubj", "nsubj:pass")]
        for kid in kids(text, index, "aux", "aux:pass"):
            if text.tokens[kid].text.lower() in ("had", "were", "should") and subjects and kid < subjects[0]:
                return kid
        return None

    def _modal(self, index: int, aux: int) -> Factuality | None:
        text = self._text
        word = text.tokens[aux].text.lower().replace("’", "'")
        if text.tokens[aux].upos != "AUX" and text.tokens[aux].xpos != "MD":
            return None
        perfect = any(text.tokens[k].lemma == "have" for k in kids(text, index, "aux"))
        if word in ("may", "might", "could", "can", "'d"):
            if perfect and word in ("could", "might") and self._has_condition(index):
                return Factuality.UNREAL
            return (
                Factuality.POSSIBLE if word not in ("can", "could") or not negated(text, index) else Factuality.DENIED
            )
        if word in ("will", "shall", "'ll", "wo", "going"):
            return Factuality.PLANNED
        if word == "would":
            return Factuality.UNREAL if perfect or self._has_condition(index) else Factuality.PLANNED
        if word in ("should", "must", "ought", "need"):
            return Factuality.UNREAL
        return None

    def _has_condition(self, index: int) -> bool:
        return any(
            self._text.tokens[m].lemma in self._cues.conditions
            for k in kids(self._text, index, "advcl")
            for m in kids(self._text, k, "mark")
        )

    def _above(self, index: int) -> list[tuple[Factuality, int]]:
        """What governs the predicate: 'wants to', 'plans to', 'denied that', 'prevented', 'a threat of'."""
        text, found = self._text, []
        for _ in range(12):
            token = text.tokens[index]
            head = token.head
            if head == index:
                break
            above = text.tokens[head]
            if token.deprel == "conj":
                if is_infinitive(text, head) and token.xpos == "VB":
                    found += self._purpose(head)
                found += self._shared_modals(head, index)
                index = coordinated_with(text, index)
                continue
            if token.deprel == "advcl" and not self._completes(index):
                adverbial = self._adverbial(index)
                if adverbial:
                    found.append(adverbial)
                if not is_infinitive(text, index):
                    break
                index = head
                continue
            if (
                token.deprel in ("acl:relcl", "parataxis", "appos")
                or self._looked_into(index)
                or self._presupposed(index)
                or self._spoken_of(index)
            ):
                break
            if token.deprel in CLAUSAL:
                verdict = self._governor(index, head)
                if verdict is not None:
                    found.append((verdict, head))
                if above.upos == "VERB" or token.deprel in ("ccomp", "xcomp", "acl"):
                    if self._transparent(index, head):
                        found += self._own(head, nominal=above.upos in ("NOUN", "PROPN"))
                    elif not self._carries(index, head):
                        break
            index = head
        return found

    def _looked_into(self, index: int) -> bool:
        """'The inquiry into the assassination has brought no arrests': that it happened is not in question."""
        token = self._text.tokens[index]
        return token.deprel == "nmod" and self._text.tokens[token.head].lemma in LOOKING_INTO

    def _spoken_of(self, index: int) -> bool:
        """'Met to discuss the drone attack', 'the blockade would last': it is taken to have happened, or to go on."""
        text, token = self._text, self._text.tokens[index]
        above = text.tokens[token.head].lemma
        spoken_of = token.deprel in ("obj", "obl", "nsubj:pass") and above in SPEAKING_OF
        if not spoken_of and not (token.deprel == "nsubj" and above in GOING_ON):
            return False
        return any(text.tokens[k].lemma in ("the", "this", "that") for k in kids(text, index, "det"))

    def _presupposed(self, index: int) -> bool:
        """'Marched to ask for peace after the firefight of last Monday': what came before is not in question."""
        text, token = self._text, self._text.tokens[index]
        if token.deprel not in ("obl", "nmod") or any(text.tokens[k].xpos == "MD" for k in text.children(token.head)):
            return False
        if not any(text.tokens[k].lemma in PRESUPPOSING for k in kids(text, index, "case")):
            return False
        return not self._dated.isdisjoint(text.subtree(index))

    @cached_property
    def _dated(self) -> frozenset[int]:
        """The tokens of days and times."""
        return frozenset(i for e in self._text.entities if e.label == "DATE" for i in range(e.first, e.last))

    def _completes(self, index: int) -> bool:
        """'capable of launching', 'accused of bombing': a gerund after a preposition completes its governor."""
        marks = {self._text.tokens[k].lemma for k in kids(self._text, index, "mark", "case")}
        if not marks and self._text.tokens[index].xpos == "VBG":
            return index - self._text.tokens[index].head <= 2
        return self._text.tokens[index].xpos == "VBG" and bool(
            marks & {"of", "from", "for", "to", "against", "at", "with"}
        )

    def _shared_modals(self, head: int, conjunct: int) -> list[tuple[Factuality, int]]:
        """'will go and attack': a bare second verb takes the modal of the first."""
        text = self._text
        if (
            kids(text, conjunct, "aux", "aux:pass", "nsubj", "nsubj:pass")
            or text.tokens[conjunct].xpos != text.tokens[head].xpos
        ):
            return []
        return [
            (m, k)
            for k in kids(text, head, "aux")
            if text.tokens[head].xpos in ("VB", "VBN") and (m := self._modal(head, k))
        ]

    def _governor(self, index: int, head: int) -> Factuality | None:
        text = self._text
        above = text.tokens[head]
        cue = self._phrasal(head) or self._cues.governors.get(above.lemma)
        if cue is None or not cue.fits(text, index, head):
            return None
        if negated(text, head) is not None and cue.when_negated is not None:
            return cue.when_negated
        return cue.verdict

    def _phrasal(self, head: int) -> Governor | None:
        """A governor of two words: 'called off', 'fell through'."""
        text = self._text
        particles = (text.tokens[k].lemma for k in kids(text, head, "compound:prt", "advmod"))
        found = (self._cues.governors.get(f"{text.tokens[head].lemma} {particle}") for particle in particles)
        return next((cue for cue in found if cue is not None), None)

    def _transparent(self, index: int, head: int) -> bool:
        """Whether negation and modals of the governor reach down to the predicate."""
        relation = self._text.tokens[index].deprel
        lemma = self._text.tokens[head].lemma
        if relation in ("obj", "nsubj", "nsubj:pass", "obl", "nmod"):
            return lemma in self._cues.occurring
        return relation == "xcomp" and lemma in self._cues.carriers

    def _carries(self, index: int, head: int) -> bool:
        """Whether to go on upward: through infinitives and nouns, not out of a finite clause."""
        return self._text.tokens[index].deprel in CARRYING

    def _adverbial(self, index: int) -> tuple[Factuality, int] | None:
        """'to' of purpose, 'if', 'unless', 'in order to', 'without'."""
        text = self._text
        for kid in kids(text, index, "mark"):
            lemma = text.tokens[kid].lemma
            if lemma in self._cues.conditions:
                return Factuality.UNREAL, kid
            if (lemma == "to" and text.tokens[index].xpos == "VB") or text.tokens[kid].text.lower() == "so":
                return Factuality.PLANNED, kid
        return None

    def _purpose(self, index: int) -> list[tuple[Factuality, int]]:
        verdict = self._adverbial(index) if self._text.tokens[index].deprel == "advcl" else None
        return [verdict] if verdict else []

    def _sentence(self, index: int) -> list[tuple[Factuality, int]]:
        """A question tells no fact."""
        text = self._text
        sentence = text.sentences[text.tokens[index].sentence]
        tokens = text.sentence_tokens(sentence)
        tail = [t for t in tokens[-3:] if t.upos == "PUNCT"]
        if not any(t.text.startswith("?") for t in tail):
            return []
        mark = next(t for t in tail if t.text.startswith("?"))
        return [(Factuality.UNREAL, mark.index)]
