"""The YAML about actors: shape, codes, dates, breadth, and the compact file in step with it."""

import json
import re
from collections import Counter, defaultdict
from datetime import date

import pytest

from tocsin.errors import KnowledgeError
from tocsin.knowledge.actors import ActorBook, load_actors
from tocsin.knowledge.actors.compiled import compile_actors, read_compiled
from tocsin.knowledge.actors.entry import NON_STATE, SECTORS, first_day, last_day
from tocsin.knowledge.actors.names import key_of
from tocsin.knowledge.actors.source import codes_of, digest, read_term

# ISO 3166-1 alpha-3 of the members of the United Nations, then the Holy See, Palestine, Taiwan, Hong Kong and Kosovo.
STATES = frozenset(
    "AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN BGR BFA BDI"
    " CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG COD CRI CIV HRV CUB CYP CZE DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST"
    " SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM"
    " JPN JOR KAZ KEN KIR PRK KOR KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX"
    " FSM MDA MCO MNG MNE MAR MOZ MMR NAM NRU NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT"
    " QAT ROU RUS RWA KNA LCA VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE"
    " SYR TJK TZA THA TLS TGO TON TTO TUN TUR TKM TUV UGA UKR ARE GBR USA URY UZB VUT VEN VNM YEM ZMB ZWE"
    " VAT PSE TWN HKG XKX".split()
)
# Names that news truly uses for more than one actor; the nation or the day decides.
SHARED = {"cpc", "jem", "nis", "king abdullah", "pedro sanchez", "peoples democratic party"}


@pytest.fixture(scope="module")
def book() -> ActorBook:
    return load_actors()


def test_the_compact_file_is_in_step_with_the_yaml() -> None:
    stored = read_compiled()
    assert stored["digest"] == digest(), "run python -m tocsin.knowledge.actors"
    assert stored == json.loads(json.dumps(compile_actors()))


def test_every_state_has_names_and_a_way_to_speak_of_its_people(book: ActorBook) -> None:
    countries = [entry for entry in book.entries() if entry.kind == "country"]
    assert {entry.id for entry in countries} == STATES
    kinds = defaultdict(set)
    for name in {key_of(name) for name in book.known_names()}:
        for posting in book.postings(name):
            kinds[posting.entry.id].add(posting.kind)
    speechless = {entry.id for entry in countries if not kinds[entry.id] & {"a", "p"}}
    assert speechless <= {"DMA", "VAT", "COG"}


def test_codes_are_known(book: ActorBook) -> None:
    for entry in book.entries():
        assert set(codes_of(entry)) <= STATES | NON_STATE, entry
        assert all(set(term.sectors) <= SECTORS for term in entry.terms), entry
        assert entry.terms, entry


def test_dates_are_dates_in_order(book: ActorBook) -> None:
    for entry in book.entries():
        for term in entry.terms:
            for moment in (term.since, term.until):
                assert not moment or re.fullmatch(r"1[789]\d\d.*|20[012]\d.*", moment), entry
                assert not moment or date.fromisoformat(first_day(moment)) <= date(2026, 12, 1), entry
            if term.since and term.until:
                assert first_day(term.since) <= last_day(term.until), entry


def test_ids_are_unique_and_names_do_not_clash(book: ActorBook) -> None:
    ids = Counter(entry.id for entry in book.entries())
    assert not [name for name, count in ids.items() if count > 1]
    clashes = {}
    for name in book.known_names():
        key = key_of(name)
        owners = {posting.entry.id for posting in book.postings(key) if posting.kind not in "st"}
        if len(owners) > 1:
            clashes[key] = owners
    assert set(clashes) <= SHARED


def test_breadth(book: ActorBook) -> None:
    kinds = Counter(entry.kind for entry in book.entries())
    assert kinds["group"] >= 300
    assert kinds["organisation"] >= 120
    assert len({entry.country for entry in book.entries() if entry.kind == "person"} & STATES) >= 70
    assert len(book.role_names()) >= 300


@pytest.mark.parametrize("text", ["president 2001-13-", "GOV leader 20/21", "GOV: x 2001-1/"])
def test_terms_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(KnowledgeError):
        read_term(text, "ALB", {})


def test_a_term_reads_codes_role_and_dates() -> None:
    term = read_term("UNO GOV: special envoy 2001-02/2003", "ALB", {})
    assert (term.country, term.sectors, term.role) == ("UNO", ("GOV",), "special envoy")
    assert (term.since, term.until) == ("2001-02", "2003")
    bare = read_term("REB MLI BFA", None, {})
    assert (bare.country, bare.hosts, bare.role) == ("MLI", ("BFA",), "")
