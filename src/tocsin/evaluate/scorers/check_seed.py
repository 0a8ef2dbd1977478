"""Hold the coding of the seed article against gold.json. Standard library only.

usage: check_seed.py FOLDER --input > INPUT.jsonl      one bench input line, id "seed"
       check_seed.py FOLDER OUTPUT.jsonl               bench output that holds the line "seed"

FOLDER holds article.txt and gold.json. Prints a line a check, 'ok' or 'NO', then the counts. TRAP checks are those that
no release may fail.

Copied from the bench of the project; only imports and entry differ, so that it can be called as a function.
"""
import json
import pathlib
import sys

STATUS = {"asserted": {"fact", "claim"}, "claimed": {"claim"}, "possible, future": {"possible", "planned", "unreal"},
          "question": {"unreal", "possible", "planned"}, "counterfactual": {"unreal"}}


def read(folder):
    """The article's text and what a careful reader takes from it."""
    here = pathlib.Path(folder)
    return (here / "article.txt").read_text(encoding="utf8"), json.loads((here / "gold.json").read_text(encoding="utf8"))


def as_input(folder):
    text, gold = read(folder)
    return {"id": "seed", "text": text, "published": gold["published"], "url": None, "title": None, "outlet": None}


def span(TEXT, words):
    at = TEXT.index(words)
    return at, at + len(words)


def hits(TEXT, events, words):
    """Events with a trigger inside or across the words."""
    b, e = span(TEXT, words)
    return [x for x in events if any(t["start"] < e and b < t["end"] for t in x["triggers"])]


def countries(parties):
    return {p.get("country") for p in parties or []} - {None}


def measure(folder, path):
    TEXT, GOLD = read(folder)
    with open(path, encoding="utf8") as f:
        doc = next(d for d in map(json.loads, f) if d["id"] == "seed")
    events, checks = doc.get("events") or [], []

    def check(ok, what, trap=False):
        checks.append((bool(ok), trap, what))

    coded = [z for z in doc.get("zones") or [] if z["kind"] in ("headline", "dateline", "body", "caption")]
    for words in GOLD["not_the_article"]:
        b, e = span(TEXT, words)
        check(not any(z["start"] < e and b < z["end"] for z in coded) and not hits(TEXT, events, words), f"not coded: {words[:60]}", trap=True)
    for r in GOLD["reports"]:
        found = hits(TEXT, events, r["trigger"])
        if r.get("must_not_be"):
            check(not any(x["status"] in ("fact", "claim") and x["type"] == r["type"] for x in found), f"{r['key']}: not {r['must_not_be']}", trap=True)
        if not r.get("type"):
            who = r["speaker"].split()[-1]
            check(any(who.lower() in (a.get("speaker") or "").lower() or any(who.lower() in TEXT[b:e].lower() for b, e in a.get("source") or []) for a in doc.get("attributions") or []), f"{r['key']}: {r['speaker']} is heard")
            continue
        typed = [x for x in found if x["type"] == r["type"]]
        check(typed, f"{r['key']}: {r['type']} at '{r['trigger']}'")
        best = typed[0] if typed else None
        want = STATUS.get(r.get("factuality", "").split(":")[0])
        if want:
            check(best and best["status"] in want, f"{r['key']}: status {'/'.join(sorted(want))}" + (f", got {best['status']}" if best else ""))
        if r.get("actor"):
            check(best and r["actor"]["country"] in countries(best["actors"]), f"{r['key']}: actor {r['actor']['country']}")
        for p in r.get("parties", []):
            check(best and p["country"] in countries(best["actors"]) | countries(best["recipients"]), f"{r['key']}: party {p['country']}")
        for p in r.get("recipients", [])[:1]:
            check(best and p["country"] in countries(best["recipients"]), f"{r['key']}: recipient {p['country']}")
        if r.get("date"):
            check(best and (best.get("date") or "") == r["date"], f"{r['key']}: date {r['date']}" + (f", got {best.get('date')}" if best else ""))
        for p in r.get("places", []):
            near = best and any(q.get("lat") is not None and abs(q["lat"] - p["lat"]) < 1 and abs(q["lon"] - p["lon"]) < 1 for q in best["places"]) if "lat" in p else best and p["country"] in countries(best["places"])
            check(near, f"{r['key']}: place {p['text']}")
        for who in r.get("attributed_to", []):
            check(best and any(who.split()[-1].lower() in s.lower() for s in best["attributed_to"]), f"{r['key']}: according to {who}")
    strike = next((x for x in hits(TEXT, events, "conducted airstrikes") if x["type"] == "ASSAULT"), None)
    check(strike and not strike["attributed_to"], "airstrikes: in the article's own voice")
    check(not any(x["status"] == "fact" and x["attributed_to"] for x in events), "no attributed event is called a fact", trap=True)
    check(all(0 <= t["start"] < t["end"] <= len(TEXT) for x in events for t in x["triggers"]), "every trigger is words of the text", trap=True)
    passed, traps = sum(ok for ok, _, _ in checks), [ok for ok, trap, _ in checks if trap]
    return {"checks": checks, "passed": passed, "failed": len(checks) - passed, "traps_held": sum(traps), "traps": len(traps), "events": len(events)}


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    if sys.argv[2] == "--input":
        print(json.dumps(as_input(sys.argv[1]), ensure_ascii=False))
        sys.exit()
    found = measure(*sys.argv[1:])
    for ok, trap, what in found["checks"]:
        print("ok" if ok else "NO", "TRAP" if trap else "    ", what)
    print(f"{found['passed']} passed, {found['failed']} failed; traps {found['traps_held']} of {found['traps']}; {found['events']} events coded")
    sys.exit(0 if found["traps_held"] == found["traps"] else 1)
