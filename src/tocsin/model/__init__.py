"""The nouns, in the order of the story: page, article, annotated text, report."""

from tocsin.model.annotated import AnnotatedText, Entity, Hint, Sentence, Token
from tocsin.model.article import CODED, Article, Link, Page, Published, Zone, ZoneKind
from tocsin.model.certainty import Attribution, Factuality, Predicate
from tocsin.model.codebook import Codebook, EventType, Pattern
from tocsin.model.correction import Correction
from tocsin.model.event import Account, Event, Field, Judgement, Origin, Toll, Value, Verdict, Verification
from tocsin.model.report import Coder, Count, Doubt, EventPlace, Reading, Report
from tocsin.model.span import Span, cover
from tocsin.model.when import TimeExpression, When
from tocsin.model.where import Place, Toponym
from tocsin.model.who import Identity, Party

__all__ = [
    "CODED",
    "Account",
    "AnnotatedText",
    "Article",
    "Attribution",
    "Codebook",
    "Coder",
    "Correction",
    "Count",
    "Doubt",
    "Entity",
    "Event",
    "EventPlace",
    "EventType",
    "Factuality",
    "Field",
    "Hint",
    "Identity",
    "Judgement",
    "Link",
    "Origin",
    "Page",
    "Party",
    "Pattern",
    "Place",
    "Predicate",
    "Published",
    "Reading",
    "Report",
    "Sentence",
    "Span",
    "TimeExpression",
    "Token",
    "Toll",
    "Toponym",
    "Value",
    "Verdict",
    "Verification",
    "When",
    "Zone",
    "ZoneKind",
    "cover",
]
