"""From a peer's answer to a `Summary`, so that one scorer can hold all systems to one label.

Nothing that a peer said is dropped or mended. Where its form lacks what a `Summary` must have, what
costs it least is put; ``docs/peers.md`` lists these rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from evals.cases import Case
from evals.peers.answers import (
    Answer,
    Told,
    draft_actor,
    from_extractions,
    from_quoted,
    mended,
    text_of,
    texts_of,
    word_of,
)
from evals.peers.quoted import QuotedSummary
from evals.peers.systems import OURS
from evals.peers.trials import Trial
from summarizer.checks import resolve_actor
from summarizer.draft import DraftActor
from summarizer.schema import (
    Actor,
    Certainty,
    Condition,
    DocumentInfo,
    Evidence,
    ItemKind,
    NextStep,
    Position,
    Run,
    Stance,
    Status,
    Summary,
)


def summary_of(trial: Trial, case: Case, *, mend_cut: bool = False) -> Summary:
    """What a system said of a case; nothing, if it failed.

    Args:
        trial: Its reading.
        case: What it read.
        mend_cut: Save the complete items of an answer that was cut off, as the product does with
            its own. The peer does not.
    """
    if mend_cut and trial.answer is None:
        trial = trial.model_copy(update={"answer": mended(trial.last_text)})
    run = run_of(trial)
    if trial.system == OURS and trial.answer is not None:
        return Summary.model_validate({**trial.answer, "run": run})
    return assembled(_answer(trial, case), case, run)


def _answer(trial: Trial, case: Case) -> Answer:
    if trial.answer is None:
        return Answer(())
    if "extractions" in trial.answer:
        return from_extractions(trial.answer["extractions"], case)
    return from_quoted(QuotedSummary.model_validate(trial.answer), case)


@dataclass
class _Cast:
    """The listed actors, and those that only a holder's name brings in."""

    actors: list[Actor] = field(default_factory=list)
    drafts: list[DraftActor] = field(default_factory=list)

    def add(self, fields: Mapping[str, Any], evidence: tuple[Evidence, ...]) -> str:
        draft = draft_actor(text_of(fields, "name"), fields)
        actor = Actor(
            id=f"a{len(self.actors) + 1}",
            name=draft.name,
            aliases=tuple(draft.aliases),
            kind=draft.kind,
            role=draft.role,
            evidence=evidence,
        )
        self.actors.append(actor)
        self.drafts.append(draft)
        return actor.id

    def id_of(self, name: str) -> str | None:
        found = resolve_actor(name, self.drafts) if name else None
        return next(
            (a.id for a, d in zip(self.actors, self.drafts, strict=True) if d is found), None
        )

    def holder(self, name: str, evidence: tuple[Evidence, ...]) -> str:
        """The id of a holder; one who is not listed is named as an actor by being one."""
        if not name:
            return ""
        return self.id_of(name) or self.add({"name": name}, evidence)


def assembled(answer: Answer, case: Case, run: Run) -> Summary:
    """Give ids, and make names into references.

    Args:
        answer: What the peer said.
        case: What it read.
        run: What it cost.
    """
    cast = _Cast()
    for item in _of("actor", answer):
        cast.add(item.fields, item.evidence)
    positions = tuple(_position(n, item, cast) for n, item in enumerate(_of("position", answer), 1))
    return Summary(
        title=answer.title,
        gist=answer.gist,
        document=DocumentInfo(
            source=case.slug,
            title=case.meta.title,
            date=case.meta.date.isoformat(),
            characters=len(case.text),
            segments=len(case.document.segments),
        ),
        actors=tuple(cast.actors),
        positions=positions,
        conditions=tuple(
            _condition(n, item, cast) for n, item in enumerate(_of("condition", answer), 1)
        ),
        next_steps=tuple(
            _next_step(n, item, cast) for n, item in enumerate(_of("next_step", answer), 1)
        ),
        dropped=(),
        run=run,
    )


def run_of(trial: Trial) -> Run:
    """What a trial cost, in the product's form."""
    spent = trial.spent
    return Run(
        model=trial.model,
        prompt=trial.system,
        calls=spent.calls,
        repairs=0,
        input_tokens=spent.input_tokens,
        output_tokens=spent.output_tokens,
        cached_tokens=spent.cached_tokens,
        seconds=round(trial.seconds, 3),
        cost_usd=None,
    )


def _of(kind: ItemKind, answer: Answer) -> list[Told]:
    return [item for item in answer.items if item.kind == kind]


def _position(number: int, item: Told, cast: _Cast) -> Position:
    return Position(
        id=f"p{number}",
        holder=cast.holder(text_of(item.fields, "holder"), item.evidence),
        reported_by=cast.id_of(text_of(item.fields, "reported_by")),
        stance=word_of(item.fields, "stance", Stance, "asserts"),
        statement=text_of(item.fields, "statement"),
        evidence=item.evidence,
    )


def _condition(number: int, item: Told, cast: _Cast) -> Condition:
    return Condition(
        id=f"c{number}",
        requirement=text_of(item.fields, "requirement"),
        gates=text_of(item.fields, "gates"),
        set_by=cast.id_of(text_of(item.fields, "set_by")),
        status=word_of(item.fields, "status", Status, "open"),
        evidence=item.evidence,
    )


def _next_step(number: int, item: Told, cast: _Cast) -> NextStep:
    ids = (cast.id_of(name) for name in texts_of(item.fields, "actors"))
    return NextStep(
        id=f"s{number}",
        actors=tuple(dict.fromkeys(found for found in ids if found)),
        action=text_of(item.fields, "action"),
        when=text_of(item.fields, "when"),
        due="",
        certainty=word_of(item.fields, "certainty", Certainty, "planned"),
        depends_on=(),
        evidence=item.evidence,
    )
