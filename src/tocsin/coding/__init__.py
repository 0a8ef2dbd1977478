"""Annotated text to reports: who did what to whom, where and when, according to whom, and how sure."""

from tocsin.coding.coder import Coder
from tocsin.coding.loading import load_coder

__all__ = ["Coder", "load_coder"]
