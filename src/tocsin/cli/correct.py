"""`tocsin correct`: a person's word on single fields of an event or report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.judge import AsJson, By, Why, by_or_login
from tocsin.cli.messages import harmless
from tocsin.cli.stored import SHORT, StoreAt, event_meant, existing_store, report_meant

if TYPE_CHECKING:
    from tocsin.flow.correcting import Done
    from tocsin.store import Store


def correct(
    subject: Annotated[
        str, typer.Argument(metavar="EVENT|REPORT", help="The id of an event or report, or as much as tells it apart.")
    ],
    fields: Annotated[
        list[str], typer.Argument(metavar="FIELD=VALUE...", help="What is held; FIELD= holds a field empty.")
    ],
    why: Why,
    by: By = None,
    json: AsJson = False,
    store: StoreAt = None,
) -> None:
    """Hold that a field of an event or report is otherwise than it was read.

    Your word stands above the machine's wherever the event is shown or taken away; what was read stays on record.

    Of events: type, mode, date, country, place, actor, recipient, contexts, verification, killed, injured, detained,
    size. Of reports: type, mode, date, place, actor, recipient, factuality, status. Actor, recipient and contexts
    may be given several times.

    Examples:

      tocsin correct e4f0a91c killed=12-15-15 --why "the ministry counted again"

      tocsin correct e4f0a91c type=PROTEST mode=strike "place=Oran, DZA" --why "nobody was hurt"

      tocsin correct r0c13d5e status=denied --why "he speaks of another day"
    """
    from tocsin.flow.correcting import correct as run
    from tocsin.flow.field_values import Known
    from tocsin.knowledge.actors import load_actors
    from tocsin.knowledge.gazetteer import open_gazetteer
    from tocsin.settings import settings

    given = _given(fields)
    known = Known(open_gazetteer(settings().home), load_actors())
    with existing_store(store) as opened:
        id = _meant(opened, subject)
        done = run(opened, id, given, by_or_login(by), why, known)
    _print(id, done, json)


def _given(fields: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in fields:
        name, equals, value = each.partition("=")
        if not equals or not name.strip():
            raise typer.BadParameter(f"found {each!r}; expected FIELD=VALUE such as killed=3, or FIELD= for none")
        found.setdefault(name.strip().lower(), []).append(value)
    return found


def _meant(store: Store, name: str) -> str:
    if name.strip().lower().startswith("r"):
        return report_meant(store, name)
    # what is said of an event that was merged away is said of the one that took it over
    return store.events.resolve(event_meant(store, name, None))


def _print(id: str, done: Done, json: bool) -> None:
    if json:
        from tocsin.cli.event_lines import printable
        from tocsin.export.events import corrected_record
        from tocsin.export.plain import plain

        record = {
            "did": "corrected", "subject": id, "judgements": list(done.judgements),
            "corrections": [plain(each, "") for each in done.corrections],
            "events": [corrected_record(one.event, one.corrections) for one in done.events],
        }  # fmt: skip
        print(printable(record))
        return
    from tocsin.export.in_words import read_in_words, value_in_words

    for one in done.corrections:
        held = f"{one.field} of {id[:SHORT]} is {value_in_words(one.value)}; read: {read_in_words(one)}"
        print(harmless(held))
    print(f"`tocsin undo {done.judgements[0][:SHORT]}` takes it back.")
