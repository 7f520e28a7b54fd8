"""Who holds what? Clauses of speech and attitude, with their holder.

"Moscow expects that …, Peskov added": the inner subject holds it, the outer one reports it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.draft import DraftPosition
from summarizer.propose.attitudes import (
    attitude,
    declines_to_say,
    feels,
    is_passive,
)
from summarizer.propose.cast import Cast
from summarizer.propose.claims import stance_in_speech
from summarizer.propose.clauses import is_negated, subject_of, worded
from summarizer.propose.cutting import ended
from summarizer.propose.figure import Figure
from summarizer.propose.lexicon import FUTURE, OBLIGING
from summarizer.propose.nouns import held_by_noun
from summarizer.propose.parsing import children, is_quoted
from summarizer.propose.pronouns import stands_for_a_thing
from summarizer.propose.questions import is_supposed
from summarizer.propose.telling import (
    comes_last,
    goes_on_telling,
    told_by,
    wants_to_say,
)
from summarizer.propose.voices import (
    CLAUSE,
    NOBODY,
    Voice,
    according_to,
    before_colon,
    is_speech,
    reported,
    tag_of,
    voice_of,
)
from summarizer.schema import Stance

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from summarizer.propose.recent import Pronoun

_BACK_TO = frozenset({"he", "she", "it", "they"})


def positions(
    number: int, sentence: "Doc", cast: Cast, before: Voice | None
) -> Iterator[DraftPosition]:
    """The positions that a sentence states.

    Args:
        number: Of its segment.
        sentence: Parsed.
        cast: The document's figures; learns who spoke last.
        before: Whose words the sentence goes on with, if it is a quotation that names nobody.
    """
    voice = before or Voice(None, cast.author)
    tag = tag_of(sentence)
    if tag is not None:
        voice = reported(sentence, cast)
    voice = according_to(sentence, cast, number) or before_colon(sentence, cast) or voice
    roots = [token for token in sentence if token.dep_ == "ROOT"]
    told = reported(sentence, cast) if len(roots) > 1 else NOBODY
    for root in roots:
        own = told if told.speaker and not is_speech(root) and is_quoted(root) else voice
        aside = (before is not None and voice is before) or own is told
        yield from _Reader(number, cast, tag, aside).held(root, own)
    for holder, stance, statement in held_by_noun(sentence, cast):
        yield DraftPosition(
            at=[number], holder=holder.name, reported_by="", stance=stance,
            statement=ended(statement),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the clauses of one sentence."""

    number: int
    cast: Cast
    tag: "Token | None"
    """The verb that only tells whose words they are."""
    aside: bool
    """It is but a further sentence of a long quotation: its plain claims are no positions."""

    def held(
        self, verb: "Token", voice: Voice, *, foretold: bool = False
    ) -> Iterator[DraftPosition]:
        """The positions in a clause, those in its inner clauses and those beside it."""
        if is_supposed(verb):
            return
        stance = attitude(verb)
        several = self._whose(verb, voice, stance)
        who = several[0] if several else None
        clauses = told_by(verb)
        if is_speech(verb) and declines_to_say(verb):
            stance = "declines"
        if is_speech(verb) and clauses and stance in {None, "asserts", "offers"}:
            inner = self._inner(verb, who, voice)
            for clause in clauses:
                yield from self.held(clause, inner, foretold=stance == "asserts")
        elif inner_speech := wants_to_say(verb):
            told = self._inner(verb, who, voice)
            for clause in inner_speech:
                yield from self.held(clause, told)
        elif stance and several:
            for one in several:
                yield self._position(verb, (_holder(one, voice), one), voice, stance)
        elif voice.holder and (said := self._said(verb, who, voice, foretold=foretold)):
            yield self._position(verb, (voice.holder, who), voice, said)
        yield from self._beside(verb, who, voice)
        yield from self._related(verb, voice)

    def _whose(self, verb: "Token", voice: Voice, stance: Stance | None) -> list[Figure]:
        """Who tells or holds it; in "said that A, and invited B" it is who said."""
        several = self._subjects(verb, voice, telling=bool(stance or is_speech(verb)))
        if stance and not several and voice.speaker and goes_on_telling(verb):
            return [voice.speaker]
        return several

    def _said(
        self, verb: "Token", who: Figure | None, voice: Voice, *, foretold: bool
    ) -> Stance | None:
        own = who is not None and who in {voice.holder, voice.speaker}
        own = own and not _is_everybody(verb, voice)
        spoken = voice.speaker is not None
        said = stance_in_speech(verb, own_act=own, spoken=spoken, foretold=foretold)
        subject = subject_of(verb)
        if subject is None:
            return None  # the parser has lost what it is about
        unknown = who is None and subject.lower_ in _BACK_TO
        vague = self.aside or unknown
        return None if vague and said in {"asserts", "expects"} else said

    def _beside(self, verb: "Token", who: Figure | None, voice: Voice) -> Iterator[DraftPosition]:
        """The clauses joined to a verb: "and called for …", ", calling it …"."""
        for other in verb.children:
            if other == self.tag or _is_denied_too(other):
                continue
            if other.dep_ == "conj" and other.pos_ in {"VERB", "AUX"} and _stands_alone(other):
                yield from self.held(other, voice)
            elif other.dep_ == "advcl" and other.tag_ == "VBG" and who:
                yield from self._added(other, who, voice)

    def _added(self, clause: "Token", who: Figure, voice: Voice) -> Iterator[DraftPosition]:
        if stance := attitude(clause):
            yield self._position(clause, (_holder(who, voice), who), voice, stance)

    def _related(self, verb: "Token", voice: Voice) -> Iterator[DraftPosition]:
        """What somebody named is said to hold in passing: "Mester, who preferred …"."""
        for noun in verb.subtree:
            if noun.pos_ != "PROPN" or _clause_of(noun) != verb:
                continue
            for clause in children(noun, "relcl"):
                stance = attitude(clause)
                subject = children(clause, "nsubj", "nsubjpass")
                if stance and subject and subject[0].lower_ == "who":
                    for who in self.cast.all_of(noun):
                        yield self._position(clause, (_holder(who, voice), who), voice, stance)

    def _subjects(self, verb: "Token", voice: Voice, *, telling: bool) -> list[Figure]:
        """Who holds it; whom a pronoun in somebody's words means is told by `_back_to`."""
        subject = subject_of(verb)
        if subject is None:
            return []
        if telling and is_passive(verb) and not feels(verb):
            nouns = (noun for by in children(verb, "agent") for noun in by.children)
            return next((found for noun in nouns if (found := self.cast.all_of(noun))), [])
        if voice.speaker and subject.lower_ in _BACK_TO:
            back = self._back_to(subject, voice)
            if back is not None:
                return back
        acts = telling or not is_passive(verb)
        return self.cast.all_of(
            subject, voice.holder, number=self.number if telling else 0, acts=acts
        )

    def _back_to(self, pronoun: "Token", voice: Voice) -> list[Figure] | None:
        """Whom a pronoun in somebody's words means; None where only the text before can tell.

        In a quotation it is never the one who speaks; in reported speech it mostly is.
        """
        quoted = is_quoted(pronoun) or self.aside
        if pronoun.lower_ in {"he", "she"}:
            if quoted:
                return []  # who that is cannot be told well enough
            if _is_of_another(voice):
                which: Pronoun = "he" if pronoun.lower_ == "he" else "she"
                other = self.cast.recent.person(which, but=voice.speaker)
                return [other] if other else []
            people = [who for who in (voice.holder, voice.speaker) if who and who.kind == "person"]
            return people[:1] or None
        body = voice.holder if voice.holder and voice.holder.kind != "person" else None
        if quoted or body is None or stands_for_a_thing(pronoun):
            return None
        return [body]

    def _inner(self, verb: "Token", who: Figure | None, voice: Voice) -> Voice:
        """Whose words the clause after a verb of speech is: "Putin has said …, Peskov added"."""
        self._note_body(verb, who)
        if who is None:
            return voice if subject_of(verb) is None or is_passive(verb) else NOBODY
        inner = voice_of(who, self.cast)
        if voice.speaker and comes_last(verb):
            return Voice(inner.speaker, voice.holder)  # "he said that …, the paper reported"
        return Voice(voice.speaker, inner.holder) if voice.speaker else inner

    def _note_body(self, verb: "Token", who: Figure | None) -> None:
        """Take the body that a spokesman tells of for the one that he speaks for."""
        leads = who is not None and who.kind == "person" and (who.is_spokes or who.is_officer)
        if who is None or who.body or not leads:
            return
        for clause in children(verb, *CLAUSE):
            subject = subject_of(clause)
            about = self.cast.who(subject) if subject is not None else None
            if about and about.kind in {"organisation", "government"}:
                who.body = about

    def _position(
        self, verb: "Token", whose: tuple[Figure, Figure | None], voice: Voice, stance: Stance
    ) -> DraftPosition:
        holder, subject = whose
        holder.holds += 1
        token = subject_of(verb)
        told_of = subject is not holder or is_passive(verb)
        word = token.lower_ if token is not None else ""
        if (told_of and word == "it") or _is_everybody(verb, voice):
            subject = None  # "it" in a mere claim is too often no actor; "we must" is not "I must"
        reporter = voice.speaker if voice.speaker and voice.speaker is not holder else None
        alone = tuple(
            c
            for c in children(verb, "conj", "advcl")
            if c == self.tag or (_stands_alone(c) if c.dep_ == "conj" else _adds_an_attitude(c))
        )
        return DraftPosition(
            at=[self.number],
            holder=holder.name,
            reported_by=reporter.name if reporter else "",
            stance=stance,
            statement=worded(verb, leave_out=alone, subject=subject, speaker=voice.holder),
        )


def _is_denied_too(clause: "Token") -> bool:
    """Whether the "not" of the clause before goes for it: "not aware that A, or that B"."""
    joining = {child.lower_ for child in children(clause.head, "cc") if child.i < clause.i}
    return clause.dep_ == "conj" and bool(joining & {"or", "nor"}) and is_negated(clause.head)


def _is_everybody(verb: "Token", voice: Voice) -> bool:
    """Whether "we" in a person's words are all of us: "we must", "we could", not "we want"."""
    subject = subject_of(verb)
    of_all = bool(_modals(verb) & (OBLIGING | {"could", "may", "might"}))
    one = voice.holder is not None and voice.holder.kind == "person"
    return one and of_all and subject is not None and subject.lower_ == "we"


def _is_of_another(voice: Voice) -> bool:
    """Whether the speaker is named by another: "her aide Joel Ssali said" is not of himself."""
    return voice.speaker is not None and voice.speaker.role.lower().startswith(("his ", "her "))


def _clause_of(noun: "Token") -> "Token | None":
    """The verb on which a noun hangs."""
    return next((above for above in noun.ancestors if above.pos_ in {"VERB", "AUX"}), None)


def _modals(verb: "Token") -> set[str]:
    return {child.lower_ for child in children(verb, "aux")}


def _stands_alone(verb: "Token") -> bool:
    """Whether a joined clause is a matter of its own: it has a subject, an attitude, a "not"."""
    refuses = bool(_modals(verb) & FUTURE) and is_negated(verb)
    tells = is_speech(verb) and bool(children(verb, *CLAUSE))
    return bool(children(verb, "nsubj", "nsubjpass") or attitude(verb) or refuses or tells)


def _adds_an_attitude(clause: "Token") -> bool:
    """Whether a clause in "-ing" tells an attitude of its own: ", calling it …"."""
    return clause.tag_ == "VBG" and attitude(clause) is not None


def _holder(who: Figure, voice: Voice) -> Figure:
    return voice.holder if voice.speaker is who and voice.holder else who
