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
    "demands": """ask beg call demand implore insist instruct invite order plead press request
        require seek urge want""",
    "supports": """applaud approve appreciate back celebrate champion commend congratulate embrace
        endorse favor favour hail hope laud like love praise prefer reaffirm recognize respect
        support thank value want welcome wish""",
    "opposes": """blame condemn criticise criticize decry denounce deplore dislike fear lament
        object oppose protest regret reject resent resist slam""",
    "declines": "decline refuse",
    "offers": "commit offer pledge promise vow",
    "expects": "anticipate assume await estimate expect forecast foresee predict project",
    "asserts": """accuse allege argue assert believe claim consider contend deny insist maintain
        think""",
}
STANCE_OF_VERB: dict[str, Stance] = {
    verb: stance for stance, verbs in reversed(_STANCES.items()) for verb in verbs.split()
}

STANCE_OF_ADJECTIVE: dict[str, Stance] = {
    "against": "opposes", "afraid": "opposes", "angry": "opposes", "committed": "supports",
    "concerned": "opposes", "confident": "expects", "convinced": "asserts", "critical": "opposes",
    "determined": "supports", "disappointed": "opposes", "glad": "supports", "grateful":
    "supports", "hopeful": "supports", "keen": "supports", "opposed": "opposes", "optimistic":
    "expects", "pleased": "supports", "proud": "supports", "ready": "offers", "reluctant":
    "opposes", "sceptical": "opposes", "skeptical": "opposes", "supportive": "supports", "sure":
    "expects", "unwilling": "declines", "willing": "offers", "worried": "opposes",
}  # fmt: skip
STANCE_OF_NOUN: dict[str, Stance] = {
    "favor": "supports", "favour": "supports", "support": "supports", "opposition": "opposes",
}  # fmt: skip
NEGATED: dict[Stance, Stance] = {
    "supports": "opposes", "opposes": "supports", "demands": "declines", "offers": "declines",
    "expects": "expects", "declines": "declines", "asserts": "asserts",
}  # fmt: skip

OBLIGING = frozenset({"must", "should", "ought", "need"})
FUTURE = frozenset({"will", "shall", "'ll", "wo", "would"})
PLANNING: dict[str, Certainty] = {
    "plan": "planned", "intend": "planned", "aim": "planned", "prepare": "planned", "agree":
    "planned", "promise": "planned", "pledge": "planned", "vow": "planned", "commit": "planned",
    "decide": "planned", "schedule": "scheduled", "set": "scheduled", "slate": "scheduled",
    "expect": "expected", "hope": "expected", "propose": "proposed", "go": "planned",
    "direct": "scheduled", "order": "scheduled",
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

GROUP_NOUNS: dict[str, ActorKind] = {
    "delegation": "group", "delegations": "group", "negotiators": "group", "team": "group",
    "residents": "group", "analysts": "group", "officials": "group", "leaders": "group",
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

SPOKES = frozenset({"spokesman", "spokeswoman", "spokesperson", "spokespeople", "secretary"})
PERSON_NOUNS = frozenset(
    """attorney boss candidate chair chairman chairwoman chief commissioner governor judge justice
    lawmaker leader manager mayor minister official officer premier president politician
    representative secretary senator speaker spokesman spokesperson spokeswoman""".split()  # noqa: SIM905
) | {"ceo", "cfo", "mp"}
