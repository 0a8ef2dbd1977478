"""What is not coded, and why: other languages, and texts that no article is."""

from __future__ import annotations

from tocsin.errors import LanguageError, TocsinError, TooLargeError
from tocsin.model import Article
from tocsin.settings import settings

CODED_LANGUAGE = "en"
# nothing to tell a language by, or no language at all: nothing speaks against reading it
NO_LANGUAGE = (None, "zxx", "und")
# The common ones by name; any other is named by its code.
NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay", "nl": "Dutch", "no": "Norwegian", "nb": "Norwegian",
    "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil",
    "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip


def reason_not_to_code(article: Article) -> TocsinError | None:
    """The error that keeps an article from being coded, or nothing."""
    if is_foreign(article):
        return _foreign(article)
    return _too_long(article)


def is_foreign(article: Article) -> bool:
    """Whether the article is in a language that is not coded."""
    return article.language not in (*NO_LANGUAGE, CODED_LANGUAGE)


def language_name(code: str) -> str:
    """'German (de)', or the code alone where we have no name for it."""
    name = NAMES.get(code.split("-")[0].lower())
    return f"{name} ({code})" if name else f"language '{code}'"


def _foreign(article: Article) -> LanguageError:
    return LanguageError(
        "the page is not coded",
        found=language_name(article.language or ""),
        expected="English",
        advice="its zones are given; translate it first to code it",
    )


def _too_long(article: Article) -> TooLargeError | None:
    limits = settings()
    coded = [zone.span.words(article.text) for zone in article.coded_zones()]
    longest = max((len(line) for part in coded for line in part.split("\n")), default=0)
    if longest > limits.max_line_chars:
        return TooLargeError(
            "the page is not coded",
            found=f"a line of {longest:,} characters",
            expected=f"at most {limits.max_line_chars:,}",
            advice="break it into paragraphs, or raise TOCSIN_MAX_LINE_CHARS",
        )
    words = sum(len(part.split()) for part in coded)
    if words > limits.max_words:
        return TooLargeError(
            "the page is not coded",
            found=f"{words:,} words",
            expected=f"at most {limits.max_words:,}",
            advice="split it into articles, or raise TOCSIN_MAX_WORDS",
        )
    return None
