"""Questions about the parse: who is the subject, what is the object, what hangs on which preposition.

All take and give document-wide token indices. Nothing here knows what an event is.
"""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.model.annotated import AnnotatedText

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"})
NAMING = frozenset({"flat", "flat:name", "compound", "fixed", "goeswith"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
CONTROL = frozenset({"xcomp", "advcl", "ccomp"})


def kids(text: AnnotatedText, index: int, *relations: str) -> list[int]:
    """Direct dependents with one of the relations."""
    return [k for k in text.children(index) if text.tokens[k].deprel in relations]


def is_verb(text: AnnotatedText, index: int) -> bool:
    """A full verb (or a participle that the tagger calls an adjective)."""
    token = text.tokens[index]
    return token.upos == "VERB" or token.xpos in ("VBD", "VBN", "VBG", "VBZ", "VBP", "VB")


def is_passive(text: AnnotatedText, index: int) -> bool:
    """Whether the verb is told in the passive: its subject suffers the act."""
    token = text.tokens[index]
    if kids(text, index, "aux:pass"):
        return True
    if kids(text, index, "nsubj:pass", "csubj:pass"):
        return not (kids(text, index, "obj") and any(text.tokens[k].lemma == "have" for k in kids(text, index, "aux")))
    if token.xpos != "VBN":
        return False
    if kids(text, index, "aux", "nsubj"):
        return False
    if token.deprel == "conj" and text.tokens[token.head].xpos == "VBN":
        return is_passive(text, token.head)
    if token.deprel in ("acl", "amod", "advcl", "xcomp"):
        return True
    return bool(_agents(text, index))


def _agents(text: AnnotatedText, index: int) -> list[int]:
    return [k for k in kids(text, index, "obl:agent", "obl") if preposition(text, k) == "by"]


def preposition(text: AnnotatedText, index: int) -> str:
    """The preposition of a noun phrase ('' if none); 'out of' and the like give their first word."""
    marks = kids(text, index, "case")
    for mark in marks:
        token = text.tokens[mark]
        if token.xpos != "POS" and token.upos in ("ADP", "SCONJ", "ADV", "ADJ", "VERB"):
            return token.text.lower()
    return ""


def conjuncts(text: AnnotatedText, index: int) -> list[int]:
    """A token and all that is coordinated with it, the first one first."""
    out = [index]
    for kid in kids(text, index, "conj"):
        out.extend(conjuncts(text, kid))
    return out


def first_conjunct(text: AnnotatedText, index: int) -> int:
    """The head of the coordination that the token stands in."""
    while text.tokens[index].deprel == "conj" and text.tokens[index].head != index:
        index = text.tokens[index].head
    return index


def own_subjects(text: AnnotatedText, index: int) -> list[int]:
    """Subjects that hang on the predicate itself."""
    return [k for k in text.children(index) if text.tokens[k].deprel in ("nsubj", "nsubj:pass", "nsubj:outer")]


def coordinated_with(text: AnnotatedText, index: int) -> int:
    """What a conjunct is coordinated with; a finite verb without a subject of its own is not coordinated with an

    infinitive ('could ignite a war and urged' belongs to what stands above 'could ignite').
    """
    head = text.tokens[index].head
    if text.tokens[index].xpos not in FINITE or own_subjects(text, index):
        return head
    for _ in range(6):
        token = text.tokens[head]
        if token.xpos in FINITE or token.head == head or token.upos not in ("VERB", "AUX"):
            return head
        if token.xpos != "VB" and kids(text, head, "aux", "aux:pass"):
            return head
        head = token.head
    return text.tokens[index].head


def antecedent(text: AnnotatedText, index: int) -> int | None:
    """The noun that a relative or participial clause with this head modifies."""
    token = text.tokens[index]
    if token.deprel in ("acl", "acl:relcl") and token.head != index:
        return token.head
    return None


def subjects(text: AnnotatedText, index: int, depth: int = 0) -> list[int]:
    """Grammatical subjects, also those that are shared, controlled, raised or relativised.

    For a passive verb they are the ones who suffer the act; `is_passive` tells.
    """
    if depth > 6:
        return []
    token = text.tokens[index]
    own = own_subjects(text, index)
    if own:
        return [r for o in own for r in _relative(text, o, index)]
    if token.deprel in ("acl", "acl:relcl") and token.head != index:
        if token.deprel == "acl" and token.xpos in ("VBG", "VBN", "VB"):
            controlled = token.xpos == "VB" or (token.xpos == "VBG" and kids(text, index, "mark"))
            return _infinitive_controller(text, index) if controlled else [token.head]
        return [token.head] if not kids(text, index, "obj") or token.xpos != "VBD" else []
    if token.deprel == "conj" and token.head != index:
        return subjects(text, coordinated_with(text, index), depth + 1)
    if token.deprel in CONTROL and token.head != index:
        return _controlled(text, index, depth)
    if token.deprel == "parataxis" and token.xpos == "VBG":
        return subjects(text, token.head, depth + 1)
    return []


def _infinitive_controller(text: AnnotatedText, index: int) -> list[int]:
    """'the decision of X to do': the owner of the noun that the infinitive hangs on."""
    noun = text.tokens[index].head
    owners = kids(text, noun, "nmod:poss") + [
        k for k in kids(text, noun, "nmod") if preposition(text, k) in ("of", "by")
    ]
    if owners:
        return owners
    head = text.tokens[noun].head
    if text.tokens[noun].deprel in ("obj", "obl", "nsubj:pass") and head != noun:
        return subjects(text, head, 3)
    return []


def _relative(text: AnnotatedText, subject: int, verb: int) -> list[int]:
    """A relative pronoun stands for the noun that its clause modifies."""
    token = text.tokens[subject]
    if token.xpos in ("WP", "WDT", "WP$") or token.lemma in ("who", "which", "that", "whom"):
        noun = antecedent(text, first_conjunct(text, verb))
        if noun is not None and noun != subject:
            return [noun]
    return [subject]


def _controlled(text: AnnotatedText, index: int, depth: int) -> list[int]:
    """The subject of an open complement: the object of the governor, else its subject."""
    governor = text.tokens[index].head
    relation = text.tokens[index].deprel
    if relation == "ccomp" and text.tokens[index].xpos not in ("VB", "VBG", "VBN"):
        return []
    if relation == "advcl" and kids(text, index, "mark") and text.tokens[index].xpos in ("VBD", "VBZ", "VBP"):
        return []
    objects = [k for k in kids(text, governor, "obj", "iobj") if k < index]
    completes = relation != "advcl" or (text.tokens[index].xpos == "VBG" and bool(kids(text, index, "mark")))
    if completes and objects and is_verb(text, governor) and text.tokens[governor].lemma not in ("promise", "vow"):
        return objects
    if relation == "advcl" and is_passive(text, governor) and text.tokens[index].xpos == "VBG":
        agents = _agents(text, governor)
        if agents:
            return agents
    return subjects(text, governor, depth + 1)


def passive_agents(text: AnnotatedText, index: int) -> list[int]:
    """The 'by' phrase of a passive, shared by coordinated participles."""
    own = _agents(text, index)
    if own:
        return own
    for kid in kids(text, index, "conj"):
        if text.tokens[kid].xpos == "VBN" and _agents(text, kid):
            return _agents(text, kid)
    return []


def objects(text: AnnotatedText, index: int) -> list[int]:
    """Direct objects; for a passive or participle, what is acted on; for coordinated verbs, the shared object."""
    if is_passive(text, index):
        return subjects(text, index)
    direct = kids(text, index, "obj") or kids(text, index, "iobj")
    found = [r for o in direct for r in _relative(text, o, index)]
    if not found and text.tokens[index].deprel == "acl:relcl" and own_subjects(text, index):
        marks = [text.tokens[k].lemma for k in own_subjects(text, index)]
        if not set(marks) & {"who", "which", "that"}:
            return [text.tokens[index].head]
    if not found:
        for kid in kids(text, index, "conj"):
            if text.tokens[kid].upos == "VERB" and not own_subjects(text, kid) and kid - index <= 3:
                return kids(text, kid, "obj")
    return found


def obliques(text: AnnotatedText, index: int) -> Iterator[tuple[str, int]]:
    """(preposition, noun) of the phrases that hang on a verb or noun."""
    for kid in text.children(index):
        if text.tokens[kid].deprel in ("obl", "nmod", "obl:agent", "obl:unmarked", "nmod:desc", "obl:arg"):
            found = preposition(text, kid)
            if found:
                yield found, kid


def complements(text: AnnotatedText, index: int) -> list[int]:
    """Heads of clauses that complete a verb, adjective or noun: 'agreed to VISIT', 'said it WILL', 'plan to ATTACK'."""
    relations = ["xcomp", "ccomp"]
    if text.tokens[index].upos in ("NOUN", "PROPN"):
        relations += ["acl", "ccomp"]
    found = [k for k in kids(text, index, *relations) if k != index]
    for kid in kids(text, index, "advcl"):
        marks = {text.tokens[m].lemma for m in kids(text, kid, "mark")}
        if marks & {"to", "of", "from", "for", "with", "that"} and text.tokens[kid].xpos in ("VBG", "VB"):
            found.append(kid)
    for kid in kids(text, index, "obl", "nmod"):
        if text.tokens[kid].xpos == "VBG":
            found.append(kid)
    return sorted(set(found))


def is_infinitive(text: AnnotatedText, index: int) -> bool:
    """'to do', or a bare infinitive complement."""
    if any(text.tokens[k].lemma == "to" for k in kids(text, index, "mark")):
        return True
    return text.tokens[index].xpos == "VB" and not any(text.tokens[k].xpos == "MD" for k in kids(text, index, "aux"))


def negated(text: AnnotatedText, index: int) -> int | None:
    """The token that negates the predicate, if any ('not', 'never', 'no', 'neither', 'without')."""
    for kid in text.children(index):
        token = text.tokens[kid]
        if token.lemma in ("not", "never", "n't", "neither", "nor") and token.deprel in (
            "advmod",
            "cc:preconj",
            "cc",
            "det",
        ):
            return kid
        if token.deprel == "det" and token.lemma in ("no", "neither"):
            return kid
        if token.deprel in ("mark", "case") and token.lemma == "without":
            return kid
    for subject in own_subjects(text, index) + kids(text, index, "obj"):
        token = text.tokens[subject]
        if token.lemma in ("nobody", "none", "nothing"):
            return subject
        if token.text.lower() == "no" or any(
            text.tokens[k].lemma in ("no", "neither") for k in kids(text, subject, "det", "cc:preconj")
        ):
            return subject
    return None


def is_pluperfect(text: AnnotatedText, index: int) -> bool:
    """'Had fought': what was before the act that is told."""
    return any(text.tokens[k].text.lower() == "had" for k in kids(text, index, "aux"))


def clause_head(text: AnnotatedText, index: int) -> int:
    """The predicate whose clause holds the token: up through noun phrases to a verb, copular predicate or root."""
    seen = 0
    while text.tokens[index].head != index and seen < 40:
        token = text.tokens[index]
        if token.upos in ("VERB", "AUX") and token.deprel not in ("aux", "aux:pass", "cop", "amod", "compound"):
            return index
        if kids(text, index, "nsubj", "nsubj:pass", "cop"):
            return index
        index = token.head
        seen += 1
    return index
