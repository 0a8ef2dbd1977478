"""Numbers of people in a sentence: 'at least 12 soldiers', 'dozens', 'between 10 and 15', 'a child'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.coding.counts.vocabulary import (
    APPROXIMATE,
    AT_LEAST,
    AT_MOST,
    BELOW,
    CASUALTIES,
    NOT_PEOPLE,
    OUTCOME_WORDS,
    PEOPLE,
    PEOPLE_ENDINGS,
    VAGUE,
)
from tocsin.coding.number_words import ORDINALS, SCALES, SMALL, TENS, number
from tocsin.model.annotated import AnnotatedText, Sentence, Token

_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_RANGE = re.compile(r"(\d[\d,]*)[-–](\d[\d,]*)")
_WORDS = frozenset(SMALL) | frozenset(TENS) | frozenset(SCALES) | {"dozen", "hundred"}
_RISEN = frozenset("gone went going goes risen rose rises climbed shot".split())
"""'has gone up to 40' is exactly 40."""
_MEASURES = frozenset("year month week day hour minute old mm cm km kg per years-old year-old".split())
_MONEY = frozenset({"$", "€", "£", "₹", "¥", "US$", "C$", "Rs", "Rs.", "USD", "EUR"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of people: tokens `[first, last)`, its bounds, and the token that the rest of the sentence sees.

    `noun` is the token of the people counted, or the number's own where none are named (`bare`); `people` is whether
    that noun is known to name people, so that a doubtful one can be told apart. `one` is a single known person, whom no
    number counts: 'the mayor', 'their treasurer', a name.
    """

    first: int
    last: int
    lowest: int | None
    best: int | None
    highest: int | None
    noun: int
    people: bool
    bare: bool
    one: bool = False


def is_person_noun(token: Token) -> bool:
    """Whether a noun names people: by the list, by its ending, or as a plural of a nationality."""
    word, lemma = token.text.lower(), token.lemma.lower()
    if lemma in PEOPLE or word in PEOPLE or word.rstrip("s") in PEOPLE or OUTCOME_WORDS.get(word):
        return True
    if lemma in NOT_PEOPLE or word in NOT_PEOPLE:
        return False
    if token.upos == "PROPN" or (word[:1].isupper() and not lemma.isupper()):
        return bool(re.search(r"(?:ians?|eans?|is|ese|ans|s)$", token.text)) and token.text[:1].isupper()
    return word.endswith("s") and lemma.endswith(PEOPLE_ENDINGS) and len(lemma) > 4


def quantities(annotated: AnnotatedText, sentence: Sentence) -> list[Quantity]:
    """The numbers of a sentence that may count people, in order."""
    found: list[Quantity] = []
    persons = {e.first: e.last for e in annotated.entities if e.label == "PERSON" and e.first >= sentence.first}
    index = sentence.first
    while index < sentence.last:
        quantity = _at(annotated, sentence, index) or _known_person(annotated, sentence, index, persons.get(index))
        if quantity is None:
            index += 1
            continue
        found.append(quantity)
        index = max(quantity.last, index + 1)
    return found


def _at(annotated: AnnotatedText, sentence: Sentence, index: int) -> Quantity | None:
    tokens = annotated.tokens
    word = tokens[index].text.lower()
    if word in ("a", "an", "one"):
        return _single(annotated, sentence, index)
    if word == "another" and index + 1 < sentence.last and OUTCOME_WORDS.get(tokens[index + 1].text.lower()):
        return Quantity(index, index + 1, 1, 1, 1, index, people=False, bare=True)
    if word in ("no", "neither"):
        return _none(annotated, sentence, index)
    end = _number_end(annotated, sentence, index)
    if end == index:
        return None
    bounds = _bounds(annotated, sentence, index, end)
    if bounds is None:
        return None
    first, last, lowest, best, highest = bounds
    return _with_noun(annotated, sentence, (first, last), (lowest, best, highest))


def _number_end(annotated: AnnotatedText, sentence: Sentence, index: int) -> int:
    """One past the last token of the number that starts at a token; the token itself if none does."""
    words = [token.text.lower() for token in annotated.tokens[index : min(index + 10, sentence.last)]]
    if words[1:2] == ["of"] and " ".join(words[:3]) in VAGUE:
        return index + 3
    at = 0
    while at < len(words):
        word = words[at]
        if at and word[0].isdigit():
            break
        joins = 0 < at < len(words) - 1 and word in ("-", "\u2011", "and")
        if _is_number(word) or word in VAGUE or (joins and _joined(words[at - 1], word, words[at + 1])):
            at += 1
        else:
            break
    return index + at


def _joined(before: str, mark: str, after: str) -> bool:
    if mark == "and":
        return before in SCALES and (after in SMALL or after in TENS)
    return before in TENS and after in SMALL


def _is_number(word: str) -> bool:
    if word[0].isdigit():
        return _FIGURES.fullmatch(word) is not None or _RANGE.fullmatch(word) is not None
    return word in _WORDS or ("-" in word and number(word.replace("-", " ")) is not None)


Bounds = tuple[int, int, int | None, int | None, int | None]


def _bounds(annotated: AnnotatedText, sentence: Sentence, first: int, last: int) -> Bounds | None:
    """Where the whole phrase starts and ends, and the lowest, best and highest number that it allows."""
    tokens = annotated.tokens
    words = " ".join(token.text.lower() for token in tokens[first:last])
    before = [token.text.lower() for token in tokens[max(sentence.first, first - 3) : first]]
    if before and (before[-1] in ("-", "–", "/", ":") or tokens[first - 1].text in _MONEY):
        return None
    if before and before[-1] == "a" and words in ("few", "few hundred", "few thousand", "handful"):
        words, before, first = f"a {words}", before[:-1], first - 1
    if words in VAGUE:
        return (first, last, VAGUE[words][0], None, VAGUE[words][1])
    ranged = _RANGE.fullmatch(words)
    if ranged:
        return (first, last, _whole(ranged[1]), None, _whole(ranged[2]))
    value = number(words.replace("-", " "))
    if value is None or (value % 1 and value < 1000):
        return None
    return _qualified(annotated, sentence, (first, last), int(value), before)


def _qualified(
    annotated: AnnotatedText, sentence: Sentence, place: tuple[int, int], value: int, before: list[str]
) -> Bounds | None:
    first, last = place
    tokens = annotated.tokens
    after = tokens[last].text.lower() if last < sentence.last else ""
    if after in ("to", "or", "and", "-", "–") and last + 1 < sentence.last:
        end = _number_end(annotated, sentence, last + 1)
        upper = number(" ".join(token.text for token in tokens[last + 1 : end])) if end > last + 1 else None
        between = bool(before) and before[-1] == "between"
        if upper and before and before[-1] == "from" and after == "to":
            return (last + 1, end, int(upper), int(upper), int(upper))
        if upper and upper > value and (after != "and" or between):
            return (first - (1 if between else 0), end, value, None, int(upper))
    said = " ".join(before)
    if (cue := _ending(said, AT_LEAST)) is not None:
        return (first - cue, last, value, value, None)
    if (cue := _ending(said, AT_MOST)) is not None and before[0] not in _RISEN:
        return (first - cue, last, None, value, value)
    if (cue := _ending(said, BELOW)) is not None:
        return (first - cue, last, None, None, value - 1)
    if before and before[-1] in APPROXIMATE:
        return (first - 1, last, None, value, None)
    return (first, last, value, value, value)


def _ending(said: str, cues: tuple[str, ...]) -> int | None:
    """The number of words of the cue with which the words before a number end."""
    return max((len(cue.split()) for cue in cues if said == cue or said.endswith(" " + cue)), default=None)


def _whole(figures: str) -> int:
    return int(figures.replace(",", ""))


def _with_noun(
    annotated: AnnotatedText,
    sentence: Sentence,
    place: tuple[int, int],
    bounds: tuple[int | None, int | None, int | None],
) -> Quantity | None:
    """Attach the noun that is counted; nothing if it names no people."""
    first, last = place
    tokens = annotated.tokens
    at = last
    if at < sentence.last and tokens[at].text.lower() == "of":
        at += 1
    noun = _noun_after(annotated, sentence, at)
    if _measures(tokens[last : last + 2]):
        return None
    if noun is None:
        after = tokens[last].text.lower() if last < sentence.last else ""
        if after in ("%", "percent", "per", "p.m.", "a.m.", "years", "-", ":", "/") or _is_year(tokens[last - 1]):
            return None
        return Quantity(first, last, *bounds, last - 1, people=False, bare=True)
    word, lemma = tokens[noun].text.lower(), tokens[noun].lemma.lower()
    if not OUTCOME_WORDS.get(word) and (lemma in NOT_PEOPLE or word in NOT_PEOPLE):
        return None
    return Quantity(first, noun + 1, *bounds, noun, people=is_person_noun(tokens[noun]), bare=False)


def _measures(following: tuple[Token, ...]) -> bool:
    """'a 12-year-old boy', 'a 155 mm shell', 'the 48-hour strike': the number measures, and counts nobody."""
    words = [token.text.lower() for token in following if token.text not in ("-", "\u2011")]
    return bool(words) and words[0] in _MEASURES


def _is_year(token: Token) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", token.text) is not None


_SKIPPED = frozenset(
    {"the", "their", "his", "its", "our", "these", "those", "them", "more", "new", "suspected", "alleged"}
)
_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "DET", "PRON"})


def _noun_after(annotated: AnnotatedText, sentence: Sentence, at: int) -> int | None:
    """The noun of the noun phrase that starts here, within eight words: the number's head there, else the last noun."""
    found = None
    number = annotated.tokens[at - 1]
    head = number.head if number.deprel.startswith(("nummod", "det")) else -1
    for token in annotated.tokens[at : min(at + 8, sentence.last)]:
        word = token.text.lower()
        if not token.upos:
            if not word.isalpha() or word in _STOP:
                break
            found = token.index
            if is_person_noun(token) or word in NOT_PEOPLE:
                break
        elif token.upos in ("NOUN", "PROPN"):
            found = token.index
            if token.index == head and not _noun_follows(annotated, sentence, token):
                break
        elif OUTCOME_WORDS.get(word) or not _inside_phrase(annotated, token, word):
            break
    return found


def _noun_follows(annotated: AnnotatedText, sentence: Sentence, token: Token) -> bool:
    """'a night watchman': a parse may take the first of two nouns for the head."""
    at = token.index + 1
    return token.lemma.lower() in NOT_PEOPLE and at < sentence.last and annotated.tokens[at].upos == "NOUN"


def _inside_phrase(annotated: AnnotatedText, token: Token, word: str) -> bool:
    """Whether a word may stand between a number and its noun: a modifier, an age, a hyphen that touches a word."""
    if word in ("-", "\u2011"):
        return annotated.tokens[token.index - 1].end == token.start
    if token.upos == "NUM":
        return _aged(annotated, token.index)
    modifier = token.upos in _INSIDE or (token.upos == "VERB" and token.deprel == "amod")
    return modifier or word in _SKIPPED or word in ("'s", "\u2019s")


def _aged(annotated: AnnotatedText, index: int) -> bool:
    """Whether a number starts an age: '24-year-old'."""
    return any(token.text.lower() == "old" for token in annotated.tokens[index : index + 5])


_STOP = frozenset(
    "were was are is be been have has had died dead killed wounded injured hurt arrested detained in on at "
    "and or after by as when that who with from others".split()
)


def _single(annotated: AnnotatedText, sentence: Sentence, index: int) -> Quantity | None:
    """'a child', 'an aid worker', 'one person'; 'one' alone counts as a bare number."""
    tokens = annotated.tokens
    following = tokens[index + 1].text.lower() if index + 1 < sentence.last else ""
    if following in ("dozen", "hundred", "thousand", "million", "few", "handful"):
        return None
    if _is_number(following or "-") and not _aged(annotated, index + 1):
        return None
    noun = _noun_after(annotated, sentence, index + 1)
    one = tokens[index].text.lower() == "one"
    if noun is None or (one and following == "of"):
        return Quantity(index, index + 1, 1, 1, 1, index, people=False, bare=True) if one else None
    token = tokens[noun]
    if token.text.lower() == "couple" and (noun + 1 == sentence.last or tokens[noun + 1].text.lower() != "of"):
        return Quantity(index, noun + 1, 2, 2, 2, noun, people=True, bare=False)
    if not _is_single(token):
        return None
    # 'a fourth person has died': four have
    count = ORDINALS.get(following, 1)
    return Quantity(index, noun + 1, count, count, count, noun, people=True, bare=False)


def _is_single(token: Token) -> bool:
    """Whether a noun names one person, and no body of people."""
    singular = token.xpos in ("NN", "NNP", "") and not token.text.lower().endswith("people")
    return singular and token.lemma.lower() not in _BODIES and _one_person(token)


_BODIES = frozenset("crew family staff personnel police troop youth other infantry army opponent human".split())


def _known_person(
    annotated: AnnotatedText, sentence: Sentence, index: int, name_ends: int | None
) -> Quantity | None:  # fmt: skip
    """'the mayor', "their party's treasurer", or a person's name: one person."""
    if name_ends is not None and name_ends <= sentence.last:
        inside = range(index, name_ends)
        head = next((i for i in inside if annotated.tokens[i].head not in inside), name_ends - 1)
        return Quantity(index, name_ends, 1, 1, 1, head, people=True, bare=False, one=True)
    word = annotated.tokens[index]
    if word.text.lower() not in _DEFINITE or not word.deprel.startswith(("det", "nmod:poss")):
        return None
    noun = _noun_after(annotated, sentence, index + 1)
    if noun is None or not annotated.tokens[noun].upos or not _is_single(annotated.tokens[noun]):
        return None
    return Quantity(index, noun + 1, 1, 1, 1, noun, people=True, bare=False, one=True)


_DEFINITE = frozenset("the this that his her its their our my your".split())


def _one_person(token: Token) -> bool:
    word, lemma = token.text.lower(), token.lemma.lower()
    if word in NOT_PEOPLE or lemma in NOT_PEOPLE or OUTCOME_WORDS.get(word):
        return False
    return word in PEOPLE or lemma in PEOPLE or bool(re.search(r"(?:ian|ist|man|ese|urer)$", word))


def _none(annotated: AnnotatedText, sentence: Sentence, index: int) -> Quantity | None:
    """'no one', 'no casualties', 'no people'."""
    if index + 1 >= sentence.last:
        return None
    following = annotated.tokens[index + 1]
    if following.text.lower() == "one":
        return Quantity(index, index + 2, 0, 0, 0, index + 1, people=True, bare=False)
    noun = _noun_after(annotated, sentence, index + 1)
    if noun is None:
        return None
    if not is_person_noun(annotated.tokens[noun]) and annotated.tokens[noun].text.lower() not in CASUALTIES:
        return None
    return Quantity(index, noun + 1, 0, 0, 0, noun, people=True, bare=False)


def nobody(annotated: AnnotatedText, sentence: Sentence) -> Iterator[Quantity]:
    """'nobody' and 'none' as the number nought."""
    for token in annotated.sentence_tokens(sentence):
        if token.text.lower() in ("nobody", "none"):
            yield Quantity(token.index, token.index + 1, 0, 0, 0, token.index, people=True, bare=False)
