"""Which names stand for the same country, union or city?"""

from summarizer.checks.words import fold

_SAME = (
    "us usa u.s u.s.a united-states america american americans washington",
    "uk u.k united-kingdom britain british briton britons great-britain london england english",
    "eu e.u european-union europe european europeans brussels",
    "un u.n united-nations",
    "uae united-arab-emirates emirati emirates",
    "france french paris",
    "germany german germans berlin",
    "spain spanish spaniards madrid",
    "netherlands dutch hague",
    "greece greek greeks athens hellenic",
    "turkey turkiye turkish turks ankara",
    "poland polish poles warsaw",
    "denmark danish danes copenhagen",
    "sweden swedish swedes stockholm",
    "switzerland swiss bern",
    "wales welsh",
    "scotland scottish scots",
    "ireland irish dublin",
    "china chinese beijing",
    "russia russian russians moscow kremlin",
    "ukraine ukrainian ukrainians kyiv kiev",
    "thailand thai thais",
    "cyprus cypriot cypriots nicosia",
    "israel israeli israelis jerusalem",
    "iran iranian iranians tehran",
    "iraq iraqi iraqis baghdad",
    "saudi saudis saudi-arabia riyadh",
    "yemen yemeni yemenis sanaa",
    "sudan sudanese khartoum",
    "japan japanese tokyo",
    "india indian indians delhi",
    "norway norwegian norwegians oslo",
    "finland finnish finns helsinki",
    "belgium belgian belgians",
    "portugal portuguese lisbon",
    "czechia czech czechs prague",
    "philippines filipino filipinos philippine manila",
    "peru peruvian peruvians",
    "brazil brazilian brazilians brasilia",
    "egypt egyptian egyptians cairo",
    "libya libyan libyans tripoli",
)
_COUNTRY = {name: names.split()[0] for names in _SAME for name in names.split()}
_LONG_NAMES = tuple(name for name in _COUNTRY if "-" in name)


def country(name: str) -> str:
    """One key for all forms of a country's or union's name, or an empty string.

    Args:
        name: A name of one or more words, with or without an article: "the U.S.", "Russians".
    """
    key = fold(name).removeprefix("the ").removesuffix("'s").strip(" .'").replace(" ", "-")
    return _COUNTRY.get(key) or _COUNTRY.get(key.replace(".", "")) or ""


def countries(text: str) -> set[str]:
    """The keys of all countries and unions that a text names, in whatever form."""
    joined = fold(text).replace("u.s.", "us ").replace("u.k.", "uk ").replace(" ", "-")
    found = {_COUNTRY[name] for name in _LONG_NAMES if name in joined}
    return found | {
        key
        for word in joined.replace("-", " ").split()
        if (key := country(word.strip(",.;:!?()\"“”'\u2019")))
    }
