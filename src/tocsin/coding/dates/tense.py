"""The tense of the clause that holds a time expression: from the parse, or from cue words where there is none."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from tocsin.model.annotated import AnnotatedText, Token

_FUTURE_WORDS = frozenset(
    "will 'll ’ll shall wo won't would may might could should must can cannot going scheduled expected due "
    "plans plan planned planning slated set expects expect intends hopes hope aims promised agreed vowed "
    "upcoming until deadline begins starts expires opens takes".split()
)
_PAST_WORDS = frozenset(
    "was were had did has have been said told killed went came took met made began held died left hit fell "
    "rose got gave saw found shot broke fought struck won lost".split()
)
_BEING = frozenset("is are was were 's 're".split())
"""'The talks are to begin', 'a vote that was to be held'."""
_MODALS = frozenset("will 'll ’ll shall would may might could should must can".split())
_SCHEDULED = frozenset(
    "begin start open expire end meet arrive leave travel visit take resume vote close depart return".split()
)
_PLANNED = frozenset(
    "schedule expect plan slate set due intend hope aim ready poise prepare agree promise vow arrange".split()
)
_IMPLICATIVE = frozenset(
    "fail manage begin start continue come go help decline refuse try force use happen seem appear rush stop "
    "remain".split()
)
_NOUNS_AHEAD = frozenset(
    "deadline election vote referendum summit meeting poll talks hearing match game ceremony".split()
)
_NOUNS_OF_INTENT = frozenset(
    "plan decision agreement deal promise intention proposal offer order deadline pledge vow demand call "
    "threat bid".split()
)


def tense_reader(annotated: AnnotatedText) -> Callable[[int], str]:
    """A function from a character offset to 'past', 'future', 'present' or '' (not known) at the word there."""
    starts = [token.start for token in annotated.tokens]

    def tense(offset: int) -> str:
        at = bisect_right(starts, offset) - 1
        if at < 0:
            return ""
        if annotated.tokens[at].xpos:
            return _parsed(annotated, at)
        return _by_words(annotated, at)

    return tense


def _parsed(annotated: AnnotatedText, at: int) -> str:
    """Climb to the verbs above the word, nearest first, until one of them has a tense."""
    if _owns_past_event(annotated, annotated.tokens[at]):
        return "past"
    for index in (at, *annotated.ancestors(at)):
        found = verb_tense(annotated, annotated.tokens[index])
        if found:
            return found
    return ""


def _owns_past_event(annotated: AnnotatedText, token: Token) -> bool:
    """'Wednesday's ruling' has been given; 'Friday's election' may still come."""
    return token.deprel == "nmod:poss" and annotated.tokens[token.head].lemma.lower() not in _NOUNS_AHEAD


def verb_tense(annotated: AnnotatedText, token: Token) -> str:
    """The tense of one verb, with its auxiliaries; '' for what is no verb or takes its tense from above."""
    kids = [annotated.tokens[kid] for kid in annotated.children(token.index)]
    helpers = [kid for kid in kids if kid.deprel.startswith(("aux", "cop"))]
    words = {kid.text.lower() for kid in helpers}
    lemma = token.lemma.lower() or token.text.lower()
    if any(kid.xpos == "MD" for kid in helpers):
        return _modal(kids, words)
    if any(kid.xpos == "TO" or (kid.text.lower() == "to" and kid.deprel == "mark") for kid in kids):
        return _infinitive(annotated, token, words)
    if "having" in words:
        return "past"
    if (lemma in _PLANNED and token.xpos in ("VBN", "JJ")) or lemma == "due":
        return "future"
    if token.xpos == "VBD" or words & {"was", "were", "had", "did", "has", "have", "'ve", "been"}:
        return "past"
    if token.xpos == "VBN" and not helpers:
        return "past"
    if token.xpos in ("VBZ", "VBP") or helpers:
        return _present(token, lemma, words)
    return ""


def _modal(kids: list[Token], words: set[str]) -> str:
    """'may have left' and 'could not be reached' look back, all other modals ahead."""
    if "have" in words and words & {"may", "might", "could", "must", "would", "should"}:
        return "past"
    denied = any(kid.text.lower() in ("not", "n't", "neither", "nor", "never") for kid in kids)
    return "past" if "could" in words and denied else "future"


def _infinitive(annotated: AnnotatedText, token: Token, words: set[str]) -> str:
    """What one plans 'to do' lies ahead; what one failed, began or came 'to do' takes the tense of that verb."""
    if "have" in words:
        return "past"
    if words & _BEING:
        return "future"
    above = annotated.tokens[token.head]
    lemma = above.lemma.lower()
    if above.index == token.index:
        return "future"
    if token.deprel.startswith("acl"):
        return "future" if lemma in _NOUNS_OF_INTENT else ""
    if token.deprel.startswith("advcl") or lemma in _IMPLICATIVE:
        return ""
    return "future"


def _present(token: Token, lemma: str, words: set[str]) -> str:
    if lemma in _SCHEDULED and token.xpos in ("VBZ", "VBP"):
        return "future"
    if token.xpos == "VBG" and words & {"is", "are", "am", "'s", "'re"}:
        return "future"
    return "present"


def _by_words(annotated: AnnotatedText, at: int) -> str:
    """The nearest cue word before the expression in its sentence, else the nearest after it."""
    sentence = annotated.sentences[annotated.tokens[at].sentence]
    tokens = annotated.tokens
    for index in (*range(at - 1, sentence.first - 1, -1), *range(at + 1, sentence.last)):
        word = _cue_word(tokens[index])
        if word in _FUTURE_WORDS:
            return "future"
        if word in _PAST_WORDS or (word.endswith("ed") and len(word) > 4 and tokens[index].text[0].islower()):
            helpers = {_cue_word(token) for token in tokens[max(sentence.first, index - 3) : index]}
            return "future" if helpers & _MODALS else "past"
    return ""


def _cue_word(token: Token) -> str:
    """The word in lower case; nothing for the month of May."""
    return "" if token.text == "May" else token.text.lower()
