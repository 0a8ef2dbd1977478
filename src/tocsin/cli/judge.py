"""`tocsin merge`, `tocsin split`, `tocsin undo`: a person's word above the machine's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.messages import complain, counted, harmless
from tocsin.cli.stored import SHORT, StoreAt, event_meant, existing_store

if TYPE_CHECKING:
    from tocsin.flow.judging import Act, Judged
    from tocsin.model import Event, Judgement
    from tocsin.store import FieldJudgement, Store

EVENT = "An event's id, or as much of it as tells it apart."
Why = Annotated[str, typer.Option(metavar="TEXT", help="The reason; others will read it.")]
By = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who judges; default TOCSIN_BY, else the name of your login.")
]  # fmt: skip
AsJson = Annotated[bool, typer.Option("--json", help="Print what changed as JSON.")]


def merge(
    events: Annotated[list[str], typer.Argument(metavar="EVENT...", help=EVENT)],
    why: Why,
    by: By = None,
    json: AsJson = False,
    store: StoreAt = None,
) -> None:
    """Hold that events are one. The oldest id stays, and the others lead to it.

    Your word stands above the machine's, also when later pages come; `tocsin undo` takes it back.

    Examples:

      tocsin merge e4f0a91c e77b02d1 --why "one raid, told from two villages"
    """
    from tocsin.flow import judging

    with existing_store(store) as opened:
        done = judging.merge(opened, [event_meant(opened, name, None) for name in events], by_or_login(by), why)
    if json:
        _print("merged", done)
        return
    print(f"{done.events[0].id[:SHORT]} took up {', '.join(id[:SHORT] for id in done.gone)}: {_size(done.events[0])}.")
    print(f"`tocsin undo {done.judgements[0][:SHORT]}` takes it back.")


def split(
    event: Annotated[str, typer.Argument(metavar="EVENT", help=EVENT)],
    reports: Annotated[
        list[str], typer.Argument(metavar="REPORT...", help="Ids that `tocsin show` prints, or their beginnings.")
    ],
    why: Why,
    by: By = None,
    json: AsJson = False,
    store: StoreAt = None,
) -> None:
    """Hold that some reports of an event tell another one; they leave it together, and stay out.

    An id goes with the report that founded its event.

    Examples:

      tocsin split e4f0a91c r0c13d5e --why "the second boat, a day later"
    """
    from tocsin.flow import judging

    with existing_store(store) as opened:
        id = event_meant(opened, event, None)
        done = judging.split(opened, id, _reports_meant(opened, id, reports), by_or_login(by), why)
    if json:
        _print("split", done)
        return
    print("; ".join(f"{event.id[:SHORT]} has {_size(event)}" for event in done.events) + ".")
    print(f"`tocsin undo {done.judgements[0][:SHORT]}` takes it back.")


def undo(
    what: Annotated[
        str | None, typer.Argument(metavar="JUDGEMENT|EVENT", help="What to take back: an id; without, what there is.")
    ] = None,
    why: Annotated[str, typer.Option(metavar="TEXT", help="The reason; needed to take something back.")] = "",
    by: By = None,
    limit: Annotated[int, typer.Option(min=1, help="How many to list at most.")] = 20,
    json: AsJson = False,
    store: StoreAt = None,
) -> None:
    """Take back what a person held; what was held before holds again, and events get their ids back.

    The judgements of one command (merge, split, correct) are taken back together; of an event, those that touched it
    last. Everything stays on
    record. Without an id, the last ones are listed.

    Examples:

      tocsin undo

      tocsin undo j91c4f0a --why "two raids after all"
    """
    from tocsin.flow import judging

    with existing_store(store) as opened:
        if what is None:
            _list(judging.acts(opened)[:limit], json)
            return
        name = what.strip().lower()
        id = name if name.startswith("j") else event_meant(opened, name, None)
        done = judging.undo(opened, id, by_or_login(by), why)
    if json:
        _print("undone", done)
        return
    print(f"Took back {counted(len(done.judgements), 'judgement')}.")
    if done.events:
        print("; ".join(f"{event.id[:SHORT]} has {_size(event)}" for event in done.events) + ".")


def by_or_login(given: str | None) -> str:
    """Who judges: the name given, that of the settings, or that of the login; empty where there is none."""
    from tocsin.settings import settings

    if given is not None:
        return given
    if settings().by is not None:
        return settings().by or ""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        # no login: the judgement is refused, with advice
        return ""


def _reports_meant(store: Store, event: str, names: list[str]) -> list[str]:
    """The ids that the names begin; one that begins none is left as it is, to be complained of."""
    from tocsin.errors import InputError

    stored = store.events.get(event)
    known, found = [*stored.reports, *stored.attached] if stored else [], list[str]()
    for name in (name.strip().lower() for name in names):
        fitting = [report for report in known if name and report.startswith(name)]
        if len(fitting) > 1:
            raise InputError("several reports begin so", found=name, advice="give more of the id")
        found += fitting or [name]
    return found


def _size(event: Event) -> str:
    return f"{counted(len(event.accounts), 'account')}, {counted(len(event.origins), 'origin')}"


def _print(did: str, done: Judged) -> None:
    from tocsin.cli.event_lines import printable
    from tocsin.export.events import event_record

    # as their reports tell them: what is held of fields is for `tocsin show`
    events = [event_record(event) for event in done.events]
    gone = dict.fromkeys(done.gone, done.events[0].id)
    print(printable({"did": did, "judgements": list(done.judgements), "events": events, "redirects": gone}))


def _list(acts: list[Act], json: bool) -> None:
    if json:
        from tocsin.cli.dossier import judgement_record
        from tocsin.cli.event_lines import printable

        print(printable([[judgement_record(stored) for stored in act.judgements] for act in acts]))
        return
    for act in acts:
        first = act.judgements[0]
        held, more = first.judgement, len(act.judgements) - 1
        also = f" and {more} more" if more else ""
        when = f"{first.recorded_at:%Y-%m-%d %H:%M} UTC"
        print(harmless(f"{act.id[:SHORT]}  {when}  {held.by}: {_held(held)}{also}: {held.why}"))
    if not acts:
        complain("no person has judged anything that could be undone")


def _held(held: Judgement | FieldJudgement) -> str:
    from tocsin.model import Judgement

    if isinstance(held, Judgement):
        return f"{held.left[:SHORT]} and {held.right[:SHORT]} {held.verdict.value}"
    from tocsin.export.in_words import value_in_words

    return f"{held.field} of {held.subject[:SHORT]} is {value_in_words(held.value)}"
