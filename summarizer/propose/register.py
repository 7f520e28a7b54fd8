"""Which figures does a document have? Forms of one name are put together.

A surname goes with the full name, an acronym with its long form, a capital with its country.
"""

from collections import Counter

from summarizer.propose.figure import Figure
from summarizer.propose.lexicon import GROUP_NOUNS, METONYMS
from summarizer.propose.mentions import (
    content_of,
    heads_of,
    key_of,
    kind_of,
    names_an_office,
    plain_name,
)
from summarizer.schema import ActorKind

_COMPANY_FORMS = frozenset(
    "ag co company corp corporation group holdings inc limited llc ltd nv plc sa se".split()  # noqa: SIM905
)
_WHOLE_COUNTRY = {"central", "federal", "national"}
"""In the name of the government that "the Government" is, beside those of states and others."""


class Register:
    """The figures by the keys of their names."""

    def __init__(self) -> None:
        self._by_key: dict[str, Figure] = {}

    @property
    def figures(self) -> list[Figure]:
        """Each once, in order of first mention."""
        once = {id(figure): figure for figure in self._by_key.values()}
        return sorted(once.values(), key=lambda figure: figure.segments[0])

    def by_name(self, name: str) -> Figure | None:
        """The figure with this name, surname or metonym."""
        key = key_of(name)
        return self._by_key.get(key) or self._by_key.get(METONYMS.get(key, ""))

    def bodies_by_form(self) -> list[tuple[str, Figure]]:
        """Every form of name that stands for a body, metonyms included."""
        metonyms = ((key, self.by_name(key)) for key in METONYMS)
        forms = [*self._by_key.items(), *((key, body) for key, body in metonyms if body)]
        return [(key, body) for key, body in forms if body.kind != "person"]

    def headed_by(self, noun: str) -> Figure | None:
        """The one named with this noun: "the museum" is the Museum of Veldhaven."""
        named = [f for f in self.figures if noun in heads_of(f.name)]
        return max(named, key=lambda f: len(f.segments)) if named else None

    def add(
        self, number: int, text: str, kind: ActorKind, role: str, *, as_place: bool = False
    ) -> None:
        """Note a mention of somebody in a segment; ``as_place``: of where something is."""
        name = plain_name(text)
        key = key_of(name)
        if len(key) < 2:
            return
        key = METONYMS.get(key, key)
        figure = self._by_key.setdefault(key, Figure(kind_of(name, kind)))
        figure.names[name] += 1
        figure.as_place += as_place
        figure.role = figure.role or role
        if number not in figure.segments:
            figure.segments.append(number)

    def introduce(self, number: int, name: str, kind: ActorKind, role: str) -> Figure:
        """Make somebody known whom no sentence names; the figure that has the name."""
        self.add(number, name, kind, role)
        self.unite_surnames()
        figure = self._by_key[key_of(name)]
        first = self._by_key.get(key_of(name.split(maxsplit=1)[0]))
        if kind == "person" and first and first is not figure and len(first.name.split()) == 1:
            self._absorb(figure, first)
        return figure

    def unite(self) -> None:
        """Put the forms of each name together."""
        for figure in self.figures:
            if figure.kind == "person" and figure.as_place == figure.names.total():
                figure.kind = "government"
        self._unite_companies()
        self.unite_surnames()
        self._unite_titled()
        self.unite_surnames()
        self._unite_bodies()

    def _unite_companies(self) -> None:
        """Put "Tronox", taken for a person, with Tronox Limited."""
        for figure in self.figures:
            first, _, form = figure.name.partition(" ")
            short = self._by_key.get(key_of(first))
            if short and short is not figure and form.lower().strip(".") in _COMPANY_FORMS:
                self._absorb(figure, short)
                figure.kind = "organisation"

    def unite_surnames(self) -> None:
        """Put a surname with the full name."""
        people = [f for f in self.figures if f.kind == "person" and len(f.name.split()) > 1]
        for full in people:
            words = full.name.split()
            for start in range(1, len(words)):
                self._unite_surname(full, " ".join(words[start:]))

    def _unite_surname(self, full: Figure, surname: str) -> None:
        short = self._by_key.get(key_of(surname))
        is_last = " " not in surname
        if short and short is not full and (is_last or short.kind == "person"):
            if len(short.name.split()) > len(surname.split()):
                return
            full.role = full.role or short.role
            full.title = full.title or short.title
            self._absorb(full, short)
        if is_last:
            self._by_key.setdefault(key_of(surname), full)

    def _unite_titled(self) -> None:
        """A name taken for a body's that has a known surname: "Skipper Ingvall", "Wendy Caird"."""
        for figure in self.figures:
            first, _, last = figure.name.rpartition(" ")
            if figure.kind not in {"organisation", "government"} or not first or " " in first:
                continue
            person = self._by_key.get(last.lower())
            if person and person is not figure and person.kind == "person":
                if names_an_office(first):
                    figure.names = Counter({last: figure.names.total()})
                    self._absorb(person, figure)
                elif " " not in person.name:
                    figure.kind = "person"
                    figure.title = person.title

    def _unite_bodies(self) -> None:
        """An acronym with its long form, "our delegation" with "the Russian delegation"."""
        for key, figure in list(self._by_key.items()):
            acronym = "".join(word[0] for word in figure.name.split() if word[0].isupper()).lower()
            for start in range(max(1, len(acronym) - 2)):
                short = self._by_key.get(acronym[start:])
                if len(acronym) > 1 and short and short is not figure and key != acronym:
                    self._absorb(figure, short)
        self._unite_shortened()
        bodies = [f for f in self.figures if f.kind != "person"]
        bodies.sort(key=lambda body: len(content_of(body.name)), reverse=True)
        for short in bodies:
            words = content_of(short.name)
            known = {id(f): f for f in self._by_key.values()}.values()
            longer = [f for f in known if words < content_of(f.name) and words & GROUP_NOUNS.keys()]
            longer = [body for body in longer if body.kind != "group" or " and " not in body.name]
            longer = [body for body in longer if words & heads_of(body.name)]
            if len(longer) > 1 and short.kind == "government" and short.name.istitle():
                named = [body for body in longer if body.name.istitle()]
                whole = [body for body in named if _WHOLE_COUNTRY & content_of(body.name)]
                longer = whole or named
            if len(longer) == 1:
                self._absorb(longer[0], short)

    def _unite_shortened(self) -> None:
        """Put "Ford" with the Ford Motor Company, if there is but one that it can be short for."""
        bodies = [f for f in self.figures if f.kind in {"organisation", "group"}]
        for short in bodies:
            longer = [f for f in bodies if key_of(f.name).startswith(f"{key_of(short.name)} ")]
            longer = [body for body in longer if body.kind == short.kind]
            if len(longer) == 1 and short.name[:1].isupper():
                self._absorb(longer[0], short)

    def _absorb(self, figure: Figure, other: Figure) -> None:
        figure.names.update(other.names)
        figure.segments = sorted({*figure.segments, *other.segments})
        for key, known in self._by_key.items():
            if known is other:
                self._by_key[key] = figure
