"""Pages that speak in war words of something else: sport above all ('strike', 'attack', 'defence', 'under siege').

On such a page only acts of states, armed sides and authorities are kept.
"""

from __future__ import annotations

from functools import lru_cache

from tocsin.coding.drafts import Draft
from tocsin.model.annotated import AnnotatedText
from tocsin.model.article import ZoneKind

SPORT = frozenset(
    """
    goal match coach league referee penalty striker midfielder defender goalkeeper season fixture cup squad team
    stadium premier championship tournament quarterback touchdown innings wicket batsman bowler pitcher inning
    playoff final semifinal halftime kickoff scorer winger manager fullback club goalless equaliser equalizer
    basketball football soccer rugby tennis cricket hockey baseball golf offside header stoppage-time half-time
    """.split()
)
SHARE = 0.025
PUBLIC = frozenset({"GOV", "MIL", "REB", "COP", "JUD", "LEG", "PRM", "SPY", "UAF"})


@lru_cache(maxsize=2)
def is_sport(text_id: str, words: tuple[str, ...]) -> bool:
    """Whether more than one word in forty belongs to sport, and at least four different ones."""
    found = [w for w in words if w in SPORT]
    return len(set(found)) >= 4 and len(found) > SHARE * len(words)


def on_stage(text: AnnotatedText, draft: Draft) -> bool:
    """Whether the act belongs to public life: always, except for acts among private parties on a sports page."""
    words = tuple(t.lemma for t in text.tokens)
    if not is_sport(text.article.id, words):
        return True
    return any(
        p.identity.id or (p.identity.country and set(p.identity.sectors) & PUBLIC and p.identity.role)
        for p in (*draft.actors, *draft.recipients)
        if set(p.identity.sectors) & PUBLIC
    )


def in_caption(text: AnnotatedText, draft: Draft) -> bool:
    """Whether the words stand under a picture: often one of another day, so that alone they tell no event."""
    return text.sentences[text.tokens[draft.token].sentence].zone is ZoneKind.CAPTION
