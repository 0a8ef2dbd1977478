"""Score attribution extraction (source / cue / content spans). Stdlib only.

usage: score_attribution.py GOLD.jsonl PRED.jsonl [--json] [--per-doc]

Both files: one JSON object per line
  {"id": "...", "text": "...", "attributions": [
      {"source": [[b,e],...], "cue": [[b,e],...], "content": [[b,e],...],
       "source_head": [b,e] (gold only, optional)}]}
Offsets are Python character offsets into gold "text" (end exclusive).  A role may be
an empty list, or one flat pair [b,e].  PRED needs only id + attributions; a gold
document missing from PRED scores as empty; an unknown or repeated id is an error.

Reported per role (source, cue, content):
  exact    micro P/R/F1: same word-token set for that role (punctuation and white
           space at the edges do not count)
  begin    micro P/R/F1: same first word token ("begin match" of CofeNet)
  overlap  micro P/R/F1: at least one shared word token (binary overlap)
  soft     micro P/R/F1: overlap credited by |shared|/|pred| (P), |shared|/|gold| (R)
  token    micro P/R/F1 on word tokens labelled with that role
Spans are compared one-to-one (maximum-overlap greedy), so several predictions
cannot all claim one gold span.

Relation level: predicted and gold attributions are aligned one-to-one by shared
tokens of content (weight 3), cue (2) and source (1); an aligned pair must share
content, or share cue when one side has no content.
  relation_overlap  all roles filled in gold overlap (and no pair lacks a gold role)
  relation_exact    all three roles exact
  detected          recall of gold attributions that were aligned at all
  source_head_acc   of ALL gold attributions that have a source: aligned AND the
                    predicted source contains the gold source head word
  source_head_acc_matched   the same, of aligned ones only
  sourceless_acc    of gold attributions with no source that were aligned: share
                    predicted with no source
Head word: gold "source_head" (PolNeAR: CoreNLP dependency head of the span); else a
heuristic (last word before the first of: of in at for from with on by who which that
whose , ( -- ).

Copied from the bench of the project; only imports and entry differ, so that it can be called as a function.
"""
import sys, json, re, argparse
ROLES = ('source', 'cue', 'content')
WORD = re.compile(r"\w+(?:['’]\w+)*", re.U)
STOP = {'of', 'in', 'at', 'for', 'from', 'with', 'on', 'by', 'who', 'which', 'that', 'whose', 'to', 'about', 'near', 'familiar'}


def load(path):
    out = {}
    with open(path, encoding='utf8') as f:
        for n, line in enumerate(f, 1):
            if not line.strip():
                continue
            d = json.loads(line)
            if d['id'] in out:
                raise SystemExit(f'{path}:{n}: repeated id {d["id"]!r}')
            out[d['id']] = d
    return out


def spans(v):
    if not v:
        return []
    if isinstance(v[0], int):
        v = [v]
    return sorted((int(b), int(e)) for b, e in v if e > b)


def tokset(sp, words):
    """indexes of the words of the document that overlap any of the spans"""
    return frozenset(i for i, (b, e) in enumerate(words) if any(b < y and e > x for x, y in sp))


def prf(tp_p, tp_g, np_, ng):
    p = tp_p / np_ if np_ else 0.0
    r = tp_g / ng if ng else 0.0
    return {'p': round(p, 4), 'r': round(r, 4), 'f1': round(2 * p * r / (p + r), 4) if p + r else 0.0}


def greedy(pairs):
    """pairs: (weight, i, j); one-to-one, heaviest first, ties by index"""
    a, b, out = set(), set(), []
    for w, i, j in sorted(pairs, key=lambda t: (-t[0], t[1], t[2])):
        if i in a or j in b:
            continue
        a.add(i); b.add(j); out.append((i, j))
    return out


def head_of(att, words, text):
    h = att.get('source_head')
    if h:
        s = tokset([tuple(h)], words)
        if s:
            return s
    sp = spans(att.get('source'))
    ids = sorted(tokset(sp, words))
    if not ids:
        return frozenset()
    last = ids[0]
    for k, i in enumerate(ids):
        w = text[words[i][0]:words[i][1]].lower()
        gap = text[words[ids[k - 1]][1]:words[i][0]] if k else ''
        if k and (w in STOP or re.search(r'[,(]|--|—', gap)):
            break
        last = i
    return frozenset([last])


def score(gold, pred, per_doc=False):
    unknown = sorted(set(pred) - set(gold))
    if unknown:
        raise SystemExit(f'{len(unknown)} predicted ids are not in gold, e.g. {unknown[0]!r}')
    A = {r: dict.fromkeys(('ng', 'np', 'ex', 'be', 'ov', 'sp', 'sg', 'tp', 'tg', 'tpn'), 0) for r in ROLES}
    R = dict.fromkeys(('ng', 'np', 'ov', 'ex', 'al', 'hs', 'ha', 'hok', 'ns', 'nsok'), 0)
    docs = []
    for did, g in gold.items():
        text = g['text']
        words = [m.span() for m in WORD.finditer(text)]
        G = [{r: tokset(spans(a.get(r)), words) for r in ROLES} for a in g['attributions']]
        patts = pred.get(did, {}).get('attributions', [])
        for a in patts:
            for r in ROLES:
                for b, e in spans(a.get(r)):
                    if b < 0 or e > len(text):
                        raise SystemExit(f'{did}: span {b},{e} outside the text (length {len(text)})')
        P = [{r: tokset(spans(a.get(r)), words) for r in ROLES} for a in patts]
        for r in ROLES:
            gs = [x[r] for x in G if x[r]]
            ps = [x[r] for x in P if x[r]]
            a = A[r]
            a['ng'] += len(gs); a['np'] += len(ps)
            # exact / begin as multisets; overlap by one-to-one alignment
            left = list(gs)
            for s in ps:
                if s in left:
                    left.remove(s); a['ex'] += 1
            lb = [min(s) for s in gs]
            for s in ps:
                if min(s) in lb:
                    lb.remove(min(s)); a['be'] += 1
            al = greedy((len(p & q) / len(p | q), i, j) for i, p in enumerate(ps) for j, q in enumerate(gs) if p & q)
            a['ov'] += len(al)
            a['sp'] += sum(len(ps[i] & gs[j]) / len(ps[i]) for i, j in al)
            a['sg'] += sum(len(ps[i] & gs[j]) / len(gs[j]) for i, j in al)
            gt = set().union(*gs) if gs else set()
            pt = set().union(*ps) if ps else set()
            a['tp'] += len(gt & pt); a['tg'] += len(gt); a['tpn'] += len(pt)
        cand = []
        for i, p in enumerate(P):
            for j, q in enumerate(G):
                c = len(p['content'] & q['content'])
                u = len(p['cue'] & q['cue'])
                if c or (u and not (p['content'] and q['content'])):
                    w = (3 * c / (len(p['content'] | q['content']) or 1) + 2 * u / (len(p['cue'] | q['cue']) or 1)
                         + len(p['source'] & q['source']) / (len(p['source'] | q['source']) or 1))
                    cand.append((w, i, j))
        al = greedy(cand)
        R['ng'] += len(G); R['np'] += len(P); R['al'] += len(al)
        d = {'id': did, 'gold': len(G), 'pred': len(P), 'aligned': len(al)}
        m = {j: i for i, j in al}
        hok = 0
        for j, q in enumerate(G):
            i = m.get(j)
            if i is not None:
                p = P[i]
                if all((not q[r]) or (p[r] & q[r]) for r in ROLES):
                    R['ov'] += 1
                if all(p[r] == q[r] for r in ROLES):
                    R['ex'] += 1
            if q['source']:
                R['hs'] += 1
                if i is not None:
                    R['ha'] += 1
                    h = head_of(g['attributions'][j], words, text)
                    if h and h <= P[i]['source']:
                        R['hok'] += 1; hok += 1
            elif i is not None:
                R['ns'] += 1
                R['nsok'] += not P[i]['source']
        d['source_head_ok'] = hok
        docs.append(d)
    out = {'documents': len(gold), 'documents_predicted': len(set(pred) & set(gold)), 'gold_attributions': R['ng'], 'pred_attributions': R['np']}
    for r in ROLES:
        a = A[r]
        out[r] = {'gold': a['ng'], 'pred': a['np'],
                  'exact': prf(a['ex'], a['ex'], a['np'], a['ng']),
                  'begin': prf(a['be'], a['be'], a['np'], a['ng']),
                  'overlap': prf(a['ov'], a['ov'], a['np'], a['ng']),
                  'soft': prf(a['sp'], a['sg'], a['np'], a['ng']),
                  'token': prf(a['tp'], a['tp'], a['tpn'], a['tg'])}
    div = lambda x, y: round(x / y, 4) if y else None
    out['relation_overlap'] = prf(R['ov'], R['ov'], R['np'], R['ng'])
    out['relation_exact'] = prf(R['ex'], R['ex'], R['np'], R['ng'])
    out['detected'] = prf(R['al'], R['al'], R['np'], R['ng'])
    out['source_head_acc'] = div(R['hok'], R['hs'])
    out['source_head_acc_matched'] = div(R['hok'], R['ha'])
    out['sourceless_acc'] = div(R['nsok'], R['ns'])
    if per_doc:
        out['per_doc'] = docs
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    ap.add_argument('gold'); ap.add_argument('pred')
    ap.add_argument('--json', action='store_true'); ap.add_argument('--per-doc', action='store_true')
    o = ap.parse_args()
    s = score(load(o.gold), load(o.pred), o.per_doc)
    if o.json:
        json.dump(s, sys.stdout, indent=1); print(); return
    print(f"documents {s['documents']} (predicted {s['documents_predicted']})  attributions gold {s['gold_attributions']} pred {s['pred_attributions']}")
    print(f"{'':9}{'exact':>8}{'begin':>8}{'overlap':>9}{'soft':>8}{'token':>8}   (F1)")
    for r in ROLES:
        print(f"{r:9}{s[r]['exact']['f1']:8.3f}{s[r]['begin']['f1']:8.3f}{s[r]['overlap']['f1']:9.3f}{s[r]['soft']['f1']:8.3f}{s[r]['token']['f1']:8.3f}")
    for k in ('detected', 'relation_overlap', 'relation_exact'):
        print(f"{k:18} P {s[k]['p']:.3f} R {s[k]['r']:.3f} F1 {s[k]['f1']:.3f}")
    for k in ('source_head_acc', 'source_head_acc_matched', 'sourceless_acc'):
        print(f"{k:24} {s[k]}")
    for d in s.get('per_doc', []):
        print(d)


if __name__ == '__main__':
    main()
