"""The same steps over an archive: a process pool, in input order, that survives crashes and interruptions."""

from tocsin.batch.archive import Order, code_archive
from tocsin.batch.tally import Tally

__all__ = ["Order", "Tally", "code_archive"]
