"""Counts of a text: each number of people with the word that says what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tocsin.coding.counts.people import counted_by
from tocsin.coding.counts.quantities import Quantity, nobody, quantities
from tocsin.coding.counts.vocabulary import (
    ARMED,
    CASUALTIES,
    CROWD_NOUNS,
    DETAINED_VERBS,
    DETAINING_NOUNS,
    DIED_VERBS,
    GATHERED_VERBS,
    INJURED_VERBS,
    KILLED_VERBS,
    KILLING_NOUNS,
    LIVES,
    MARCH_NOUNS,
    OUTCOME_WORDS,
    PARTICLES,
    TALLIES,
    TO_DEATH,
    TOLL_NOUNS,
    WOUNDS,
)
from tocsin.model.annotated import AnnotatedText, Sentence, Token
from tocsin.model.article import CODED
from tocsin.model.report import Count
from tocsin.model.span import Span


@dataclass(frozen=True, slots=True)
class PlacedCount:
    """A count, the token index of the word that says what was counted, and that of the people."""

    count: Count
    cue: int
    people: int


def _table(*rows: tuple[frozenset[str], str, str]) -> dict[str, tuple[str, str]]:
    """From a word to what it counts and where the people stand."""
    return {word: (kind, where) for words, kind, where in rows for word in words}


_VERBS = _table(
    (KILLED_VERBS, "killed", "object"),
    (DIED_VERBS, "killed", "subject"),
    (INJURED_VERBS, "injured", "object"),
    (DETAINED_VERBS, "detained", "object"),
    (GATHERED_VERBS, "size", "subject"),
    (frozenset({"fall"}), "killed", "fell"),
)
_NOUNS = _table(
    (KILLING_NOUNS, "killed", "of"),
    (DETAINING_NOUNS, "detained", "of"),
    (MARCH_NOUNS, "size", "of"),
    (CROWD_NOUNS, "size", "crowd"),
    (TOLL_NOUNS, "killed", "toll"),
    (LIVES, "killed", "lives"),
    (CASUALTIES, "killed", "casualties"),
    (WOUNDS, "injured", "wounds"),
)


def find_counts(annotated: AnnotatedText, sentences: Iterable[Sentence] | None = None) -> tuple[PlacedCount, ...]:
    """All counts of people in the coded zones, or in the given sentences only, in the order of the text."""
    found: list[PlacedCount] = []
    for sentence in annotated.sentences if sentences is None else sentences:
        if sentence.zone in CODED:
            cues = list(_cues(annotated, sentence))
            if cues:
                found.extend(_without_victims(list(_in_sentence(annotated, sentence, cues))))
    return tuple(found)


def _without_victims(found: list[PlacedCount]) -> Iterator[PlacedCount]:
    """'six protesters were hurt' gives the number of the hurt, not the size of the protest."""
    harmed = [one.count.span for one in found if one.count.kind != "size"]
    for one in found:
        span = one.count.span
        if one.count.kind != "size" or not any(h.start < span.end and span.start < h.end for h in harmed):
            yield one


def _cues(annotated: AnnotatedText, sentence: Sentence) -> Iterator[tuple[Token, str, str]]:
    """The words of a sentence that say what became of people: token, kind of count, and where the people stand."""
    for token in annotated.tokens[sentence.first : sentence.last]:
        word = token.text.lower()
        lemma = token.lemma.lower() or _plain_form(word)
        known = _known(token, lemma, word)
        if known and lemma in PARTICLES and not _followed_by(annotated, sentence, token, PARTICLES[lemma]):
            known = None
        counted = OUTCOME_WORDS.get(word)
        if lemma in TO_DEATH and [each.text.lower() for each in _next_two(annotated, sentence, token)] == [
            "to",
            "death",
        ]:
            known = ("killed", "object")
        if lemma in TALLIES and (kind := _tallied(annotated, sentence, token)):
            yield token, kind, "toll"
        elif lemma in ("hostage", "captive") and annotated.tokens[token.head].lemma.lower() in ("take", "hold", "keep"):
            yield token, "detained", "held"
        elif lemma == "strike" and annotated.tokens[token.index - 1].text.lower() == "on":
            yield token, "size", "subject"
        elif known:
            yield token, *known
        elif counted:
            yield token, counted, "itself"


def _next_two(annotated: AnnotatedText, sentence: Sentence, token: Token) -> tuple[Token, ...]:
    """'stabbed to death', 'beat him to death' leaves the object out of sight only in the passive."""
    return annotated.tokens[token.index + 1 : min(token.index + 3, sentence.last)]


def _known(token: Token, lemma: str, word: str) -> tuple[str, str] | None:
    if token.upos == "NOUN":
        return _NOUNS.get(word) or _NOUNS.get(lemma)
    if token.upos in ("VERB", "AUX"):
        return _VERBS.get(lemma) or _VERBS.get(word)
    if token.upos:
        return None
    return _VERBS.get(lemma) or _NOUNS.get(word) or _NOUNS.get(lemma)


def _tallied(annotated: AnnotatedText, sentence: Sentence, token: Token) -> str:
    """What 'the number of people killed' or 'the tally of arrests' counts; '' for other numbers."""
    following = annotated.tokens[token.index + 1 : min(token.index + 6, sentence.last)]
    kinds = [OUTCOME_WORDS.get(word.text.lower(), "") for word in following]
    return next((kind for kind in kinds if kind and kind != "size"), "")


def _plain_form(word: str) -> str:
    """A verb's plain form where no lemma is known: 'arrested' is 'arrest', 'died' is 'die'."""
    for ending in ("ed", "d", "ing", "s"):
        if word.endswith(ending) and word.removesuffix(ending) in _VERBS:
            return word.removesuffix(ending)
    return word


def _followed_by(annotated: AnnotatedText, sentence: Sentence, token: Token, wanted: frozenset[str]) -> bool:
    """'took to the streets', 'turned out', 'rounded up': verbs that mean it only with a further word."""
    following = annotated.tokens[token.index + 1 : min(token.index + 4, sentence.last)]
    return any(word.text.lower() in wanted for word in following)


def _in_sentence(
    annotated: AnnotatedText, sentence: Sentence, cues: list[tuple[Token, str, str]]
) -> Iterator[PlacedCount]:
    numbers = quantities(annotated, sentence) + list(nobody(annotated, sentence))
    if not numbers:
        return
    beside = _beside(annotated, cues, numbers)
    claimed = {quantity.first for quantity in beside.values()}
    taken: set[tuple[int, str]] = set()
    for token, kind, where in cues:
        if token.index in beside:
            counted = [beside[token.index]]
        else:
            free = [quantity for quantity in numbers if quantity.first not in claimed]
            counted = list(counted_by(annotated, token, where, free))
        for quantity in counted:
            if (quantity.first, kind) not in taken and _fits(annotated, quantity, kind, where):
                taken.add((quantity.first, kind))
                yield _placed(annotated, quantity, kind, token, numbers)
                if where == "casualties":
                    yield _placed(annotated, quantity, "injured", token, numbers)


def _beside(
    annotated: AnnotatedText, cues: list[tuple[Token, str, str]], numbers: list[Quantity]
) -> dict[int, Quantity]:
    """Numbers that stand right beside their cue, which parses of gapped phrases often lose.

    'killed two and wounded three', '12 dead and more than 100 injured'; keys are the tokens of the cues.
    """
    found: dict[int, Quantity] = {}
    starts = {quantity.first: quantity for quantity in numbers}
    ends = {quantity.last: quantity for quantity in numbers if quantity.bare}
    for token, kind, where in cues:
        if kind == "size" or where not in ("object", "itself"):
            continue
        if token.index in ends and (token.xpos in ("VBN", "VBD", "JJ", "NNS", "") or where == "itself"):
            found[token.index] = ends[token.index]
        elif where == "object" and token.index + 1 in starts and token.xpos in ("VBD", "VBZ", "VBP", "VBG", "VB", ""):
            found[token.index] = starts[token.index + 1]
        elif (none := _nobody_before(annotated, token, numbers)) is not None:
            found[token.index] = none
    return found


def _nobody_before(annotated: AnnotatedText, cue: Token, numbers: list[Quantity]) -> Quantity | None:
    """'nobody is reported hurt', 'no one was seriously injured'."""
    for quantity in numbers:
        if quantity.best == 0 and 0 <= cue.index - quantity.last <= 4:
            between = annotated.tokens[quantity.last : cue.index]
            if all(word.upos in ("AUX", "ADV", "VERB", "PART", "") and word.text.isalpha() for word in between):
                return quantity
    return None


def _fits(annotated: AnnotatedText, quantity: Quantity, kind: str, where: str) -> bool:
    """A crowd needs people that are named as such; what is killed or held is people unless it is a known thing."""
    if quantity.one and (kind == "size" or where not in ("object", "subject", "itself")):
        return False
    if where == "casualties":
        return quantity.best == 0
    if where == "fell":
        return annotated.tokens[quantity.last - 1].text.lower() in ARMED or _of_armed(annotated, quantity)
    if kind == "size":
        return (quantity.people or where in ("itself", "crowd")) and quantity.best != 0
    return True


def _of_armed(annotated: AnnotatedText, quantity: Quantity) -> bool:
    return any(annotated.tokens[kid].text.lower() in ARMED for kid in annotated.children(quantity.noun))


def _placed(
    annotated: AnnotatedText, quantity: Quantity, kind: str, cue: Token, numbers: list[Quantity]
) -> PlacedCount:
    lowest, best, highest, last = quantity.lowest, quantity.best, quantity.highest, quantity.last
    for other in _joined_to(annotated, quantity, numbers) if kind != "size" else ():
        lowest, best, highest = _sum(lowest, other.lowest), _sum(best, other.best), _sum(highest, other.highest)
        last = max(last, other.last)
    span = Span(annotated.tokens[quantity.first].start, annotated.tokens[last - 1].end)
    return PlacedCount(Count(kind, lowest, best, highest, span), cue.index, quantity.noun)


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _joined_to(annotated: AnnotatedText, quantity: Quantity, numbers: list[Quantity]) -> Iterator[Quantity]:
    """The further parts of 'two policemen, a soldier and a child': by the parse, or by nothing but commas and 'and'."""
    ends = quantity.last
    for other in numbers:
        token = annotated.tokens[other.noun]
        if other.first <= quantity.first or not other.people:
            continue
        between = {word.text.lower() for word in annotated.tokens[ends : other.first]}
        joined = token.deprel == "conj" and token.head == quantity.noun
        listed = quantity.people and "and" in between | _words_after(annotated, other) and between <= {",", "and"}
        if (joined or listed) and OUTCOME_WORDS.get(token.text.lower(), "size") == "size":
            ends = other.last
            yield other


def _words_after(annotated: AnnotatedText, quantity: Quantity) -> set[str]:
    return {token.text.lower() for token in annotated.tokens[quantity.last : quantity.last + 1]}
