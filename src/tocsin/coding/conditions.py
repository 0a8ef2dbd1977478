"""Whether a pattern's conditions hold where its words stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from functools import cached_property

from tocsin.coding.kinds import Kinds
from tocsin.coding.syntax import (
    complements,
    is_infinitive,
    is_passive,
    kids,
    negated,
    objects,
    obliques,
    passive_agents,
    subjects,
)
from tocsin.model.annotated import AnnotatedText
from tocsin.model.codebook import Pattern

NEAR = 16
COUNTED_AFTER = 8


class Conditions:
    """Checks patterns at tokens of one article. `spoken` says whether a token stands inside somebody's words."""

    def __init__(self, text: AnnotatedText, kinds: Kinds, spoken: Callable[[int], bool]) -> None:
        self._text, self.kinds, self._spoken = text, kinds, spoken

    def verb(self, pattern: Pattern, index: int, tokens: tuple[int, ...]) -> bool:
        """Conditions of a verb or predicate adjective."""
        text, wants = self._text, pattern.conditions
        passive = is_passive(text, index)
        if "passive" in pattern.flags and not passive:
            return False
        if "content_type" in wants or "negated_future" in pattern.flags:
            return False
        if "named_subject" in pattern.flags and not (passive_agents if passive else subjects)(text, index):
            return False
        if "bar_negated" in pattern.flags and negated(text, index) is not None:
            return False
        return (
            self._objects(wants, index)
            and self._subjects(wants, index, passive)
            and self._around(wants, index, tokens)
            and self._obliques(wants, index)
            and self._complements(wants, index)
            and ("attributed" not in pattern.flags or self._spoken(index))
        )

    def noun(self, pattern: Pattern, index: int, verb: int, tokens: tuple[int, ...]) -> bool:
        """Conditions of an eventive noun, with its light verb (-1 if none)."""
        text, wants = self._text, pattern.conditions
        modifiers = {
            word
            for i in (*kids(text, index, "compound", "amod", "nmod"), *tokens)
            if i != index or len(tokens) > 1
            for word in (text.tokens[i].lemma, text.tokens[i].text.lower())
        }
        if wants.get("bar_modifier", frozenset()) & (modifiers - set(_words(text, tokens, index))):
            return False
        if "needs_modifier" in wants and not wants["needs_modifier"] & modifiers:
            return False
        if "object" in wants and not self._of(wants["object"], index):
            return False
        if "counted" in pattern.flags and not self._counted(index):
            return False
        return self._around(wants, index, tokens) and self._gate(wants, index, verb)

    def _counted(self, index: int) -> bool:
        """Whether a number stands before the noun, or in the few words after it."""
        text = self._text
        last = min(index + COUNTED_AFTER, text.sentences[text.tokens[index].sentence].last)
        after = (text.tokens[i] for i in range(index + 1, last))
        return bool(kids(text, index, "nummod")) or any(token.upos == "NUM" for token in after)

    def _of(self, wanted: frozenset[str], index: int) -> bool:
        found = [noun for prep, noun in obliques(self._text, index) if prep in ("of", "to", "in", "on")]
        found += kids(self._text, index, "compound", "nmod:poss")
        return any(self.kinds.matches(i, wanted) for i in found)

    def _gate(self, wants: Mapping[str, frozenset[str]], index: int, verb: int) -> bool:
        gate = wants.get("gate")
        if not gate:
            return True
        text = self._text
        owned = kids(text, index, "nmod:poss") or any(
            p in ("by", "from", "between", "against", "with") for p, _ in obliques(text, index)
        )
        named = any(self.kinds.label(k) in ("NORP", "PLACE", "ORG") for k in kids(text, index, "compound", "amod"))
        if "light" in gate:
            return verb >= 0 and text.tokens[index].deprel in ("obj", "nsubj:pass", "conj")
        if "verb" in gate:
            return bool(verb >= 0 or owned or named)
        return bool(verb >= 0 or owned or named or kids(text, index, "acl", "nmod"))

    def _objects(self, wants: Mapping[str, frozenset[str]], index: int) -> bool:
        get = wants.get
        needs, bars = get("object"), get("bar_object")
        either = get("object_or_subject") or get("object_or_oblique")
        if not (needs or bars or either):
            return True
        found = objects(self._text, index)
        if bars and any(self.kinds.matches(i, bars) for i in found):
            return False
        if needs and not any(self.kinds.matches(i, needs) for i in found + self._stood_for(index, found)):
            return False
        if either:
            found = found + subjects(self._text, index) + [n for _, n in obliques(self._text, index)]
            return any(self.kinds.matches(i, either) for i in found)
        return True

    def _stood_for(self, index: int, found: list[int]) -> list[int]:
        """'Left the town eight days after they had taken it': 'it' is the object of the clause above."""
        token = self._text.tokens[index]
        if token.deprel != "advcl" or not any(self._text.tokens[i].text.lower() in ("it", "them") for i in found):
            return []
        return objects(self._text, token.head)

    def _subjects(self, wants: Mapping[str, frozenset[str]], index: int, passive: bool) -> bool:
        get = wants.get
        needs, bars = get("subject") or get("subject_or_passive"), get("bar_subject")
        if not (needs or bars):
            return True
        found = passive_agents(self._text, index) if passive else subjects(self._text, index)
        if bars and any(self.kinds.matches(i, bars) for i in found):
            return False
        if not needs or not found:
            return True
        return any(self.kinds.matches(i, needs) for i in found)

    def _around(self, wants: Mapping[str, frozenset[str]], index: int, tokens: tuple[int, ...]) -> bool:
        get = wants.get
        if not _allowed(self._article, get("article"), get("bar_article")):
            return False
        needs, bars = get("near"), get("bar_near")
        if not (needs or bars):
            return True
        sentence = self._text.sentences[self._text.tokens[index].sentence]
        window = range(max(sentence.first, index - NEAR), min(sentence.last, index + NEAR))
        found = {
            w
            for i in window
            if i not in tokens[:1]
            for w in (self._text.tokens[i].lemma, self._text.tokens[i].text.lower())
        }
        return _allowed(found, needs, bars)

    @cached_property
    def _article(self) -> frozenset[str]:
        """All words of the article, in their plain forms."""
        return frozenset(token.lemma for token in self._text.tokens)

    def _obliques(self, wants: Mapping[str, frozenset[str]], index: int) -> bool:
        needs = wants.get("oblique")
        if not needs:
            return True
        found = {prep for prep, _ in obliques(self._text, index)}
        found |= {self._text.tokens[k].lemma for k in kids(self._text, index, "advmod", "compound:prt")}
        found |= {
            self._text.tokens[m].lemma for k in kids(self._text, index, "advcl") for m in kids(self._text, k, "mark")
        }
        return bool(found & needs)

    def _complements(self, wants: Mapping[str, frozenset[str]], index: int) -> bool:
        get = wants.get
        needs, bars = get("complement"), get("bar_complement")
        if not (needs or bars):
            return True
        found = complements(self._text, index)
        if bars and any(self._text.tokens[k].lemma in bars for k in found):
            return False
        if not needs:
            return True
        if "infinitive" in needs:
            return any(is_infinitive(self._text, k) for k in found)
        return bool(found)


def _words(text: AnnotatedText, tokens: tuple[int, ...], index: int) -> list[str]:
    return [text.tokens[i].lemma for i in tokens if i != index]


def _allowed(found: Set[str], needs: Set[str] | None, bars: Set[str] | None) -> bool:
    """Whether one of the words that are needed is there, and none of those that bar."""
    return not (bars and bars & found) and not (needs and not needs & found)
