"""Where, when and how many: what the article says around a trigger, never invented."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.coding.cast import Cast
from tocsin.coding.counts import counts_for
from tocsin.coding.dates import event_date, is_bare_weekday, moved, said_date
from tocsin.coding.dates.tense import verb_tense
from tocsin.coding.drafts import Draft
from tocsin.coding.joining import DEFINITE, STRETCHES
from tocsin.coding.places import event_place, explains, places_at
from tocsin.coding.retelling import told_by
from tocsin.coding.syntax import clause_head, is_pluperfect, is_verb, kids, objects, own_subjects, subjects
from tocsin.model.annotated import AnnotatedText
from tocsin.model.certainty import Attribution, Factuality
from tocsin.model.report import EventPlace
from tocsin.model.when import TimeExpression, When
from tocsin.model.where import Toponym

REMARKS = frozenset(
    """
    comment remark statement announcement post warning speech call appeal condemnation claim message interview
    accusation
    """.split()
)
TAKING_PLACE = frozenset("hold take be begin start open schedule plan set due happen occur".split())
"""What the clause of 'talks that were to be held in Doha' says of them."""
COUNTED = frozenset({"ASSAULT", "COERCE", "PROTEST", "RETREAT", "AID", "MOBILIZE", "SANCTION"})


class Scene:
    """Sets place, day and counts on the drafts of one article."""

    def __init__(
        self,
        text: AnnotatedText,
        toponyms: Sequence[Toponym],
        times: Sequence[TimeExpression],
        attributions: Sequence[Attribution],
        cast: Cast,
    ) -> None:
        self._text, self._toponyms, self._times = text, toponyms, times
        self._attributions, self._cast = attributions, cast
        self._asked: set[int] = set()
        self._drafts: dict[int, Draft] = {}
        self._statement_days: dict[int, When] | None = None

    def set_all(self, drafts: Sequence[Draft]) -> None:
        """Fill places, days and counts of the drafts in place; what hangs on another event's day comes last."""
        self._drafts = {d.token: d for d in drafts}
        for draft in drafts:
            self._set(draft)
        for draft in drafts:
            draft.when = draft.when or self._when(draft)
        for draft in drafts:
            draft.when = self._in_order(draft)

    def _set(self, draft: Draft) -> None:
        draft.places = self._places(draft)
        draft.when = self._when(draft)
        if draft.type in COUNTED:
            draft.counts = list(counts_for(self._text, draft.token, draft.type))

    def _in_order(self, draft: Draft) -> When | None:
        """The day of a weekday's name, so that what is planned lies ahead, and what came before another act before it.

        'Called for a strike on Friday', 'marched on Sunday after police shot a student on Monday'.
        """
        when, published = draft.when, self._text.article.published
        if when is None or when.span is None or not is_bare_weekday(when.span.words(self._text.article.text)):
            return when
        if draft.verdict.factuality is Factuality.PLANNED:
            day = published.day if published else None
            behind = day is not None and when.latest < day and not self._looks_back(draft.token)
            return moved(when, 7) if behind else when
        later = self._came_before(draft.token)
        return moved(when, -7) if later is not None and when.earliest > later.latest else when

    def _looks_back(self, trigger: int) -> bool:
        """'Accused of having planned the blockade': what was planned is over."""
        text = self._text
        words = (text.tokens[k].text.lower() for i in text.ancestors(trigger) for k in kids(text, i, "aux"))
        return any(word in ("having", "had") for word in words)

    def _came_before(self, trigger: int) -> When | None:
        """The day, as its own words say, of the act that the trigger's came before: 'after' and 'had' tell so."""
        text, before = self._text, False
        for index in (trigger, *text.ancestors(trigger)):
            if before and is_verb(text, index):
                found = event_date(text, self._times, index)
                if found is not None:
                    return found if found.precision == "day" and found.anchor != "event" else None
            marks = (text.tokens[k].lemma for k in kids(text, index, "mark", "case"))
            told_back = text.tokens[index].deprel == "acl:relcl" and is_pluperfect(text, index)
            before = before or told_back or "after" in marks
        return None

    def share_statement_dates(self, drafts: Sequence[Draft]) -> None:
        """Acts done in words by one speaker on a day that the article names were done on that day."""
        days = self.statement_days()
        for draft in drafts:
            if draft.when is None and "statement" in draft.trigger.pattern.flags and not draft.speakers:
                if draft.verdict.factuality is not Factuality.ASSERTED:
                    continue
                found = [days[a.head] for a in draft.actors if a.head in days]
                if found:
                    draft.when = found[0]

    def statement_days(self) -> dict[int, When]:
        """Head token of a speaker's fullest mention to the one day on which the article has him speak."""
        if self._statement_days is None:
            found: dict[int, list[When]] = {}
            for attribution in self._attributions:
                if attribution.speaker is None or not attribution.cue:
                    continue
                token = self._token_at(attribution.cue[0].start)
                when = event_date(self._text, self._times, token) if token is not None else None
                if when is not None and when.precision == "day":
                    found.setdefault(attribution.speaker.head, []).append(when)
            self._statement_days = {k: v[0] for k, v in found.items() if len({w.earliest for w in v}) == 1}
        return self._statement_days

    def _when(self, draft: Draft) -> When | None:
        for token in dict.fromkeys((draft.token, draft.trigger.verb if draft.trigger.verb >= 0 else draft.token)):
            found = event_date(
                self._text, self._times, token, self._date_of, told_by(self._text, token, dropped=True), self._drafts
            )
            if found is not None:
                return found
        found = self._governing_day(draft) if "statement" in draft.trigger.pattern.flags else None
        if found is None and draft.verdict.factuality is Factuality.ASSERTED:
            found = said_date(self._text, self._times, draft.token)
        return found

    def _governing_day(self, draft: Draft) -> When | None:
        """'said on Tuesday ..., accusing Manila': what is done in the same breath is done on the same day."""
        index = draft.token
        for _ in range(4):
            token = self._text.tokens[index]
            if token.deprel not in ("advcl", "conj", "parataxis", "xcomp") or token.head == index:
                return None
            index = token.head
            found = event_date(self._text, self._times, index, self._date_of)
            if found is not None:
                return found
        return None

    def _date_of(self, token: int) -> When | None:
        """The days of another event named at a token: by its own words, or, for remarks, by their speaker's day."""
        if token in self._asked:
            return None
        self._asked.add(token)
        try:
            found = event_date(self._text, self._times, token, self._date_of, told_by(self._text, token, dropped=True))
            if found is not None and found.span is not None and found.anchor != "event":
                return found
            return self._remarks_day(token) or self._told_before(token)
        finally:
            self._asked.discard(token)

    def _remarks_day(self, token: int) -> When | None:
        text = self._text
        nouns = [token, *subjects(text, clause_head(text, token))]
        if not any(text.tokens[i].lemma in REMARKS for i in nouns):
            return None
        days = self.statement_days()
        owners = [k for i in nouns for k in text.children(i) if text.tokens[k].deprel == "nmod:poss"]
        for owner in owners:
            party = self._cast.party(owner, "possessive")
            if party.head in days:
                return days[party.head]
        known = {w.earliest: w for w in days.values()}
        if len(known) == 1:
            return next(iter(known.values()))
        published = text.article.published
        if published is not None and published.day is not None and not known:
            return When(published.day, published.day, "day", None, "published")
        return None

    def _told_before(self, token: int) -> When | None:
        """The day of 'the strikes' is that of the strikes told before."""
        draft = self._drafts.get(token)
        if draft is None or draft.trigger.word_class != "noun":
            return None
        if not any(self._text.tokens[k].lemma in DEFINITE for k in kids(self._text, token, "det")):
            return None
        for earlier in sorted((d for d in self._drafts.values() if d.token < token), key=lambda d: -d.token):
            if earlier.type == draft.type and earlier.when is not None and _may_be_one(earlier, draft):
                return earlier.when
        return None

    def _places(self, draft: Draft) -> list[EventPlace]:
        found: list[EventPlace] = []
        heads = [draft.token]
        if draft.trigger.verb >= 0 and draft.trigger.verb != draft.token:
            heads.append(draft.trigger.verb)
        if draft.trigger.word_class == "verb":
            heads += objects(self._text, draft.token)
        else:
            clauses = kids(self._text, draft.token, "acl:relcl", "acl")
            heads += [k for k in clauses if self._text.tokens[k].lemma in TAKING_PLACE]
        told_where = self._where_clause(draft.token)
        if told_where is not None:
            return [told_where]
        for head in heads:
            for place in places_at(self._text, self._toponyms, head, self._drafts):
                if all(place.span != p.span for p in found):
                    found.append(place)
        return found or self._only_place(draft)

    def _only_place(self, draft: Draft) -> list[EventPlace]:
        """The one literal place of the sentence, for acts that happen in the world."""
        if "statement" in draft.trigger.pattern.flags or draft.trigger.verb < 0:
            return []
        sentence = self._text.sentences[self._text.tokens[draft.token].sentence]
        here = [
            t
            for t in self._toponyms
            if t.role == "literal"
            and t.place
            and sentence.span.contains(t.span)
            and not explains(self._text, t, self._toponyms)
        ]
        if len(here) != 1 or self._in_next_clause(draft.token, here[0]) or self._set_beside(draft.token, here[0]):
            return []
        if self._before_it(draft.token, here[0]):
            return []
        place = event_place(self._text, here[0])
        return [place] if place else []

    def _where_clause(self, trigger: int) -> EventPlace | None:
        """'Torkham, where the two sides had fired': the place that a clause with 'where' hangs on."""
        text, clause = self._text, clause_head(self._text, trigger)
        token = text.tokens[clause]
        if token.deprel != "acl:relcl" or all(text.tokens[k].lemma != "where" for k in text.children(clause)):
            return None
        above = text.tokens[token.head]
        found = [t for t in self._toponyms if t.place and t.span.start <= above.start < t.span.end]
        if not found or found[0].role != "literal" or found[0].place is None:
            return None
        return EventPlace(found[0].span, found[0].text, found[0].place)

    def _set_beside(self, trigger: int, toponym: Toponym) -> bool:
        """'Blocked a bridge in Mitrovica a day after police closed': whether one of the two is set beside the other."""
        text, at = self._text, self._token_at(toponym.span.start)
        if at is None:
            return False
        ours, its = [trigger, *text.ancestors(trigger)], [at, *text.ancestors(at)]
        apart = [i for i in ours if i not in its] + [i for i in its if i not in ours]
        return any(self._is_beside(index) for index in apart)

    def _is_beside(self, index: int) -> bool:
        """Whether a clause or noun is set beside what it hangs on: 'after police closed', 'two days after the raid'."""
        text = self._text
        marks = [k for k in kids(text, index, "mark", "case") if text.tokens[k].lemma in ("after", "before", "since")]
        return any(own_subjects(text, index) or text.tokens[k - 1].lemma in STRETCHES for k in marks)

    def _in_next_clause(self, trigger: int, toponym: Toponym) -> bool:
        """'... was struck there, and another was hit off Palawan': whether a coordinate clause of its own holds it."""
        text, at = self._text, self._token_at(toponym.span.start)
        if at is None:
            return False
        above = {trigger, *text.ancestors(trigger)}
        return any(
            text.tokens[i].deprel == "conj" and i not in above and (own_subjects(text, i) or kids(text, i, "expl"))
            for i in text.ancestors(at)
        )

    def _before_it(self, trigger: int, toponym: Toponym) -> bool:
        """'Met in Geneva and agreed to exchange prisoners': whether the place is that of what was done before."""
        text, at = self._text, self._token_at(toponym.span.start)
        ahead = next((i for i in (trigger, *text.ancestors(trigger)) if text.tokens[i].deprel == "xcomp"), None)
        if toponym.place is None or toponym.place.precision == "country":
            return False
        if at is None or ahead is None or verb_tense(text, text.tokens[ahead]) != "future":
            return False
        return at < ahead and ahead not in text.ancestors(at)

    def _token_at(self, offset: int) -> int | None:
        low, high = 0, len(self._text.tokens)
        while low < high:
            middle = (low + high) // 2
            if self._text.tokens[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self._text.tokens) else None


def _may_be_one(a: Draft, b: Draft) -> bool:
    """Whether no country among the parties speaks against it."""
    one, two = a.countries("both"), b.countries("both")
    return not one or not two or bool(one & two)
