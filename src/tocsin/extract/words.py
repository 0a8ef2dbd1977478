"""The function words of English, by which prose is told from headings and English from other languages."""

from __future__ import annotations

STOP_WORDS = frozenset(
    """a about above after again against all also although am among an and any are as at be because been before
    being below between both but by can could did do does doing down during each even few for from further had
    has have having he her here hers him his how however i if in into is it its itself just like many may me
    might more most much must my no nor not now of off on once one only or other our out over own per said same
    says she should since so some such than that the their them themselves then there these they this those
    though through to too under until up upon us very was we were what when where whether which while who whom
    whose why will with within without would you your""".split()
)
