"""What kind of thing a noun is: armed, official, a crowd, a territory, any actor at all.

Common nouns are judged by the codebook's word lists, names by who they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from tocsin.coding.syntax import conjuncts, kids
from tocsin.model.annotated import AnnotatedText
from tocsin.model.who import Identity

ARMED = frozenset({"MIL", "REB", "UAF", "PRM", "COP", "CRM", "SPY"})
OFFICIAL = frozenset({"GOV", "LEG", "MIL", "PTY", "REB", "ELI", "JUD", "SPY", "OPP", "PRE"})
PERSONAL = frozenset({"he", "she", "they", "we", "i", "who", "him", "her", "them", "us", "it", "himself", "themselves"})


class Kinds:
    """Answers `is_a(token, kind)` for one article."""

    def __init__(
        self,
        text: AnnotatedText,
        classes: Mapping[str, frozenset[str]],
        identify: Callable[[int], Identity],
        names_actor: Callable[[int], bool],
    ) -> None:
        """`identify` gives the identity of a head token; `names_actor` whether the noun itself means people."""
        self._text, self._classes, self._identify = text, classes, identify
        self._names_actor = names_actor
        self._label = {i: e.label for e in text.entities for i in range(e.first, e.last)}
        self._memory: dict[tuple[int, str], bool] = {}

    def label(self, index: int) -> str:
        """The entity label at a token, '' if none."""
        return self._label.get(index, "")

    def is_named(self, index: int) -> bool:
        """Whether the noun is a name, or its words say of which country it is."""
        return self.label(index) in ("PERSON", "ORG", "NORP", "PLACE") or bool(self._identify(index).country)

    def names_actor(self, index: int) -> bool:
        """Whether the noun itself means people, a body or a state, or counts them."""
        token = self._text.tokens[index]
        if any(
            token.lemma in self._classes.get(k, ()) for k in ("crowd", "official", "authority", "court", "people_like")
        ):
            return True
        return self._names_actor(index) or any(self.names_actor(k) for k in self._counted(index))

    def is_a(self, index: int, kind: str) -> bool:
        """Whether the token's noun is of the kind; coordinated nouns count when one of them is."""
        key = (index, kind)
        if key not in self._memory:
            self._memory[key] = any(self._one(i, kind) for i in conjuncts(self._text, index))
        return self._memory[key]

    def matches(self, index: int, wanted: frozenset[str]) -> bool:
        """Whether the token is one of the wanted lemmas or of a wanted @kind (or its counted noun is)."""
        if self._listed(index, wanted):
            return True
        if any(word.startswith("@") and self.is_a(index, word[1:]) for word in wanted):
            return True
        return any(self.matches(k, wanted) for k in self._counted(index))

    def _forms(self, index: int) -> frozenset[str]:
        """Lemma and small letters; the first word of a sentence may pass for a name and keep its plural."""
        token = self._text.tokens[index]
        small = token.text.lower()
        plural = token.upos == "PROPN" and not self.label(index) and small.endswith("s") and not small.endswith("ss")
        return frozenset({token.lemma, small, small[:-1] if plural else small})

    def _listed(self, index: int, listed: frozenset[str]) -> bool:
        """Whether a class lists the noun, or the compound of which it is the head."""
        forms = self._forms(index)
        if listed & forms:
            return True
        return any(self._compound(index, words[:-1]) for words in _phrases(listed) if words[-1] in forms)

    def _counted(self, index: int) -> list[int]:
        """'dozens of protesters', 'a group of soldiers': the noun that is counted."""
        token = self._text.tokens[index]
        if token.lemma in QUANTIFIERS:
            return [k for k in kids(self._text, index, "nmod") if k > index]
        return []

    def _compound(self, index: int, words: list[str]) -> bool:
        found = {self._text.tokens[k].lemma for k in kids(self._text, index, "compound", "amod", "nmod", "flat")}
        return set(words) <= found

    def _one(self, index: int, kind: str) -> bool:
        if kind == "any":
            return True
        if self._listed(index, self._classes.get(kind, frozenset())):
            return True
        if any(self._one(k, kind) for k in self._counted(index)):
            return True
        test = getattr(self, "_" + kind, None)
        return bool(test and test(index))

    def _sectors(self, index: int) -> frozenset[str]:
        return frozenset(self._identify(index).sectors)

    def _actor(self, index: int) -> bool:
        token = self._text.tokens[index]
        if self.label(index) in ("PERSON", "ORG", "NORP") or (token.upos == "PRON" and token.text.lower() in PERSONAL):
            return True
        if token.lemma in self._classes.get("thing", ()) or token.lemma in self._classes.get("act", ()):
            return False
        if any(
            token.lemma in self._classes.get(k, ())
            for k in ("armed", "crowd", "official", "authority", "court", "people_like")
        ):
            return True
        who = self._identify(index)
        return bool(who.country or who.sectors)

    def _armed(self, index: int) -> bool:
        return bool(self._sectors(index) & ARMED)

    def _armed_or_state(self, index: int) -> bool:
        token = self._text.tokens[index]
        if token.lemma in self._classes.get("armed", ()) or token.lemma in self._classes.get("authority", ()):
            return True
        who = self._identify(index)
        return bool(set(who.sectors) & (ARMED | {"GOV"})) or (token.text.lower() in PERSONAL and not who.sectors)

    def _official(self, index: int) -> bool:
        token = self._text.tokens[index]
        if self.label(index) == "PERSON" or token.text.lower() in PERSONAL:
            return True
        who = self._identify(index)
        return bool(set(who.sectors) & OFFICIAL or who.country)

    def _authority(self, index: int) -> bool:
        return (
            bool(self._sectors(index) & {"GOV", "JUD", "LEG", "MIL", "COP"})
            or self._text.tokens[index].text.lower() in PERSONAL
        )

    def _court(self, index: int) -> bool:
        return "JUD" in self._sectors(index)

    def _crowd(self, index: int) -> bool:
        sectors = self._sectors(index)
        return self.label(index) in ("NORP", "QUANTITY") or bool(
            sectors & {"CVL", "OPP", "LAB", "EDU", "REF", "REL", "SOC", "AGR", "PTY"}
        )

    def _people_like(self, index: int) -> bool:
        if self.label(index) in ("PERSON", "NORP", "QUANTITY"):
            return True
        return bool(self._sectors(index) & {"CVL", "REF", "JRN", "EDU", "MED", "LAB", "REL"})

    def _person_or_party(self, index: int) -> bool:
        if self.label(index) in ("PERSON", "ORG"):
            return True
        return bool(self._sectors(index) & OFFICIAL)

    def _territory(self, index: int) -> bool:
        return self.label(index) in ("PLACE", "FAC")

    def _building_like(self, index: int) -> bool:
        return self.label(index) in ("PLACE", "FAC")

    def _captives(self, index: int) -> bool:
        return self.label(index) in ("PERSON", "QUANTITY", "NORP")

    def _visitor(self, index: int) -> bool:
        return self.label(index) == "PERSON"

    def _suspects(self, index: int) -> bool:
        return self.label(index) == "PERSON"

    def _rejectable(self, index: int) -> bool:
        return False


QUANTIFIERS = frozenset(
    """
    dozen hundred thousand million score group number handful lot majority some many most several ten band team crowd
    member two three four five six seven eight nine one kind series wave string third half quarter rest ton tonne
    shipment truckload worth
    """.split()
)


@cache
def _phrases(listed: frozenset[str]) -> tuple[list[str], ...]:
    """The words of a class that are more than one."""
    return tuple(word.split() for word in sorted(listed) if " " in word)
