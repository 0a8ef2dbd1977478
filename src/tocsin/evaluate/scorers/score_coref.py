"""Cross-document event coreference scores (MUC, B3, CEAF-e, CoNLL average, LEA). Stdlib only.
usage: score_coref.py GOLD.jsonl PRED.jsonl [--all] [--drop-gold-singletons] [--level corpus|topic]
GOLD: ecbplus_*.jsonl (event_mentions, only validated ones unless --all) or meantime_*.jsonl (events).
PRED: {"doc_id":..., "mentions":[{"spans":[[b,e],...] or "id":..., "cluster":"..."}]}.
With gold mentions, PRED names gold mention ids; with predicted mentions it gives spans
(a mention is matched by equal, else overlapping, spans, one to one; unmatched ones count against the score,
except outside ECB+'s validated sentences).
--level topic scores each ECB+ topic alone and averages (topic known); default corpus.

Copied from the bench of the project; only imports and entry differ, so that it can be called as a function.
"""
import collections


def prf(pn, pd, rn, rd):
    p = pn / pd if pd else 0.0; r = rn / rd if rd else 0.0
    return p, r, (2 * p * r / (p + r) if p + r else 0.0)


def hungarian(w):
    """max-weight assignment of a rectangular matrix (list of rows); returns total"""
    n, m = len(w), len(w[0]) if w else 0
    if not n or not m: return 0.0
    if n > m: w = [list(c) for c in zip(*w)]; n, m = m, n
    INF = float('inf'); u = [0.0] * (n + 1); v = [0.0] * (m + 1); p = [0] * (m + 1); way = [0] * (m + 1)
    for i in range(1, n + 1):
        p[0] = i; j0 = 0; minv = [INF] * (m + 1); used = [False] * (m + 1)
        while True:
            used[j0] = True; i0 = p[j0]; d = INF; j1 = 0
            row = w[i0 - 1]
            for j in range(1, m + 1):
                if not used[j]:
                    c = -row[j - 1] - u[i0] - v[j]
                    if c < minv[j]: minv[j] = c; way[j] = j0
                    if minv[j] < d: d = minv[j]; j1 = j
            for j in range(m + 1):
                if used[j]: u[p[j]] += d; v[j] -= d
                else: minv[j] -= d
            j0 = j1
            if p[j0] == 0: break
        while j0:
            j1 = way[j0]; p[j0] = p[j1]; j0 = j1
    return sum(w[p[j] - 1][j - 1] for j in range(1, m + 1) if p[j])


def ceafe(K, R):
    # the assignment splits into connected components of overlapping clusters
    ki = {}
    for a, k in enumerate(K):
        for x in k: ki[x] = a
    edges = collections.defaultdict(lambda: collections.defaultdict(int))
    for b, r in enumerate(R):
        for x in r:
            if x in ki: edges[b][ki[x]] += 1
    adj = collections.defaultdict(set)
    for b in edges:
        for a in edges[b]: adj[('r', b)].add(('k', a)); adj[('k', a)].add(('r', b))
    seen = set(); tot = 0.0
    for s in list(adj):
        if s in seen: continue
        st = [s]; comp = []
        seen.add(s)
        while st:
            x = st.pop(); comp.append(x)
            for y in adj[x]:
                if y not in seen: seen.add(y); st.append(y)
        rs = [b for t, b in comp if t == 'r']; ks = [a for t, a in comp if t == 'k']
        tot += hungarian([[2 * edges[b][a] / (len(R[b]) + len(K[a])) if a in edges[b] else 0.0 for a in ks] for b in rs])
    return prf(tot, len(R), tot, len(K))


def muc(K, R):
    def f(A, B):
        bi = {x: i for i, c in enumerate(B) for x in c}
        n = d = 0
        for c in A:
            parts = {bi[x] for x in c if x in bi}; parts_n = len(parts) + sum(x not in bi for x in c)
            n += len(c) - parts_n; d += len(c) - 1
        return n, d
    rn, rd = f(K, R); pn, pd = f(R, K)
    return prf(pn, pd, rn, rd)


def b3(K, R):
    ki = {x: c for c in K for x in c}; ri = {x: c for c in R for x in c}
    rn = sum(len(ki[x] & ri[x]) / len(ki[x]) for x in ki if x in ri)
    pn = sum(len(ki[x] & ri[x]) / len(ri[x]) for x in ri if x in ki)
    return prf(pn, len(ri), rn, len(ki))


def lea(K, R):
    def f(A, B):
        n = d = 0.0
        bi = {x: c for c in B for x in c}
        for c in A:
            d += len(c)
            if len(c) == 1:
                x = next(iter(c)); n += x in bi and len(bi[x]) == 1
            else:
                seen = collections.Counter(id(bi[x]) for x in c if x in bi)
                n += len(c) * sum(k * (k - 1) / 2 for k in seen.values()) / (len(c) * (len(c) - 1) / 2)
        return n, d
    rn, rd = f(K, R); pn, pd = f(R, K)
    return prf(pn, pd, rn, rd)


def clusters(pairs):
    d = collections.defaultdict(set)
    for m, c in pairs: d[c].add(m)
    return [frozenset(x) for x in d.values()]


def score(K, R):
    out = {'MUC': muc(K, R), 'B3': b3(K, R), 'CEAFe': ceafe(K, R), 'LEA': lea(K, R)}
    out['CoNLL'] = sum(out[k][2] for k in ('MUC', 'B3', 'CEAFe')) / 3
    return out


def validated(d):
    """Spans of the sentences whose annotation was checked; None where the set does not say. Predictions elsewhere are ignored."""
    chosen = d.get('validated_sentences')
    if not chosen: return None
    where = {number: (start, end) for number, start, end in d['sentences']}
    return [where[i] for i in chosen if i in where]


def measure(G, P, drop_gold_singletons=True):
    """CoNLL and its parts over the corpus. G: gold rows; P: {doc_id: [{"spans", "cluster"}]}."""
    g, p = [], []
    for d in G:
        ms = d['event_mentions'] if 'event_mentions' in d else d['events']
        ms = [m for m in ms if m.get('validated', True)]
        byid = {m['id']: (d['doc_id'], tuple(map(tuple, m['spans']))) for m in ms}
        g += [(byid[m['id']], m['cluster']) for m in ms]
        free = {k[1]: k for k in byid.values()}
        inside = validated(d)
        for m in P.get(d['doc_id'], []):
            if 'id' in m:
                k = byid.get(m['id'])
            else:
                sp = tuple(map(tuple, m['spans']))
                if inside is not None and not any(b < e2 and b2 < e for b, e in sp for b2, e2 in inside): continue
                hit = sp if sp in free else next((x for x in free if any(b < e2 and b2 < e for b, e in sp for b2, e2 in x)), None)
                k = free.pop(hit) if hit else (d['doc_id'], sp)
            if k: p.append((k, m['cluster']))
    K, R = clusters(dict(g).items()), clusters(dict(p).items())
    if drop_gold_singletons: K = [c for c in K if len(c) > 1]; R = [c for c in R if len(c) > 1]
    return score(K, R)
