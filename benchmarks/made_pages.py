"""Distinct pages in any number, made of the example pages: the same stories in other countries, weeks and words.

    python benchmarks/made_pages.py FOLDER --pages 2000

Every telling of the stories lies a week after the one before, under other names of countries, towns and people, with
other figures; paragraphs are left out here and there. The same numbers give the same pages, byte for byte, and file
names begin with the day, so that a folder is read in the order of time.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SEED = 20250908
MONTHS = "January February March April May June July August September October November December".split()
COUNTRIES = [
    # name, its people, capital, four towns
    ("Kyrgyzstan", "Kyrgyz", "Bishkek", "Batken", "Ak-Sai", "Osh", "Karakol"),
    ("Tajikistan", "Tajik", "Dushanbe", "Isfara", "Vorukh", "Khujand", "Kulob"),
    ("Ecuador", "Ecuadorean", "Quito", "Guayaquil", "Machala", "Puerto Bolívar", "Naranjal"),
    ("Papua New Guinea", "Papua New Guinean", "Port Moresby", "Tari", "Mendi", "Mount Hagen", "Lae"),
    ("Kenya", "Kenyan", "Nairobi", "Mombasa", "Kisumu", "Eldoret", "Garissa"),
    ("Chile", "Chilean", "Santiago", "Arica", "Iquique", "Antofagasta", "Temuco"),
    ("Peru", "Peruvian", "Lima", "Tacna", "Arequipa", "Cusco", "Piura"),
    ("Sudan", "Sudanese", "Khartoum", "El Fasher", "Kassala", "Nyala", "Port Sudan"),
    ("Nigeria", "Nigerian", "Abuja", "Kano", "Maiduguri", "Jos", "Kaduna"),
    ("Pakistan", "Pakistani", "Islamabad", "Quetta", "Peshawar", "Multan", "Gwadar"),
    ("Colombia", "Colombian", "Bogotá", "Cali", "Cúcuta", "Pasto", "Buenaventura"),
    ("Ethiopia", "Ethiopian", "Addis Ababa", "Mekelle", "Gondar", "Jimma", "Harar"),
    ("Mali", "Malian", "Bamako", "Gao", "Timbuktu", "Kidal", "Mopti"),
    ("Iraq", "Iraqi", "Baghdad", "Mosul", "Kirkuk", "Basra", "Ramadi"),
    ("Yemen", "Yemeni", "Sanaa", "Taiz", "Marib", "Hodeidah", "Mukalla"),
    ("Nepal", "Nepalese", "Kathmandu", "Pokhara", "Janakpur", "Butwal", "Dhangadhi"),
    ("Bolivia", "Bolivian", "La Paz", "Cochabamba", "Oruro", "Tarija", "Sucre"),
    ("Georgia", "Georgian", "Tbilisi", "Gori", "Batumi", "Kutaisi", "Zugdidi"),
    ("Ghana", "Ghanaian", "Accra", "Tamale", "Kumasi", "Takoradi", "Wa"),
    ("Cambodia", "Cambodian", "Phnom Penh", "Battambang", "Siem Reap", "Poipet", "Kampot"),
]
PEOPLE = (
    "Asanov Arias Cueva Endara Ruiz Kila Ramon Wari Rahimov Usenov Mbeki Castillo Fuentes Halden Otieno Baraka Salas "
    "Duarte Ilunga Perera Zaman Kamau Toledo Sato Mendes Haidari Boateng Traore Lindqvist Novak"
).split()
NUMBERS = "two three four five six seven eight nine eleven twelve fourteen fifteen".split()
_ISO = re.compile(r"\b(2025)-(\d\d)-(\d\d)(?=\b|T)")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)})(?: (2025))?\b")
_MONTH_FIRST = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}})(?:, (2025))?\b")
_PARAGRAPH = re.compile(r"<p>(?!<)[^\n]{80,}</p>\n")
_ADDRESS = re.compile(r"(https://[a-z.-]+\.example/[^\"<\s]*[^\"<\s/])")


def made_pages() -> Iterator[tuple[str, str]]:
    """File names and pages, without end."""
    pages = sorted([*(EXAMPLES / "stories").glob("*.html"), *(EXAMPLES / "pages").iterdir()], key=lambda p: p.name)
    contents = {p.name: p.read_bytes() for p in pages if ".v2." not in p.name}
    # one page is an example of another encoding
    originals = [(name, held.decode()) for name, held in contents.items() if b"windows-1252" not in held]
    for week in count():
        draw = random.Random(SEED + week)
        names, days = _names(draw), timedelta(weeks=week)
        told = [(_name(name, days, week), _told(page, draw, names, days, week)) for name, page in originals]
        yield from sorted(told)


def _names(draw: random.Random) -> dict[str, str]:
    """What stands for each name and number in one telling."""
    others = draw.sample(COUNTRIES, len(COUNTRIES))
    swapped = {one: other for pair in zip(COUNTRIES, others, strict=True) for one, other in zip(*pair, strict=True)}
    people, numbers = draw.sample(PEOPLE, len(PEOPLE)), draw.sample(NUMBERS, len(NUMBERS))
    return swapped | dict(zip(PEOPLE, people, strict=True)) | dict(zip(NUMBERS, numbers, strict=True))


def _name(name: str, days: timedelta, week: int) -> str:
    told = _dated(name, days)
    return told if told[:4].isdigit() else f"{date(2025, 9, 18) + days}-{week:04}-{told}"


def _told(page: str, draw: random.Random, names: Mapping[str, str], days: timedelta, week: int) -> str:
    words = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})\b")
    body = _PARAGRAPH.sub(lambda m: m[0] if draw.random() > 0.1 else "", page)
    renamed = words.sub(lambda m: names[m[0]], _ADDRESS.sub(r"\1-@", _dated(body, days)))
    return renamed.replace("-@", f"-{week}")


def _dated(text: str, days: timedelta) -> str:
    """The text so many days later; a whole number of weeks leaves the days of the week true."""

    def iso(found: re.Match[str]) -> str:
        return (date(int(found[1]), int(found[2]), int(found[3])) + days).isoformat()

    def said(day: str, month: str, year: str | None, form: str) -> str:
        later = date(2025, MONTHS.index(month) + 1, int(day)) + days
        return form.format(d=later.day, m=MONTHS[later.month - 1]) + (f" {later.year}" if year else "")

    text = _ISO.sub(iso, text)
    text = _DAY_FIRST.sub(lambda m: said(m[1], m[2], m[3], "{d} {m}"), text)
    return _MONTH_FIRST.sub(lambda m: said(m[2], m[1], m[3], "{m} {d}"), text)


def write_pages(folder: Path, pages: int) -> None:
    """Fill a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in islice(made_pages(), pages):
        (folder / name).write_text(page, encoding="utf8")


def main() -> None:
    """Fill the folder that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=2000)
    options = parser.parse_args()
    write_pages(options.folder, options.pages)


if __name__ == "__main__":
    main()
