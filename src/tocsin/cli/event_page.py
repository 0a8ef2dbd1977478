"""An event's dossier on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tocsin.cli.dossier import Dossier, status_of
from tocsin.cli.event_table import shown_value, sides, value_of, where
from tocsin.cli.messages import counted
from tocsin.cli.stored import SHORT
from tocsin.export.in_words import toll_in_words
from tocsin.export.terminal import safe
from tocsin.model import Judgement

if TYPE_CHECKING:
    from tocsin.model import Account, Count, Event
    from tocsin.store import FieldJudgement, StoredJudgement


def event_page(found: Dossier) -> RenderableType:
    """The dossier; readable in 80 columns. Words of articles can neither steer the terminal nor pass for markup."""
    parts: list[RenderableType] = [Text(safe(known(found.event)), style="bold"), Text(_names(found), style="dim")]
    parts.append(_accounts(found))
    for title, lines in (
        ("Where the accounts differ", _differences(found)),
        ("How it grew", _history(found)),
        ("Why one event", _judgements(found)),
    ):
        shown = list(lines)
        if shown:
            parts += [Text(""), Text(title, style="bold"), *(Padding(Text(safe(line)), (0, 0, 0, 2)) for line in shown)]
    return Group(*parts)


def known(event: Event) -> str:
    """One line of what is known."""
    what = " ".join(filter(None, (event.type, event.mode)))
    facts = [f"{what}: {sides(event)}", where(event), str(value_of(event, "date") or "day not known")]
    facts += map(toll_in_words, event.tolls)
    heard = f"{counted(len(event.accounts), 'account')}, {counted(len(event.origins), 'independent origin')}"
    happened = "" if event.happened else "; no account says that it happened"
    return "; ".join(filter(None, facts)) + f" - {event.verification.value} ({heard}){happened}"


def _names(found: Dossier) -> str:
    return safe(
        f"event {found.event.id}" + (f", which took over {found.asked}" if found.asked != found.event.id else "")
    )


def _accounts(found: Dossier) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=True, padding=(0, 1, 0, 0), show_lines=False)
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("outlet, published, report", ratio=3, overflow="fold")
    table.add_column("according to", ratio=3, overflow="fold")
    table.add_column("status, toll", width=12, overflow="fold")
    table.add_column("in these words", ratio=6, overflow="fold")
    for number, account in enumerate(found.event.accounts, 1):
        report = found.reports.get(account.report)
        table.add_row(str(number), *map(_cell, _account(account, report.counts if report else ())))
    return table


def _cell(lines: Iterable[str]) -> Text:
    return Text("\n".join(safe(line) for line in lines if line))


def _account(account: Account, counts: Iterable[Count]) -> list[list[str]]:
    speakers = " > ".join(account.speakers) or "its own voice"
    stance = "" if account.stance == "asserts" else account.stance
    return [
        [account.outlet or "outlet not known", (account.published or "")[:10], account.report[:SHORT]],
        [speakers, stance],
        [status_of(account), *map(_count, counts)],
        [account.words],
    ]


def _count(count: Count) -> str:
    ends = ["?" if n is None else str(n) for n in (count.lowest, count.best, count.highest)]
    return f"{ends[0] if len(set(ends)) == 1 else '-'.join(ends)} {count.kind}"


def _differences(found: Dossier) -> Iterator[str]:
    numbers = found.numbers
    for field in found.event.fields:
        if len(field.values) < 2 or field.name == "contexts":
            continue
        told = (f"{shown_value(v.value)} {_marks(v.reports, numbers)}" for v in field.values)
        yield f"{field.name}: {'; '.join(told)}"
    for toll in found.event.tolls:
        if len({toll.lowest, toll.highest}) > 1:
            yield f"{toll_in_words(toll)} {_marks(toll.reports, numbers)}"


def _marks(reports: Iterable[str], numbers: dict[str, int]) -> str:
    known = sorted(numbers[report] for report in reports if report in numbers)
    return f"[{','.join(map(str, known))}]"


def _history(found: Dossier) -> Iterator[str]:
    before: Event | None = None
    for version in found.versions:
        event = version.value
        yield f"{version.recorded_at:%Y-%m-%d %H:%M} UTC  {', '.join(_news(before, event))}"
        before = event


def _news(before: Event | None, event: Event) -> Iterator[str]:
    old = {account.report for account in before.accounts} if before else set()
    now = {account.report for account in event.accounts}
    new = list(dict.fromkeys(a.outlet or "outlet not known" for a in event.accounts if a.report not in old))
    if new:
        yield f"told by {', '.join(new)}"
    if old - now:
        yield f"{counted(len(old - now), 'account')} gone"
    if before is None or before.verification != event.verification:
        yield event.verification.value
    tolls = [toll_in_words(toll) for toll in event.tolls]
    if tolls != ([toll_in_words(toll) for toll in before.tolls] if before else []):
        yield f"toll {', '.join(tolls) or 'withdrawn'}"
    if not new and before is not None and old == now:
        yield f"{counted(len(now), 'account')} read anew"


def _judgements(found: Dossier) -> Iterator[str]:
    for stored in found.judgements:
        yield from _judgement(stored, found.numbers)


def _judgement(stored: StoredJudgement, numbers: dict[str, int]) -> Iterator[str]:
    held: Judgement | FieldJudgement = stored.judgement
    who = held.by + ("" if held.human or held.by == "machine" else " (machine)")
    if not isinstance(held, Judgement):
        yield f"{stored.id[:9]}  {held.field} is {shown_value(held.value)}, says {who}: {held.why}"
        return
    pair = " and ".join(f"[{numbers[r]}]" if r in numbers else r for r in (held.left, held.right))
    score = "" if held.score is None else f" ({held.score:+.2f})"
    yield f"{stored.id[:9]}  {pair} {held.verdict.value}, says {who}{score}: {held.why}"
    features = [f"{name} {value:.2f}" for name, value in sorted(held.features.items()) if value]
    if features:
        yield f"features: {', '.join(features)}"
