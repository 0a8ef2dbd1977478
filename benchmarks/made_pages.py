"""Distinct pages in any number, made of the example pages: the same stories in other countries, weeks and words.

    python benchmarks/made_pages.py FOLDER --pages 2000
    python benchmarks/made_pages.py FOLDER --pages 2000 --background 8

Every telling of the stories lies a week after the one before, under other names of countries, towns and people, with
other figures; paragraphs are left out here and there. The same numbers give the same pages, byte for byte, and file
names begin with the day, so that a folder is read in the order of time. The example pages are short; `--background`
adds paragraphs in which nothing happens, as news pages have them: with 8 of them a page has some 400 words.
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
BACKGROUND = [
    "The town lies on a plain between two rivers and lives mostly from trade. Its market, the oldest in this part "
    "of Ecuador, opens at dawn and closes when the heat comes. Most houses are of one storey, with walls of brick "
    "and roofs of corrugated iron, and the streets around the square are lined with old trees.",
    "Rainfall this season was close to the average of the past thirty years, the weather service says on its "
    "site. In the hills the nights are cool even in summer, while on the coast of Chile the air stays humid until "
    "late autumn. The next rains are usual in the second half of the month.",
    "The port of Guayaquil has eleven berths and handles about a third of the country's trade. Bananas, coffee, "
    "shrimp and timber make up most of what leaves it, and machines, fuel and medicine most of what comes in. A "
    "deeper channel has been under study for years.",
    "Bishkek has about a million inhabitants, wide avenues and a view of the mountains. The city grew fast in the "
    "last two decades; new districts in the south have schools, a clinic and a bus line, but many streets there "
    "are without lights. Rents are about half of what they are in the centre.",
    "The road over the pass is the only one that is open all year. It is narrow, with long stretches of gravel, "
    "and drivers know every bend of it. In winter the journey from Osh to Batken takes up to nine hours; in "
    "summer five are enough. There is one filling station on the way.",
    "According to the last census a little more than half of the people in the province live in villages. "
    "Families have four members on average, one fewer than a generation ago. Two languages are in daily use, and "
    "most children speak both when they come to school.",
    "Coffee from the highlands of Papua New Guinea is known for its light body and its scent of flowers. The "
    "season lasts from April to September. A kilogram of green beans brought the growers a little over four "
    "dollars last year, and the price has been steady since.",
    "The university, which turns eighty next spring, has some twelve thousand students. Its best known faculty is "
    "that of mining; the school of medicine has been in a new building since the autumn. The library is open to "
    "everyone and holds maps of the whole of Kenya.",
    "Football is the favourite pastime here. The stadium holds nine thousand, and the club's colours, green and "
    "white, hang from many balconies. The season ends in two weeks, with the home side in the middle of the table "
    "and its rival from Quito two points above it.",
    "The river rises in the glaciers of the east and is navigable below the second bridge. Fishermen know more "
    "than forty kinds of fish in it. Its water is brown for most of the year, from the clay of the upper valley, "
    "and clear for a few weeks only, late in the dry season.",
    "The economy of the region has been growing by about three per cent a year, a little less than that of the "
    "country as a whole. Services make up more than half of it, farming a fifth. Unemployment is lower than in "
    "the capital, and wages are lower as well.",
    "An old railway, of one metre gauge, once linked the mines with the sea at Arica. The last regular train ran "
    "long ago; a short stretch near the coast is now a museum, with two steam engines and a workshop. On Sundays "
    "it is a favourite with families.",
]
_ISO = re.compile(r"\b(2025)-(\d\d)-(\d\d)(?=\b|T)")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)})(?: (2025))?\b")
_MONTH_FIRST = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}})(?:, (2025))?\b")
_PARAGRAPH = re.compile(r"<p>(?!<)[^\n]{80,}</p>\n")
_ADDRESS = re.compile(r"(https://[a-z.-]+\.example/[^\"<\s]*[^\"<\s/])")


def made_pages(background: int = 0) -> Iterator[tuple[str, str]]:
    """File names and pages, without end; `background` is how many paragraphs are added in which nothing happens."""
    pages = sorted([*(EXAMPLES / "stories").glob("*.html"), *(EXAMPLES / "pages").iterdir()], key=lambda p: p.name)
    contents = {p.name: p.read_bytes() for p in pages if ".v2." not in p.name}
    # one page is an example of another encoding
    originals = [(name, held.decode()) for name, held in contents.items() if b"windows-1252" not in held]
    for week in count():
        draw = random.Random(SEED + week)
        names, days = _names(draw), timedelta(weeks=week)
        told = [
            (_name(name, days, week), _told(_longer(page, draw, background), draw, names, days, week))
            for name, page in originals
        ]
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


def _longer(page: str, draw: random.Random, background: int) -> str:
    """The page with paragraphs added after its last one of some length."""
    found = list(_PARAGRAPH.finditer(page))
    if not found:
        return page
    added = "".join(f"<p>{each}</p>\n" for each in draw.sample(BACKGROUND, background))
    return page[: found[-1].end()] + added + page[found[-1].end() :]


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


def write_pages(folder: Path, pages: int, background: int = 0) -> None:
    """Fill a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in islice(made_pages(background), pages):
        (folder / name).write_text(page, encoding="utf8")


def main() -> None:
    """Fill the folder that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--background", type=int, default=0, choices=range(len(BACKGROUND) + 1), metavar="N")
    options = parser.parse_args()
    write_pages(options.folder, options.pages, options.background)


if __name__ == "__main__":
    main()
