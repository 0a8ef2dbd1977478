"""Mentions of one event inside one article become one report.

Two drafts of one type are one event when nothing speaks against it (other parties, other day, other town, other
factuality) and something speaks for it: the same word, a definite noun ('the attack'), a headline told again, or one
hanging on the other ('struck the base, killing two').
"""

from __future__ import annotations

from tocsin.coding.drafts import Draft
from tocsin.coding.retelling import LINKS
from tocsin.coding.syntax import kids, own_subjects
from tocsin.model.annotated import AnnotatedText
from tocsin.model.article import ZoneKind
from tocsin.model.certainty import Factuality
from tocsin.model.who import Party

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
NEAR = 6
BESIDE = frozenset({"after", "before", "following"})
STRETCHES = frozenset({"hour", "day", "night", "week", "fortnight", "month", "year"})
COUNTED_OFF = frozenset({"first", "second", "third", "previous", "earlier", "last", "similar"})
LINKING = LINKS | {"connection", "similarity", "resemble"}
"""Words that set one event against another."""
NEWS_DAYS = 90
"""Days after which an event is told as history."""
APART = frozenset({"abduct", "sexual", "torture", "beat", "crowd-control"})


class Joiner:
    """Joins the drafts of one article."""

    def __init__(self, text: AnnotatedText) -> None:
        self._text = text
        self._tokens: set[int] = set()

    def join(self, drafts: list[Draft]) -> list[Draft]:
        """Drafts in text order, each taking in the later mentions of its event."""
        out: list[Draft] = []
        self._tokens = {d.token for d in drafts}
        for draft in drafts:
            draft.mentions = [draft]
            found = [earlier for earlier in reversed(out) if self._same(earlier, draft)]
            if found:
                self._absorb(next((e for e in found if self._same_word(e, draft)), found[0]), draft)
            else:
                out.append(draft)
        return out

    def _same(self, a: Draft, b: Draft) -> bool:
        if a.type != b.type or not self._compatible(a, b) or self._held_apart(a, b):
            return False
        return self._supported(a, b)

    def _held_apart(self, a: Draft, b: Draft) -> bool:
        """'The assault is not linked with the raid': what is set against another is another."""
        tokens = self._text.tokens
        above = {i for m in a.mentions for i in self._text.ancestors(m.token) if tokens[i].lemma in LINKING}
        return not above.isdisjoint(self._text.ancestors(b.token))

    def _compatible(self, a: Draft, b: Draft) -> bool:
        if not _same_factuality(a, b) or not _same_kind(a, b):
            return False
        if a.reciprocal or b.reciprocal:
            if not _overlap(a.countries("both"), b.countries("both")):
                return False
        elif not _fits(a.actors, b.actors) or not _fits(a.recipients, b.recipients):
            return False
        if a.when and b.when and (a.when.latest < b.when.earliest or b.when.latest < a.when.earliest):
            return False
        if self._long_ago(a) != self._long_ago(b):
            return False
        return self._places_fit(a, b) and _counts_fit(a, b)

    def _long_ago(self, draft: Draft) -> bool:
        """'Three years ago a bomber attacked': what has no day of its own is news, and not that."""
        published = self._text.article.published
        day = published.day if published else None
        return bool(day and draft.when and (day - draft.when.latest).days > NEWS_DAYS)

    def _places_fit(self, a: Draft, b: Draft) -> bool:
        towns_a = {p.place.geonameid or p.place.name for p in a.places if p.place.precision in ("city", "site")}
        towns_b = {p.place.geonameid or p.place.name for p in b.places if p.place.precision in ("city", "site")}
        if towns_a and towns_b and not towns_a & towns_b:
            return False
        return _overlap(
            {p.place.country for p in a.places if p.place.country},
            {p.place.country for p in b.places if p.place.country},
        )

    def _supported(self, a: Draft, b: Draft) -> bool:
        text = self._text
        last = max(m.token for m in a.mentions)
        distance = text.tokens[b.token].sentence - text.tokens[last].sentence
        if distance == 0 and any(self._hangs_on(m, b) for m in a.mentions):
            return True
        headline = any(self._in_headline(m) for m in a.mentions)
        if headline and distance <= NEAR and _share(a, b):
            return True
        same_word = self._same_word(a, b)
        if b.trigger.word_class == "noun" and b.trigger.verb < 0 and self._definite(b.token) and distance <= NEAR:
            return same_word or distance <= 1 or _share(a, b) or _says_nothing(b)
        if same_word and distance <= NEAR and (_share(a, b) or not (b.actors or b.recipients)):
            return True
        same_way = a.mode == b.mode and a.mode is not None
        return distance <= 2 and same_way and _share_both(a, b)

    def _same_word(self, a: Draft, b: Draft) -> bool:
        lemma = self._text.tokens[b.token].lemma
        return any(self._text.tokens[m.token].lemma == lemma for m in a.mentions)

    def _in_headline(self, draft: Draft) -> bool:
        return self._text.sentences[self._text.tokens[draft.token].sentence].zone is ZoneKind.HEADLINE

    def _hangs_on(self, a: Draft, b: Draft) -> bool:
        """One mention's clause depends on the other's, or stands in its 'in' or 'by' phrase."""
        chain_a, chain_b = set(self._text.ancestors(a.token)), set(self._text.ancestors(b.token))
        if a.token in chain_b:
            low, high, path = b.token, a.token, _path(self._text, b.token, a.token)
        elif b.token in chain_a:
            low, high, path = a.token, b.token, _path(self._text, a.token, b.token)
        else:
            return False
        between = set(self._text.ancestors(low)) - set(self._text.ancestors(high)) - {high}
        return (
            bool(path)
            and "acl:relcl" not in path
            and not self._set_beside(low, high)
            and not between & self._tokens
            and path[-1]
            in (
                "advcl",
                "obl",
                "nmod",
                "obj",
                "xcomp",
                "nsubj",
                "nsubj:pass",
                "acl",
                "obl:agent",
                "appos",
                "conj",
            )
        )

    def _set_beside(self, low: int, high: int) -> bool:
        """'Two days after the ambush', 'the worst since gunmen killed', 'after the first march': another event."""
        tokens, index = self._text.tokens, low
        while index != high:
            for mark in kids(self._text, index, "case", "mark"):
                word = tokens[mark].lemma
                apart = mark > 0 and tokens[mark - 1].lemma in STRETCHES
                counted = any(tokens[k].lemma in COUNTED_OFF for k in kids(self._text, index, "amod"))
                if word == "before" and own_subjects(self._text, index):
                    return True
                if word == "since" or (word in BESIDE and (apart or counted)):
                    return True
            index = tokens[index].head
        return False

    def _definite(self, index: int) -> bool:
        return any(self._text.tokens[k].lemma in DEFINITE for k in kids(self._text, index, "det"))

    def _absorb(self, a: Draft, b: Draft) -> None:
        a.mentions.append(b)
        a.actors = _union(a.actors, b.actors)
        a.recipients = _union(a.recipients, b.recipients)
        if a.reciprocal or b.reciprocal:
            a.actors, a.recipients, a.reciprocal = _union(a.actors, a.recipients), [], True
        a.places += [p for p in b.places if all(p.span != q.span and p.place != q.place for q in a.places)]
        a.when = a.when or b.when
        have = {c.kind for c in a.counts}
        a.counts += [c for c in b.counts if c.kind not in have]
        a.mode = a.mode or b.mode
        a.confidence = max(a.confidence, b.confidence)
        if a.speakers and not b.speakers and b.verdict.factuality is Factuality.ASSERTED:
            a.speakers = ()
        elif b.speakers and not a.speakers and all(self._in_headline(m) for m in a.mentions[:-1]):
            a.speakers = b.speakers


def _path(text: AnnotatedText, low: int, high: int) -> list[str]:
    out: list[str] = []
    while low != high and len(out) < 5:
        out.append(text.tokens[low].deprel)
        low = text.tokens[low].head
    return out if low == high else []


def _same_kind(a: Draft, b: Draft) -> bool:
    """An abduction is no air strike, and tear gas no raid; the other modes of attack are often told in one word."""
    apart = ({a.mode, b.mode} & APART) if a.mode != b.mode else None
    return not apart


def _same_factuality(a: Draft, b: Draft) -> bool:
    real = {Factuality.ASSERTED, Factuality.DENIED}
    one, two = a.verdict.factuality, b.verdict.factuality
    if one is two:
        return True
    return not (one in real or two in real)


def _overlap(a: set[str], b: set[str]) -> bool:
    return not a or not b or bool(a & b)


def _fits(a: list[Party], b: list[Party]) -> bool:
    """Whether the parties may be the same: no countries that exclude one another, no names that differ."""
    if not a or not b:
        return True
    names_a, names_b = _names(a), _names(b)
    if names_a and names_b and not names_a & names_b:
        return False
    return _overlap(
        {p.identity.country for p in a if p.identity.country}, {p.identity.country for p in b if p.identity.country}
    )


def _names(parties: list[Party]) -> set[str]:
    """Last names of the persons among the parties, when all are persons."""
    found = {
        p.identity.name.split()[-1].lower()
        for p in parties
        if p.identity.name and p.text[:1].isupper() and _is_person(p)
    }
    return found if len(found) == len(parties) else set()


def _is_person(party: Party) -> bool:
    return party.identity.id is None or party.identity.id.startswith("person:")


def _counts_fit(a: Draft, b: Draft) -> bool:
    for one in a.counts:
        for two in b.counts:
            if (
                one.kind == two.kind == "killed"
                and one.best != two.best
                and one.best is not None
                and two.best is not None
            ):
                return False
    return True


def _says_nothing(draft: Draft) -> bool:
    """'The raid', with no party, place, day or count of its own, looks back to what was told."""
    return not (draft.actors or draft.recipients or draft.places or draft.when or draft.counts)


def _share(a: Draft, b: Draft) -> bool:
    both = a.countries("both") & b.countries("both")
    spans = {p.span for p in a.actors + a.recipients} & {p.span for p in b.actors + b.recipients}
    return bool(both or spans)


def _share_both(a: Draft, b: Draft) -> bool:
    return bool(a.countries("actors") & b.countries("actors")) and _fits(a.recipients, b.recipients)


def _union(a: list[Party], b: list[Party]) -> list[Party]:
    """The parties of both; the same country and sector twice is one party, with the better known words."""
    out = list(a)
    for party in b:
        twin = next((i for i, p in enumerate(out) if p.span == party.span or _same_party(p, party)), None)
        if twin is None:
            out.append(party)
        elif len(party.text) > len(out[twin].text) and party.identity.name:
            out[twin] = party
    return out


def _same_party(a: Party, b: Party) -> bool:
    one, two = a.identity, b.identity
    return bool(one.country) and one.country == two.country and one.sectors[:1] == two.sectors[:1]
