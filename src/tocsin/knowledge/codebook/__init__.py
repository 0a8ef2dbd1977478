"""The codebook: PLOVER's types and the patterns of words that tell them, as YAML that a user can extend.

A user's own file has the shape of the files under `en/`: a `type` and `patterns`, or `classes`; a pattern whose id
(`type.id`, lower case) is already there replaces it.
"""

from tocsin.knowledge.codebook.load import Ontology, load_codebook, load_cues, load_ontology

__all__ = ["Ontology", "load_codebook", "load_cues", "load_ontology"]
