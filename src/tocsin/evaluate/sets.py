"""The evaluation sets: where their files lie, how they are coded, what is measured on them, and what others reach."""

from __future__ import annotations

from tocsin.evaluate import own, pages, scoring
from tocsin.evaluate.coding import EXTRACT
from tocsin.evaluate.figures import LOWER, Measure
from tocsin.evaluate.goldset import GoldSet
from tocsin.evaluate.merge_sets import ECBPLUS, LIKENESS, MERGE

PERCENT, SHARE, COUNT = "percent", "share", "count"


GSR = GoldSet(
    "gsr",
    ("events/plover_gsr_dev.json",),
    "gsr",
    scoring.gsr,
    (
        Measure("type_F1, strict", PERCENT, 62, peers="PETRARCH-2 36.4, UniversalPetrarch 46.9"),
        Measure("triple_acc, strict", PERCENT, 38, peers="PETRARCH-2 20.0, UniversalPetrarch 26.2", people="31 to 37"),
        Measure("spurious_per_sentence", SHARE, 0.35, LOWER, peers="PETRARCH-2 .18, UniversalPetrarch .73"),
        Measure("silent_sentences", PERCENT, 20, LOWER, peers="PETRARCH-2 55"),
        Measure(
            "quad_F1",
            PERCENT,
            peers="PETRARCH-2 46.8, UniversalPetrarch 56.7, trained encoder 89.5 (five-way)",
            people="61 to 63, 79 after seven rounds",
        ),
        Measure(
            "source_text_F1",
            PERCENT,
            peers="PETRARCH-2 50, UniversalPetrarch 63, trained encoder 74 (spans)",
            people="78 to 82",
        ),
        Measure("target_text_F1", PERCENT, peers="PETRARCH-2 44, UniversalPetrarch 61", people="58 to 69"),
    ),
)
NEWS = GoldSet(
    "news",
    ("events/news_dev_pages.jsonl", "events/news_dev_gold.jsonl"),
    "news",
    scoring.news,
    (
        Measure("trigger + type F1", SHARE, 0.58, peers="PETRARCH-2 .17, UniversalPetrarch .35", people=".91"),
        Measure("full tuple F1", SHARE, 0.36, peers="PETRARCH-2 .05, UniversalPetrarch .09", people=".81"),
        Measure("full + status F1", SHARE, 0.28, people=".70"),
        Measure("status accuracy", SHARE, 0.80, people=".87"),
        Measure("status accuracy, gold not fact", SHARE, 0.60),
        Measure("date same, null counted", SHARE, 0.70, people=".84 (date)"),
        Measure("recipient head", SHARE, people=".84"),
        Measure("speaker, recall", SHARE, people=".88"),
        Measure("boilerplate events", COUNT, 0, LOWER),
        Measure("attributions layer F1", SHARE),
        Measure("attributions layer, speaker", SHARE),
    ),
)
SEED = GoldSet(
    "seed",
    ("../seed/gold.json", "../seed/article.txt"),
    "seed",
    scoring.seed,
    (
        Measure("checks passed of 77", COUNT, 58, peers="UniversalPetrarch 20, empty output 13"),
        Measure("traps failed", COUNT, 0, LOWER, peers="UniversalPetrarch 1"),
    ),
)
ATTRIBUTION = GoldSet(
    "attribution",
    ("attribution/polnear_dev.jsonl",),
    "attribution",
    scoring.attribution,
    (
        Measure("source_head_acc", SHARE, 0.60),
        Measure("relation_overlap F1", SHARE),
        Measure("content overlap F1", SHARE),
    ),
)
DATES = GoldSet(
    "dates",
    ("dates/timex_dev.jsonl",),
    "dates",
    scoring.dates,
    (Measure("value F1", PERCENT, 72), Measure("strict F1", PERCENT), Measure("relaxed F1", PERCENT)),
)
FACTUALITY = GoldSet(
    "factuality",
    ("factuality/factuality_dev.jsonl",),
    "factuality",
    scoring.factuality,
    tuple(
        Measure(f"{corpus} {what}", SHARE)
        for corpus in ("UDS-IH2", "UW", "MEANTIME", "CB", "RP")
        for what in ("r", "macro_F1")
    ),
)
ZONES = GoldSet(
    "zones",
    ("extraction/boilertext_dev.jsonl",),
    "zones",
    scoring.zones,
    (Measure("drop F1", SHARE, 0.88), Measure("kept words lost", SHARE, 0.015, LOWER)),
    stage=EXTRACT,
)
EXTRACTION = GoldSet(
    "extraction",
    ("extraction/extraction_dev.jsonl", "extraction/html"),
    "extraction",
    scoring.extraction,
    (Measure("4-word shingles F1", SHARE), Measure("F1 above trafilatura's", SHARE, 0.0)),
    stage=EXTRACT,
    with_peer=True,
)
POLICE = GoldSet(
    "police",
    ("events/india_police_dev.jsonl.gz",),
    "police",
    scoring.police,
    (
        *(Measure(f"{label} {what}", SHARE) for label in ("KILL", "ARREST", "FORCE") for what in ("P", "R", "F1")),
        Measure("false on empty", SHARE, better=LOWER),
    ),
    large=True,
)
QUAD = GoldSet(
    "quad",
    ("events/quad_class_sentences_train.jsonl.gz",),
    "quad",
    scoring.quad,
    (
        Measure("macro-F1 of classes 1-4, any event", PERCENT),
        Measure("source head F1", PERCENT),
        Measure("target head F1", PERCENT),
    ),
)


def _places(name: str, file: str, target: float | None, large: bool = False) -> GoldSet:
    measures = (Measure("end to end F1@161 km", SHARE, target), Measure("recognition, overlap F1", SHARE))
    return GoldSet(name, (f"places/{file}_dev.jsonl",), "places", scoring.places, measures, large=large)


PLACES = (
    _places("LGL", "lgl", 0.72),
    _places("TR-News", "trnews", 0.82),
    _places("GeoWebNews", "gwn", 0.78),
    _places("GeoVirus", "geovirus", 0.80),
    _places("WikToR", "wiktor", None, large=True),
)
SENTENCES = GoldSet(
    "sentences",
    ("sentences.jsonl",),
    "sentences",
    own.sentences,
    (
        Measure("type F1", PERCENT),
        Measure("full tuple F1", PERCENT),
        Measure("status accuracy", PERCENT),
        Measure("events where none is told", COUNT, better=LOWER),
    ),
)
EXAMPLES = GoldSet(
    "examples",
    ("../examples/expected.json", "../examples/pages", "../examples/saren-strikes.txt"),
    "examples",
    pages.examples,
    (
        *(
            Measure(name, PERCENT)
            for name in (
                "trigger + type recall", "actor country", "recipient country", "status accuracy", "date", "speaker",
            )
        ),
        Measure("events outside the article", COUNT, 0, LOWER),
    ),
    inputs=pages.example_inputs,
)  # fmt: skip
OWN: tuple[GoldSet, ...] = (SENTENCES, EXAMPLES, MERGE)
SETS: tuple[GoldSet, ...] = (
    GSR, NEWS, SEED, ATTRIBUTION, DATES, FACTUALITY, ZONES, EXTRACTION, *PLACES, QUAD, ECBPLUS, LIKENESS, POLICE,
)  # fmt: skip
