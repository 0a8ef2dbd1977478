"""Word lists that tell place names from other capitalised words."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent

CONNECTORS = frozenset(
    """of the and de del la le les el al upon on sur da do dos das di von am der den bei y e
    au aux sous en ob an auf op es et si i kwa - 's ’s . & ' ’""".split()
)
ARTICLES = frozenset("al el as ad ash an ar at az".split())
STRONG_PREPOSITIONS = frozenset("in near at outside throughout across inside within around".split())
WEAK_PREPOSITIONS = frozenset(
    "to from of for through into toward towards between over via off along against with by on".split()
)
TITLES = frozenset(
    """mr mrs ms dr prof gen lt col capt maj sgt sen rep gov president minister secretary chancellor judge justice
    officer detective sheriff mayor governor senator king queen prince princess pope saint sir lord lady coach captain
    general colonel major sergeant lieutenant professor doctor ambassador spokesman spokeswoman chief director deputy
    trooper rev reverend bishop imam sheikh ayatollah congressman congresswoman councilman patrolman deputy cpl pvt
    superintendent inspector principal attorney""".split()
)
STREETS = frozenset(
    """street st st. ave ave. avenue road rd rd. drive dr dr. boulevard blvd blvd. lane ln ln. highway hwy court ct
    circle parkway pkwy way place pl terrace turnpike expressway trail pike route""".split()
)
ORGANISATIONS = frozenset(
    """university college school academy institute times post herald tribune journal news gazette press star globe
    daily department police hospital church club fc united rovers wanderers albion county council bank airlines
    airways group inc corp co company ltd llc association federation society union party army navy guard force forces
    court commission committee foundation center centre museum library ministry embassy government parliament board
    agency bureau authority service services exchange stadium arena theatre theater hotel airport station high middle
    elementary senior community state district fire medical health public children's regional national international
    memorial heights hall theatre park mall bowl championship cup league conference festival""".split()
)
UNITS = {
    "province": "admin1", "state": "admin1", "governorate": "admin1", "region": "admin1", "oblast": "admin1",
    "prefecture": "admin1", "county": "admin2", "parish": "admin2", "district": "admin2", "city": "city",
    "town": "city", "village": "city", "township": "city", "island": "", "islands": "", "river": "", "valley": "",
    "department": "admin1", "republic": "admin1", "area": "", "metropolitan": "city", "borough": "city",
}  # fmt: skip
DIRECTIONS = {
    "northern": "north", "southern": "south", "eastern": "east", "western": "west", "central": "centre",
    "north": "north", "south": "south", "east": "east", "west": "west", "northeast": "northeast",
    "northwest": "northwest", "southeast": "southeast", "southwest": "southwest", "northeastern": "northeast",
    "northwestern": "northwest", "southeastern": "southeast", "southwestern": "southwest", "north-eastern": "northeast",
    "north-western": "northwest", "south-eastern": "southeast", "south-western": "southwest", "upper": "north",
    "lower": "south", "mid": "centre", "downtown": "centre", "rural": "rural", "coastal": "coast",
}  # fmt: skip
LOCATIONS = frozenset(
    """border area neighborhood neighbourhood province city district island region jail prison airport base airbase
    capital territory soil county governorate coast village town camp hospital school market street side suburb outskirt
    outskirts frontier mountain valley river desert port crossing airspace water waters state enclave peninsula
    hinterland north south east west northeast northwest southeast southwest centre center downtown square road highway
    checkpoint settlement compound countryside coastline""".split()
)
"""Nouns that stand for a piece of land or a building: what 'Pakistani border areas' names is a place."""
NEVER = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december north south east west northern southern eastern western central federal
    interior christmas easter jesus christ university church college god mass one two three santa sir the and northwest
    northeast southwest southeast centre center leader mr mrs islam muslim muslims jewish christian nato ngo hiv aids
    republican democrat democrats republicans internet congress senate parliament police state states national
    royal valley lakes bridge port coast delta white black green""".split()
)
"""Words that are nearly always something else; they count as places only where the language engine says so."""
SAYING = frozenset(
    """say tell add announce deny reject accuse warn agree refuse insist claim call urge want hope believe demand seek
    argue respond condemn vow threaten pledge offer ask plan decide declare confirm admit blame welcome hail impose
    summon expel recall acknowledge dismiss criticise criticize oppose support back denounce demand propose consider
    says said told added""".split()
)


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Names of places that are also words of ordinary English, folded."""
    return _lines("common_words.txt")


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Given names of people, folded."""
    return _lines("given_names.txt")


@lru_cache(maxsize=1)
def family_names() -> frozenset[str]:
    """Family names of people that are also names of places, folded."""
    return _lines("family_names.txt")


def _lines(name: str) -> frozenset[str]:
    return frozenset((HERE / name).read_text("utf8").split("\n"))
