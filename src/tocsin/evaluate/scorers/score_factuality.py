"""Score factuality (-3..3) of given predicates. Standard library only.

usage: score_factuality.py GOLD.jsonl[.gz] OUTPUT.jsonl
A gold predicate takes the factuality of the predicted predicate that overlaps it; one without a prediction counts as +3
and as missing. Prints per corpus: n, missing, MAE, Pearson r, macro-F1 over {<= -1, between, >= 1}.

Copied from the bench of the project; only imports and entry differ, so that it can be called as a function.
"""
import collections
import json
import sys

from tocsin.evaluate.scorers.adapt import rows


def pearson(x, y):
    n = len(x)
    mx, my = sum(x) / n, sum(y) / n
    sx, sy = sum((a - mx) ** 2 for a in x) ** 0.5, sum((b - my) ** 2 for b in y) ** 0.5
    return sum((a - mx) * (b - my) for a, b in zip(x, y)) / (sx * sy) if sx and sy else 0.0


def three(v):
    return -1 if v <= -1 else 1 if v >= 1 else 0


def measure(gold_path, out_path):
    out = {d["id"]: d.get("predicates") or [] for d in rows(out_path)}
    pairs, missing = collections.defaultdict(list), collections.Counter()
    for r in rows(gold_path):
        for e in r["events"]:
            hit = [p for p in out.get(r["id"], []) if p["start"] < e["end"] and e["start"] < p["end"]]
            missing[r["corpus"]] += not hit
            pairs[r["corpus"]].append((e["factuality"], hit[0]["factuality"] if hit else 3.0))
    found = []
    for corpus, xs in pairs.items():
        g, p = zip(*xs)
        f = []
        for c in {three(v) for v in g}:
            tp = sum(three(a) == c == three(b) for a, b in xs)
            f.append(2 * tp / max(1, sum(three(a) == c for a in g) + sum(three(b) == c for b in p)))
        found.append({"corpus": corpus, "n": len(xs), "missing": missing[corpus], "MAE": round(sum(abs(a - b) for a, b in xs) / len(xs), 3), "r": round(pearson(g, p), 3), "macro_F1": round(sum(f) / len(f), 3)})
    return found


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    for line in measure(*sys.argv[1:]):
        print(json.dumps(line))
