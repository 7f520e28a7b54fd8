"""What are the words of an actor's name, and when may two names mean the same?

Articles do not count, nor do a person's titles. The tables are English.
"""

from summarizer.checks.words import fold, word_set, words

_ARTICLES = word_set("the a an")
_TITLES = word_set(
    "mr mrs ms dr sir dame lord lady president vice deputy prime first minister secretary senator"
    " chancellor judge justice general colonel admiral king queen prince princess governor mayor"
    " chairman chairwoman chair chief professor pope sen rep gov gen spokesman spokeswoman"
)
_SUFFIXES = word_set("jr sr ii iii iv v")
FILLERS = word_set("of and for inc ltd plc corp co llc")
"""Words that an acronym leaves out, and that may stand or be missing in a name."""
_SHORTEST_ACRONYM = 2

Name = tuple[str, ...]
"""The words of a name in lower case, without articles, and of a person's without titles."""


def is_proper(spelling: str) -> bool:
    """Whether a word of it has a capital; an article at the beginning of a sentence has one too."""
    return any(word[0].isupper() and word.lower() not in _ARTICLES for word in words(spelling))


def name_of(spelling: str, *, is_person: bool) -> Name:
    """The words of a name.

    Args:
        spelling: As a part writes it.
        is_person: Whether titles and suffixes are left out.
    """
    all_words = plain(spelling)
    if not is_person:
        return all_words
    return tuple(word for word in all_words if word not in _TITLES | _SUFFIXES) or all_words


def plain(spelling: str) -> Name:
    """The words of a name with its titles; a possessive is the name itself."""
    parts = (fold(word).removesuffix("'s") for word in words(spelling.replace(".", "")))
    return tuple(part for part in parts if part not in _ARTICLES)


def fit(one: Name, two: Name) -> bool:
    """The same surname, and given names of which one may be the other's initial."""
    if not one or not two or one[-1] != two[-1]:
        return False
    given = zip(one[:-1], two[:-1], strict=False)
    return all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in given)


def shortens(short: Name, full: Name) -> bool:
    """Whether one is the first letters of the other: "UAW", "United Auto Workers"."""
    letters = "".join(word[0] for word in full if word not in FILLERS)
    return len(letters) >= _SHORTEST_ACRONYM and short == (letters,)
