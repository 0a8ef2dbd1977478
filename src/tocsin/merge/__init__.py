"""Merging: origins of articles, reports to events, what an event's accounts add up to, related coverage."""

from tocsin.merge.accounts import Told, account, told
from tocsin.merge.consolidate import consolidate
from tocsin.merge.facts import Facts, article_bag, facts_of
from tocsin.merge.features import features
from tocsin.merge.growing import GrowingOrigins
from tocsin.merge.index import Index, candidates
from tocsin.merge.judging import partition
from tocsin.merge.keys import home_weeks
from tocsin.merge.mentions import Mention, mention_clusters, mentions, stories
from tocsin.merge.merger import Merger
from tocsin.merge.origins import ArticleFacts, article_facts, origins
from tocsin.merge.past import FactsOf, Past
from tocsin.merge.related import Related, related, related_bags
from tocsin.merge.scoring import Model, Reason, ScoredPair, Weights, score, weights
from tocsin.merge.tellings import Telling, tellings
from tocsin.merge.tolls import tolls
from tocsin.merge.verification import verify

__all__ = [
    "ArticleFacts",
    "Facts",
    "FactsOf",
    "GrowingOrigins",
    "Index",
    "Mention",
    "Merger",
    "Model",
    "Past",
    "Reason",
    "Related",
    "ScoredPair",
    "Telling",
    "Told",
    "Weights",
    "account",
    "article_bag",
    "article_facts",
    "candidates",
    "consolidate",
    "facts_of",
    "features",
    "home_weeks",
    "mention_clusters",
    "mentions",
    "origins",
    "partition",
    "related",
    "related_bags",
    "score",
    "stories",
    "tellings",
    "told",
    "tolls",
    "verify",
    "weights",
]
