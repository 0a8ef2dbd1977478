from datetime import date
from pathlib import Path

import pytest
import yaml

from tocsin.errors import KnowledgeError
from tocsin.knowledge.actors import import_petrarch, load_actors

SNIPPET = """\
<!-- an invented dictionary -->
; comments stand behind semicolons
MARA_ELVERDON_
+M._ELVERDON
\t[ALBOPP <20050301]
\t[ALBGOV 20050301-20091231]
\t[ALBELI >20091231] ; left office
FRONT_OF_THE_RED_VALLEY_
+RED_VALLEY_FRONT
\t[COLREBSEP]
NORTHERN_HERALD_ [GBRMED]
CLINICS_ABROAD_
\t[NGOHLH]
RIVER_TREATY_OFFICE_ [IGOUNO]
WATCHMAN {WATCHMEN} [~COP]
"""


@pytest.fixture
def dictionary(tmp_path: Path) -> Path:
    path = tmp_path / "invented.actors.txt"
    path.write_text(SNIPPET, encoding="utf-8")
    return path


def test_codes_dates_and_synonyms_become_terms(dictionary: Path) -> None:
    facts = import_petrarch(dictionary)
    actors = facts["organisations"]
    assert actors["Mara Elverdon | M. Elverdon"] == (
        "OPP ALB /2005-02-28; GOV ALB 2005-03-01/2009-12-31; ELI ALB 2010-01-01/"
    )
    assert actors["Front Of The Red Valley | Red Valley Front"] == "REB COL"
    assert actors["Northern Herald"] == "JRN GBR"
    assert actors["Clinics Abroad"] == "MED NGO"
    assert actors["River Treaty Office"] == "UNO"
    assert facts["roles"]["person"] == {"COP": ["watchman", "watchmen"]}


def test_the_result_is_a_user_file(dictionary: Path, tmp_path: Path) -> None:
    extra = tmp_path / "mine.yaml"
    extra.write_text(yaml.safe_dump(import_petrarch(dictionary)), encoding="utf-8")
    book = load_actors(extra)
    found = book.resolve("Mara Elverdon", "Elverdon", date(2007, 5, 1))
    assert (found.country, found.sectors) == ("ALB", ("GOV",))
    assert book.resolve("Mara Elverdon", "Elverdon", date(2015, 5, 1)).sectors == ("ELI",)
    assert book.resolve("two Kenyan watchmen").sectors == ("COP",)


def test_a_file_without_actors_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("nothing here\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="no actor"):
        import_petrarch(path)


def test_an_impossible_date_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "dates.txt"
    path.write_text("SOMEONE_ [ALBGOV <20051399]\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="20051399"):
        import_petrarch(path)
