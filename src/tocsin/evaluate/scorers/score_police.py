"""Score the coding of police action in news sentences. Standard library only.

usage: score_police.py GOLD.jsonl.gz OUTPUT.jsonl          ids are "doc_id|sent_id"
KILL    an ASSAULT by an actor of sector COP or MIL with someone killed
ARREST  a COERCE of mode arrest
FORCE   an ASSAULT by an actor of sector COP or MIL
Prints P/R/F1 each, and the share of sentences without any label in which police (COP) are coded as an actor of ASSAULT or of an arrest.
Only events of status fact or claim count.

Copied from the bench of the project; only imports and entry differ, so that it can be called as a function.
"""
import json
import sys

from tocsin.evaluate.scorers.adapt import rows


def labels(d):
    found = set()
    for e in d.get("events") or []:
        if e.get("status") not in ("fact", "claim"):
            continue
        sectors = {a.get("sector") for a in e.get("actors") or []}
        if e["type"] == "ASSAULT" and sectors & {"COP", "MIL"}:
            found.add("FORCE")
            if e.get("killed") or e.get("mode") in ("kill", "targeted"):
                found.add("KILL")
        if e["type"] == "COERCE" and e.get("mode") == "arrest":
            found.add("ARREST")
        if "COP" in sectors and (e["type"] == "ASSAULT" or e.get("mode") == "arrest"):
            found.add("POLICE")
    return found


def measure(gold_path, out_path):
    out = {d["id"]: labels(d) for d in rows(out_path)}
    gold = [(f"{r['doc_id']}|{r['sent_id']}", set(r["sent_labels"])) for r in rows(gold_path)]
    result = {}
    for name in ("KILL", "ARREST", "FORCE"):
        want = {i for i, g in gold if name in g or (name == "FORCE" and "KILL" in g)}
        got = {i for i, _ in gold if name in out.get(i, ())}
        p, r = len(want & got) / max(1, len(got)), len(want & got) / max(1, len(want))
        result[name] = {"P": round(p, 3), "R": round(r, 3), "F1": round(2 * p * r / max(1e-9, p + r), 3), "n": len(want)}
    empty = [i for i, g in gold if not g]
    result["false_on_empty"] = round(sum("POLICE" in out.get(i, ()) for i in empty) / len(empty), 4)
    return result


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    print(json.dumps(measure(*sys.argv[1:])))
