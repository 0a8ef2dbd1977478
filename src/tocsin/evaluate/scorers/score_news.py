"""Score event predictions against the newsroom gold set (stdlib only).

  python3 score_news.py PRED.jsonl [--gold gold.jsonl] [--pages pages.jsonl]
          [--only-pred-ids] [--strict-types] [--per-type] [--json OUT] [--boot 1000] [--errors N]

PRED line: {"id":…, "events":[{"triggers":[{"start":i,"end":j} | "text" | {"text":…}],
            "type":…, "actors":[{"text","country","sector"}], "recipients":[…],
            "reciprocal":bool, "places":[{"text","country","lat","lon"}], "date":…,
            "status":…, "attributed_to":["speaker text" | {"text":…}]}],
            "attributions":[{"speaker","cue","content_start"/"start","content_end"/"end"}] (optional)}
Offsets are in characters of pages.jsonl `text`. A trigger given as text only stands for all its occurrences.

Matching: within a page a predicted and a gold event may pair when any of their trigger spans overlap;
pairs are one to one, chosen to maximise number of pairs, then equal types, then shared parties.
Every line below counts over ALL predicted / gold events (P / R), except where it says "on matched".
A gold reciprocal event is compared on the union of actors and recipients, so that a system may
put the second party in either slot.

Copied from the bench of the project; only imports and entry differ, so that it can be called as a function.
"""
import sys, json, re, argparse, os, random
from collections import Counter, defaultdict

HERE = os.path.dirname(os.path.abspath(__file__))

def load(p):
    out = {}
    with open(p, encoding="utf8") as f:
        for l in f:
            if l.strip():
                d = json.loads(l); out[d["id"]] = d
    return out

# ---------- text helpers
DET = {"the", "a", "an", "its", "his", "her", "their", "some", "several", "two", "three", "four", "former", "our", "all", "many", "senior"}
def toks(s):
    s = (s or "").replace("’", "'").replace("‑", "-")
    s = re.sub(r"'s\b|s'(?=\s|$)", lambda m: "s" if m.group(0).startswith("s'") else "", s)
    return [t for t in re.findall(r"[\w\-\.]+", s.casefold())]
def norm(s):
    t = toks(re.sub(r"\([^)]*\)", " ", s or ""))
    while len(t) > 1 and t[0] in DET: t = t[1:]
    return t
def stem(w):
    w = w.rstrip(".")
    for a, b in (("ies", "y"), ("men", "man"), ("ses", "s"), ("s", "")):
        if w.endswith(a) and len(w) > len(a) + 2: return w[: -len(a)] + b
    return w
def head(s):
    s2 = re.split(r"\s+(?:of|from|in|at|on|for|with|under|backed|led|who|which|that|near)\s+|,", s or "", maxsplit=1)[0]
    t = norm(s2) or norm(s)
    return stem(t[-1]) if t else ""
def acr(s):
    return {m.casefold() for m in re.findall(r"\b[A-Z]{2,}[A-Z0-9\-]*\b", s or "")}
def same(a, b):
    """head match of two mentions"""
    if not a or not b: return False
    na, nb = norm(a), norm(b)
    if na == nb: return True
    if head(a) and head(a) == head(b): return True
    if acr(a) & acr(b): return True
    sa, sb = " " + " ".join(na) + " ", " " + " ".join(nb) + " "
    return len(sa) > 3 and len(sb) > 3 and (sa in sb or sb in sa)

def txt(x):
    return x if isinstance(x, str) else (x or {}).get("text") or ""
def ents(e, k):
    return [x if isinstance(x, dict) else {"text": x, "country": None} for x in (e.get(k) or [])]
def spans(e, text):
    out = []
    sp = e.get("trigger_spans")
    if sp: return [tuple(x) for x in sp if x[0] >= 0]
    for t in e.get("triggers") or []:
        if isinstance(t, dict) and t.get("start") is not None and t.get("end") is not None:
            out.append((t["start"], t["end"]))
        else:
            s = txt(t)
            if s:
                hits = [(m.start(), m.end()) for m in re.finditer(r"(?<!\w)" + re.escape(s) + r"(?!\w)", text)]
                out += hits or [(m.start(), m.end()) for m in re.finditer(re.escape(s), text)]
    return out
def overlap(A, B):
    return any(a < d and c < b for a, b in A for c, d in B)

# ---------- slot comparison
def parties(e):
    return ents(e, "actors") + ents(e, "recipients")
ALIAS = {"XKO": "XKX", "KOS": "XKX", "KSV": "XKX", "RKS": "XKX", "PSX": "PSE", "PAL": "PSE", "ROM": "ROU", "ZAR": "COD", "BUR": "MMR"}
def countries(xs):
    return {ALIAS.get(x["country"].upper(), x["country"].upper()) for x in xs if isinstance(x, dict) and x.get("country")}
STRICT = False
def type_ok(g, p):
    """gold type, or one of the alternative types the annotator accepts (off with --strict-types)"""
    t = p.get("type")
    return t == g["type"] or (not STRICT and t in (g.get("alt_types") or ()))
def head_ok(g, p, slot):
    if g.get("reciprocal"):
        G, P = parties(g), parties(p)
    else:
        G, P = ents(g, slot), ents(p, slot)
    if not G: return not P
    return any(same(txt(x), txt(y)) for x in G for y in P)
def country_ok(g, p, slot):
    if g.get("reciprocal"):
        G, P = countries(parties(g)), countries(parties(p))
        need = 1 if slot == "actors" else min(2, len(G))
        if not G: return not P
        return len(G & P) >= need
    G, P = countries(ents(g, slot)), countries(ents(p, slot))
    if not G: return not P
    return bool(G & P)
def place_text_ok(g, p):
    G, P = g.get("places") or [], p.get("places") or []
    if not G: return not P
    return any(same(txt(x), txt(y)) for x in G for y in P)
def place_country_ok(g, p):
    G, P = countries(ents(g, "places")), countries(ents(p, "places"))
    if not G: return not P
    return bool(G & P)

# ---------- assignment (Hungarian, minimises cost)
def assign(cost):
    n, m = len(cost), len(cost[0])
    if n > m:
        return [(i, j) for j, i in assign([[cost[i][j] for i in range(n)] for j in range(m)])]
    INF = float("inf")
    u, v, p, way = [0] * (n + 1), [0] * (m + 1), [0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        p[0], j0 = i, 0
        minv, used = [INF] * (m + 1), [False] * (m + 1)
        while True:
            used[j0] = True
            i0, delta, j1 = p[j0], INF, 0
            for j in range(1, m + 1):
                if not used[j]:
                    c = cost[i0 - 1][j - 1] - u[i0] - v[j]
                    if c < minv[j]: minv[j], way[j] = c, j0
                    if minv[j] < delta: delta, j1 = minv[j], j
            for j in range(m + 1):
                if used[j]: u[p[j]] += delta; v[j] -= delta
                else: minv[j] -= delta
            j0 = j1
            if p[j0] == 0: break
        while True:
            j1 = way[j0]; p[j0] = p[j1]; j0 = j1
            if j0 == 0: break
    return [(p[j] - 1, j - 1) for j in range(1, m + 1) if p[j]]

def match(G, P, GS, PS):
    if not G or not P: return []
    W = [[0] * len(P) for _ in G]
    for i, g in enumerate(G):
        for j, p in enumerate(P):
            if overlap(GS[i], PS[j]):
                W[i][j] = 1000 + 90 * type_ok(g, p) + 10 * (p.get("type") == g["type"]) + 10 * head_ok(g, p, "actors") + 5 * head_ok(g, p, "recipients") + (g.get("status") == p.get("status"))
    return [(i, j) for i, j in assign([[-x for x in r] for r in W]) if W[i][j]]

CONDS = [
    ("trigger detection (overlap)", lambda g, p: True),
    ("trigger + type", lambda g, p: type_ok(g, p)),
    ("trigger + type + actor head", lambda g, p: type_ok(g, p) and head_ok(g, p, "actors")),
    ("trigger + type + actor country", lambda g, p: type_ok(g, p) and country_ok(g, p, "actors")),
    ("trigger + type + recipient head", lambda g, p: type_ok(g, p) and head_ok(g, p, "recipients")),
    ("trigger + type + recipient country", lambda g, p: type_ok(g, p) and country_ok(g, p, "recipients")),
    ("FULL (type, actor ctry, recip ctry)", lambda g, p: type_ok(g, p) and country_ok(g, p, "actors") and country_ok(g, p, "recipients")),
    ("FULL + status", lambda g, p: type_ok(g, p) and country_ok(g, p, "actors") and country_ok(g, p, "recipients") and g.get("status") == p.get("status")),
    ("trigger + place text", place_text_ok),
    ("trigger + place country", place_country_ok),
]
def prf(tp, n, m):
    P, R = (tp / n if n else 0.0), (tp / m if m else 0.0)
    return P, R, (2 * P * R / (P + R) if P + R else 0.0)

def main(argv=None):
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("pred"); ap.add_argument("--gold", default=os.path.join(HERE, "gold.jsonl"))
    ap.add_argument("--pages", default=os.path.join(HERE, "pages.jsonl"))
    ap.add_argument("--only-pred-ids", action="store_true", help="score only pages that the prediction file has")
    ap.add_argument("--strict-types", action="store_true", help="ignore the alternative types in the gold")
    ap.add_argument("--per-type", action="store_true"); ap.add_argument("--json")
    ap.add_argument("--boot", type=int, default=0, help="page-level bootstrap draws for 95%% intervals of F1")
    ap.add_argument("--errors", type=int, default=0, help="print up to N missed and N spurious events")
    a = ap.parse_args(argv)
    global STRICT; STRICT = a.strict_types
    gold, pages, pred = load(a.gold), load(a.pages), load(a.pred)
    extra = [i for i in pred if i not in gold]
    ids = [i for i in gold if (i in pred or not a.only_pred_ids)]
    miss = [i for i in ids if i not in pred]
    rows = []            # per page: n_pred, n_gold, [tp per condition]
    M = []; nm_pred = nm_gold = nm_n = 0; boiler = 0; dups = 0; nearfp = []
    ptype = Counter(); gtype = Counter(); ttype = Counter(); missed = []; spur = []
    qa = Counter()
    for pid in ids:
        text = pages[pid]["text"]; g = gold[pid]; p = pred.get(pid, {"events": []})
        G, P = g["events"], p.get("events") or []
        GS, PS = [spans(e, text) for e in G], [spans(e, text) for e in P]
        mt = match(G, P, GS, PS)
        M += [(pid, G[i], P[j]) for i, j in mt]
        rows.append((len(P), len(G), [sum(1 for i, j in mt if f(G[i], P[j])) for _, f in CONDS]))
        for e in G: gtype[e["type"]] += 1
        for e in P: ptype[e.get("type")] += 1
        for i, j in mt: ttype[G[i]["type"]] += type_ok(G[i], P[j])
        mi, mj = {i for i, _ in mt}, {j for _, j in mt}
        dups += sum(1 for j in range(len(P)) if j not in mj and any(overlap(GS[i], PS[j]) for i in mi))
        missed += [(pid, e) for i, e in enumerate(G) if i not in mi]
        spur += [(pid, e) for j, e in enumerate(P) if j not in mj]
        B = [tuple(x) for x in g.get("boilerplate_spans") or []]
        boiler += sum(1 for s in PS if s and all(any(b0 <= x and y <= b1 for b0, b1 in B) for x, y in s))
        if (pages[pid].get("query") or "").startswith("near-miss"):
            nm_n += 1; nm_pred += len(P); nm_gold += len(G)
        # optional attributions layer
        if "attributions" in p:
            GA, PA = g.get("attributions") or [], p["attributions"] or []
            qa["g"] += len(GA); qa["p"] += len(PA); used = set()
            for x in GA:
                s0, s1 = x["content_span"]
                for k, y in enumerate(PA):
                    if k in used: continue
                    ys = y.get("content_span") or [y.get("start"), y.get("end")]
                    if ys[0] is None:
                        c0 = text.find(y.get("content_start") or "\0"); c1 = text.find(y.get("content_end") or "\0", max(c0, 0))
                        if c0 < 0 or c1 < 0: continue
                        ys = [c0, c1 + len(y["content_end"])]
                    inter = min(s1, ys[1]) - max(s0, ys[0])
                    if inter > 0 and inter >= 0.5 * min(s1 - s0, ys[1] - ys[0]):
                        used.add(k); qa["tp"] += 1
                        qa["sp"] += (not x["speaker"] and not txt(y.get("speaker"))) or same(x["speaker"], txt(y.get("speaker"))) or same(x.get("speaker_resolved"), txt(y.get("speaker")))
                        qa["cue"] += same(x.get("cue"), txt(y.get("cue"))); break
    npred, ngold = sum(r[0] for r in rows), sum(r[1] for r in rows)
    out = {"pages": len(ids), "pages_without_prediction": len(miss), "unknown_ids": extra, "pred_events": npred, "gold_events": ngold, "matched": len(M)}
    print(f"pages {len(ids)} (no prediction for {len(miss)}), predicted events {npred}, gold events {ngold}, matched {len(M)}")
    if extra: print("unknown ids ignored:", len(extra))
    print(f"{'':40s}{'P':>8s}{'R':>8s}{'F1':>8s}" + ("     95% F1" if a.boot else ""))
    rnd = random.Random(1)
    for k, (name, _) in enumerate(CONDS):
        tp = sum(r[2][k] for r in rows); P, R, F = prf(tp, npred, ngold)
        ci = ""
        if a.boot:
            fs = []
            for _ in range(a.boot):
                s = [rows[rnd.randrange(len(rows))] for _ in rows]
                fs.append(prf(sum(r[2][k] for r in s), sum(r[0] for r in s), sum(r[1] for r in s))[2])
            fs.sort(); ci = f"   {fs[int(.025*len(fs))]:.3f}-{fs[min(len(fs)-1,int(.975*len(fs)))]:.3f}"
        print(f"{name:40s}{P:8.3f}{R:8.3f}{F:8.3f}{ci}"); out[name] = dict(P=P, R=R, F1=F, tp=tp)
    n = len(M)
    def acc(label, num, den):
        print(f"{label:58s}{(num/den if den else 0):8.3f}  ({num}/{den})"); out[label] = dict(value=num / den if den else None, n=den)
    print("\non matched events")
    acc("type accuracy", sum(type_ok(g, p) for _, g, p in M), n)
    for slot in ("actors", "recipients"):
        gd = [(g, p) for _, g, p in M if ents(g, slot) or g.get("reciprocal")]
        acc(f"{slot} head match (gold has one)", sum(head_ok(g, p, slot) for g, p in gd), len(gd))
        gc = [(g, p) for _, g, p in M if countries(ents(g, slot)) or (g.get("reciprocal") and countries(parties(g)))]
        acc(f"{slot} country match (gold has one)", sum(country_ok(g, p, slot) for g, p in gc), len(gc))
        no = [(g, p) for _, g, p in M if not ents(g, slot) and not g.get("reciprocal")]
        acc(f"{slot} correctly left empty (gold has none)", sum(not ents(p, slot) for g, p in no), len(no))
    se = [(x, y) for _, g, p in M for x in ents(g, "actors") for y in ents(p, "actors") if same(txt(x), txt(y)) and x.get("sector")]
    acc("actor sector, where heads match", sum(x.get("sector") == y.get("sector") for x, y in se), len(se))
    gp = [(g, p) for _, g, p in M if g.get("places")]
    acc("place text (gold has one)", sum(place_text_ok(g, p) for g, p in gp), len(gp))
    gpc = [(g, p) for _, g, p in M if countries(ents(g, "places"))]
    acc("place country (gold has one)", sum(place_country_ok(g, p) for g, p in gpc), len(gpc))
    dd = [(g, p) for _, g, p in M if g.get("date")]
    acc("date exact (gold dated)", sum(g["date"] == p.get("date") for g, p in dd), len(dd))
    acc("date compatible, one a prefix of the other (gold dated)", sum(bool(p.get("date")) and (g["date"].startswith(p["date"]) or p["date"].startswith(g["date"])) for g, p in dd), len(dd))
    acc("date same, null counted as a value", sum((g.get("date") or None) == (p.get("date") or None) for _, g, p in M), n)
    acc("status accuracy", sum(g["status"] == p.get("status") for _, g, p in M), n)
    ns = [(g, p) for _, g, p in M if g["status"] != "fact"]
    acc("status accuracy where gold is not fact", sum(g["status"] == p.get("status") for g, p in ns), len(ns))
    ga = [(g, p) for _, g, p in M if g.get("attributed_to")]
    hit = lambda g, p: any(same(txt(x), txt(y)) for x in g["attributed_to"] for y in (p.get("attributed_to") or []))
    acc("attribution speaker head, recall (gold has one)", sum(hit(g, p) for g, p in ga), len(ga))
    pa = [(g, p) for _, g, p in M if p.get("attributed_to")]
    acc("attribution speaker head, precision (pred has one)", sum(bool(g.get("attributed_to")) and hit(g, p) for g, p in pa), len(pa))
    for k in ("killed", "injured"):
        kd = [(g, p) for _, g, p in M if g.get(k) is not None]
        if kd: acc(f"{k} exact (gold has a number)", sum(g[k] == p.get(k) for g, p in kd), len(kd))
    conf = Counter((g["status"], p.get("status")) for _, g, p in M)
    print("\nstatus gold -> predicted, off diagonal:", ", ".join(f"{x}->{y} {c}" for (x, y), c in conf.most_common() if x != y) or "none")
    print(f"\nboilerplate events (all triggers inside boilerplate): {boiler}")
    print(f"duplicate predictions of an already matched gold event: {dups}; precision of trigger detection not counting them: {prf(len(M), npred - dups, ngold)[0]:.3f}")
    print(f"events per near-miss page: predicted {nm_pred/nm_n if nm_n else 0:.2f}, gold {nm_gold/nm_n if nm_n else 0:.2f} ({nm_n} pages)")
    out.update(boilerplate_events=boiler, duplicates=dups, near_miss=dict(pages=nm_n, pred=nm_pred, gold=nm_gold))
    if qa["g"] and (qa["p"] or qa["tp"]):
        P, R, F = prf(qa["tp"], qa["p"], qa["g"]); print(f"attributions layer: content overlap P {P:.3f} R {R:.3f} F1 {F:.3f}; speaker {qa['sp']/max(1,qa['tp']):.3f}; cue {qa['cue']/max(1,qa['tp']):.3f}")
        out["attributions"] = dict(P=P, R=R, F1=F, speaker=qa["sp"] / max(1, qa["tp"]))
    if a.per_type:
        print(f"\n{'type':12s}{'gold':>6s}{'pred':>6s}{'P':>8s}{'R':>8s}{'F1':>8s}"); fs = []
        for t in sorted(gtype, key=lambda t: -gtype[t]):
            P, R, F = prf(ttype[t], ptype[t], gtype[t]); fs.append(F); print(f"{t:12s}{gtype[t]:6d}{ptype[t]:6d}{P:8.3f}{R:8.3f}{F:8.3f}")
        print(f"macro F1 {sum(fs)/len(fs):.3f}"); out["macro_f1"] = sum(fs) / len(fs)
    for lab, L in (("missed", missed), ("spurious", spur)):
        for pid, e in L[: a.errors]: print(lab, pid, e.get("type"), e.get("status"), [txt(t) or t for t in e.get("triggers") or []])
    if a.json: json.dump(out, open(a.json, "w"), indent=1)
    return out

if __name__ == "__main__":
    main()
