"""Score event predictions against the normalised PLOVER gold-standard sentences.

usage: score_gsr.py GOLD.json PRED.jsonl [--errors] [--json]

GOLD  : list of {id, text, events:[{id,type,[type_alt],sources:[{text,country,[country_alt],sector}],targets:[...],reciprocal}]}
PRED  : one JSON object per line {id, events:[{type, sources:[{text,country,sector}], targets:[...]}]};
        ids without a line count as "nothing predicted".

How it is scored
  collapse   Predicted events of one sentence with the same type that share a source or a target, or are the
             same dyad reversed, are one event with the union of the actors (dyadic coders emit one row per pair).
  matching   Every gold event is paired with at most one predicted event: the assignment that maximises
             (type equal, country overlap, actor-word overlap), in that order.
  type       recall   = gold events whose paired prediction has the gold type
             precision= predicted events that are paired and have the gold type
             The gold marks ONE event per sentence (6 sentences have two), so precision is a floor: an extra
             prediction may be a true event that the gold never annotated.
             strict = gold type only; lenient = gold type or its documented newer-codebook alternate (type_alt).
  quad       the same with the four verbal/material x cooperation/conflict classes.
  best-any   gold events for which ANY predicted event of the sentence has the right type.
  actor text head-word match: head = last word of the first noun phrase (text before a preposition/relative/comma),
             possessive 's removed. TP if the two heads are equal or one head occurs in the other's text.
             F1 over all gold actors and all actors of the paired predictions. Unpaired gold actors are misses.
  country    per gold role with at least one coded actor: 1 if the predicted set of the paired event intersects
             the gold set (any-match) and, separately, if the sets are equal (set-match).
  sector     the same over gold actors that carry a sector.
  triple     type + source country + target country all any-match. If the gold has no target the target is free.
             Reciprocal gold events (2+ sources, no target) pool both roles on both sides.
  spurious   collapsed predictions that do not match a gold event by type, per sentence.

Copied from the bench of the project; only imports and entry differ, so that it can be called as a function.
"""
import sys, json, re, itertools
QUAD={}
for q,ts in {'VC':'AGREE CONSULT SUPPORT CONCEDE','MC':'COOPERATE AID RETREAT','VK':'REQUEST ACCUSE REJECT THREATEN',
             'MK':'PROTEST SANCTION MOBILIZE COERCE ASSAULT'}.items():
    for t in ts.split(): QUAD[t]=q
STOP=set('the a an of in on at to for from with by and or its his her their near against among over under who which that whose'.split())
CUT=re.compile(r"\b(?:of|in|on|at|from|near|to|for|with|by|against|who|which|that|whose|living|loyal|based|operating|throughout|linked|belonging)\b|[,(;]|\.\.\.")
def words(t): return [w for w in re.findall(r"[A-Za-z0-9.\-]+",re.sub(r"['’]s?\b",'',t or '').lower()) if w.strip('.-') and w not in STOP]
def head(t):
    t=(t or '').strip()
    first=CUT.split(re.sub(r'^(the|a|an)\s+','',t,flags=re.I))[0]
    w=words(first) or words(t)
    return w[-1].strip('.') if w else ''
def same_actor(a,b):
    ha,hb=head(a.get('text')),head(b.get('text'))
    if not ha or not hb: return False
    st=lambda x:x[:-1] if len(x)>3 and x.endswith('s') else x
    if st(ha)==st(hb): return True
    wa={st(w.strip('.')) for w in words(a.get('text'))}; wb={st(w.strip('.')) for w in words(b.get('text'))}
    return st(ha) in wb or st(hb) in wa
def ctry(actors,gold=False):
    s=set()
    for a in actors or []:
        if a.get('country'): s.add(a['country'])
        if gold: s.update(a.get('country_alt') or [])
    return s
def sect(actors): return {a['sector'] for a in actors or [] if a.get('sector')}
def collapse(events):
    out=[]
    key=lambda a:((a.get('text') or '').lower(),a.get('country'),a.get('sector'))
    for e in events:
        S={key(a):a for a in e.get('sources') or []}; T={key(a):a for a in e.get('targets') or []}
        for o in out:
            if o['type']==e['type'] and (set(S)&set(o['S']) or set(T)&set(o['T']) or (S and T and set(S)&set(o['T']) and set(T)&set(o['S']))):
                o['S'].update(S); o['T'].update(T); break
        else: out.append({'type':e['type'],'S':S,'T':T})
    return [{'type':o['type'],'sources':list(o['S'].values()),'targets':list(o['T'].values())} for o in out]
def types(g,lenient): return {g['type']}|(set(g.get('type_alt') or []) if lenient else set())
def roles(g,p):
    """(gold sources, gold targets, predicted sources, predicted targets) with reciprocal pooling"""
    if g.get('reciprocal'):
        P=(p.get('sources') or [])+(p.get('targets') or []) if p else []
        return g['sources'],[],P,[]
    return g['sources'],g['targets'],(p or {}).get('sources') or [],(p or {}).get('targets') or []
def sim(g,p,lenient):
    gs,gt,ps,pt=roles(g,p)
    c=bool(ctry(gs,True)&ctry(ps))+bool(ctry(gt,True)&ctry(pt))
    t=sum(any(same_actor(a,b) for b in ps) for a in gs)+sum(any(same_actor(a,b) for b in pt) for a in gt)
    return (p['type'] in types(g,lenient))*100+c*10+min(t,9)
def assign(G,P,lenient):
    best=None
    P2=P[:12]
    idx=list(range(len(P2)))+[None]*len(G)
    seen=set()
    for perm in (itertools.permutations(idx,len(G)) if len(G)<=2 else []):
        if perm in seen: continue
        seen.add(perm)
        s=sum(sim(g,P2[i],lenient) for g,i in zip(G,perm) if i is not None)
        if best is None or s>best[0]: best=(s,perm)
    return [None if i is None else i for i in best[1]] if best else [None]*len(G)
def score(gold,pred,lenient=False,errors=False):
    c=dict.fromkeys('sent gold raw pred silent tp quad_tp any_type any_quad s_tp s_gold s_pred t_tp t_gold t_pred sc_n sc_any sc_set tc_n tc_any tc_set ss_n ss_any ts_n ts_any triple quadtriple spurious first first_n'.split(),0)
    per={}
    err=[]
    for r in gold:
        ev=pred.get(r['id'],[]); P=collapse(ev); G=r['events']
        c['sent']+=1; c['gold']+=len(G); c['raw']+=len(ev); c['pred']+=len(P); c['silent']+=not P
        A=assign(G,P,lenient); hit=0
        if P:
            c['first_n']+=1; c['first']+=any(P[0]['type'] in types(g,lenient) for g in G)
        for g,i in zip(G,A):
            p=None if i is None else P[i]
            T=types(g,lenient); ok=bool(p) and p['type'] in T
            c['tp']+=ok; hit+=ok
            c['quad_tp']+=bool(p) and QUAD.get(p['type']) in {QUAD[t] for t in T}
            c['any_type']+=any(q['type'] in T for q in P); c['any_quad']+=any(QUAD.get(q['type']) in {QUAD[t] for t in T} for q in P)
            d=per.setdefault(g['type'],[0,0]); d[1]+=1; d[0]+=ok
            gs,gt,ps,pt=roles(g,p)
            for k,ga,pa in(('s',gs,ps),('t',gt,pt)):
                c[k+'_gold']+=len(ga); c[k+'_pred']+=len(pa)
                used=set()
                for a in ga:
                    for j,b in enumerate(pa):
                        if j not in used and same_actor(a,b): used.add(j); c[k+'_tp']+=1; break
                gc,pc=ctry(ga,True),ctry(pa)
                if ga and gc:
                    c[k+'c_n']+=1; c[k+'c_any']+=bool(gc&pc); c[k+'c_set']+=bool(pc) and pc<=gc and all(({a.get('country')}|set(a.get('country_alt') or []))&pc for a in ga if a.get('country'))
                gx,px=sect(ga),sect(pa)
                if gx: c[k+'s_n']+=1; c[k+'s_any']+=bool(gx&px)
            act=(not ctry(gs,True) or bool(ctry(gs,True)&ctry(ps))) and (not ctry(gt,True) or bool(ctry(gt,True)&ctry(pt)))
            if g.get('reciprocal'): act=len([a for a in gs if ({a.get('country')}|set(a.get('country_alt') or []))&ctry(ps)])>=2
            c['triple']+=ok and act and bool(p)
            c['quadtriple']+=bool(p) and QUAD.get(p['type']) in {QUAD[t] for t in T} and act
            if errors and not(ok and act): err.append((r['id'],g['type'],[a['text'] for a in gs],[a['text'] for a in gt],[(q['type'],[(a.get('text'),a.get('country')) for a in q['sources']],[(a.get('text'),a.get('country')) for a in q['targets']]) for q in P],r['text'][:120]))
        c['spurious']+=len(P)-hit
    D=lambda a,b:round(100*a/b,1) if b else 0.0
    F=lambda tp,p,g:round(200*tp/(p+g),1) if p+g else 0.0
    out={'sentences':c['sent'],'gold_events':c['gold'],'predicted_raw':c['raw'],'predicted_collapsed':c['pred'],'silent_sentences_%':D(c['silent'],c['sent']),
     'type_recall':D(c['tp'],c['gold']),'type_precision':D(c['tp'],c['pred']),'type_F1':F(c['tp'],c['pred'],c['gold']),'type_first_prediction_acc_all':D(c['first'],c['sent']),
     'quad_recall':D(c['quad_tp'],c['gold']),'quad_precision':D(c['quad_tp'],c['pred']),'quad_F1':F(c['quad_tp'],c['pred'],c['gold']),
     'source_text_F1':F(c['s_tp'],c['s_pred'],c['s_gold']),'source_text_R':D(c['s_tp'],c['s_gold']),'target_text_F1':F(c['t_tp'],c['t_pred'],c['t_gold']),'target_text_R':D(c['t_tp'],c['t_gold']),
     'source_country_any':D(c['sc_any'],c['sc_n']),'source_country_set':D(c['sc_set'],c['sc_n']),'target_country_any':D(c['tc_any'],c['tc_n']),'target_country_set':D(c['tc_set'],c['tc_n']),
     'source_sector':D(c['ss_any'],c['ss_n']),'target_sector':D(c['ts_any'],c['ts_n']),
     'triple_acc':D(c['triple'],c['gold']),'quad_triple_acc':D(c['quadtriple'],c['gold']),'triple_precision':D(c['triple'],c['pred']),'spurious_per_sentence':round(c['spurious']/max(1,c['sent']),2),'events_per_sentence':round(c['pred']/max(1,c['sent']),2)}
    out['per_type_recall']={k:f'{a}/{b}' for k,(a,b) in sorted(per.items())}
    return out,err
def load(path):
    d={}
    for l in open(path,encoding='utf8'):
        if l.strip(): r=json.loads(l); d[r['id']]=r.get('events') or []
    return d
if __name__=='__main__':
    a=[x for x in sys.argv[1:] if not x.startswith('--')]
    gold=json.load(open(a[0],encoding='utf8')); pred=load(a[1])
    res={}
    for name,len_ in(('strict',False),('lenient',True)):
        res[name],err=score(gold,pred,len_,'--errors' in sys.argv)
    if '--json' in sys.argv: print(json.dumps(res))
    else:
        for k in res['strict']:
            s,l=res['strict'][k],res['lenient'][k]
            print(f'{k:32} {s}' + ('' if s==l else f'    (lenient {l})'))
    if '--errors' in sys.argv:
        for e in err: print(e)
