"""Which English words report, hold, bind, announce? The tables behind the proposals.

Stances are assigned as `docs/labelling.md` tells: calls for → demands, welcomes → supports,
criticises → opposes, refuses → declines, will pay → offers, forecasts → expects.
"""

from summarizer.schema import ActorKind, Certainty, Stance

REPORT_VERBS = frozenset(
    """acknowledge add admit affirm allege announce answer argue assert assure believe caution cite
    claim clarify comment complain conclude concede confirm contend convey declare deny describe
    disclose elaborate emphasise emphasize estimate explain express feel find highlight hint hold
    indicate inform insist maintain mention note observe point predict promise pronounce read
    reaffirm reassure recall reckon reiterate remark repeat reply report respond reveal rule say
    signal state stress suggest suspect tell testify think tweet underline underscore voice warn
    write""".split()  # noqa: SIM905  # a word list reads best as one
)

_STANCES: dict[Stance, str] = {
    "demands": """appeal ask beg call compel demand direct encourage exhort implore insist instruct
        invite mandate order petition plead press push recommend request require seek summon urge
        want""",
    "supports": """accept advocate applaud appreciate approve back celebrate champion cheer commend
        commit congratulate decide defend embrace endorse favor favour hail honor honour
        hope justify laud like love praise prefer propose reaffirm recognize respect
        salute second support thank value welcome wish""",
    "opposes": """abhor blame challenge condemn contest criticise criticize decry denounce deplore
        disagree disapprove dislike dismiss dispute doubt fear lament mock object oppose overrule
        overturn protest question rebuke regret reject resent resist ridicule slam veto""",
    "declines": "decline refuse",
    "offers": "guarantee offer pledge promise vow",
    "expects": """anticipate assume await envisage envision estimate expect forecast foresee predict
        project""",
    "asserts": """accuse allege argue assert believe claim consider contend deny maintain think""",
}
STANCE_OF_VERB: dict[str, Stance] = {
    verb: stance for stance, verbs in reversed(_STANCES.items()) for verb in verbs.split()
}

STANCE_OF_PHRASE: dict[tuple[str, str], Stance] = {
    ("agree", "with"): "supports",
    ("appeal", "for"): "demands",
    ("argue", "against"): "opposes",
    ("argue", "for"): "supports",
    ("believe", "in"): "supports",
    ("call", "for"): "demands",
    ("call", "on"): "demands",
    ("call", "upon"): "demands",
    ("campaign", "against"): "opposes",
    ("campaign", "for"): "demands",
    ("fight", "against"): "opposes",
    ("fight", "for"): "supports",
    ("hit", "out"): "opposes",
    ("insist", "on"): "demands",
    ("lash", "out"): "opposes",
    ("lobby", "against"): "opposes",
    ("lobby", "for"): "demands",
    ("look", "forward"): "supports",
    ("press", "for"): "demands",
    ("push", "back"): "opposes",
    ("push", "for"): "demands",
    ("rule", "out"): "declines",
    ("side", "with"): "supports",
    ("speak", "against"): "opposes",
    ("stand", "against"): "opposes",
    ("stand", "behind"): "supports",
    ("stand", "by"): "supports",
    ("stand", "with"): "supports",
    ("turn", "down"): "declines",
    ("vote", "against"): "opposes",
    ("vote", "for"): "supports",
}
"""A verb with the particle or preposition that makes it an attitude."""
ONLY_IN_A_PHRASE = frozenset({"appeal", "press", "push"})
"""Verbs that are no attitude by themselves: "press for" is, "press" is not."""
STANCE_OF_ADJECTIVE: dict[str, Stance] = {
    "against": "opposes", "afraid": "opposes", "angry": "opposes", "committed": "supports",
    "concerned": "opposes", "confident": "expects", "convinced": "asserts", "critical": "opposes",
    "determined": "supports", "disappointed": "opposes", "dismayed":
    "opposes", "furious": "opposes", "glad": "supports", "grateful":
    "supports", "hopeful": "supports", "keen": "supports", "opposed": "opposes", "optimistic":
    "expects", "outraged": "opposes", "pleased": "supports", "prepared": "offers", "proud":
    "supports", "ready": "offers", "reluctant": "opposes", "sceptical": "opposes", "skeptical":
    "opposes", "supportive": "supports", "sure":
    "expects", "unwilling": "declines", "willing": "offers", "unhappy": "opposes", "worried":
    "opposes", "saddened": "opposes", "shocked": "opposes", "alarmed": "opposes", "thankful":
    "supports", "happy": "supports",
}  # fmt: skip
STANCE_OF_NOUN: dict[str, Stance] = {
    "alarm": "opposes", "anger": "opposes", "appreciation": "supports", "backing": "supports",
    "belief": "asserts", "commitment": "supports", "concern": "opposes", "condolence": "supports",
    "confidence": "expects", "criticism": "opposes", "desire": "supports", "disappointment":
    "opposes", "dismay": "opposes", "dissatisfaction": "opposes", "doubt": "opposes", "favor":
    "supports", "favour": "supports", "fear": "opposes", "frustration": "opposes", "gratitude":
    "supports", "hope": "supports", "intention": "supports", "interest": "supports", "objection":
    "opposes", "optimism": "expects", "opposition": "opposes", "outrage": "opposes", "readiness":
    "offers", "regret": "opposes", "reluctance": "opposes", "reservation": "opposes",
    "satisfaction": "supports",
    "solidarity": "supports", "support": "supports", "willingness": "offers", "wish": "supports",
}  # fmt: skip
STANCE_OF_JUDGEMENT: dict[str, Stance] = {
    "absurd": "opposes", "appalling": "opposes", "cruel": "opposes", "dangerous": "opposes",
    "disappointing": "opposes", "disastrous": "opposes", "disgraceful": "opposes",
    "excellent": "supports", "fantastic": "supports", "flawed": "opposes", "illegal": "opposes",
    "inadequate": "opposes", "insufficient": "opposes", "irresponsible": "opposes",
    "misguided": "opposes", "outrageous": "opposes", "reckless": "opposes",
    "regretful": "opposes", "regrettable": "opposes", "ridiculous": "opposes",
    "shameful": "opposes", "shocking": "opposes", "stunning": "opposes", "terrible": "opposes",
    "unacceptable": "opposes", "undemocratic": "opposes", "unfair": "opposes",
    "unjust": "opposes", "unjustified": "opposes", "unlawful": "opposes",
    "unreasonable": "opposes", "wonderful": "supports", "wrong": "opposes",
}  # fmt: skip
"""Predicates by which a speaker judges what the subject names."""
URGENT = frozenset(
    """critical crucial essential fair imperative important necessary need right time urgent
    vital""".split()  # noqa: SIM905
)
"""In "it is … that" or "it is … to": what ought to be."""
COPULAS = frozenset({"be", "become", "feel", "remain", "seem", "stand", "stay"})
EXPRESSING = frozenset(
    """convey declare express give extend offer pledge reaffirm reiterate restate show state
    underline voice""".split()  # noqa: SIM905
)
"""With a noun of attitude for their object: "expressed its support"."""
NEGATED: dict[Stance, Stance] = {
    "supports": "opposes", "opposes": "supports", "demands": "declines", "offers": "declines",
    "expects": "expects", "declines": "asserts", "asserts": "asserts",
}  # fmt: skip

OBLIGING = frozenset({"must", "should", "ought", "need"})
FUTURE = frozenset({"will", "shall", "'ll", "wo", "would"})
PLANNING: dict[str, Certainty] = {
    "plan": "planned", "intend": "planned", "aim": "planned", "prepare": "planned", "agree":
    "planned", "promise": "planned", "pledge": "planned", "vow": "planned", "commit": "planned",
    "decide": "planned", "schedule": "scheduled", "set": "scheduled", "slate": "scheduled",
    "expect": "expected", "hope": "expected", "propose": "proposed", "go": "planned",
    "direct": "scheduled", "order": "scheduled", "due": "scheduled", "likely": "expected",
}  # fmt: skip

DECIDING = frozenset(
    """accept acquire agree announce appeal appoint approve arrive attend authorise authorize award
    back ban begin block build buy call cancel close complete conclude convene create cut decide
    declare deliver deploy direct discuss dismiss elect enter establish extend fail file fund grant
    halt host implement impose increase introduce invest issue join launch lead leave maintain meet
    merge negotiate nominate offer open order pass pay postpone present pressure produce provide
    publish pull purchase raise ratify reach recall reduce release replace resign restrict resume
    return rule sanction sell send sign start step stop strike submit suspend take travel veto
    visit vote withdraw work""".split()  # noqa: SIM905
)

DEEDS = frozenset(
    """agreement announcement contract deal decision dispute meeting negotiation offer
    pact plan proposal refusal request ruling statement talk talks treaty truce vote""".split()  # noqa: SIM905
)
"""Nouns for what somebody did or does with somebody."""
GROUP_NOUNS: dict[str, ActorKind] = {
    "delegation": "group", "delegations": "group", "negotiators": "group", "team": "group",
    "analysts": "group", "officials": "group", "leaders": "group",
    "critics": "group", "shareholders": "group", "workers": "group", "employees": "group",
    "ministers": "group", "lawmakers": "group", "senators": "group", "members": "group",
    "participants": "group", "parties": "group", "sides": "group", "experts": "group",
    "opponents": "group", "supporters": "group", "protesters": "group", "attorneys": "group",
    "economists": "group", "investors": "group", "creditors": "group", "dealers": "group",
    "consumers": "group", "customers": "group", "mediators": "group", "countries": "group",
    "nations": "group", "partners": "group", "states": "group", "companies": "group",
    "committee": "organisation", "board": "organisation", "union": "organisation",
    "court": "organisation", "company": "organisation", "commission": "organisation",
    "council": "organisation", "parliament": "organisation", "senate": "organisation",
    "house": "organisation", "congress": "organisation", "agency": "organisation",
    "department": "organisation", "ministry": "organisation", "party": "organisation",
    "bank": "organisation", "army": "organisation", "militia": "organisation",
    "trust": "organisation", "club": "organisation", "league": "organisation",
    "association": "organisation", "airline": "organisation", "authority": "organisation",
    "fund": "organisation", "firm": "organisation", "museum": "organisation",
    "university": "organisation", "foundation": "organisation", "police": "organisation",
    "navy": "organisation", "force": "organisation", "office": "organisation",
    "branch": "organisation", "bureau": "organisation", "regulator": "organisation",
    "watchdog": "organisation",
    "coalition": "organisation", "federation": "organisation", "group": "organisation",
    "opposition": "group", "staff": "group", "management": "group", "residents": "group",
    "government": "government", "administration": "government", "cabinet": "government",
    "kremlin": "government", "regime": "government",
}  # fmt: skip

METONYMS: dict[str, str] = {
    "moscow": "russia", "kremlin": "russia", "russian": "russia", "washington": "united states",
    "white house": "united states", "u.s.": "united states", "us": "united states",
    "u.s": "united states", "usa": "united states", "america": "united states",
    "american": "united states", "united states of america": "united states",
    "beijing": "china", "london": "united kingdom", "downing street": "united kingdom",
    "uk": "united kingdom", "britain": "united kingdom", "u.k.": "united kingdom",
    "kyiv": "ukraine", "kiev": "ukraine", "ankara": "turkey", "athens": "greece",
    "tehran": "iran", "jerusalem": "israel", "berlin": "germany", "paris": "france",
    "tokyo": "japan", "canberra": "australia", "ottawa": "canada", "new delhi": "india",
    "delhi": "india", "cairo": "egypt", "doha": "qatar", "brussels": "european union",
    "eu": "european union", "un": "united nations",
}  # fmt: skip
"""Capitals, seats of government and short forms, for the country or body they stand for."""

INANIMATE = frozenset(
    """act action agreement amendment announcement article attack bill case change condition
    contract data deal decision declaration development document draft effort evidence fact
    figure figures finding indicator indicators information issue it law legislation letter list
    measure memorandum move news number order plan policy poll price process product program
    project proposal provision question rate reason release report resolution result results
    review ruling rule sentence settlement situation standard statement step study survey talks
    tax text that there thing this time treaty truce vote war which work""".split()  # noqa: SIM905
)
"""Subjects of verbs of speech and attitude that nevertheless are no actor."""

NAMING = frozenset({"brand", "call", "consider", "deem", "describe", "dub", "label", "term"})
"""With an object and what it is called: "called the move an attack"."""

SIDES = frozenset(
    """companies countries governments leaders nations parties presidents sides
    states""".split()  # noqa: SIM905
)
"""Who "both …" and "the two …" can be."""

SPOKES = frozenset({"spokesman", "spokeswoman", "spokesperson", "spokespeople"})
OFFICERS = frozenset(
    """attorney ceo cfo chair chairman chairperson chairwoman chief coo counsel director
    executive founder general-secretary head lawyer manager officer official officials owner
    president representative secretary secretary-general vice-president""".split()  # noqa: SIM905
)
"""Who speaks for the body that the role names, as a spokesman does."""
PEOPLE = frozenset(
    """agent ally aide applicant assistant boy buyer campaign carrier chair child client community
    consultant crew critic crowd daughter diplomat economist envoy family father firm girl guard
    industry leadership majority management merchant migrant mother neighbour neighbor occupant
    opponent opposition owner parent participant patient proponent public rebel resident
    servant son source spouse staff student tenant troops victim voter wife husband
    youth""".split()  # noqa: SIM905
)
"""Nouns for people that their endings do not betray."""
PERSON_NOUNS = frozenset(
    """attorney boss candidate chair chairman chairwoman chief commissioner governor
    judge justice lawmaker leader manager mayor minister official officer premier
    president politician representative secretary senator speaker spokesman
    spokesperson spokeswoman""".split()  # noqa: SIM905
) | {"ceo", "cfo", "mp"}
