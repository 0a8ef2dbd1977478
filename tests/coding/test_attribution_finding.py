"""Who says what, read off the parse of the shipped engine."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from tocsin.annotate import annotate
from tocsin.coding.attribution import find_attributions, speakers_of
from tocsin.model.annotated import AnnotatedText
from tocsin.model.article import Article, Zone, ZoneKind
from tocsin.model.certainty import Attribution
from tocsin.model.span import Span


@lru_cache(maxsize=64)
def read(text: str, kind: ZoneKind = ZoneKind.BODY) -> AnnotatedText:
    return annotate(Article("a", text, "", (Zone(kind, Span(0, len(text))),)))


def found(text: str, kind: ZoneKind = ZoneKind.BODY) -> tuple[Attribution, ...]:
    return find_attributions(read(text, kind))


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(span.words(text) for span in spans)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The minister said that the troops had left.", "The minister", "said", "that the troops had left"),
        ("“The troops left at dawn,” the minister said.", "the minister", "said", "The troops left at dawn"),
        ("Ten people died, according to the police.", "the police", "according to", "Ten people died"),
        ("It was reported that two soldiers had died.", "", "was reported", "that two soldiers had died"),
        ("The minister, who said the rebels had fled, resigned.", "who", "said", "the rebels had fled"),
        (
            "The army has repeatedly denied that it shelled the town.",
            "The army",
            "has repeatedly denied",
            "that it shelled",
        ),
        ("Residents said that shells had hit the market.", "Residents", "said", "that shells had hit the market"),
    ],
)
def test_source_cue_and_content(text: str, source: str, cue: str, content: str) -> None:
    (attribution,) = found(text)
    assert words(text, attribution.source) == source
    assert words(text, attribution.cue) == cue
    assert words(text, attribution.content).startswith(content)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The general said that his troops had shelled the school.", "asserts"),
        ("The general denied that his troops had shelled the school.", "denies"),
        ("The envoy warned that the truce would fail.", "warns"),
        ("Analysts doubt that the truce will hold.", "doubts"),
        ("The army did not confirm the strike.", "does not confirm"),
        ("Neither the army nor the ministry confirmed the strike.", "does not confirm"),
        ("The ministry declined to comment on the raid.", "does not confirm"),
        ("The government believes that the rebels will attack.", "believes"),
        ("The government wants to end the war.", "intends"),
    ],
)
def test_stance(text: str, stance: str) -> None:
    (attribution,) = found(text)
    assert attribution.stance == stance


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("The army said in a statement that ten rebels had died.", "a statement"),
        ("The minister told reporters that ten rebels had died.", "reporters"),
        ("Four people were killed, the governor wrote on Telegram.", "Telegram"),
    ],
)
def test_medium(text: str, medium: str) -> None:
    (attribution,) = found(text)
    assert attribution.medium is not None
    assert attribution.medium.words(text) == medium


def test_a_quotation_goes_on_after_its_cue() -> None:
    text = "“Why did they attack us?” she asked. “We did nothing.”"
    (attribution,) = found(text)
    assert attribution.quoted
    assert "did nothing" in words(text, attribution.content)


def test_a_quotation_of_several_paragraphs_has_one_speaker() -> None:
    text = "“We will answer.\n\n“We will not wait,” the general said."
    (attribution,) = found(text)
    assert words(text, attribution.source) == "the general"
    assert attribution.content[0].start <= text.index("We will answer") < attribution.content[-1].end


def test_a_participle_goes_on_with_the_speaker() -> None:
    text = "Four people were killed, the governor said, adding that the attack had come from the north."
    said, adding = found(text)
    assert words(text, said.content) == "Four people were killed"
    assert words(text, adding.source) == "the governor"


@pytest.mark.parametrize("text", ["Minister: Troops will leave by May", "Troops will leave by May: minister"])
def test_a_headline_lets_a_party_speak_before_or_after_a_colon(text: str) -> None:
    (attribution,) = found(text, ZoneKind.HEADLINE)
    assert attribution.speaker is not None
    assert attribution.speaker.text.lower() == "minister"
    assert words(text, attribution.content) == "Troops will leave by May"


def test_a_relative_pronoun_speaks_for_its_noun() -> None:
    text = "The minister, who said the rebels had fled, resigned."
    (attribution,) = found(text)
    assert attribution.speaker is not None
    assert read(text).tokens[attribution.speaker.head].text == "minister"


def test_speakers_nest_outermost_first_and_a_cue_is_outside_its_content() -> None:
    text = "The envoy said that the army claimed that the rebels had fled."
    attributions = found(text)
    chains = speakers_of(attributions, read(text))
    by_word = {token.text: chains[token.index] for token in read(text).tokens}
    outer, inner = by_word["fled"]
    assert words(text, attributions[outer].source) == "The envoy"
    assert words(text, attributions[inner].source) == "the army"
    assert attributions[inner].parent == outer
    assert by_word["claimed"] == (outer,)
    assert by_word["said"] == ()


def test_an_article_without_words_has_no_attribution() -> None:
    empty = AnnotatedText(Article("a", "", "", ()), (), ())
    assert find_attributions(empty) == ()
    assert speakers_of((), empty) == []


def test_an_engine_without_attribution_tags_is_enough() -> None:
    text = "The minister said that the troops had left."
    (attribution,) = find_attributions(replace(read(text), attribution_tags=()))
    assert words(text, attribution.source) == "The minister"
