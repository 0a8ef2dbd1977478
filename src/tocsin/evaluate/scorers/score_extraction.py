"""Score article text taken from HTML pages: bag of 4-word shingles, averaged over pages, as the article-extraction benchmark does.

usage: score_extraction.py GOLD.jsonl OUTPUT.jsonl [--english]
OUTPUT lines carry `text` and `zones`; what counts as taken is the text of the zones headline, dateline, body, caption.

Copied from the bench of the project; only imports and entry differ, so that it can be called as a function.
"""
import collections
import json
import re
import sys

from tocsin.evaluate.scorers.adapt import rows

CODED = {"headline", "dateline", "body", "caption"}


def shingles(text):
    words = re.findall(r"\w+", text)
    return collections.Counter(zip(*(words[i:] for i in range(4)))) if len(words) >= 4 else collections.Counter([tuple(words)] if words else [])


def measure(gold_path, out_path, english=False):
    out = {d["id"]: d for d in rows(out_path)}
    P, R = [], []
    for r in rows(gold_path):
        if english and not r.get("english", True):
            continue
        d = out.get(r["id"]) or {}
        got = shingles("\n".join((d.get("text") or "")[z["start"]:z["end"]] for z in d.get("zones") or [] if z["kind"] in CODED))
        want = shingles(r["articleBody"])
        hit = sum((got & want).values())
        P.append(hit / sum(got.values()) if got else 0.0)
        R.append(hit / sum(want.values()) if want else 1.0)
    p, q = sum(P) / len(P), sum(R) / len(R)
    return {"pages": len(P), "P": round(p, 4), "R": round(q, 4), "F1": round(2 * p * q / max(1e-9, p + q), 4)}


if __name__ == "__main__":
    args = [a for a in sys.argv[1:] if a != "--english"]
    if len(args) != 2:
        sys.exit(__doc__)
    print(json.dumps(measure(*args, "--english" in sys.argv)))
