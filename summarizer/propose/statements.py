"""Who holds what? Clauses of speech and attitude, with their holder.

"Moscow expects that …, Peskov added": the inner subject holds it, the outer one reports it. What a
spokesman says without another subject is held by the body.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.draft import DraftPosition
from summarizer.propose.cast import Cast
from summarizer.propose.clauses import is_negated, subject_of, worded
from summarizer.propose.figure import Figure
from summarizer.propose.lexicon import (
    FUTURE,
    NAMING,
    NEGATED,
    OBLIGING,
    REPORT_VERBS,
    STANCE_OF_ADJECTIVE,
    STANCE_OF_NOUN,
    STANCE_OF_VERB,
)
from summarizer.propose.parsing import children
from summarizer.schema import Stance

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLAUSE = ("ccomp", "xcomp", "parataxis")


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words a clause is."""

    speaker: Figure | None
    """Who says it; none for the document itself."""
    holder: Figure | None
    """Who is behind it: the speaker, or the body that a spokesman speaks for."""


def positions(number: int, sentence: "Doc", cast: Cast, before: Voice) -> Iterator[DraftPosition]:
    """The positions that a sentence states.

    Args:
        number: Of its segment.
        sentence: Parsed.
        cast: The document's figures; learns who spoke last.
        before: Whose words the sentence before was; a quotation that names nobody goes on.
    """
    voice = before if _goes_on(sentence) else Voice(None, cast.author)
    voice = _according_to(sentence, cast, number) or voice
    for root in (token for token in sentence if token.dep_ == "ROOT"):
        yield from _Reader(number, cast).held(root, voice)


def reported(sentence: "Doc", cast: Cast) -> Voice:
    """Who says the sentence, if it is reported speech; else the author."""
    for token in sentence:
        if token.dep_ == "ROOT" and token.lemma_.lower() in REPORT_VERBS:
            subject = subject_of(token)
            speaker = cast.who(subject) if subject is not None else None
            return voice_of(speaker, cast)
    return Voice(None, cast.author)


def voice_of(speaker: Figure | None, cast: Cast) -> Voice:
    """The speaker, and the body behind a spokesman."""
    if speaker is None:
        return Voice(None, None)
    return Voice(speaker, (cast.body_of(speaker) if speaker.is_spokes else None) or speaker)


def _goes_on(sentence: "Doc") -> bool:
    return sentence.text.startswith(('"', "“")) and not any(
        token.lemma_.lower() in REPORT_VERBS and token.dep_ == "ROOT" for token in sentence
    )


def _according_to(sentence: "Doc", cast: Cast, number: int) -> Voice | None:
    for token in sentence:
        if token.lower_ == "according" and token.i + 2 < len(sentence):
            for name in (part for part in token.subtree if part.dep_ == "pobj"):
                return voice_of(cast.who(name, number=number), cast)
    return None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the clauses of one sentence."""

    number: int
    cast: Cast

    def held(self, verb: "Token", voice: Voice) -> Iterator[DraftPosition]:
        """The positions in a clause, those in its inner clauses and those beside it."""
        stance = _attitude(verb)
        reports = verb.lemma_.lower() in REPORT_VERBS
        subject = subject_of(verb)
        who = None
        if subject is not None and stance and _is_suffered(verb, subject):
            who = self._agent(verb)
        elif subject is not None:
            telling = self.number if stance or reports else 0
            who = self.cast.who(subject, voice.holder, number=telling)
        clauses = children(verb, *_CLAUSE)
        if reports and clauses and stance in {None, "asserts", "offers"}:
            inner = self._inner(who, voice)
            for clause in clauses:
                yield from self.held(clause, inner)
        elif inner_speech := _wants_to_say(verb):
            for clause in inner_speech:
                yield from self.held(clause, voice)
        elif stance and who:
            yield self._position(verb, (_holder(who, voice), who), voice, stance)
        elif voice.holder and (said := _said(verb, who, voice)):
            yield self._position(verb, (voice.holder, who), voice, said)
        yield from self._beside(verb, who, voice)

    def _beside(self, verb: "Token", who: Figure | None, voice: Voice) -> Iterator[DraftPosition]:
        """The clauses joined to a verb: "and called for …", ", calling it …"."""
        for other in verb.children:
            if other.dep_ == "conj" and other.pos_ in {"VERB", "AUX"} and _stands_alone(other):
                yield from self.held(other, voice)
            elif other.dep_ == "advcl" and other.tag_ == "VBG":
                stance = _attitude(other)
                if stance and who:
                    yield self._position(other, (_holder(who, voice), who), voice, stance)

    def _agent(self, verb: "Token") -> Figure | None:
        """Who holds it in "was ordered by the court"."""
        nouns = (noun for by in children(verb, "agent") for noun in by.children)
        return next((who for noun in nouns if (who := self.cast.who(noun))), None)

    def _inner(self, who: Figure | None, voice: Voice) -> Voice:
        """Whose words the clause after a verb of speech is: "Putin has said …, Peskov added"."""
        if who is None:
            return voice
        inner = voice_of(who, self.cast)
        return Voice(voice.speaker, inner.holder) if voice.speaker else inner

    def _position(
        self, verb: "Token", whose: tuple[Figure, Figure | None], voice: Voice, stance: Stance
    ) -> DraftPosition:
        holder, subject = whose
        reporter = voice.speaker if voice.speaker and voice.speaker is not holder else None
        return DraftPosition(
            at=[self.number],
            holder=holder.name,
            reported_by=reporter.name if reporter else "",
            stance=stance,
            statement=worded(
                verb,
                leave_out=tuple(c for c in children(verb, "conj") if _stands_alone(c)),
                subject=subject,
            ),
        )


def _stands_alone(verb: "Token") -> bool:
    """Whether a joined clause is a matter of its own: it has a subject, or tells an attitude."""
    return bool(children(verb, "nsubj", "nsubjpass") or _attitude(verb))


def _is_suffered(verb: "Token", subject: "Token") -> bool:
    """Whether the subject is not who holds it: "was ordered", but not "is committed"."""
    return subject.dep_ == "nsubjpass" and verb.lemma_ not in {"commit", "concern", "oppose"}


def _wants_to_say(verb: "Token") -> list["Token"]:
    """The clause said in "I want to inform you that …"."""
    for wish in children(verb, "xcomp"):
        if wish.lemma_.lower() in REPORT_VERBS and verb.lemma_ in {"want", "like", "wish"}:
            return children(wish, *_CLAUSE) or children(verb, "ccomp")
    return []


def _holder(who: Figure, voice: Voice) -> Figure:
    return voice.holder if voice.speaker is who and voice.holder else who


def _attitude(verb: "Token") -> Stance | None:
    """The stance that the verb, its adjective or its noun tells."""
    lemma = verb.lemma_.lower()
    stance = STANCE_OF_VERB.get(lemma)
    if lemma == "call":
        stance = (
            "demands" if any(c.lower_ in {"for", "on", "upon"} for c in verb.children) else None
        )
    if lemma in NAMING and children(verb, "oprd", "ccomp", "xcomp"):
        stance = "asserts"
    if lemma == "vote":
        stance = _vote(verb)
    if lemma == "commit" and children(verb, "auxpass"):
        stance = "supports"
    if lemma == "be":
        stance = _being(verb)
    return NEGATED[stance] if stance and is_negated(verb) else stance


def _is_statistic(verb: "Token") -> bool:
    """Whether a clause in the past gives a figure: a fact that is told, not held."""
    figures = {"MONEY", "PERCENT", "QUANTITY", "CARDINAL"}
    return verb.tag_ in {"VBD", "VBN"} and any(t.ent_type_ in figures for t in verb.subtree)


def _vote(verb: "Token") -> Stance | None:
    sides = {child.lower_ for child in verb.children}
    if "against" in sides:
        return "opposes"
    return "supports" if sides & {"for", "to"} else None


def _being(verb: "Token") -> Stance | None:
    """The stance of "is opposed to", "is in favor of"."""
    for child in verb.children:
        if child.dep_ in {"acomp", "attr", "ccomp"} and (
            stance := STANCE_OF_ADJECTIVE.get(child.lemma_.lower())
        ):
            return stance if stance != "offers" or children(child, "xcomp") else None
        if child.dep_ == "prep":
            for noun in child.children:
                if stance := STANCE_OF_NOUN.get(noun.lemma_.lower()):
                    return stance
    return None


def _said(verb: "Token", who: Figure | None, voice: Voice) -> Stance | None:
    """The stance of a plain clause that somebody says; none for what an author merely tells."""
    modals = {child.lower_ for child in children(verb, "aux")}
    if is_negated(verb) and modals & (FUTURE | {"can", "could", "ca"}):
        return "declines"
    if (modals & OBLIGING and not is_negated(verb)) or (
        verb.lemma_ in {"need", "require"} and voice.speaker
    ):
        return "demands"
    if modals & FUTURE:
        return None if who in {voice.holder, voice.speaker} and who else "expects"
    going_on = verb.tag_ == "VBG" and modals & {"is", "are"}
    return "asserts" if voice.speaker and not going_on and not _is_statistic(verb) else None
