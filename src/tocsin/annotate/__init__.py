"""The language engine: an article's words, sentences, syntax, names and what the learned heads say of them."""

from tocsin.annotate.annotator import Annotator, annotate

__all__ = ["Annotator", "annotate"]
