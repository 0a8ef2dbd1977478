"""Stdlib-only geoparsing scorer.

usage: score_geo.py GOLD.jsonl PRED.jsonl [--cls literal|associative|names|all] [--idmatch] [--by-type]

GOLD and PRED: one JSON object a line {"doc_id", "toponyms":[{"start","end","lat","lon","geonameid",...}]}.
cls 'names' (default): every gold span whose cls is not 'other' (GWN expressions / non-toponyms are left out;
a prediction that exactly hits such a left-out span is ignored, not counted as an error).

recognition : P/R/F1 on exact spans and on overlap (one-to-one, greedy by start)
resolution  : over gold spans with coordinates that are matched (overlap) by a prediction WITH coordinates:
              acc@161km, mean, median, AUC (Gritta: trapezoid area under the sorted ln(1+d_km) curve / ln(20039), lower = better)
              'resolution_all' counts gold spans with coordinates that got no coordinates as wrong (error = 20039 km)
end to end  : TP = predicted span with coordinates overlapping a gold span and within 161 km of it (or, with --idmatch,
              the same geonameid); P over predictions with coordinates, R over gold spans with coordinates

Copied from the bench of the project; only imports and entry differ, so that it can be called as a function.
"""
import json, math, sys, argparse, collections
MAXD = 20039.0
def hav(a, b, c, d):
    p = math.pi / 180
    h = math.sin((c - a) * p / 2) ** 2 + math.cos(a * p) * math.cos(c * p) * math.sin((d - b) * p / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h)))
def read(fn):
    with open(fn, encoding='utf-8') as f:
        return {d['doc_id']: d for d in map(json.loads, f)}
def prf(tp, np_, ng):
    p = tp / np_ if np_ else 0.0; r = tp / ng if ng else 0.0
    return dict(tp=tp, pred=np_, gold=ng, p=round(p, 4), r=round(r, 4), f1=round(2 * p * r / (p + r), 4) if p + r else 0.0)
def has(t): return t.get('lat') is not None and t.get('lon') is not None
def keep(t, cls):
    c = t.get('cls')
    if cls == 'all': return True
    if cls == 'names': return c != 'other'
    return c == cls
def align(gold, pred):
    """exact spans first, then overlap, one-to-one"""
    m = {}; used = set()
    ix = {}
    for j, p in enumerate(pred): ix.setdefault((p['start'], p['end']), j)
    for i, g in enumerate(gold):
        j = ix.get((g['start'], g['end']))
        if j is not None and j not in used: m[i] = j; used.add(j)
    exact = len(m)
    for i, g in enumerate(gold):
        if i in m: continue
        best = None
        for j, p in enumerate(pred):
            if j in used: continue
            o = min(g['end'], p['end']) - max(g['start'], p['start'])
            if o > 0 and (best is None or o > best[0]): best = (o, j)
        if best: m[i] = best[1]; used.add(best[1])
    return m, exact
def dist_stats(d):
    if not d: return {}
    s = sorted(d); n = len(s); l = [math.log(1 + x) for x in s]
    auc = sum((l[i] + l[i + 1]) / 2 for i in range(n - 1)) / (math.log(1 + MAXD) * (n - 1)) if n > 1 else l[0] / math.log(1 + MAXD)
    return dict(n=n, acc161=round(sum(x <= 161 for x in s) / n, 4), mean_km=round(sum(s) / n, 1), median_km=round((s[n // 2] + s[(n - 1) // 2]) / 2, 1), auc=round(auc, 4))
def score(G, P, cls='names', idmatch=False, by_type=False):
    ex = ov = ng = np_ = 0; D = []; DA = []; e2e = e2p = e2g = idok = idn = 0; byt = collections.defaultdict(list); cc = [0, 0]; a1 = [0, 0]
    for k, g in G.items():
        gg = [t for t in g['toponyms'] if keep(t, cls)]
        ign = [t for t in g['toponyms'] if not keep(t, cls)]
        pp = list(P.get(k, {}).get('toponyms', []))
        m, e = align(gg, pp)
        hit = set(m.values())
        drop = {j for j, p in enumerate(pp) if j not in hit and any(p['start'] < t['end'] and t['start'] < p['end'] for t in ign)}
        ng += len(gg); np_ += len(pp) - len(drop); ex += e; ov += len(m)
        # a prediction that lands on a gold name without coordinates can be neither right nor wrong end to end
        free = {m[i] for i in m if not has(gg[i])}
        e2p += sum(1 for j, p in enumerate(pp) if has(p) and j not in drop and j not in free)
        for i, t in enumerate(gg):
            if not has(t): continue
            e2g += 1
            p = pp[m[i]] if i in m else None
            if p is not None and has(p):
                d = hav(t['lat'], t['lon'], p['lat'], p['lon'])
                same = t.get('geonameid') is not None and t.get('geonameid') == p.get('geonameid')
                if t.get('geonameid') is not None: idn += 1; idok += same
                if idmatch and same: d = 0.0
                D.append(d)
                ok = d <= 161; e2e += ok
                if t.get('cc') and p.get('cc'): cc[1] += 1; cc[0] += t['cc'] == p['cc']
            else: d = MAXD
            DA.append(d); byt[t.get('type') or t.get('fcode')].append(d)
    r = dict(cls=cls, docs=len(G), recog_exact=prf(ex, np_, ng), recog_overlap=prf(ov, np_, ng), resolution=dist_stats(D), resolution_all=dist_stats(DA),
             id_match=round(idok / idn, 4) if idn else None, end2end161=prf(e2e, e2p, e2g))
    if cc[1]: r['country_acc'] = round(cc[0] / cc[1], 4)
    if by_type: r['by_type'] = {str(k): dist_stats(v) for k, v in sorted(byt.items(), key=lambda x: -len(x[1]))}
    return r
if __name__ == '__main__':
    a = argparse.ArgumentParser(); a.add_argument('gold'); a.add_argument('pred'); a.add_argument('--cls', default='names')
    a.add_argument('--idmatch', action='store_true'); a.add_argument('--by-type', action='store_true'); o = a.parse_args()
    print(json.dumps(score(read(o.gold), read(o.pred), o.cls, o.idmatch, o.by_type), indent=1))
