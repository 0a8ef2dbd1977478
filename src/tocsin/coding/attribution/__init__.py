"""Who says it: quotations, reported speech and other attributions of an article."""

from tocsin.coding.attribution.finding import find_attributions
from tocsin.coding.attribution.nesting import speakers_of
from tocsin.coding.attribution.quotations import Quotation, find_quotations

__all__ = ["Quotation", "find_attributions", "find_quotations", "speakers_of"]
