"""Score zones of already-extracted plain text against lines labelled keep (1), drop (0), skip (-1). Standard library only.

usage: score_zones.py GOLD.jsonl[.gz] OUTPUT.jsonl
A line counts as dropped when less than half of its non-space characters lie in headline, dateline, body or caption zones.
Prints P/R/F1 of dropped lines, and the share of words in kept lines that were lost (should stay below 1.5 %), over all
lines and per variant (the extractor that the text came from; the partial extractors are the harder and more useful ones).

Copied from the bench of the project; only imports and entry differ, so that it can be called as a function.
"""
import collections
import json
import sys

from tocsin.evaluate.scorers.adapt import rows

CODED = {"headline", "dateline", "body", "caption"}


def measure(gold_path, out_path):
    out = {d["id"]: d for d in rows(out_path)}
    count = collections.defaultdict(collections.Counter)
    for r in rows(gold_path):
        zones = [z for z in (out.get(f"{r['id']}|{r['variant']}") or {}).get("zones") or [] if z["kind"] in CODED]
        mask = bytearray(sum(len(x["text"]) + 1 for x in r["lines"]))
        for z in zones:
            mask[z["start"]:z["end"]] = b"\1" * (z["end"] - z["start"])
        at = 0
        for x in r["lines"]:
            size = len(x["text"])
            chars = [i for i in range(at, at + size) if not x["text"][i - at].isspace()]
            dropped = not chars or sum(mask[i] for i in chars) * 2 < len(chars)
            at += size + 1
            if x["keep"] == -1 or not chars:
                continue
            words = len(x["text"].split())
            for c in (count["all"], count[r["variant"]]):
                if x["keep"] == 1:
                    c["kept"] += words
                    c["lost"] += words if dropped else 0
                    c["fp"] += dropped
                else:
                    c["tp"] += dropped
                    c["fn"] += not dropped
    found = []
    for name, c in count.items():
        p, r = c["tp"] / max(1, c["tp"] + c["fp"]), c["tp"] / max(1, c["tp"] + c["fn"])
        found.append({"variant": name, "drop_P": round(p, 4), "drop_R": round(r, 4), "drop_F1": round(2 * p * r / max(1e-9, p + r), 4), "kept_words_lost": round(c["lost"] / max(1, c["kept"]), 4)})
    return found


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    for line in measure(*sys.argv[1:]):
        print(json.dumps(line))
