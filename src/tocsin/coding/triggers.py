"""Find the words that tell an event: codebook phrases whose conditions hold.

A trigger is a verb ('bombed'), an eventive noun ('airstrikes'), a noun with its light verb ('carried out an attack'),
a predicate adjective ('willing to'), or half of a compound ('Rwanda-backed').
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tocsin.coding.conditions import Conditions
from tocsin.coding.syntax import is_passive, is_verb, kids, own_subjects, preposition
from tocsin.model.annotated import AnnotatedText, Token
from tocsin.model.codebook import Codebook, Pattern, Phrase
from tocsin.model.span import Span

NAMES = frozenset({"ORG", "FAC", "PERSON", "DATE"})
FORCE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"})
"""What one sets out to do in 'went there to attack'; other purposes ('to discuss', 'to help') tell no act."""
BESIDE = frozenset(
    {"after", "before", "since", "following", "until", "amid", "despite", "because", "over", "due", "given", "about"}
)
"""Prepositions that set one event beside another: 'came after the abduction' does not tell the abduction."""
AUXILIARY = frozenset({"aux", "aux:pass", "cop", "case", "mark", "cc", "compound:prt", "fixed"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell an event: the head token, all tokens of the phrase, the pattern that fired.

    `verb` is the token whose subject and obliques count: the head itself, or the light verb above an eventive noun;
    -1 when the noun stands without one.
    """

    token: int
    tokens: tuple[int, ...]
    pattern: Pattern
    word_class: str
    verb: int

    def span(self, text: AnnotatedText) -> Span:
        """The words from the first to the last token of the phrase."""
        return text.span_of(min(self.tokens), max(self.tokens) + 1)


class TriggerFinder:
    """Finds the triggers of one article."""

    def __init__(self, text: AnnotatedText, codebook: Codebook, conditions: Conditions) -> None:
        self._text, self._codebook, self._conditions = text, codebook, conditions
        self._light = codebook.classes["light"]

    def find(self) -> list[Trigger]:
        """All triggers in text order; of two that share a token the verb's phrase wins."""
        found: dict[int, Trigger] = {}
        for token in self._text.tokens:
            trigger = self._at(token.index)
            if trigger:
                found[trigger.token] = trigger
        return self._without_shared(found)

    def _at(self, index: int) -> Trigger | None:
        token = self._text.tokens[index]
        if token.upos in ("PUNCT", "ADP", "DET", "PRON", "CCONJ", "SCONJ", "PART"):
            return None
        if token.upos == "AUX" and token.xpos == "MD":
            return self._modal(index)
        if is_verb(self._text, index) and token.deprel not in AUXILIARY:
            found = self._verb(index)
            if found:
                return found
        if token.upos in ("NOUN", "PROPN") or token.xpos == "VBG":
            found = self._noun(index)
            if found:
                return found
        if token.upos in ("ADJ", "VERB", "ADV"):
            return self._adjective(index) or self._participle(index)
        return None

    def _candidates(self, word_class: str, index: int) -> Iterator[tuple[Pattern, Phrase, tuple[int, ...]]]:
        token = self._text.tokens[index]
        for pattern, phrase in self._codebook.index.get((word_class, _base(token)), ()):
            tokens = _match(self._text, index, phrase, word_class)
            if tokens:
                yield pattern, phrase, tokens

    def _verb(self, index: int) -> Trigger | None:
        token = self._text.tokens[index]
        for pattern, _phrase, tokens in self._candidates("verb", index):
            if token.deprel in ("amod", "compound") and not _may_modify(self._text, index, pattern):
                continue
            if token.deprel == "advcl" and token.xpos == "VB" and pattern.type not in FORCE:
                continue
            if self._conditions.verb(pattern, index, tokens):
                return Trigger(index, tokens, pattern, "verb", index)
        return None

    def _noun(self, index: int) -> Trigger | None:
        text, token = self._text, self._text.tokens[index]
        if self._named(index) or token.deprel == "compound":
            return None
        for pattern, _phrase, tokens in self._candidates("noun", index):
            verb = self._light_verb(index)
            if self._conditions.noun(pattern, index, verb, tokens):
                words = tokens
                if verb >= 0 and text.tokens[index].deprel in ("obj", "obl") and 0 < index - verb <= 7:
                    words = (verb, *tokens)
                return Trigger(index, words, pattern, "noun", verb)
        return None

    def _named(self, index: int) -> bool:
        """Whether the noun is part of a name; 'march' in small letters is no month."""
        label = self._conditions.kinds.label(index)
        return label in NAMES and not (label == "DATE" and self._text.tokens[index].text.islower())

    def _light_verb(self, index: int) -> int:
        """The verb whose subject does what the noun tells: 'carried out an attack', 'talks were held by'."""
        token = self._text.tokens[index]
        head = token.head
        if head == index:
            return -1
        verb = self._text.tokens[head]
        if token.deprel == "conj":
            return self._light_verb(head) if verb.upos == "NOUN" else -1
        if token.deprel == "obl" and preposition(self._text, index) in BESIDE:
            return -1
        if token.deprel in ("obj", "nsubj:pass", "nsubj", "obl") and verb.upos == "VERB" and verb.lemma in self._light:
            return head
        return -1

    def _adjective(self, index: int) -> Trigger | None:
        text, token = self._text, self._text.tokens[index]
        if not (
            kids(text, index, "cop") or own_subjects(text, index) or token.deprel in ("acl", "xcomp", "root", "conj")
        ):
            return None
        for word in (token.lemma, token.text.lower()):
            for pattern, phrase in self._codebook.index.get(("adjective", word), ()):
                tokens = _match(text, index, phrase, "adjective")
                if tokens and self._conditions.verb(pattern, index, tokens):
                    return Trigger(index, tokens, pattern, "adjective", index)
        return None

    def _participle(self, index: int) -> Trigger | None:
        """'Rwanda-backed', as one token or as three."""
        text, token = self._text, self._text.tokens[index]
        word = token.text.lower().rsplit("-", 1)[-1]
        joined = "-" in token.text or (index >= 2 and text.tokens[index - 1].text in ("-", "‑"))
        if not joined:
            return None
        for pattern, _phrase in self._codebook.index.get(("compound_participle", word), ()):
            first = index if "-" in token.text else index - 2
            return Trigger(index, tuple(range(first, index + 1)), pattern, "compound_participle", -1)
        return None

    def _modal(self, index: int) -> Trigger | None:
        """'Libya must hand over the suspects', said by somebody: a demand."""
        token = self._text.tokens[index]
        if token.deprel != "aux" or self._text.tokens[token.head].deprel in ("acl:relcl", "advcl"):
            return None
        for pattern, _phrase, tokens in self._candidates("modal", index):
            if self._conditions.verb(pattern, token.head, tokens):
                return Trigger(index, tokens, pattern, "modal", token.head)
        return None

    def _without_shared(self, found: dict[int, Trigger]) -> list[Trigger]:
        """A verb's phrase takes its words; a noun below a verb that tells the same type is the verb's."""
        taken = {i for t in found.values() if t.word_class == "verb" for i in t.tokens if i != t.token}
        for index, trigger in list(found.items()):
            above = self._verb_above(index, trigger, found)
            if above is None or index in taken:
                continue
            if above.pattern.type == trigger.pattern.type:
                taken.add(index)
                if 0 < index - above.token <= 7:
                    found[above.token] = replace(above, tokens=(*above.tokens, index))
            else:
                found[index] = replace(trigger, tokens=tuple(i for i in trigger.tokens if i != trigger.verb))
        taken |= {i for i, t in found.items() if self._undone(i, t, found)}
        return [t for i, t in sorted(found.items()) if i not in taken]

    def _verb_above(self, index: int, trigger: Trigger, found: dict[int, Trigger]) -> Trigger | None:
        """The verb trigger of which an eventive noun is the object."""
        if trigger.word_class != "noun":
            return None
        token = self._text.tokens[index]
        verb = trigger.verb if trigger.verb >= 0 else token.head if token.deprel in ("obj", "nsubj:pass") else -1
        above = found.get(verb)
        return above if above is not None and above.word_class == "verb" else None

    def _undone(self, index: int, trigger: Trigger, found: dict[int, Trigger]) -> bool:
        """The ban that is lifted, 'the curfew imposed in May' that is eased: no act of its own."""
        if trigger.pattern.type not in ("COERCE", "SANCTION"):
            return False
        token = self._text.tokens[index]
        noun = index if trigger.word_class == "noun" else token.head if token.deprel == "acl" else -1
        if noun < 0:
            return False
        above = self._text.tokens[noun]
        verb = found.get(above.head)
        ended = (
            verb is not None
            and verb.pattern.type in ("CONCEDE", "RETREAT")
            and above.deprel in ("obj", "nsubj:pass", "nmod")
        )
        return ended and above.head != noun


def _base(token: Token) -> str:
    """The lemma; a title's 'Talks' and 'Strikes', which count as proper nouns, give 'talk' and 'strike'."""
    if token.upos != "PROPN":
        return token.lemma
    small = token.text.lower()
    return small[:-1] if token.xpos == "NNPS" and small.endswith("s") and not small.endswith("ss") else small


def _may_modify(text: AnnotatedText, index: int, pattern: Pattern) -> bool:
    """A participle before a noun tells an event only for captivity: 'its jailed members', 'detained activists'."""
    return pattern.mode == "arrest" and is_passive(text, index)


def _match(text: AnnotatedText, index: int, phrase: Phrase, word_class: str) -> tuple[int, ...]:
    if len(phrase) == 1:
        return (index,)
    if word_class == "noun":
        return _match_noun(text, index, phrase)
    return _match_verb(text, index, phrase)


def _match_noun(text: AnnotatedText, index: int, phrase: Phrase) -> tuple[int, ...]:
    at = phrase.index("of") - 1 if "of" in phrase[1:] else len(phrase) - 1
    first = index - at
    if first < 0 or first + len(phrase) > len(text.tokens):
        return ()
    for offset, word in enumerate(phrase):
        token = text.tokens[first + offset]
        if word not in (token.lemma, token.text.lower()):
            return ()
    return tuple(range(first, first + len(phrase)))


def _match_verb(text: AnnotatedText, index: int, phrase: Phrase) -> tuple[int, ...]:
    """The other words hang on the verb, in order, not far behind it."""
    last_of_sentence = text.sentences[text.tokens[index].sentence].last
    found = [index]
    at = index + 1
    for word in phrase[1:]:
        for i in range(at, min(index + 8, last_of_sentence)):
            token = text.tokens[i]
            if word in (token.lemma, token.text.lower()) and _hangs_on(text, i, index):
                found.append(i)
                at = i + 1
                break
        else:
            return ()
    return tuple(found)


def _hangs_on(text: AnnotatedText, index: int, head: int) -> bool:
    for _ in range(3):
        above = text.tokens[index].head
        if above == head:
            return True
        if above == index or text.tokens[above].upos == "VERB":
            return False
        index = above
    return False
