import zipfile
from pathlib import Path

import pytest

from tocsin.errors import InputError
from tocsin.knowledge.gazetteer import Gazetteer, load_dump, open_gazetteer
from tocsin.knowledge.gazetteer.lookup import SHIPPED


def line(
    number: int, name: str, feature: str, code: str, people: int = 0, alternates: str = "", country: str = "AF"
) -> str:
    cells = [
        str(number), name, name, alternates, "34.5", "69.25", feature, code, country, "", "13", "", "", "",
        str(people), "", "1800", "Asia/Kabul", "2024-01-01",
    ]  # fmt: skip
    return "\t".join(cells)


DUMP = "\n".join(
    [
        line(900000001, "Zarqandahar", "P", "PPL", 2500, "Zar Qandahar,ZQD,Зарканд"),
        line(900000002, "Koh-e Invented", "T", "MT"),
        line(900000003, "Invented Wilayat", "A", "ADM1"),
        line(900000004, "Republic of Nowhere", "A", "PCLI"),
        "900000005\tbroken line",
        line(900000006, "River Imagined", "H", "STM"),
        line(900000007, "Clinic of Invention", "S", "HSP"),
    ]
)


def zipped(path: Path, name: str, text: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "about this file " * 500)
        archive.writestr(name, text)
    return path


def test_a_zipped_dump_is_loaded_and_used_beside_the_shipped_file(tmp_path: Path) -> None:
    home = tmp_path / "home"
    dump = zipped(tmp_path / "allCountries.zip", "allCountries.txt", DUMP)
    told: list[int] = []
    loaded = load_dump(dump, home / "gazetteer.sqlite", progress=told.append)
    assert (loaded.places, loaded.skipped) == (5, 2)
    gazetteer = open_gazetteer(home)
    town = gazetteer.named("Zarqandahar")[0]
    assert (town.id, town.country, town.kind, town.population) == (900000001, "AFG", "city", 2500)
    assert gazetteer.named("Zar Qandahar")[0].id == town.id
    assert gazetteer.named("ZQD") == ()
    assert gazetteer.named("Invented Wilayat")[0].kind == "admin1"
    assert gazetteer.named("River Imagined")[0].kind == "water"
    assert gazetteer.named("Clinic of Invention")[0].kind == "site"
    assert gazetteer.named("Kabul")[0].country == "AFG"
    assert gazetteer.capital("AFG") is not None
    assert not list(home.glob("*.part"))


def test_english_alternate_names_are_taken(tmp_path: Path) -> None:
    plain = tmp_path / "AF.txt"
    plain.write_text(DUMP, "utf8")
    names = "1\t900000001\ten\tGoldtown\t1\t\t\t\n2\t900000001\tfr\tVilledor\t\t\t\t\n3\t5\ten\tNobody\t\t\t\t\n"
    alternates = zipped(tmp_path / "alternateNamesV2.zip", "alternateNamesV2.txt", names)
    load_dump(plain, tmp_path / "g.sqlite", alternates=alternates)
    gazetteer = Gazetteer([tmp_path / "g.sqlite", SHIPPED])
    assert gazetteer.named("Goldtown")[0].id == 900000001
    assert gazetteer.named("Villedor") == ()


@pytest.mark.parametrize("content", ["", "a,b,c\n1,2,3\n", "\n".join(line(1, "X", "P", "PPL") + "x")])
def test_what_is_no_dump_is_refused_and_leaves_nothing(tmp_path: Path, content: str) -> None:
    path = tmp_path / "wrong.txt"
    path.write_text(content, "utf8")
    with pytest.raises(InputError):
        load_dump(path, tmp_path / "g.sqlite")
    assert [p.name for p in tmp_path.iterdir()] == ["wrong.txt"]


def test_a_missing_dump_and_a_zip_without_text(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        load_dump(tmp_path / "none.zip", tmp_path / "g.sqlite")
    empty = tmp_path / "empty.zip"
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("picture.png", b"x")
    with pytest.raises(InputError, match=r"no \.txt file"):
        load_dump(empty, tmp_path / "g.sqlite")


def test_a_failed_load_keeps_the_file_that_was_there(tmp_path: Path) -> None:
    plain = tmp_path / "AF.txt"
    plain.write_text(DUMP, "utf8")
    load_dump(plain, tmp_path / "g.sqlite")
    before = (tmp_path / "g.sqlite").read_bytes()
    with pytest.raises(InputError):
        load_dump(tmp_path / "none.zip", tmp_path / "g.sqlite")
    assert (tmp_path / "g.sqlite").read_bytes() == before
    load_dump(plain, tmp_path / "g.sqlite")
    assert (tmp_path / "g.sqlite").read_bytes() == before
