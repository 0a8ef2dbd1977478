"""Draw what `tocsin read` prints, as docs/images/read.svg and as a text block in README.md.

They come from a real run on an invented page, through the same function that the command prints with; the output of
the commands of README.md's story comes from running them.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme

import tocsin
from tocsin.export.terminal import show

ROOT = Path(__file__).parent.parent
DRAWN = ROOT / "examples/pages/10-ledger-ambassador-recut.html"
PRINTED, PUBLISHED = ROOT / "examples/saren-strikes.txt", "2025-03-15"
WIDTH, LINES = 96, 44
BLOCK = re.compile(r"(<!-- begin output: [^>]*-->\n).*?(<!-- end output -->)", re.DOTALL)
STORY = re.compile(
    r"(<!-- begin story: (?P<command>[^>]*?), (?P<lines>\d+) lines -->\n).*?(<!-- end story -->)", re.DOTALL
)
STORE = "stories.db"
PAPER = TerminalTheme(
    (255, 255, 255), (35, 35, 40),
    [
        (35, 35, 40), (178, 34, 34), (20, 110, 60), (150, 100, 0), (30, 80, 170), (140, 40, 130), (0, 110, 130),
        (90, 90, 95),
    ],
)  # fmt: skip
# As rich's own, without the fonts that it would fetch from a server.
SVG = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<title>What tocsin read prints of an example page</title>
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
.{unique_id}-title {{ font-size: 18px; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def picture() -> str:
    """The reading of a page as SVG."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    show(tocsin.read(DRAWN), console, DRAWN.name)
    title = f"tocsin read {DRAWN.relative_to(ROOT)}"
    return console.export_svg(title=title, theme=PAPER, code_format=SVG, unique_id="tocsin")


def printed() -> str:
    """The head of the table of reports of a page, as text of 80 columns."""
    sheet = io.StringIO()
    show(tocsin.read(PRINTED, published=PUBLISHED), Console(file=sheet, width=80), PRINTED.name)
    lines = sheet.getvalue().splitlines()
    first = next(number for number, line in enumerate(lines) if re.match(r"\d+ reports", line))
    shown = [line.rstrip() for line in lines[first : first + LINES]]
    last = max(number for number, line in enumerate(shown) if line.startswith(("├", "└")))
    return "\n".join([*shown[: last + 1], "... and so on"])


def told(readme: str) -> str:
    """The README with the output of the commands of its story, each cut after some lines."""
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "stories.db")
        _said(f"tocsin collect examples/stories --store {STORE}", store)

        def block(found: re.Match[str]) -> str:
            said = _said(found["command"], store).splitlines()
            lines = [line.rstrip() for line in said[: int(found["lines"])]]
            more = ["... and so on"] if len(said) > len(lines) else []
            return "\n".join([f"{found[1]}```text", *lines, *more, f"```\n{found[4]}"])

        return STORY.sub(block, readme)


def _said(command: str, store: str) -> str:
    arguments = command.replace(STORE, store).split()[1:]
    run = [sys.executable, "-c", "from tocsin.cli import main; main()", *arguments]
    return subprocess.run(
        run, cwd=ROOT, check=True, capture_output=True, text=True, env={**os.environ, "COLUMNS": "80"}
    ).stdout  # fmt: skip


def main() -> None:
    """Write the picture and the blocks."""
    (ROOT / "docs/images/read.svg").write_text(picture(), encoding="utf8")
    readme = ROOT / "README.md"
    block = f"```text\n{printed()}\n```\n"
    text = BLOCK.sub(lambda m: m[1] + block + m[2], readme.read_text(encoding="utf8"))
    readme.write_text(told(text), encoding="utf8")


if __name__ == "__main__":
    main()
