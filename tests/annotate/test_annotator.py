from __future__ import annotations

import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tocsin.annotate import Annotator, annotate
from tocsin.annotate.encoder import SHIPPED, Encoder
from tocsin.model import AnnotatedText, Article, Span, Zone, ZoneKind

STORY = (
    "Norland shells border town of Orlo\n\n"
    "Norland's army fired rockets at the town of Orlo on Friday, killing three farmers, Suland's ministry said. "
    "“We did not attack anyone,” said Gen. Karl Aro, a spokesman for the army. "
    "Neither side has confirmed that talks in Geneva were cancelled."
)


def article(text: str, kind: ZoneKind = ZoneKind.BODY) -> Article:
    zones = (Zone(kind, Span(0, len(text))),) if text else ()
    return Article("test", text, hashlib.sha256(text.encode()).hexdigest(), zones)


@pytest.fixture(scope="module")
def read() -> AnnotatedText:
    return annotate(article(STORY))


def test_offsets_are_true(read: AnnotatedText) -> None:
    assert all(STORY[token.start : token.end] == token.text for token in read.tokens)
    for entity in read.entities:
        assert entity.span == read.span_of(entity.first, entity.last)
    for sentence in read.sentences:
        assert sentence.span == read.span_of(sentence.first, sentence.last)


def test_every_sentence_is_one_tree(read: AnnotatedText) -> None:
    for sentence in read.sentences:
        tokens = read.sentence_tokens(sentence)
        roots = [token for token in tokens if token.head == token.index]
        assert [root.deprel for root in roots] == ["root"]
        assert read.subtree(roots[0].index) == [token.index for token in tokens]


def test_syntax_and_lemmas(read: AnnotatedText) -> None:
    by_text = {token.text: token for token in read.tokens}
    fired = by_text["fired"]
    assert (fired.lemma, fired.upos, fired.xpos) == ("fire", "VERB", "VBD")
    army = next(token for token in read.tokens if token.text == "army")
    assert (army.deprel, read.tokens[army.head].text) == ("nsubj", "fired")
    assert (by_text["not"].deprel, read.tokens[by_text["not"].head].text) == ("advmod", "attack")


def test_names(read: AnnotatedText) -> None:
    found = {(read.words(entity.span), entity.label) for entity in read.entities}
    assert {("Orlo", "PLACE"), ("Karl Aro", "PERSON"), ("Geneva", "PLACE"), ("Friday", "DATE")} <= found
    assert all(0 <= entity.score <= 1 for entity in read.entities)


def test_one_tag_and_one_factuality_a_token(read: AnnotatedText) -> None:
    assert len(read.attribution_tags) == len(read.factuality) == len(read.tokens)
    assert set(read.attribution_tags) <= {"", "source", "cue", "content"}
    assert all(-3 <= value <= 3 for value in read.factuality)
    said = [token.index for token in read.tokens if token.text == "said"]
    assert all(read.attribution_tags[index] == "cue" for index in said)


def test_hints_name_trigger_and_parties(read: AnnotatedText) -> None:
    fired = next(token for token in read.tokens if token.text == "fired")
    hint = read.hints[fired.index]
    assert max(hint.types, key=hint.types.__getitem__) == "ASSAULT"
    assert abs(sum(hint.status.values()) - 1) < 0.01
    assert all(0 <= score <= 1 for pair in hint.roles.values() for score in pair)


def test_only_coded_zones_are_read() -> None:
    text = "Army leaves town\n\nRecommended for you: Stars dance on ice"
    zones = (Zone(ZoneKind.HEADLINE, Span(0, 16)), Zone(ZoneKind.RELATED, Span(18, len(text))))
    found = annotate(Article("test", text, "", zones))
    assert [token.text for token in found.tokens] == ["Army", "leaves", "town"]
    assert [sentence.zone for sentence in found.sentences] == [ZoneKind.HEADLINE]


@pytest.mark.parametrize("text", ["", " \n\n ", ".", "\x00\x01\x02", "😀😀", "\u202e\u200b"])
def test_odd_texts_are_read(text: str) -> None:
    assert annotate(article(text)).article.text == text


@pytest.mark.parametrize("text", ["x" * 1_000_000, "((((" * 5_000, "word " * 5_000, "U.S." * 2_000])
def test_hostile_lines_are_read_within_bounds(text: str) -> None:
    found = annotate(article(text))
    assert max(sentence.last - sentence.first for sentence in found.sentences) <= 200


def test_an_article_never_depends_on_its_neighbours(read: AnnotatedText) -> None:
    fresh = Annotator()
    fresh.annotate(article("Unrelated words about rain. " * 30))
    assert fresh.annotate(article(STORY)) == read


def test_an_article_never_depends_on_threads(read: AnnotatedText) -> None:
    with ThreadPoolExecutor(4) as pool:
        others = [article("A short one."), article(STORY), article(STORY * 3), article(STORY)] * 2
        found = list(pool.map(annotate, others))
    assert all(found[index] == read for index in (1, 3, 5, 7))


def test_an_article_never_depends_on_the_process(read: AnnotatedText) -> None:
    program = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]);"
        "from test_annotator import STORY, article, digest; from tocsin.annotate import annotate;"
        "print(digest(annotate(article(STORY))))"
    )
    here = str(Path(__file__).parent)
    found = subprocess.run([sys.executable, "-c", program, here], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == digest(read)


def digest(read: AnnotatedText) -> str:
    layers = (read.tokens, read.entities, sorted(read.hints.items()), read.attribution_tags, read.factuality)
    return hashlib.sha256(repr(layers).encode()).hexdigest()


def test_a_sentence_without_words_is_an_error() -> None:
    with pytest.raises(ValueError, match="without words"):
        Encoder().read([["word"], []])


def test_no_training_library_is_imported() -> None:
    program = (
        "import sys, tocsin.annotate; print([n for n in ('torch', 'transformers', 'tokenizers') if n in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_the_model_is_small() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) <= 32 * 1024 * 1024
