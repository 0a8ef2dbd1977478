from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.utils import format_datetime

import pytest
from unruly import PAGE, Asked, Reply, Site

from tocsin.collect import Fetcher, ManualClock, Result, Validators

HTML = {"content-type": "text/html; charset=utf-8"}
Make = Callable[..., Fetcher]


def test_page_comes_as_it_was_sent(site: Site, fetcher: Fetcher) -> None:
    url = site.put("/a", Reply(200, PAGE, HTML))
    fetched = fetcher.get(url)
    assert fetched.page is not None
    assert (fetched.page.content, fetched.page.url, fetched.page.content_type) == (PAGE, url, HTML["content-type"])
    outcome = fetched.outcome
    assert (outcome.result, outcome.status, outcome.size, outcome.error) == (Result.FETCHED, 200, len(PAGE), None)
    assert outcome.healthy
    assert outcome.sha256


def test_we_say_who_we_are(site: Site, make: Make) -> None:
    fetcher = make(agent="tocsin/9 (news)", contact="desk@house.example")
    fetcher.get(site.put("/a", Reply(200, PAGE)))
    for asked in site.asked:
        assert asked.headers["user-agent"] == "tocsin/9 (news; +desk@house.example)"
        assert asked.headers["from"] == "desk@house.example"


@pytest.mark.parametrize("kind", ["video/mp4", "image/png", "application/pdf"])
def test_pictures_and_films_are_not_downloaded(site: Site, fetcher: Fetcher, kind: str) -> None:
    outcome = fetcher.get(site.put("/a", Reply(200, b"x" * 100, {"content-type": kind}))).outcome
    assert (outcome.result, outcome.size) == (Result.FAILED, 0)
    assert kind in (outcome.error or "")


@pytest.mark.parametrize(
    ("said", "encoding"),
    [
        ("utf-16", "utf-8"),
        ("iso-8859-1", "utf-8"),
        ("us-ascii", "utf-8"),
        ("nonsense", "utf-8"),
        ("iso-8859-1", "cp1252"),
    ],
)
def test_charset_that_lies_costs_no_letter(site: Site, fetcher: Fetcher, said: str, encoding: str) -> None:
    from tocsin.extract import extract

    content = PAGE.replace(b"Norway", "Færøyene".encode(encoding))
    page = fetcher.get(site.put("/a", Reply(200, content, {"content-type": f"text/html; charset={said}"}))).page
    assert page is not None
    assert page.content == content
    assert "guards of Færøyene seized" in extract(page).text


class TestConditions:
    def test_validators_are_given_back(self, site: Site, fetcher: Fetcher) -> None:
        def answer(asked: Asked) -> Reply:
            same = asked.headers.get("if-none-match") == '"v1"'
            return Reply(
                304 if same else 200, b"" if same else PAGE, {"etag": '"v1"', "last-modified": "Sat, 11 Oct 2025"}
            )

        url = site.put("/a", answer)
        first = fetcher.get(url).outcome
        assert first.validators == Validators('"v1"', "Sat, 11 Oct 2025")
        second = fetcher.get(url, first.validators)
        assert (second.outcome.result, second.page) == (Result.NOT_MODIFIED, None)
        assert second.outcome.healthy
        assert site.asked[-1].headers["if-modified-since"] == "Sat, 11 Oct 2025"

    def test_unasked_304_is_a_failure(self, site: Site, fetcher: Fetcher) -> None:
        assert fetcher.get(site.put("/a", Reply(304))).outcome.result is Result.FAILED

    def test_page_that_changes_is_fetched_anew(self, site: Site, fetcher: Fetcher) -> None:
        corrected = PAGE.replace(b"two", b"three")
        url = site.put("/a", Reply(200, PAGE, {"etag": "1"}), Reply(200, corrected, {"etag": "2"}))
        first = fetcher.get(url).outcome
        second = fetcher.get(url, first.validators)
        assert second.page is not None
        assert second.page.content == corrected
        assert first.sha256 != second.outcome.sha256


@pytest.mark.parametrize("status", [404, 410])
def test_page_that_vanishes(site: Site, fetcher: Fetcher, status: int) -> None:
    url = site.put("/a", Reply(200, PAGE), Reply(status))
    assert fetcher.get(url).page is not None
    gone = fetcher.get(url).outcome
    assert (gone.result, gone.status) == (Result.GONE, status)
    assert str(status) in (gone.error or "")
    assert site.times("/a") == 2


class TestTrouble:
    def test_server_error_passes(self, site: Site, fetcher: Fetcher, clock: ManualClock) -> None:
        url = site.put("/a", Reply(500), Reply(200, PAGE))
        assert fetcher.get(url).page is not None
        assert 2.0 in clock.slept

    def test_server_error_stays(self, site: Site, make: Make) -> None:
        url = site.put("/a", Reply(500))
        outcome = make(attempts=3).get(url).outcome
        assert (outcome.result, outcome.status, site.times("/a")) == (Result.FAILED, 500, 3)

    def test_refusal_is_not_argued_with(self, site: Site, fetcher: Fetcher) -> None:
        assert fetcher.get(site.put("/a", Reply(403))).outcome.result is Result.FAILED
        assert site.times("/a") == 1

    def test_seconds_to_wait_are_waited(self, site: Site, fetcher: Fetcher, clock: ManualClock) -> None:
        url = site.put("/a", Reply(429, headers={"retry-after": "17"}), Reply(200, PAGE))
        assert fetcher.get(url).page is not None
        assert 17.0 in clock.slept

    def test_date_to_wait_for_is_waited_for(self, site: Site, fetcher: Fetcher, clock: ManualClock) -> None:
        def busy(asked: Asked) -> Reply:
            until = clock.now() + timedelta(seconds=25)
            return Reply(503, headers={"retry-after": format_datetime(until, usegmt=True)})

        url = site.put("/a", busy, Reply(200, PAGE))
        assert fetcher.get(url).page is not None
        assert max(clock.slept) == pytest.approx(25, abs=1)

    def test_long_pause_is_kept_by_all_pages_of_the_host(self, site: Site, make: Make, clock: ManualClock) -> None:
        fetcher = make(longest_wait=30.0)
        site.put("/b", Reply(200, PAGE))
        url = site.put("/a", Reply(429, headers={"retry-after": "3600"}))
        outcome = fetcher.get(url).outcome
        assert outcome.result is Result.BUSY
        assert outcome.retry_at == clock.now() + timedelta(hours=1)
        assert site.times("/a") == 1
        other = fetcher.get(site.address + "/b").outcome
        assert (other.result, other.retry_at) == (Result.BUSY, outcome.retry_at)
        assert site.times("/b") == 0
        clock.sleep(3601)
        assert fetcher.get(site.address + "/b").page is not None

    @pytest.mark.parametrize("said", ["soon", "", "-5", "Mon, 99 Foo 2025 10:00:00 GMT", "9" * 400])
    def test_senseless_pause_does_not_matter(self, site: Site, fetcher: Fetcher, said: str) -> None:
        outcome = fetcher.get(site.put("/a", Reply(429, headers={"retry-after": said}))).outcome
        assert outcome.result is Result.BUSY

    def test_slow_bytes_end(self, site: Site, make: Make) -> None:
        url = site.put("/a", Reply(200, PAGE, drip=0.05))
        outcome = make(timeout=0.2, attempts=1).get(url).outcome
        assert outcome.result is Result.FAILED
        assert "in time" in (outcome.error or "")

    def test_hanging_up_is_told(self, site: Site, make: Make) -> None:
        outcome = make(attempts=2).get(site.put("/a", Reply(close=True))).outcome
        assert (outcome.result, outcome.status) == (Result.FAILED, None)
        assert site.times("/a") == 2

    @pytest.mark.parametrize(
        "url",
        ["http://", "http://[bad", "ftp://127.0.0.1/a", "http://127.0.0.1:1/", "http://no.such.host.invalid/", "x"],
    )
    def test_no_address_raises(self, fetcher: Fetcher, url: str) -> None:
        outcome = fetcher.get(url).outcome
        assert not outcome.healthy
        assert outcome.error


class TestLengths:
    def test_body_that_breaks_off_is_asked_for_again(self, site: Site, fetcher: Fetcher) -> None:
        url = site.put("/a", Reply(200, PAGE, length=len(PAGE) + 500), Reply(200, PAGE))
        fetched = fetcher.get(url)
        assert fetched.page is not None
        assert fetched.page.content == PAGE

    def test_body_that_always_breaks_off_is_no_page(self, site: Site, fetcher: Fetcher) -> None:
        outcome = fetcher.get(site.put("/a", Reply(200, PAGE, length=len(PAGE) + 500))).outcome
        assert outcome.result is Result.FAILED

    def test_length_below_the_body_bounds_it(self, site: Site, fetcher: Fetcher) -> None:
        page = fetcher.get(site.put("/a", Reply(200, PAGE, length=100))).page
        assert page is not None
        assert page.content == PAGE[:100]

    def test_length_that_is_no_number(self, site: Site, fetcher: Fetcher) -> None:
        outcome = fetcher.get(site.put("/a", Reply(200, PAGE, {"content-length": "many"}))).outcome
        assert outcome.result is Result.FAILED

    def test_empty_page_is_none(self, site: Site, fetcher: Fetcher) -> None:
        outcome = fetcher.get(site.put("/a", Reply(200))).outcome
        assert outcome.result is Result.FAILED
        assert "empty" in (outcome.error or "")

    def test_large_page_is_refused(self, site: Site, make: Make) -> None:
        url = site.put("/a", Reply(200, b"x" * 5_000))
        assert make(max_bytes=4_999).get(url).outcome.result is Result.TOO_LARGE
        assert make(max_bytes=5_000).get(url).page is not None
        assert site.times("/a") == 2


def packed(content: bytes, window: int) -> bytes:
    made = zlib.compressobj(wbits=window)
    return made.compress(content) + made.flush()


class TestPacking:
    @pytest.mark.parametrize(
        ("encoding", "content"),
        [
            ("gzip", gzip.compress(PAGE)),
            ("x-gzip", gzip.compress(PAGE)),
            ("gzip", gzip.compress(PAGE[:50]) + gzip.compress(PAGE[50:])),
            ("gzip", gzip.compress(PAGE) + b"\0" * 20),
            ("deflate", packed(PAGE, 15)),
            ("deflate", packed(PAGE, -15)),
            ("identity", PAGE),
            ("gzip", PAGE),
        ],
    )
    def test_unpacked(self, site: Site, fetcher: Fetcher, encoding: str, content: bytes) -> None:
        page = fetcher.get(site.put("/a", Reply(200, content, {"content-encoding": encoding}))).page
        assert page is not None
        assert page.content == PAGE

    @pytest.mark.parametrize("encoding", ["gzip", "deflate"])
    def test_bomb_is_refused(self, site: Site, make: Make, encoding: str) -> None:
        bomb = packed(b" " * 30_000_000, 31 if encoding == "gzip" else 15)
        assert len(bomb) < 40_000
        url = site.put("/a", Reply(200, bomb, {"content-encoding": encoding}))
        assert make(max_bytes=1_000_000).get(url).outcome.result is Result.TOO_LARGE

    def test_bomb_in_a_bomb_is_not_opened(self, site: Site, fetcher: Fetcher) -> None:
        bomb = gzip.compress(gzip.compress(b" " * 30_000_000))
        outcome = fetcher.get(site.put("/a", Reply(200, bomb, {"content-encoding": "gzip, gzip"}))).outcome
        assert outcome.result is Result.FAILED
        assert "packed" in (outcome.error or "")
        assert site.times("/a") == 1

    @pytest.mark.parametrize("content", [gzip.compress(PAGE)[:-20], gzip.compress(PAGE)[:30] + b"?" * 200])
    def test_damage_is_told(self, site: Site, fetcher: Fetcher, content: bytes) -> None:
        outcome = fetcher.get(site.put("/a", Reply(200, content, {"content-encoding": "gzip"}))).outcome
        assert outcome.result is Result.FAILED
        assert site.times("/a") == 3


class TestRedirects:
    def test_permanent_ones_are_told(self, site: Site, fetcher: Fetcher) -> None:
        end = site.put("/c", Reply(200, PAGE))
        site.put("/b", Reply(308, headers={"location": "/c"}))
        outcome = fetcher.get(site.put("/a", Reply(301, headers={"location": "/b"}))).outcome
        assert (outcome.final_url, outcome.moved_to) == (end, end)

    def test_passing_ones_are_followed_only(self, site: Site, fetcher: Fetcher) -> None:
        end = site.put("/b", Reply(200, PAGE))
        outcome = fetcher.get(site.put("/a", Reply(302, headers={"location": "/b"}))).outcome
        assert (outcome.final_url, outcome.moved_to) == (end, None)

    def test_circles_end(self, site: Site, fetcher: Fetcher) -> None:
        outcome = fetcher.get(site.put("/a", Reply(302, headers={"location": "/a"}))).outcome
        assert outcome.result is Result.FAILED
        assert "circles" in (outcome.error or "")
        assert site.times("/a") == 11

    @pytest.mark.parametrize(
        "place", ["http://127.0.0.2:{}/", "http://10.0.0.1/", "http://[::1]:{}/", "http://localhost6.example/"]
    )
    def test_inside_is_refused(self, site: Site, make: Make, place: str) -> None:
        fetcher = make(resolve=lambda host, port: ["fd00::1"] if "example" in host else [host.strip("[]")])
        outcome = fetcher.get(site.put("/a", Reply(302, headers={"location": place.format(site.port)}))).outcome
        assert outcome.result is Result.PRIVATE

    @pytest.mark.parametrize("place", ["file:///etc/hosts", "http://[bad", "gopher://a.example/", ""])
    def test_nowhere(self, site: Site, fetcher: Fetcher, place: str) -> None:
        outcome = fetcher.get(site.put("/a", Reply(302, headers={"location": place}))).outcome
        assert not outcome.healthy
        assert outcome.error


class TestInside:
    def test_private_address(self, site: Site, make: Make) -> None:
        outcome = make(allowed=[]).get(site.put("/a", Reply(200, PAGE))).outcome
        assert outcome.result is Result.PRIVATE
        assert site.asked == []

    def test_trusted_private_address(self, site: Site, make: Make) -> None:
        assert make(allowed=[], allow_private=True).get(site.put("/a", Reply(200, PAGE))).page is not None

    @pytest.mark.parametrize(
        "address", ["169.254.169.254", "fe80::1", "::ffff:169.254.169.254", "224.0.0.1", "0.0.0.0"]
    )
    def test_trust_does_not_reach_beyond_private_ones(self, site: Site, make: Make, address: str) -> None:
        metadata = "http://metadata.example/latest/meta-data"
        url = site.put("/a", Reply(302, headers={"location": metadata}))
        resolve = {"metadata.example": [address]}
        fetcher = make(allow_private=True, resolve=lambda host, port: resolve.get(host, ["127.0.0.1"]))
        outcome = fetcher.get(url).outcome
        assert outcome.result is Result.PRIVATE
        assert "no option allows" in (outcome.error or "")

    def test_networks_that_are_named_do_not_reach_link_local_ones(self, make: Make) -> None:
        fetcher = make(allowed=["0.0.0.0/0"], resolve=lambda host, port: ["169.254.169.254"])
        assert fetcher.get("http://metadata.example/").outcome.result is Result.PRIVATE

    def test_name_server_that_changes_its_answer(self, site: Site, make: Make) -> None:
        answers = [["127.0.0.1"], ["127.0.0.1"], ["192.168.0.7"]]

        def resolve(host: str, port: int) -> list[str]:
            return answers.pop(0) if len(answers) > 1 else answers[0]

        hangs_up = {"connection": "close"}
        site.put("/robots.txt", Reply(404, headers=hangs_up))
        site.put("/a", Reply(200, PAGE, hangs_up))
        fetcher = make(resolve=resolve)
        url = f"http://two-faced.example:{site.port}/a"
        assert fetcher.get(url).page is not None
        assert fetcher.get(url).outcome.result is Result.PRIVATE
        assert site.times("/a") == 1

    def test_one_private_address_among_public_ones(self, make: Make) -> None:
        fetcher = make(resolve=lambda host, port: ["127.0.0.1", "10.9.9.9"])
        assert fetcher.get("http://mixed.example/").outcome.result is Result.PRIVATE


class TestRobots:
    RULES = b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n\nUser-agent: other\nDisallow: /\n"

    def test_kept(self, site: Site, fetcher: Fetcher) -> None:
        site.put("/robots.txt", Reply(200, self.RULES))
        outcome = fetcher.get(site.put("/private/a", Reply(200, PAGE))).outcome
        assert outcome.result is Result.DISALLOWED
        assert "robots.txt" in (outcome.error or "")
        assert site.times("/private/a") == 0
        assert fetcher.get(site.put("/open", Reply(200, PAGE))).page is not None

    def test_read_once_a_day(self, site: Site, fetcher: Fetcher, clock: ManualClock) -> None:
        url = site.put("/a", Reply(200, PAGE))
        site.put("/robots.txt", Reply(200, self.RULES))
        for _ in range(3):
            fetcher.get(url)
        assert site.times("/robots.txt") == 1
        clock.sleep(25 * 3600)
        fetcher.get(url)
        assert site.times("/robots.txt") == 2

    def test_our_own_name_is_heard(self, site: Site, fetcher: Fetcher) -> None:
        site.put("/robots.txt", Reply(200, b"User-agent: tocsin\nDisallow: /\n\nUser-agent: *\nAllow: /\n"))
        assert fetcher.get(site.put("/a", Reply(200, PAGE))).outcome.result is Result.DISALLOWED

    @pytest.mark.parametrize("status", [401, 403, 404, 410])
    def test_missing_allows_all(self, site: Site, fetcher: Fetcher, status: int) -> None:
        site.put("/robots.txt", Reply(status))
        assert fetcher.get(site.put("/a", Reply(200, PAGE))).page is not None

    @pytest.mark.parametrize(
        "reply", [Reply(500), Reply(503), Reply(close=True), Reply(302, headers={"location": "/robots.txt"})]
    )
    def test_out_of_reach_allows_nothing(self, site: Site, fetcher: Fetcher, clock: ManualClock, reply: Reply) -> None:
        url = site.put("/a", Reply(200, PAGE))
        site.put("/robots.txt", reply)
        outcome = fetcher.get(url).outcome
        assert outcome.result is Result.FAILED
        assert "robots.txt" in (outcome.error or "")
        assert site.times("/a") == 0
        site.put("/robots.txt", Reply(404))
        clock.sleep(3600)
        assert fetcher.get(url).page is not None

    def test_passing_trouble_is_waited_for(self, site: Site, fetcher: Fetcher) -> None:
        site.put("/robots.txt", Reply(500), Reply(200, self.RULES))
        assert fetcher.get(site.put("/a", Reply(200, PAGE))).page is not None

    def test_rules_outlive_a_bad_hour(self, site: Site, fetcher: Fetcher, clock: ManualClock) -> None:
        site.put("/robots.txt", Reply(200, self.RULES), Reply(500))
        url, closed = site.put("/a", Reply(200, PAGE)), site.put("/private", Reply(200, PAGE))
        assert fetcher.get(url).page is not None
        clock.sleep(25 * 3600)
        assert fetcher.get(url).page is not None
        assert fetcher.get(closed).outcome.result is Result.DISALLOWED

    def test_redirect_is_asked_of_its_own_host(self, site: Site, fetcher: Fetcher) -> None:
        site.put("/robots.txt", Reply(200, self.RULES))
        site.put("/private/b", Reply(200, PAGE))
        outcome = fetcher.get(site.put("/a", Reply(302, headers={"location": "/private/b"}))).outcome
        assert outcome.result is Result.DISALLOWED

    def test_huge_and_binary_rules_are_read_as_far_as_they_go(self, site: Site, fetcher: Fetcher) -> None:
        site.put("/robots.txt", Reply(200, self.RULES + b"\xff\xfe\x00" * 400_000))
        assert fetcher.get(site.put("/private", Reply(200, PAGE))).outcome.result is Result.DISALLOWED
        assert fetcher.get(site.put("/a", Reply(200, PAGE))).page is not None


class TestTurns:
    def test_delay_between_requests(self, site: Site, make: Make, clock: ManualClock) -> None:
        fetcher = make(delay=3.0)
        url = site.put("/a", Reply(200, PAGE))
        for _ in range(3):
            fetcher.get(url)
        assert clock.slept == [3.0, 3.0, 3.0]

    def test_host_may_ask_for_more(self, site: Site, make: Make, clock: ManualClock) -> None:
        fetcher = make(delay=1.0)
        site.put("/robots.txt", Reply(200, TestRobots.RULES))
        url = site.put("/a", Reply(200, PAGE))
        for _ in range(3):
            fetcher.get(url)
        assert clock.slept == [1.0, 7.0, 7.0]

    def test_many_threads_ask_a_host_one_by_one(self, site: Site, make: Make) -> None:
        now, most = [0], [0]

        def answer(asked: Asked) -> Reply:
            now[0] += 1
            most[0] = max(most[0], now[0])
            time.sleep(0.002)
            now[0] -= 1
            return Reply(200, PAGE)

        fetcher = make()
        urls = [site.put(f"/{number}", answer) for number in range(24)]
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(fetcher.get, urls))
        assert all(fetched.page for fetched in found)
        assert most[0] == 1
        assert site.times("/robots.txt") == 1
