"""Turn bench output into what each scorer reads, and gold files into bench input. Standard library only.

usage: adapt.py news|gsr|quad|attribution|places|dates OUTPUT.jsonl > PRED.jsonl
       adapt.py input news|gsr|quad|attribution|places|dates|zones|factuality|police|extraction|coreference GOLD > INPUT.jsonl

The sets differ in convention, and the differences are evened out here, not in the coder:
- gsr, quad: one main event a sentence, so planned, possible and unreal events are left out where another event remains;
  PLOVER's non-state codes stand in the country field there.
- news: country is a state or null; PLOVER's non-state codes become sector IGO or NGO.

Copied from the bench of the project; only imports and entry differ, so that it can be called as a function.
"""
import gzip
import json
import sys


def rows(path):
    """Read a JSON list, JSONL, or gzipped JSONL."""
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf8") as f:
        text = f.read()
    if text.lstrip().startswith("["):
        return json.loads(text)
    return [json.loads(line) for line in text.split("\n") if line.strip()]


NON_STATE = {"UNO": "IGO", "EUR": "IGO", "IGO": "IGO", "NGO": "NGO", "IMG": None, "ISM": None, "MNC": None}


def flat(spans):
    return (min(b for b, _ in spans), max(e for _, e in spans)) if spans else None


def state_only(parties):
    """PLOVER's non-state codes leave the country field and become a sector."""
    out = []
    for p in parties or []:
        code = p.get("country")
        if code in NON_STATE:
            p = {**p, "country": None, "sector": NON_STATE[code] or p.get("sector")}
        out.append(p)
    return out


def news(d):
    quotes = []
    for a in d.get("attributions") or []:
        c = flat(a.get("content") or [])
        if c:
            quotes.append({"speaker": a.get("speaker"), "cue": None, "start": c[0], "end": c[1]})
    events = [{**e, "actors": state_only(e.get("actors")), "recipients": state_only(e.get("recipients"))} for e in d.get("events") or []]
    return {"id": d["id"], "events": events, "attributions": quotes}


def gsr(d):
    events, all_events = [], d.get("events") or []
    main = [e for e in all_events if e.get("status") not in ("planned", "possible", "unreal")]
    for e in main or all_events:
        actors, recipients = e.get("actors") or [], e.get("recipients") or []
        events.append({"type": e["type"], "sources": actors, "targets": recipients})
    return {"id": d["id"], "events": events}


def attribution(d):
    return {"id": d["id"], "attributions": [{k: a.get(k) or [] for k in ("source", "cue", "content")} for a in d.get("attributions") or []]}


def places(d):
    return {"doc_id": d["id"], "toponyms": d.get("toponyms") or []}


def dates(d):
    return {"doc_id": d["id"], "timex3": d.get("timex3") or []}


def as_input(kind, r):
    key = r.get("id", r.get("doc_id"))
    published = None if kind in ("gsr", "quad") else r.get("dct") or r.get("published") or r.get("date")
    text = r.get("text", "")
    if kind == "police":
        key, text = f"{r['doc_id']}|{r['sent_id']}", r["sent_text"]
    if kind == "zones":
        key = f"{r['id']}|{r['variant']}"
        text = r.get("text") or "\n".join(x["text"] if isinstance(x, dict) else x for x in r.get("lines", []))
    line = {"id": key, "text": text, "published": published[:10] if published else None}
    if kind == "extraction":
        del line["text"]
        line["html_file"] = r["html"]
    return {**line, "url": r.get("url"), "title": r.get("title") or None, "outlet": r.get("outlet") or r.get("domain") or r.get("publisher")}


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.stdout.reconfigure(encoding="utf8")
    if sys.argv[1] == "input":
        for r in rows(sys.argv[3]):
            print(json.dumps(as_input(sys.argv[2], r), ensure_ascii=False))
    else:
        turn = {"news": news, "gsr": gsr, "quad": gsr, "attribution": attribution, "places": places, "dates": dates}[sys.argv[1]]
        for d in rows(sys.argv[2]):
            print(json.dumps(turn(d), ensure_ascii=False))
