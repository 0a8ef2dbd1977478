"""Draw what `tocsin read` prints, as docs/images/read.svg and as a text block in README.md.

Both come from a real run on an invented page, through the same function that the command prints with.
"""

from __future__ import annotations

import io
import re
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


def main() -> None:
    """Write the picture and the block."""
    (ROOT / "docs/images/read.svg").write_text(picture(), encoding="utf8")
    readme = ROOT / "README.md"
    block = f"```text\n{printed()}\n```\n"
    text = BLOCK.sub(lambda m: m[1] + block + m[2], readme.read_text(encoding="utf8"))
    readme.write_text(text, encoding="utf8")


if __name__ == "__main__":
    main()
