"""Marked event spans to targets on words: a span stands on its syntactic head, in a parse of the sentence."""

from __future__ import annotations

from collections.abc import Sequence

from training.example import IGNORED, Example
from training.treebanks import head_of


def resolve(examples: Sequence[Example], heads: Sequence[list[int]]) -> None:
    """Set the event targets of examples that carry marked events. Other words of a trigger are left unknown."""
    for example, tree in zip(examples, heads, strict=True):
        if example.labelled_events is None:
            continue
        example.events = [0] * len(example.words)
        for event in example.labelled_events:
            trigger = head_of(tree, *event.trigger)
            for index in range(*event.trigger):
                if example.events[index] == 0:
                    example.events[index] = IGNORED
            example.events[trigger] = event.type
            example.statuses[trigger] = event.status
            example.role_triggers.append(trigger)
            for kind, spans in ((1, event.actors), (2, event.recipients)):
                example.roles.extend((trigger, head_of(tree, *span), kind) for span in spans)
