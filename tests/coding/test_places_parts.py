import json
from pathlib import Path

import numpy as np
import pytest
from hand_parsed import plain

from tocsin.coding.places import evidence, ranking, scan
from tocsin.coding.places.model import SHIPPED, read_weights
from tocsin.coding.places.outlets import home_of
from tocsin.coding.places.variants import find_variant, variants
from tocsin.errors import KnowledgeError
from tocsin.knowledge.gazetteer import open_gazetteer
from tocsin.model.article import Article

GAZETTEER = open_gazetteer()


def texts(text: str) -> list[str]:
    return [m.text for m in scan.scan(plain(text), GAZETTEER)]


def test_the_longest_match_wins() -> None:
    assert "New York" in texts("He left New York in May.")
    assert "Democratic Republic of the Congo" in texts("In the Democratic Republic of the Congo rebels met.")
    assert texts("in Rio de Janeiro") == ["Rio de Janeiro"]
    assert texts("from Port-au-Prince to Al-Hudaydah") == ["Port-au-Prince", "Al-Hudaydah"]
    assert "T&T" in texts("People from T&T cheered.")


def test_no_match_crosses_a_line() -> None:
    assert "New York" not in texts("Something New\nYork is a town.")


def article(outlet: str | None = None, url: str | None = None) -> Article:
    return Article(id="a", text="x", sha256="", zones=(), outlet=outlet, url=url)


def test_homes_of_outlets() -> None:
    assert home_of(article("dawn.com"), GAZETTEER).country == "PAK"
    assert home_of(article(url="https://www.startribune.com/local/1"), GAZETTEER).admin1 == "MN"
    assert home_of(article(url="http://www.example.co.ke/a"), GAZETTEER).country == "KEN"
    assert home_of(article("The Wichita Observer"), GAZETTEER).town == "wichita"
    assert home_of(article(url="http://thewichitanews.com"), GAZETTEER).town == "wichita"
    assert home_of(article(), GAZETTEER) == ranking.Home()
    assert home_of(article(url="http://[broken"), GAZETTEER) == ranking.Home()


def test_every_home_of_the_table_is_found() -> None:
    from tocsin.coding.places import outlets

    table = outlets._table()
    for host, row in table.items():
        home = home_of(article(host), GAZETTEER)
        assert home.country in {row, row.split(", ")[-1], row.split(", ")[1] if ", " in row else row}, host
        assert ("," in row) == (home.lat is not None), host


def test_variants_of_names() -> None:
    assert "kunar" in list(variants("Kunar Province"))
    assert "kunar" in list(variants("Governorate of Kunar"))
    key, entries = find_variant("El-Hudaydah", GAZETTEER)
    assert key
    assert entries[0].country == "YEM"
    assert find_variant("Xqzzyvort", GAZETTEER) == ("", ())


def test_chances_sum_to_at_most_one() -> None:
    annotated = plain("Paris, London and Georgia agreed; Kabul did not.")
    mentions = scan.scan(annotated, GAZETTEER)
    evidence.weigh(annotated, mentions)
    groups = ranking.group(mentions)
    ranking.describe(groups, ranking.Home())
    weights = read_weights()
    for group in groups:
        ranking.rank(group, weights.ranking, weights.none)
        assert len(group.chances) == len(group.entries)
        assert 0 < group.chances.sum() <= 1 + 1e-9
        assert np.isfinite(group.features).all()
        assert group.chances[group.best] <= group.likely + 1e-9 <= 1 + 1e-6


def test_weights_name_their_evidence(tmp_path: Path) -> None:
    content = json.loads(SHIPPED.read_text("utf8"))
    assert set(content["recognition"]) <= set(evidence.NAMES)
    content["ranking"]["phase of the moon"] = 1.0
    odd = tmp_path / "weights.json"
    odd.write_text(json.dumps(content), "utf8")
    with pytest.raises(KnowledgeError, match="phase of the moon"):
        read_weights(odd)


def test_weights_have_the_signs_that_reason_expects() -> None:
    weights = json.loads(SHIPPED.read_text("utf8"))
    for name in ("recognition", "recognition_alone"):
        assert weights[name]["after_strong"] > 0
        assert weights[name]["after_given"] < 0
        assert weights[name]["after_title"] < 0
    assert weights["ranking"]["in_container"] > 0
    assert weights["ranking"]["home_near"] > 0
    assert weights["ranking"]["capital"] > 0
