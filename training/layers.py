"""The classes of every head, in the order of the network's outputs."""

from __future__ import annotations

from dataclasses import dataclass

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
XPOS = (
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW GW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP "
    "PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB ``"
).split()
RELATIONS = (
    "acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound "
    "compound:prt conj cop csubj csubj:outer csubj:pass dep det det:predet discourse dislocated expl fixed flat "
    "goeswith iobj list mark nmod nmod:desc nmod:poss nmod:unmarked nsubj nsubj:outer nsubj:pass nummod obj obl "
    "obl:agent obl:unmarked orphan parataxis punct reparandum root vocative xcomp"
).split()
ENTITIES = "PERSON ORG PLACE NORP FAC DATE QUANTITY".split()
ENTITY_TAGS = ["O", *(f"{mark}-{label}" for label in ENTITIES for mark in "BI")]
ATTRIBUTION_ROLES = "source cue content".split()
EVENTS = (
    "NONE AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT"
).split()
STATUSES = "asserted denied possible planned unreal".split()


@dataclass(frozen=True, slots=True)
class LayerSizes:
    """How many scores each head gives."""

    upos: int = len(UPOS)
    xpos: int = len(XPOS)
    relation: int = len(RELATIONS)
    entity: int = len(ENTITY_TAGS)
    attribution: int = 3 * len(ATTRIBUTION_ROLES)
    event: int = len(EVENTS)
    status: int = len(STATUSES)


def as_json(trained: list[str]) -> dict[str, list[str]]:
    """What the run time needs to read the scores; ``trained`` names the sets that the weights have seen."""
    return {
        "trained": trained,
        "upos": UPOS,
        "xpos": XPOS,
        "relations": RELATIONS,
        "entities": ENTITY_TAGS,
        "attribution_roles": ATTRIBUTION_ROLES,
        "events": EVENTS,
        "statuses": STATUSES,
    }
