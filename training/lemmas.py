"""Writes the table of base forms that the run time's rules do not give: ``python -m training.lemmas``."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from tocsin.annotate.lemmas import by_rule
from training.treebanks import read_conllu

_LEFT_OUT = frozenset({"PROPN", "NUM", "X", "SYM", "PUNCT"})


def exceptions(parsing: Path) -> list[tuple[str, str, str]]:
    """Part of speech, form and most frequent lemma of every word in the training parts that the rules miss."""
    found: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    for name in ("ewt", "gum"):
        for rows in read_conllu(parsing / f"{name}_train.conllu.gz"):
            for row in rows:
                if row.upos not in _LEFT_OUT and "\t" not in row.form:
                    form = row.form.lower().replace("’", "'")
                    found.setdefault((row.upos, form), Counter())[_plain(row.lemma), row.xpos] += 1
    table = []
    for (upos, form), lemmas in sorted(found.items()):
        lemma, xpos = lemmas.most_common(1)[0][0]
        if lemma != "_" and by_rule(form, upos, xpos) != lemma:
            table.append((upos, form, lemma))
    return table


def _plain(lemma: str) -> str:
    plain = lemma.replace("’", "'")
    return plain if plain == "I" else plain.lower()


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    lines = ["\t".join(entry) + "\n" for entry in exceptions(arguments.data / "parsing")]
    arguments.out.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
