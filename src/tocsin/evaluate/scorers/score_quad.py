"""usage: score_quad.py quad_class_sentences_train.jsonl.gz PRED.jsonl  (predictions as for score_gsr.py)

Copied from the bench of the project; only imports and entry differ, so that it can be called as a function.
"""
# score PLOVER predictions on the penta-class sentences: class = quad of best event, 0 if nothing (statement)
import collections, gzip, json, sys
from tocsin.evaluate.scorers import score_gsr as S
Q={'AGREE':1,'CONSULT':1,'SUPPORT':1,'CONCEDE':2,'COOPERATE':2,'AID':2,'RETREAT':2,'REQUEST':3,'ACCUSE':3,'REJECT':3,'THREATEN':3,'SANCTION':3,'PROTEST':4,'MOBILIZE':4,'COERCE':4,'ASSAULT':4}  # CAMEO/penta convention: yield=material coop, reduce relations=verbal conflict as labelled
def measure(gold_path, pred_path):
    gold=[json.loads(l) for l in (gzip.open if gold_path.endswith('.gz') else open)(gold_path,'rt',encoding='utf8')]; pred=S.load(pred_path)
    ok=n=any_=0; per=collections.defaultdict(lambda:[0,0]); P=collections.Counter()
    st=sp=sg=tt=tp=tg=0; silent=0; conf=collections.Counter()
    for r in gold:
        ev=S.collapse(pred.get(r['id'],[])); qs=[Q[e['type']] for e in ev if e['type'] in Q]
        first=qs[0] if qs else 0
        n+=1; ok+=first==r['penta']; any_+=(r['penta'] in qs) or (r['penta']==0 and not qs); per[r['penta']][1]+=1; per[r['penta']][0]+=first==r['penta']; P[first]+=1; silent+=not qs
        if r['has_spans'] and r['penta']:
            best=next((e for e in ev if Q.get(e['type'])==r['penta']),ev[0] if ev else None)
            for role,g in(('sources',r['sources']+r['recip']),('targets',r['targets'])):
                p=(best or {}).get(role) or []
                if r['recip'] and best: p=best['sources']+best['targets'] if role=='sources' else []
                used=set();t=0
                for a in g:
                    for j,b in enumerate(p):
                        if j not in used and S.same_actor({'text':a},b): used.add(j);t+=1;break
                if role=='sources': st+=t;sp+=len(p);sg+=len(g)
                else: tt+=t;tp+=len(p);tg+=len(g)
    f1=[]
    for c in range(5):
        tpc=per[c][0]; f1.append(200*tpc/max(1,(P[c]+per[c][1])))
    pairs=[(r['penta'],{Q[e['type']] for e in pred.get(r['id'],[]) if e['type'] in Q}) for r in gold]
    def class_f1(c):
        tp=sum(g==c and c in q for g,q in pairs); pred_c=sum(c in q and (g==c or g not in q) for g,q in pairs); return 200*tp/max(1,pred_c+sum(g==c for g,_ in pairs))
    any4=sum(class_f1(c) for c in (1,2,3,4))/4  # an extra event beside a right one is not an error: only one event a sentence is labelled
    F=lambda t,p,g:round(200*t/max(1,p+g),1)
    return {'n': n, 'accuracy': 100*ok/n, 'any_event': 100*any_/n, 'macro_F1': sum(f1)/5, 'macro_F1_any': any4, 'per_class_F1': f1, 'silent': 100*silent/n, 'source_head_F1': F(st,sp,sg), 'target_head_F1': F(tt,tp,tg)}


if __name__ == '__main__':
    print(json.dumps(measure(*sys.argv[1:3])))
