"""Languages and fingerprints."""

from __future__ import annotations

import pytest

from tocsin.extract import distance, fingerprint, language_of

ENGLISH = (
    "The army of Norland said on Tuesday that its troops had crossed the river and taken two villages near the border."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        ("Norland troops cross river", "en"),
        (
            "Die Armee sagte am Dienstag, dass ihre Truppen den Fluss überschritten und zwei Dörfer eingenommen haben.",
            "de",
        ),
        (
            "L'armée a déclaré mardi que ses troupes avaient franchi la rivière et pris deux villages près de "
            "la frontière.",
            "fr",
        ),
        ("Армия заявила во вторник, что её войска перешли реку и заняли две деревни.", "ru"),
        ("قال الجيش يوم الثلاثاء إن قواته عبرت النهر واستولت على قريتين قرب الحدود", "ar"),
        (ENGLISH + " «Мы ответим», сказал министр.", "en"),
        ("", None),
        ("12:30 --- 14", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_a_hint_decides_only_what_is_too_short() -> None:
    assert language_of("Norland", "pl") == "pl"
    assert language_of(ENGLISH, "pl") == "en"


def test_lightly_edited_texts_are_near_and_others_far() -> None:
    long = " ".join(f"{ENGLISH} Day {n} brought no change at the front." for n in range(8))
    edited = long.replace("Tuesday", "Wednesday", 1).upper()
    other = " ".join(
        f"The museum opened its new wing with {n} rooms of ceramics from the old harbour." for n in range(8)
    )
    one, near, far = (fingerprint(t) for t in (long, edited, other))
    assert one
    assert near
    assert far
    assert distance(one, near) <= 8 < 18 < distance(one, far)
    assert fingerprint(long) == one
    assert fingerprint(" ... ") is None
