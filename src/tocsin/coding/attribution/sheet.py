"""One article's parse and quotations, laid out for the questions that attribution asks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from tocsin.coding.attribution.quotations import Quotation, find_quotations
from tocsin.model.annotated import AnnotatedText, Token
from tocsin.model.span import Span

_SIDE = frozenset({"punct"})


class Sheet:
    """The annotated text with its quotations; `quote_at[i]` is the quotation that token i stands in, or -1."""

    def __init__(self, text: AnnotatedText) -> None:
        self.text = text
        self.tokens: tuple[Token, ...] = text.tokens
        self.starts = [t.start for t in text.tokens]
        self.kids: list[list[int]] = [[] for _ in text.tokens]
        for token in text.tokens:
            if token.head != token.index:
                self.kids[token.head].append(token.index)
        self.quotations: tuple[Quotation, ...] = find_quotations(text.article.text)
        self.quote_at = [-1] * len(text.tokens)
        self.quote_range: list[tuple[int, int]] = []
        for number, quotation in enumerate(self.quotations):
            first, last = self.between(quotation.span)
            self.quote_range.append((first, last))
            for index in range(first, last):
                self.quote_at[index] = number
        self.entity_at: dict[int, str] = {i: e.label for e in text.entities for i in range(e.first, e.last)}

    def between(self, span: Span) -> tuple[int, int]:
        """The tokens `[first, last)` that begin inside the span."""
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)

    def related(self, index: int, *relations: str) -> list[int]:
        """Direct dependents with one of the relations, in text order."""
        return [k for k in self.kids[index] if self.tokens[k].deprel in relations]

    def subtree(self, index: int, without: Iterable[int] = ()) -> set[int]:
        """A token and all that hangs on it, leaving out the branches that start at `without`."""
        left_out = set(without)
        found, todo = set(), [index]
        while todo:
            at = todo.pop()
            if at in left_out or at in found:
                continue
            found.add(at)
            todo.extend(self.kids[at])
        return found

    def sentence(self, index: int) -> tuple[int, int]:
        """The tokens `[first, last)` of the sentence that the token stands in."""
        sentence = self.text.sentences[self.tokens[index].sentence]
        return sentence.first, sentence.last

    def preposition(self, index: int) -> str:
        """The preposition of a phrase in lower case, '' when it has none."""
        for kid in self.kids[index]:
            token = self.tokens[kid]
            if token.deprel == "case" and token.xpos != "POS":
                return token.text.lower()
        return ""

    def word(self, index: int) -> str:
        """The token's form in lower case."""
        return self.tokens[index].text.lower()

    def trimmed(self, indices: Iterable[int]) -> list[int]:
        """Token indices in order, without punctuation at either edge."""
        found = sorted(indices)
        while found and self.tokens[found[0]].upos == "PUNCT":
            found.pop(0)
        while found and self.tokens[found[-1]].upos == "PUNCT":
            found.pop()
        return found

    def spans(self, indices: Sequence[int]) -> tuple[Span, ...]:
        """The runs of neighbouring tokens as character spans; punctuation between two runs joins them."""
        out: list[Span] = []
        previous = -2
        for index in indices:
            token = self.tokens[index]
            gap = range(previous + 1, index)
            if out and len(gap) <= 2 and all(self.tokens[g].upos == "PUNCT" for g in gap):
                out[-1] = Span(out[-1].start, token.end)
            else:
                out.append(Span(token.start, token.end))
            previous = index
        return tuple(out)
