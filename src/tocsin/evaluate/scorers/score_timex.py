"""TempEval-3 task A scores. Stdlib only.
usage: score_timex.py GOLD.jsonl PRED.jsonl
PRED: {"doc_id":..., "timex3":[{"start":b,"end":e,"type":"DATE","value":"2013-03-21"}]} per line.
strict  same start and end;  relaxed  any character overlap (one-to-one, largest first)
value F1 = relaxed F1 x accuracy of value among relaxed matches (the TempEval-3 ranking
measure); type F1 alike. by-kind value accuracy: DATE values whose gold value is a full day
(YYYY-MM-DD) are what an event record needs, so they are also shown alone.

Copied from the bench of the project; only imports and entry differ, so that it can be called as a function.
"""
import sys, json, re, collections


def f1(p, r): return 2 * p * r / (p + r) if p + r else 0.0


def tx(d):
    out = []
    for x in d['timex3']:
        if 'start' in x: out.append((x['start'], x['end'], x.get('type'), x.get('value')))
        else: out.append((x['spans'][0][0], x['spans'][-1][1], x.get('type'), x.get('value')))
    return out


def measure(g, p):
    G = [json.loads(l) for l in open(g, encoding='utf8')]; P = {d['doc_id']: d for d in map(json.loads, open(p, encoding='utf8'))}
    C = collections.Counter()
    for d in G:
        end = d.get('annotated_end', 10 ** 9)  # MEANTIME: only title + 5 sentences carry TIMEX3
        a = [x for x in tx(d) if x[0] < end]; b = [x for x in (tx(P[d['doc_id']]) if d['doc_id'] in P else []) if x[0] < end]
        C['g'] += len(a); C['p'] += len(b); C['strict'] += len({x[:2] for x in a} & {x[:2] for x in b})
        cand = sorted(((min(x[1], y[1]) - max(x[0], y[0]), i, j) for i, x in enumerate(a) for j, y in enumerate(b) if x[0] < y[1] and y[0] < x[1]), key=lambda t: (-t[0], t[1], t[2]))
        ua, ub = set(), set()
        for w, i, j in cand:
            if i in ua or j in ub: continue
            ua.add(i); ub.add(j); x, y = a[i], b[j]
            C['rel'] += 1; C['type'] += x[2] == y[2]; C['value'] += x[3] == y[3]
        for i, x in enumerate(a):
            if x[2] == 'DATE' and re.fullmatch(r'\d{4}-\d\d-\d\d', x[3] or ''): C['day'] += 1
        for w, i, j in cand:
            if i in ua and j in ub and a[i][2] == 'DATE' and re.fullmatch(r'\d{4}-\d\d-\d\d', a[i][3] or '') and a[i][3] == b[j][3]: C['dayok'] += 1; ub.discard(j); ua.discard(i)
    pr = lambda k: (C[k] / C['p'] if C['p'] else 0, C[k] / C['g'] if C['g'] else 0)
    out = {'gold': C['g'], 'pred': C['p']}
    for k in ('strict', 'rel'): out[k] = {'P': pr(k)[0] * 100, 'R': pr(k)[1] * 100, 'F1': f1(*pr(k)) * 100}
    R = f1(*pr('rel'))
    for k in ('type', 'value'): out[k] = {'F1': R * (C[k] / C['rel'] if C['rel'] else 0) * 100, 'accuracy': C[k] / C['rel'] * 100 if C['rel'] else 0}
    out['full_day'] = {'right': C['dayok'], 'gold': C['day']}
    return out


if __name__ == '__main__':
    print(json.dumps(measure(*sys.argv[1:3])))
