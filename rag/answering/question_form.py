"""The form of a question: what sort of answer it asks for, and of what.

The patterns know the frames that English asks in ("what is the latest on ...", "compare ... with ..."), never what is
asked about. `python -m benchmarks.language.forms` measures them on questions that were kept apart from their making.
"""

import re
from dataclasses import dataclass
from typing import Literal

from rag.result import Form

Asking = Form | Literal["parts", "talk", "beyond"]

_ARTICLES = r"(?:news\s+)?(?:articles?|stor(?:y|ies)|reports?|pieces?|items?|documents?|texts?|files?|headlines?)"
_THE_ARTICLE = r"(?:article|story|report|piece|text|item|news)"
OUTLETS = r"(?:outlets?|papers?|newspapers?|media|publications?|news\s+(?:sites?|agenc(?:y|ies))|agenc(?:y|ies))"
_SAYING = (
    r"say|says|said|saying|think|thinks|thought|claim(?:s|ed)?|argue[sd]?|state[sd]?|announce[sd]?|comment(?:s|ed)?|"
    r"warn(?:s|ed)?|explain(?:s|ed)?|conclude[sd]?|tell|tells|told|promise[sd]?|propose[sd]?|suggest(?:s|ed)?|"
    r"declare[sd]?|insist(?:s|ed)?|answer(?:s|ed)?|reply|replied|respond(?:s|ed)?|react(?:s|ed)?|demand(?:s|ed)?"
)
_ASKING = r"who|whom|whose|what|which|when|where|why|how"
_AUXILIARY = (
    r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|shall|may|might|must)(?:n[o']t)?"
)
_ON = r"(?:about|on|of|for|regarding|concerning|to|over|with|around)"
_WITH = r"(?:and|with|to|against|versus|vs\.?)"
_MEASURE = (
    r"many|much|old|long|far|often|big|large|small|tall|high|deep|fast|soon|wide|heavy|late|early|close|hot|cold|"
    r"likely|strong|rich|expensive|frequently"
)
# Words before the question itself, such as "please" and "can you tell me".
_LEAD = re.compile(
    r"^(?:(?:and|but|so|then|well|ok|okay|please|also|now|hi|hello|hey)\b[\s,:!]*|"
    r"(?:can|could|would|will)\s+you\s+(?:please\s+)?(?=(?:tell|give|show|list|name|summari[sz]e|explain|compare|"
    r"describe|count|find|brief|outline|recap|sum|bring|catch|update|trace|draw|write|translate|calculate)\b)|"
    r"(?:i\s+(?:want|need|would\s+like)|i'd\s+like)\s+(?:to\s+(?:know|see|read|get|have)\s+)?(?=\w)|"
    r"do\s+you\s+know\s+|(?:please\s+)?(?:tell|show|give)\s+me\s+(?:please\s+)?(?=(?:the|a|an|all|every|some|any|"
    rf"{_ASKING})\b)|let\s+me\s+know\s+)+",
    re.IGNORECASE,
)
_POINTING = r"(?:it|this|that|they|these|those)"


def _frames(*frames: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(frames)})\s*$", re.IGNORECASE)


_TALK = _frames(
    r"(?:hello|hi|hey|good\s+(?:morning|afternoon|evening|day)|greetings)(?:\s+(?:there|all|citewire))?",
    r"(?:ok\s+|okay\s+|great\s+|many\s+)?(?:thanks?|thank\s+you)(?:[\s,]+[^?]{0,40})?",
    r"help(?:\s+me)?|bye|goodbye|good\s*bye|cheers|ok|okay|great|cool|nice|perfect",
    r"(?:what|which)\s+(?:can|could|should|questions?\s+can)\s+(?:you|i)\s+(?:do|ask|answer)(?:\s+you)?",
    r"who\s+are\s+you|what\s+are\s+you|how\s+(?:do(?:es)?|can|should)\s+(?:this|it|you|i)\s+(?:work|use\s+(?:this|you|it))",
    r"how\s+are\s+you(?:\s+(?:doing|today))?|what\s+is\s+this",
)
_BEYOND = re.compile(
    r"^(?:translate|write|draft|compose|rewrite|rephrase|draw(?!\s+up)|plot|paint|send|e-?mail|calculate|compute|predict|"
    r"forecast|imagine|guess|sing|print|download|delete|remove)\b|"
    r"^(?:make|create|design)\s+(?:me\b|an?\s+(?:picture|image|chart|graph|table|map|video|podcast|presentation|list)\b)|"
    r"^what(?:'s|\s+is)\s+(?:your\s+(?:opinion|view)\b|(?:the\s+time|the\s+date(?:\s+today)?|today'?s\s+date)$)|"
    r"^(?:what\s+do|do)\s+you\s+(?:think|like|prefer|agree|believe|feel)\b|^what\s+time\s+is\s+it(?:\s+now)?$|"
    r"^are\s+you\b(?!\s+required)|^should\s+i\b|^tell\s+(?:me\s+)?a\s+(?:joke|story)\b|"
    r"\b(?:across|over|in|of)\s+all\s+(?:the\s+)?(?:articles|stories|reports|years|countries)\b.*\b(?:total|average|sum)\b|"
    r"\b(?:total|average|mean|sum|median)\b.*\b(?:across|over|in|of)\s+all\s+(?:the\s+)?(?:articles|stories|reports)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"^(?:(?:what|which)\s+(?:is|was)\s+(?:the|your)\s+(?:oldest|earliest|first|newest|latest|most\s+recent|last)\s+"
    rf"(?:news\s+)?{_THE_ARTICLE}\b(?!\s+(?:about|on)\s+about)|"
    rf"(?:how\s+many|number\s+of|the\s+number\s+of|what\s+is\s+the\s+number\s+of|count)\s+(?:of\s+|the\s+|all\s+|other\s+)*"
    rf"(?:[\w-]+\s+)?(?:{_ARTICLES}|{OUTLETS})\b(?!\s+(?:did|does|do|has|have|will)\s+\w+\s+(?!publish|carr|write|run|have\b))|"
    rf"how\s+(?:often|many\s+times)\s+(?:is|are|was|were|do|does|did)\b.*\b(?:mention|named|quoted|cited|appear|come\s+up)|"
    rf"(?:list|show|find|name|give\s+me|which|what)\s+(?:me\s+)?(?:are\s+)?(?:all\s+|the\s+|of\s+|every\s+|your\s+|other\s+)*"
    rf"(?:latest\s+|newest\s+|oldest\s+|recent\s+|last\s+\w+\s+)?(?!report\b|text\b)(?:[\w'-]+\s+)?{_ARTICLES}"
    rf"(?=$|\s+(?:mention|name|speak|talk|deal|are|were|is|was|do|did|have|has|from|in|on|about|of|by|since|before|after|between|"
    rf"published|that|which|with|cover|discuss|refer|contain|quote|cite|appeared|come|came|there|you|to|for|during|this|last))|"
    rf"(?:all|every)\s+(?:the\s+)?{_ARTICLES}\s+(?:about|on|of|from|by|that|mentioning|in|since|before|after)\b|"
    rf"{_ARTICLES}\s+(?:from|by|mentioning|about|on|published)\b|"
    rf"(?:which|what|list|show|name)\s+(?:all\s+|the\s+|of\s+the\s+|are\s+the\s+|other\s+)*(?:{OUTLETS}|sources)\b"
    rf"(?=$|\s+(?:are\s+there|do\s+you|did\s+you|have\s+you|there\s+are|report|cover|wrote|write|carr|publish|mention|ran|run|spoke|speak))|"
    rf"who\s+(?:is|was|are|were|has\s+been|gets?|got)\s+(?:the\s+)?(?:most\s+)?(?:often\s+)?(?:quoted|cited|mentioned|named)\b|"
    rf"(?:who\s+(?:is|are)\s+(?:the\s+)?|which\s+|what\s+)?(?:people|persons?|politicians?|speakers?|names?|whose)?\s*"
    rf"(?:is|are|was|were)?\s*(?:the\s+)?most[\s-](?:often[\s-]|frequently[\s-])?(?:quoted|cited|mentioned|named)\b|"
    rf"(?:who|which\s+(?:people|persons?|politicians?|speakers?))\s+(?:is|are|was|were)\s+(?:quoted|cited|mentioned|named)\s+"
    rf"(?:the\s+)?(?:most|most\s+often))",
    re.IGNORECASE,
)
_FIELD = re.compile(
    rf"^(?:when\s+(?:was|were|is)\s+(?:{_POINTING}|(?:the|this|that)\s+(?:[\w'\".-]+\s+){{0,6}}?{_THE_ARTICLE}\b.*?)\s*"
    rf"(?:published|posted|printed|released\s+as\s+news|filed)\b|"
    rf"when\s+did\s+.+?\s+(?:publish|post|print|run|file)\s+(?:{_POINTING}|(?:the|its|this|that)\s+(?:[\w'\".-]+\s+){{0,4}}?{_THE_ARTICLE})\b|"
    rf"(?:what\s+is\s+)?the\s+(?:date|author|byline|outlet|source|url|link|headline|title|agency|publisher)\s+of\s+"
    rf"(?:{_POINTING}|(?:the|this|that)\s+(?:[\w'\".-]+\s+){{0,6}}?{_THE_ARTICLE})\b|"
    rf"what(?:'s|\s+is|\s+was)\s+(?:its|the)\s+(?:date\s+of\s+publication|publication\s+date|byline|headline)\b|"
    rf"(?:who|which\s+(?:agency|outlet|paper|newspaper|journalist|author))\s+(?:wrote|published|posted|printed|authored)\s+"
    rf"(?:{_POINTING}(?=\s*$|\s+(?:article|story|report|piece|text))|(?:the|this|that)\s+(?:[\w'\".-]+\s+){{0,6}}?{_THE_ARTICLE}\b)|"
    rf"who\s+(?:is|was)\s+(?:the|its)\s+(?:author|writer|publisher|journalist)(?:\s+of\s+(?:{_POINTING}|(?:the|this|that)\s+.*{_THE_ARTICLE}\b.*))?\s*$|"
    rf"which\s+(?:agency|outlet|paper|newspaper|source|publication)\s+(?:is|was)\s+(?:{_POINTING}|the\s+.*{_THE_ARTICLE})\b|"
    rf"which\s+(?:agency|outlet|paper|newspaper|publication)\s*$|"
    rf"(?:where|by\s+whom)\s+(?:was|were|is)\s+(?:{_POINTING}|(?:the|this|that)\s+(?:[\w'\".-]+\s+){{0,6}}?{_THE_ARTICLE}\b.*?)\s*"
    rf"(?:published|posted|printed|from|written)\b|"
    rf"how\s+old\s+is\s+(?:the|this|that)\s+(?:[\w'\".-]+\s+){{0,6}}?{_THE_ARTICLE}\b)",
    re.IGNORECASE,
)
_COMPARISON = _frames(
    rf"(?:a\s+|the\s+)?compar(?:e|ison\s+(?:of|between))\s+(?P<one>.+?)\s+{_WITH}\s+(?P<other>.+)",
    r"(?:what(?:'s|\s+is|\s+are|\s+were|\s+was)\s+)?(?:the\s+)?(?:main\s+|key\s+)?differences?\s+between\s+(?P<one2>.+?)\s+and\s+(?P<other2>.+)",
    r"how\s+(?:do|does|did|is|are|was|were)\s+(?P<one3>.+?)\s+(?:differ(?:ent)?\s+from|compare[d]?\s+(?:to|with))\s+(?P<other3>.+)",
    r"how\s+(?:do|does|did|are|were)\s+(?P<one7>.+?)\s+and\s+(?P<other7>.+?)\s+(?:differ|compare|different)",
    rf"(?P<one4>(?!.*\b(?:{_ASKING}|{_AUXILIARY})\b)[^,]+?)\s+(?:versus|vs\.?|compared\s+(?:to|with))\s+(?P<other4>.+)",
    r"what\s+do\s+(?P<one5>.+?)\s+and\s+(?P<other5>.+?)\s+have\s+in\s+common",
    r"(?:contrast|set)\s+(?P<one6>.+?)\s+(?:and|with|against)\s+(?P<other6>.+?)(?:\s+side\s+by\s+side)?",
)
_TIMELINE = _frames(
    rf"(?:make\s+|draw\s+(?:up\s+)?|build\s+|show\s+|trace\s+)?(?:a\s+|the\s+)?(?:brief\s+|short\s+|full\s+|complete\s+)?"
    rf"(?:timeline|time\s+line|chronology|chronicle|history|sequence\s+of\s+events|order\s+of\s+events|course\s+of\s+events|"
    rf"development|evolution)\s+(?:{_ON}|in|behind)\s+(?P<about>.+)",
    r"(?:what(?:'s|\s+is|\s+was)\s+)(?:the\s+)(?:timeline|chronology|history|sequence\s+of\s+events|course\s+of\s+events)\s+(?:of|for|in|behind|on|around)\s+(?P<about2>.+)",
    r"how\s+(?:did|has|have|had)\s+(?P<about3>.+?)\s+(?:develop(?:ed)?|evolve[d]?|unfold(?:ed)?|come\s+about|progress(?:ed)?|"
    r"(?:change[d]?|grow[n]?|go(?:ne)?)\s+(?:over\s+(?:time|the\s+years)|since\s+.+))(?:\s+over\s+.+|\s+since\s+.+|\s+so\s+far)?",
    rf"(?P<about4>(?!.*\b(?:{_ASKING}|{_AUXILIARY})\b).+?)\s+(?:timeline|chronology|over\s+time|step\s+by\s+step|in\s+chronological\s+order)",
    r"what\s+happened\s+when(?:\s+(?:in|with|during|at)\s+(?P<about5>.+))?",
    r"(?:when|in\s+what\s+order|in\s+which\s+order)\s+did\s+(?:the\s+)?(?:events|things)\s+(?P<about6>.*)",
)
_STATEMENTS = _frames(
    rf"what\s+(?:else\s+)?(?:did|does|do|has|have|had)\s+(?P<who>(?!(?:you|we|(?:the|these|your|those)\s+{_ARTICLES}|the\s+papers)\b).+?)\s+(?:publicly\s+)?(?:{_SAYING})"
    r"(?:\s+(?:about|on|of|for|regarding|concerning|over))?(?:\s+(?:(?:the\s+)?(?:reporters?|journalists?|press|media|audience|public|court|us|them)(?:\s+|$))?"
    r"(?:(?:about|on|of|regarding|concerning|to|over|when\s+asked\s+about)\s+)?(?P<matter>.*))?",
    r"what\s+(?:is|was|were|are)\s+(?P<who2>[^?]+?)['’]s?\s+(?:reactions?|views?|opinions?|positions?|stance|statements?|comments?|remarks?|"
    r"take|words|response)(?:\s+(?:on|to|about|of|regarding|over)\s+(?P<matter2>.+))?",
    r"what\s+(?:is|was|were|are)\s+the\s+(?:reactions?|views?|opinions?|positions?|stance|statements?|comments?|remarks?|response)\s+of\s+(?P<who3>.+?)"
    r"(?:\s+(?:on|to|about|regarding|over)\s+(?P<matter3>.+))?",
    r"(?:the\s+)?(?:quotes?|quotations?|statements?|remarks?|comments?)\s+(?:by|from|of)\s+(?P<who4>.+?)(?:\s+(?:on|about|regarding|over)\s+(?P<matter4>.+))?",
    r"how\s+(?:did|does|has|have)\s+(?P<who5>.+?)\s+(?:respond(?:ed)?|react(?:ed)?|comment(?:ed)?|answer(?:ed)?|reply|replied)(?:\s+(?:on|to|about|regarding|over)\s+(?P<matter5>.+))?",
    r"(?:quote\s+|cite\s+)(?P<who6>.+?)(?:\s+(?:on|about|regarding|over)\s+(?P<matter6>.+))?",
    # Whoever claims an island says nothing of it.
    r"who\s+(?:else\s+)?(?:said|says|told|claim(?:s|ed)(?=\s+that\b|.*\b(?:is|are|was|were|has|have|had|will|would|can|could|did)\b)|argued|warned|announced|stated|thinks|thought|denied|confirmed|predicted)\s+(?P<matter7>(?!so$|that$|this$|it$).+)",
    r"what\s+has\s+been\s+said\s+(?:by\s+(?P<who8>.+?))(?:\s+(?:on|about)\s+(?P<matter8>.+))?",
)
_NEWEST = _frames(
    rf"what(?:'s|\s+is|\s+are|\s+was)?\s+(?:the\s+)?(?:latest|newest|most\s+recent|recent|current|breaking)?\s*(?:news|developments?|updates?|headlines|latest|state\s+of\s+play|state\s+of\s+things|situation)"
    rf"(?:\s+(?:news|developments?|updates?))?\s*(?:{_ON}|from|in|at|among)\s+(?P<about>.+)",
    rf"what(?:'s|\s+is)\s+(?:new|going\s+on|happening|up)\s*(?:{_ON}|from|in|at)\s+(?P<about2>.+)",
    r"(?:what(?:'s|\s+is)\s+(?:the\s+)?(?:latest|new|news|happening|going\s+on)|any\s+news|news|the\s+news|latest\s+news|the\s+latest\s+news|the\s+latest|latest)",
    rf"(?:is\s+there\s+)?(?:any|some|the|more)?\s*(?:latest|newest|recent|new|breaking|fresh)?\s*(?:news|developments?|updates?|headlines)\s+(?:{_ON}|from|in|at)\s+(?P<about3>.+)",
    rf"(?:the\s+)?latest\s+(?:{_ON}|from|in|at)\s+(?P<about4>.+)",
    r"what\s+(?:has\s+|have\s+|had\s+)?(?:been\s+)?(?:happened|happening|happens)\s+(?:with|to|in|at|around|on|during|after|since)\s+(?P<about5>.+)",
    r"what\s+(?:has\s+)?happened(?:\s+(?P<about10>(?:today|yesterday|this|last|since|between|before|after|on|in)\b.*))?",
    rf"(?:update|bring|catch|get)\s+(?:me|us)\s+(?:up\s+)?(?:to\s+(?:date|speed)\s+)?{_ON}\s+(?P<about6>.+)",
    r"what\s+became\s+of\s+(?P<about7>.+)|where\s+(?:do|does)\s+(?:things|matters|it|(?P<about8>.+))\s+stand(?:\s+(?:with|on)\s+(?P<about9>.+))?",
)
_SUMMARY = _frames(
    r"(?:summari[sz]e|sum\s+up|recap|outline|describe|explain(?!\s+(?:why|how|when|where|who)\b)|present|digest)\s+(?:for\s+me\s+|to\s+me\s+|briefly\s+)?(?:what\s+is\s+known\s+(?:about|of)\s+)?(?P<about>.+)",
    rf"(?:a\s+|the\s+|an\s+)?(?:brief\s+|short\s+|quick\s+|good\s+)?(?:summary|overview|outline|gist|recap|rundown|run-down|digest|synopsis|main\s+points?|key\s+points?|"
    rf"key\s+facts|main\s+takeaways?|takeaways?|essentials|highlights|background)\s+{_ON}\s+(?P<about2>.+)",
    rf"what(?:'s|\s+is|\s+are|\s+was|\s+were)\s+(?:the\s+)(?:main\s+|key\s+)?(?:gist|summary|background|main\s+points?|key\s+points?|takeaways?|key\s+facts|essentials|highlights|story|news)\s+(?:{_ON}|in|from|behind)\s+(?P<about3>.+)",
    r"tell\s+(?:me|us)\s+(?:something\s+|more\s+|everything\s+|all\s+|a\s+bit\s+)?(?:about|of|on)\s+(?P<about4>.+)",
    r"(?:what\s+do\s+(?:you|we|the\s+(?:articles|reports|stories|papers))\s+(?:know|say|tell(?:\s+us)?|report)|what\s+is\s+(?:known|said|reported|written)|what\s+can\s+you\s+(?:tell\s+me|say)|what\s+have\s+the\s+(?:articles|papers)\s+(?:said|written))\s+(?:about|of|on)\s+(?P<about5>.+)",
    r"what\s+(?:is|was)\s+(?P<about6>(?:the|this|that)\s+.+?\s+(?:story|article|report|piece))\s+(?:about|on)",
    r"what\s+(?:is|was|are|were)\s+(?P<about7>.+?\s+(?:story|article|affair|case))\s+(?:all\s+)?about",
    r"brief\s+(?:me|us)\s+(?:on|about)\s+(?P<about8>.+)|(?:more\s+|everything\s+|all\s+|information\s+|info\s+|details\s+|something\s+)(?:about|on)\s+(?P<about9>.+)",
)
_VERDICT = re.compile(rf"^{_AUXILIARY}\s+\S", re.IGNORECASE)
# "Is it rising or falling?" asks for one of the two.
_CHOICE = re.compile(r"\bor\b(?!\s+not\b)", re.IGNORECASE)
_SENTENCE = re.compile(
    rf"^(?:(?:for\s+)?(?:what\s+)?reasons?\b|why\b|how\s+(?!(?:{_MEASURE})\b)|explain\b|describe\b|list\b|name\s+(?:all|the)\b|"
    r"give\s+(?:the\s+)?reasons?\b|what\s+(?:happened|happens|are\s+the|were\s+the)\b|(?:in\s+)?what\s+ways?\b|"
    r"what\s+(?:is|was|are|were)\s+(?:the\s+)?(?:reasons?|causes?|purpose)\b)",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"^(?!(?:name|list|define|state|identify|find|complete|provide|mention)\b)(?!.*\b(?:{_ASKING}|{_AUXILIARY}|please|me|you|i)\b)[^?.!;:]+\??$",
    re.IGNORECASE,
)
_BARE_WORDS = 7
_TOPIC_WORDS = 9
# Where a second question begins, and two questions that share the rest.
_SHARED = re.compile(
    rf"^(?P<one>{_ASKING})(?:,?\s+and\s+|\s*,\s*)(?P<two>{_ASKING})(?:,?\s+and\s+(?P<three>{_ASKING}))?\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    rf"(?:\?\s+|[,;]?\s+(?:and|but)\s+(?:also\s+)?|\s*;\s*|,\s+)(?=(?:(?:in|at|on|for|by|to|with|since|from)\s+)?(?:{_ASKING})\b)",
    re.IGNORECASE,
)
# "When the war began, what ..." is one question; "when did ..." begins with one.
_ASKS = re.compile(
    rf"(?:(?:in|at|on|for|by|to|with|since|from)\s+)?(?:(?:who|whom|whose|what|which)\b|(?:when|where|why)\s+{_AUXILIARY}\b|"
    rf"how\b)|{_AUXILIARY}\s+(?!.*\b(?:and)\s+where\s+to)|(?:tell|explain|describe|give|list|name|summari[sz]e)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for: the form of the answer, `about` what or of whom, and `other` where there is a second.

    Of statements `about` is the speaker and `other` the matter, either may be empty; of a comparison they are the two
    sides. `newest` asks for the news of a matter rather than for the whole of it. `parts` are the questions in a
    question that has several.
    """

    form: Asking
    about: str = ""
    other: str = ""
    newest: bool = False
    parts: tuple[str, ...] = ()


def asked_of(question: str) -> Asked:
    """Tell what a question asks for; what fits no frame asks for a few words.

    >>> asked_of("Compare Borisov and Manturov").form, asked_of("How many people came?").form
    ('comparison', 'words')
    >>> asked_of("What did Shpak say about Cisco?")
    Asked(form='statements', about='Shpak', other='Cisco', newest=False, parts=())
    """
    bare = question.strip().rstrip("?!. ").strip()
    plain = _LEAD.sub("", bare) or bare
    if _TALK.match(bare) or _TALK.match(plain):
        return Asked("talk")
    if _BEYOND.search(plain) or _BEYOND.search(bare):
        return Asked("beyond")
    if len(parts := _parts(plain)) > 1:
        return Asked("parts", parts=parts)
    if _FIELD.match(plain):
        return Asked("field", plain)
    if _COUNT.match(plain):
        return Asked("count", plain)
    if found := _COMPARISON.match(plain):
        return Asked("comparison", _group(found, "one"), _group(found, "other"))
    if found := _TIMELINE.match(plain):
        return Asked("timeline", _group(found, "about"))
    if found := _STATEMENTS.match(plain):
        return Asked("statements", _group(found, "who"), _group(found, "matter"))
    for frames in (_NEWEST, _SUMMARY):
        if found := frames.match(plain):
            about = _group(found, "about")
            # A whole clause behind "what happened to" asks for one thing that happened.
            if frames is _SUMMARY or len(about.split()) <= _TOPIC_WORDS:
                return Asked("overview", about, newest=frames is _NEWEST)
    if _SENTENCE.match(plain):
        return Asked("sentence")
    if _VERDICT.match(plain):
        return Asked("words" if _CHOICE.search(plain) else "verdict")
    if _BARE.match(plain) and len(plain.split()) <= _BARE_WORDS:
        return Asked("overview", plain)
    return Asked("words")


def _group(found: re.Match[str], name: str) -> str:
    texts = (text for key, text in found.groupdict().items() if text and key.rstrip("0123456789") == name)
    return next(texts, "").strip(" ,")


def _parts(question: str) -> tuple[str, ...]:
    """Return the questions that make up one: "who and when ..." share what follows, others stand side by side."""
    if shared := _SHARED.match(question):
        return tuple(
            f"{word[0].upper()}{word[1:]} {shared['rest']}?" for word in shared.group("one", "two", "three") if word
        )
    cuts = [cut for cut in _ANOTHER.finditer(question) if not _says_which(question, cut)]
    edges = [0, *(edge for cut in cuts for edge in cut.span()), len(question)]
    pieces = [question[start:end].strip(" ,;?") for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return tuple(f"{piece}?" for piece in pieces if piece)


def _says_which(question: str, cut: re.Match[str]) -> bool:
    """Whether what follows belongs to the first question: "..., which is in Russia", "the man who and ..."."""
    before, after = question[: cut.start()], question[cut.end() :]
    if "?" in cut[0]:
        return False
    # A clause after a comma alone ("the firm, which ...") tells of what stands before it.
    relative = r"whose|whom" if cut[0].strip(" ,;") else r"which|who|whose|whom|where|when"
    return not _ASKS.match(before) or re.match(rf"(?:{relative})\b|\w+\s+which\b|where\s+to\b", after, re.I) is not None
