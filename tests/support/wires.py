"""A command line whose model is scripted: what a text says is what happens to it.

Also a program: ``python wires.py ARGS`` is ``summarizer ARGS`` with these wires.
"""

import time
from pathlib import Path
from typing import Any

from support.samples import run, strike_summary
from support.scripted import ScriptedModel

from summarizer import errors
from summarizer.cli.wiring import Wiring
from summarizer.config import Settings
from summarizer.document import Document
from summarizer.local.catalogue import ModelFile
from summarizer.model import (
    Budget,
    Message,
    Model,
    OnProgress,
    Profile,
    Progress,
    Prompt,
    Usage,
)
from summarizer.pipeline import Plan
from summarizer.schema import Summary, Unread

TOY = ModelFile(
    name="toy",
    file="toy.gguf",
    kind="file",
    bytes=4,
    sha256="0" * 64,
    licence="MIT",
    page="https://example.org",
    sources=(),
    profile="small",
    context_tokens=100,
)


def connect(settings: Settings) -> Model:
    """A model called as the settings say; `missing` is not there."""
    if settings.model == "missing":
        raise errors.NoModel("the model missing is not on this machine", hint="Pull it.")
    return ScriptedModel(name=settings.model or "scripted", dollars_a_token=0.00001)


def summarize(
    source: Document,
    *,
    model: Model,
    prompt: str,
    budget: Budget,
    on_progress: OnProgress,
    kept: Any,
) -> Summary:
    """Do what the first word of the text says: an error's name, `drop`, `unread` and others."""
    assert kept is None
    on_progress(Progress("load", 0, 1))
    on_progress(Progress("read", 50, 100))
    budget.spend(Usage(1, 100, 20, 10))
    word, *rest = source.text.split()
    if word == "slow":
        for written in range(100):
            on_progress(Progress("write", written, 0))
            time.sleep(float(rest[0]) / 100)
    if word == "interrupt":
        raise KeyboardInterrupt
    if word == "bug":
        raise ZeroDivisionError(source.text)
    if isinstance(error := getattr(errors, word, None), type):
        raise error("it went wrong", hint="Do better.")
    changes: dict[str, Any] = {} if word == "drop" else {"dropped": ()}
    if word == "unread":
        changes["unread"] = (Unread(segments=(2, 3, 5), reason="no answer in time"),)
    if word == "cut":
        changes["cut_off"] = (1, 2, 3)
    shown = strike_summary().document.model_copy(
        update={"source": source.source, "title": source.title, "date": source.date}
    )
    used = run(model=model.name, prompt=prompt or "summary@1")
    return strike_summary(title=source.text.split("\n")[0], document=shown, run=used, **changes)


def plan(document: Document, *, profile: Profile, context_tokens: int, prompt: str) -> Plan:
    """What `summarizer.pipeline.plan` gives; every line that says `part` is one."""
    prompt_id = prompt or "summary@1"
    parts = document.text.split("\npart ")
    questions = (
        Prompt(
            prompt_id,
            (Message("system", "Read."), Message("user", f"[{profile} {context_tokens}] {part}")),
            static=1,
            max_output_tokens=500,
        )
        for part in parts
    )
    return Plan(prompt_id, len(parts), tuple(questions))


def pull(model: ModelFile, *, directory: Path, on_progress: OnProgress) -> Path:
    on_progress(Progress("fetch", 4, 4))
    path = directory / model.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"GGUF")
    return path


WIRES = Wiring(
    connect=connect,
    summarize=summarize,
    kept=lambda _: None,
    plan=plan,
    catalogue=lambda: (TOY,),
    pull=pull,
)

if __name__ == "__main__":
    from summarizer.cli import main

    main(wiring=WIRES)
