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
from tocsin.cli.event_history import collected, grown
from tocsin.cli.event_reasons import held, reasons
from tocsin.cli.event_table import MARK, WIDE, marks_of, sides, value_of, where
from tocsin.cli.messages import counted
from tocsin.cli.stored import SHORT
from tocsin.export.in_words import toll_in_words, value_in_words
from tocsin.export.terminal import safe

if TYPE_CHECKING:
    from tocsin.flow.corrected import Corrected
    from tocsin.model import Account, Count


def event_page(found: Dossier, all_reasons: bool = False, width: int = WIDE) -> RenderableType:
    """The dossier; readable in 80 columns, and in a window of a smaller `width`.

    Words of articles can neither steer the terminal nor pass for markup. `all_reasons`: every judgement on its
    reports, with all features.
    """
    parts: list[RenderableType] = [Text(safe(known(found.corrected)), style="bold"), Text(_names(found), style="dim")]
    parts.append(_accounts(found, width))
    for title, lines in (
        ("Held by people (*)", held(found)),
        ("Where the accounts differ", _differences(found)),
        ("How it grew, by the days of publication", grown(found)),
        ("As it was collected", collected(found)),
        ("Why one event", reasons(found, all_reasons)),
    ):
        shown = list(lines)
        if shown:
            parts += [Text(""), Text(title, style="bold"), *(Padding(Text(safe(line)), (0, 0, 0, 2)) for line in shown)]
    return Group(*parts)


def known(one: Corrected) -> str:
    """One line of what is known; a star stands behind a person's word."""
    event, mark = one.event, marks_of(one)
    what = " ".join(filter(None, (event.type, event.mode)))
    facts = [f"{what}{mark('type', 'mode')}: {sides(one)}"]
    facts.append((where(event) or ("not said where" if mark("place") else "")) + mark("place", "country"))
    facts.append(str(value_of(event, "date") or "day not known") + mark("date"))
    facts += (toll_in_words(toll) + mark(toll.kind) for toll in event.tolls)
    heard = f"{counted(len(event.accounts), 'account')}, {counted(len(event.origins), 'independent origin')}"
    happened = "" if event.happened else "; no account says that it happened"
    how_sure = f"{event.verification.value}{mark('verification')}"
    return "; ".join(filter(None, facts)) + f" - {how_sure} ({heard}){happened}"


def _names(found: Dossier) -> str:
    return safe(
        f"event {found.event.id}" + (f", which took over {found.asked}" if found.asked != found.event.id else "")
    )


def _accounts(found: Dossier, width: int) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=True, padding=(0, 1, 0, 0), show_lines=False)
    table.add_column("#", justify="right", no_wrap=True)
    narrow = width < WIDE
    if narrow:
        table.add_column("outlet, report; according to; status", ratio=2, overflow="fold", min_width=10)
        table.add_column("in these words", ratio=3, overflow="fold")
    else:
        table.add_column("outlet, published, report", ratio=3, overflow="fold")
        table.add_column("according to", ratio=3, overflow="fold")
        table.add_column("status, toll", width=12, overflow="fold")
        table.add_column("in these words", ratio=6, overflow="fold")
    for number, account in enumerate(found.event.accounts, 1):
        report = found.reports.get(account.report)
        mark = MARK if account.report in found.corrected.reports else ""
        cells = _account(account, report.counts if report else ())
        if narrow:
            cells = [[line for cell in cells[:-1] for line in cell], cells[-1]]
        table.add_row(f"{number}{mark}", *map(_cell, cells))
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
    for field in found.event.fields:
        if len(field.values) < 2 or field.name == "contexts":
            continue
        told = (f"{value_in_words(v.value)} {_marks(v.reports, found)}" for v in field.values)
        yield f"{field.name}: {'; '.join(told)}"
    for toll in found.event.tolls:
        if len({toll.lowest, toll.highest}) > 1:
            yield f"{toll_in_words(toll)} {_marks(toll.reports, found)}"


def _marks(reports: Iterable[str], found: Dossier) -> str:
    """The numbers of accounts, and the names of people whose word it is."""
    people = {one.judgement: one.by for one in found.corrected.corrections}
    given = list(reports)
    known = sorted(found.numbers[report] for report in given if report in found.numbers)
    return f"[{','.join([*map(str, known), *(people[id] for id in given if id in people)])}]"
