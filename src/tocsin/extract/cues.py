"""The set phrases by which pages mark what is not the article."""

from __future__ import annotations

import re

RELATED_HEADING = re.compile(
    r"""^[\W_]*(?:
      recommended(?:\s+(?:for\s+you|stories|reading|articles|videos|by.*))? | (?:we\s+)?recommend(?:ed)? |
      (?:you\s+)?(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested\s+in|have\s+missed|enjoy)\b.* |
      you\s+(?:may|might)\s+.{0,30}(?:like|interest).* |
      related(?:\s+(?:(?:to\s+)?this\s+(?:story|article|topic)|articles?|stor(?:y|ies)|news|content|posts?|links?|topics?|
        coverage|reading|videos?|items?|media|quotes?))* |
      (?:more|read\s+more|see\s+more|also|more\s+news|more\s+stories|other\s+stories|latest|headlines)?\s*(?:on
      |about)\s+this\s+(?:story|topic) |
      (?:more|read)\s+(?:stories|news|articles|headlines|coverage|reading|posts|top\s+stories)
        (?:\s+(?:from|by|on|in|about|like\s+this)\b.*)? |
      more\s+(?:from|by|in|on|to\s+read|to\s+explore|like\s+this|for\s+you)\b.{0,60} | more |
      read\s+(?:more|next|also|on|this\s+next|the\s+full\s+(?:story|article)\s*) | read\s+more\s+(?:about|on|from|at
      |in)\b.{0,50} |
      also\s+(?:read|on|in|see|from|of\s+interest)\b.{0,25} | see\s+also | see\s+more.{0,30} | up\s+next | next\s+up |
      (?:the\s+)?(?:most|top|best)\s+(?:read|popular|viewed|shared|watched|recent|commented|discussed|clicked
      |emailed)\b.{0,40} |
      (?:top|latest|other|recent|popular|trending|featured|breaking|today.?s|this\s+week.?s|editor.?s?.?|must.?read|must.?see)
        \s+(?:news|stor(?:y|ies)|headlines?|articles?|posts?|picks?|videos?|updates?|reads?|choice|topics?|now
        |content|today)\b.{0,25} |
      popular(?:\s+(?:now|today|on|in|this\s+week)\b.{0,30})? | trending(?:\s+.{0,30})? | latest | must\s+reads? |
      don.?t\s+miss(?:\s+(?:it|this|out))?\b.{0,20} | in\s+case\s+you\s+missed\s+it | in\s+other\s+news
      | elsewhere(?:\s+on\b.{0,40})? |
      around\s+the\s+web | from\s+(?:around|across)\s+the\s+web | from\s+our\s+(?:partners|sponsors|network).* |
      (?:promoted|sponsored|paid|partner)\s+(?:content|stories|links?|posts?|stor(?:y|ies))?\b.{0,25} |
      you\s+(?:should\s+)?(?:also\s+)?(?:might|may)\s+like | people\s+(?:also\s+)?(?:read|liked|are\s+reading).* |
      (?:previous|next|older|newer)\s+(?:article|post|story|entry|stories|posts|articles)?\b.{0,3} | (?:what
      |where)\s+to\s+read\s+next |
      what\s+(?:others|readers|people)\s+are\s+(?:reading|saying).* | keep\s+reading | continue\s+reading.{0,30}
      | further\s+reading |
      (?:our\s+)?editors.?\s+(?:picks|recommend).* | just\s+in | live\s+now | watch(?:\s+(?:next|more|now|live|also
      |this|video))? |
      lire\s+aussi | à\s+lire\s+aussi | sur\s+le\s+même\s+sujet | lesen\s+sie\s+auch | mehr\s+zum\s+thema
      | weitere\s+(?:artikel|beiträge|meldungen).* |
      das\s+könnte\s+sie\s+auch\s+interessieren | leia\s+(?:também|mais) | veja\s+(?:também|mais) | mais\s+lid[oa]s
      | notícias\s+relacionadas |
      lea\s+también | te\s+puede\s+interesar | más\s+(?:leídas|noticias|vistas).* | noticias\s+relacionadas
      | leggi\s+anche | lees\s+ook |
      читайте\s+также | ещё\s+по\s+теме | اقرأ\s+(?:أيضا|أيضًا|المزيد) | مواضيع\s+ذات\s+صلة | 関連記事 | おすすめ記事
      | 相关新闻
      | 相关阅读 | 推荐阅读
    )[\s:;.!?…»›>|▶→–—-]*$""",
    re.IGNORECASE | re.VERBOSE,
)

RELATED_PREFIX = re.compile(
    r"""^[\W_]*(?:
      (?:read|see|also|watch|listen)\s+(?:more|also|next|now|on)\s*(?:about|on|from|at|in)?\s*[:|»›>–—-] | (?:read
      |also\s+read|see\s+also|watch|listen|
      related(?:\s+(?:stor(?:y|ies)|articles?|news|links?|coverage|content|video))?|more|don.?t\s+miss|opinion|
      must\s+read|up\s+next|next|previous|recommended|trending|explained|explainer|in\s+pictures|in\s+depth|analysis|photos|video|gallery|
      live\s+updates|more\s+on\s+this(?:\s+story)?|lire\s+aussi|leia\s+(?:também|mais)|lesen\s+sie\s+auch|lea\s+también|leggi\s+anche|читайте\s+также|
      click\s+(?:here\s+)?to\s+read)\s*[:|»›>] | (?:READ|WATCH|RELATED|SEE|ALSO|READ\s+MORE|MORE|ALSO\s+READ)\s*[-–—|]\s
    )\s*(?=\S)""",
    re.IGNORECASE | re.VERBOSE,
)

_FURNITURE = {
    "share": r"""\b(?:share|tweet|pin\s*it|whats?app|facebook|twitter|linkedin|reddit|telegram|instagram|pinterest
    |youtube|flipboard|tumblr|
        email\s+this|print\s+this|copy\s+link|(?:follow|like|find)\s+us|follow\s+@|opens\s+in\s+(?:a\s+)?new|save\s+(?:article|story)|
        bookmark|e-?mail|print)\b""",
    "newsletter": r"""\b(?:newsletters?|subscri(?:be|ption|ber)s?|sign\s+(?:up|in|out)|log\s?(?:in|out)|register|inbox|
        (?:get|download)\s+(?:the|our|your)\s+.{0,20}(?:app|news|alerts?|updates?)|unsubscribe|free\s+trial|create\s+(?:an?\s+)?account|
        already\s+(?:a|have)|my\s+account|donate|support\s+(?:us|our)|become\s+a\s+member|membership|alerts|notifications?)\b""",
    "legal": r"""©|\(c\)|\b(?:copyright|all\s+rights\s+reserved|terms\s+(?:of|and|&)|privacy|cookies?|disclaimer|gdpr
    |consent|impressum|
        datenschutz|may\s+not\s+be\s+(?:published|reproduced|republished|copied)|reproduction|unauthori[sz]ed|licen[cs]ed?\s+under|
        accessibility|do\s+not\s+sell)\b""",
    "advert": r"""\b(?:advertis\w+|sponsored|promoted|affiliate|commission|coupon|promo\s+code|ad\s?choices
    |ad\s+blocker|loading|skip\s+(?:to|ad)|
        article\s+continues|story\s+continues|scroll\s+(?:down|to)|continue\s+reading|anzeige|publicidad|publicidade)\b""",
    "comment": r"""\b(?:comments?|reply|replies|upvote|(?:post|leave|add)\s+a|report\s+(?:abuse|this)|moderat\w+
    |anonymous|discuss(?:ion)?|
        your\s+(?:email|name)|required\s+fields|kommentare?|comentários?|comentarios?)\b""",
    "tags": r"""^\W*(?:tags?|topics?|filed\s+under|categor(?:y|ies)|keywords?|labels?|posted\s+in
    |in\s+this\s+(?:article|story)|sections?|
        more\s+on|explore|companies|people)\b\s*[:|]?""",
    "navigation": r"""^\W*(?:home|menu|search|contact|about(?:\s+us)?|faqs?|help|sitemap|careers|jobs|toggle|close
    |open|next|previous|prev|back|
        back\s+to\s+top|view\s+(?:all|more|gallery|comments)|show\s+(?:more|all|less)|see\s+(?:all|more)|load\s+more|click\s+here|
        skip|navigation|main\s+content|topics|sections|edition|weather|horoscopes?|crosswords?|puzzles?|games|classifieds?|obituaries|
        shop|store|cart|settings|language|english|live|podcasts?|videos?|photos?|galler(?:y|ies)|all|hide|play|pause|mute|settings)\b""",
    "updated": r"""\b(?:published|updated|posted|last\s+(?:updated|modified)|first\s+published|publiziert|publicado
    |atualizado|minutes?\s+ago|
        hours?\s+ago|days?\s+ago|mins?\s+(?:ago|read)|min\s+read|read\s+time|\d\s*(?:am|pm)\s+[A-Z]{2,4})\b""",
    "clock": r"""\b\d{1,2}[:.]\d{2}\s*(?:a\.?m|p\.?m|gmt|utc|[ecmp]s?t|ist|bst)?\b""",
    "day": r"""\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:,|\s|$)|
        \b\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*|\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b""",
    "byline": r"""^\W*(?:by|von|por|par|written\s+by|story\s+by|reporting\s+by|edited\s+by|editing\s+by|contributing
    |with\s+reporting|
        (?:staff|senior|political|world|news)\s+(?:writer|reporter|editor|correspondent)|source|sources|credit|correspondent|author)\b""",
    "picture": r"""\b(?:photo(?:graph(?:er|y)?|s)?|image|picture|getty|reuters|afp|ap\s+photo|shutterstock|credit
    |courtesy|file\s+photo|
        screenshot|illustration|pic|epa|alamy|istock|via\s+ap)\b\s*[:/|)©]?""",
    "address": r"""https?:|www\.|\.(?:com|org|net)\b|@\w""",
    "appeal": r"""\b(?:you|your|we|our|us|click|please|here|visit|learn|find\s+out|check\s+out|join|download|buy|shop
    |contact|call)\b""",
}

FURNITURE: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE | re.VERBOSE) for name, pattern in _FURNITURE.items()
}

BYLINE = re.compile(
    r"""^(?:(?:[Ww]ritten\s+|[Rr]eported\s+|[Ss]tory\s+)?[Bb](?:y|Y):?\s+\S+(?:\s+\S+){0,11}|[Bb]y)$|
        ^(?:[A-Z][\w.'’-]+\s){1,4}(?:is\s+an?\s.{3,60}(?:reporter|correspondent|editor|writer)\b.*)$""",
    re.VERBOSE,
)

SIGNED_AND_DATED = re.compile(
    r"""^(?=.{0,160}$)(?=[^.!?]*(?:\b(?:19|20)\d\d\b))(?:.{0,40}[|–—•·-]\s*|(?:date\s+)?[\d-]*\s*)?By\s+[A-Z][^.!?]*$""",
    re.VERBOSE,
)

TIMESTAMP = re.compile(
    r"""^\W*(?:(?:published|updated|posted|last\s+updated|first\s+published|date|time|on|at|issued\s+on)\s*(?:on|at)?\W*)*
        (?:(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\W+)?
        (?:\d{1,2}(?:st|nd|rd|th)?\W+(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\W*(?:\d{4})?|
           (?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\W+\d{1,2}(?:st|nd|rd|th)?\W*(?:\d{4})?|
           \d{4}-\d{2}-\d{2}T?|\d{1,2}[./]\d{1,2}[./]\d{2,4})?\W*)?
        (?:at\s+)?(?:\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:a\.?m\.?|p\.?m\.?)?|\d{1,2}\s*(?:a\.?m\.?|p\.?m\.?))?
        \W*(?:gmt|utc|[ecmp][sd]?t|ist|bst|cest|cet|z)?(?:[+-]\d{1,2}:?\d{0,2})?
        (?:\s*\|?\s*\d+\s+(?:min(?:ute)?s?|hours?|days?|h|m)\s+(?:ago|read))?\W*$""",
    re.IGNORECASE | re.VERBOSE,
)

CAPTION = re.compile(
    r"""^\W*(?:image|photo|picture|pictured|caption|fotos?|bild|file\s+photo|file\s+picture|file|illustration|screengrab|video|in\s+this\s+.{0,30}(?:photo|image|picture|grab))
          \s*(?:credit|caption|source|:|\s-|\s–|\s—|/|©|by\b|,) |
        [(\[/|–—-]\s*(?:file(?:\s+photo)?|photo|image|picture|credit|courtesy|pic)?\s*(?:by|:|credit)?\s*[^()\[\]]{0,60}
          \b(?:AP|AFP|Reuters|REUTERS|Getty(?:\s+Images)?|EPA|EPA-EFE|EFE|Shutterstock|Bloomberg|Anadolu|AA|Xinhua|TASS|PTI|PA|
          DPA|dpa|via\s+\S+|handout|file|courtesy|photo|CC\s+BY.*)(?:\s+(?:Photo|Images?
          |via.{0,40}))?(?:/[^()\[\]]{0,40})?[\])]?\W*$ |
        [(\[](?:AP|Photo|File\s+Photo|Image|Picture|File|Credit|Courtesy|AP\s+Photo|Reuters\s+Photo)\s*[:/©][^()\[\]]{0,80}[\])]\W*$""",
    re.VERBOSE | re.IGNORECASE,
)

FILE_PICTURE = re.compile(
    r"^\W*(?:FILE\b|File\s+(?:photo|picture|image)|\(File\))|[(\[]\s*(?:file(?:\s+photo)?)\b", re.IGNORECASE
)

ALONE = re.compile(
    r"""^\W*(?:advertisement|advertising|ad|sponsored|story\s+continues\s+below.{0,30}|article\s+continues\s+(?:below|after).{0,30}|
        share(?:\s+(?:this|on|via|with|article|story)\b.{0,40})?|tweet|print|email|e-mail|save|comments?|(?:no|\d+|leave\s+a|add\s+a|post\s+a|view|show)\s+comments?|
        reply|copy\s+link|link\s+copied!?|menu|search|home|skip\s+to\s+.{0,30}|back\s+to\s+top|listen(?:\s+to\s+(?:this\s+)?(?:article|story))?.{0,20}|
        \d+\s+min(?:ute)?s?\s+read|loading.{0,20}|subscribe.{0,30}|sign\s+(?:up|in).{0,40}|log\s?in|newsletters?|follow\s+(?:us|@).{0,40}|
        all\s+rights\s+reserved.{0,30}|(?:©|copyright|\(c\)).{0,90}|facebook|twitter|whatsapp|linkedin|instagram|youtube|telegram|
        tags?\s*:.{0,120}|topics?\s*:.{0,120}|filed\s+under\s*:?.{0,120}|key\s+points?:?|what.?s\s+the\s+story|overview|in\s+this\s+article|
        image\s+(?:source|caption|credit).{0,60}|photo\s+(?:credit)?s?\s*:.{0,60}|getty\s+images|reuters|afp|play\s+video|watch\s+video|
        (?:this\s+)?(?:article|story|content)\s+(?:was\s+)?(?:originally|first)\s+(?:appeared|published).{0,80}|
        with\s+(?:inputs?|reporting|files)\s+from\b.{0,60}|(?:reporting|writing|editing)\s+by\b.{0,160}|
        we\s+use\s+cookies.{0,200}|accept(?:\s+all)?(?:\s+cookies)?|cookie\s+(?:policy|settings|notice)|privacy\s+policy|terms\s+(?:of|and).{0,30}
        )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)

GALLERY = re.compile(r"^\W*\d+\s*(?:of|/)\s*\d+", re.IGNORECASE)

CREDIT = re.compile(
    r"\b(?:credit|photo(?:graph)?s?\s*(?:by|:|/)|image\s*:|getty|reuters|afp|epa|shutterstock|istock|courtesy\s+of|via\s+ap)\b",
    re.IGNORECASE,
)

SENTENCE_IN_CAPTION = re.compile(r"^(?=(?:\S+\s+){7})[^\n]*?[a-z0-9][”\"’)]?[.!?](?=\s|$|[A-Z(])")
