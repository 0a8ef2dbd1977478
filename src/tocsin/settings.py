"""Every setting once: type, default, environment name (`TOCSIN_` and the name in capitals)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from tocsin.errors import InputError

PREFIX = "TOCSIN_"


class Settings(BaseSettings):
    """What a user may set by environment; every option of the command line wins over it."""

    model_config = SettingsConfigDict(env_prefix=PREFIX)

    data: Path | None = Field(default=None, description="folder of the development sets that `tocsin evaluate` reads")
    home: Path = Field(
        default=Path.home() / ".tocsin", description="folder of the user's own codebook, actors and gazetteer"
    )
    store: str = Field(default="tocsin.db", description="the store: a file, or `postgresql://user@host/database`")
    by: str | None = Field(default=None, description="who judges in `tocsin merge`, `split` and `undo`")
    max_page_bytes: int = Field(default=20_000_000, description="largest page that is read, in bytes")
    max_line_chars: int = Field(default=200_000, description="longest line of text that is coded, in characters")
    max_words: int = Field(default=100_000, description="longest article that is coded, in words")
    fetch_timeout: float = Field(default=20.0, description="seconds to wait for a server")
    fetch_delay: float = Field(
        default=1.0,
        ge=0,
        description="seconds between two requests to a host; more where its `robots.txt` asks for more",
    )
    user_agent: str = Field(default="tocsin/0.1 (news event reader)", description="how fetches name themselves")
    contact: str | None = Field(
        default=None,
        pattern=r"^[\x20-\x7e]*$",
        description="mail address or page where a host's owner finds who is behind the fetches; goes with their name",
    )


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once. Raises InputError for a value that cannot be."""
    try:
        return Settings()
    except ValidationError as error:
        raise _wrong(error) from error


def _wrong(error: ValidationError) -> InputError:
    first = error.errors()[0]
    name = PREFIX + "_".join(map(str, first["loc"])).upper()
    expected = first["msg"].removeprefix("Input should be ").partition(",")[0]
    if first["type"] == "string_pattern_mismatch":
        expected = "letters, digits and signs of ASCII only"
    advice = "set it otherwise in the environment, or leave it out"
    return InputError(f"the setting {name} cannot be so", found=repr(first["input"]), expected=expected, advice=advice)
