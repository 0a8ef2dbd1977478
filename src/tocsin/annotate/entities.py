"""Names from tags: a tag ``B-PLACE`` begins a name, ``I-PLACE`` goes on with it, ``O`` is outside."""

from __future__ import annotations

from collections.abc import Sequence


def tagged_spans(tags: Sequence[int], names: Sequence[str]) -> list[tuple[int, int, str]]:
    """Names as ``(first word, word after the last, label)``, in order.

    A tag that goes on with another label than the name before it, or with none, begins a new name.
    """
    spans: list[tuple[int, int, str]] = []
    current: str | None = None
    for index, tag in enumerate(tags):
        # Unknown words of a partly labelled sentence carry a negative tag.
        mark, _, label = names[tag].partition("-") if tag >= 0 else ("O", "", "")
        if mark == "O":
            current = None
        elif mark == "I" and label == current:
            begin, _, _ = spans[-1]
            spans[-1] = (begin, index + 1, label)
        else:
            spans.append((index, index + 1, label))
            current = label
    return spans
