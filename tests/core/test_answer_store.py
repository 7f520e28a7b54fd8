"""Answers about parts are kept for a later run: only for this very question to this very model."""

import json
import os
import stat
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.longread import answer_to, long_document, reads, towns_of
from support.openai_server import OpenAIServer, Request, Says, Sends, refusal
from support.scripted import ScriptedModel

from summarizer import Summary, summarize
from summarizer.answer_store import KEPT_DAYS, AnswerStore
from summarizer.draft import Draft, Malformed
from summarizer.endpoint import Endpoint, EndpointOptions
from summarizer.model import Answer, Message, Prompt
from summarizer.repair import Mended

PROMPT = Prompt("summary@1", (Message("user", "[1] The union votes."),), 0, 100)
ANSWER = Answer(Draft.model_validate(answer_to("")), truncated=True, mended=True)
FACTS = range(100, 160)


def store(folder: Path, identity: str = "here") -> AnswerStore:
    return AnswerStore(folder, identity)


def test_what_was_kept_is_found_by_another_process_s_store(tmp_path: Path) -> None:
    store(tmp_path).keep("m", PROMPT, Draft, ANSWER)
    assert store(tmp_path).find("m", PROMPT, Draft) == ANSWER


def test_a_malformed_item_comes_back_as_it_was(tmp_path: Path) -> None:
    draft = Draft.model_validate({"positions": [{"holder": 5}]})
    store(tmp_path).keep("m", PROMPT, Draft, Answer(draft))
    found = store(tmp_path).find("m", PROMPT, Draft)

    assert isinstance(draft.positions[0], Malformed)
    assert found == Answer(draft)


@pytest.mark.parametrize(
    "asked",
    [
        {"model": "another"},
        {"identity": "elsewhere"},
        {"response_type": Mended},
        {"prompt": replace(PROMPT, id="summary@2")},
        {"prompt": replace(PROMPT, max_output_tokens=200)},
        {"prompt": replace(PROMPT, messages=(Message("user", "[1] The union waits."),))},
        {"prompt": replace(PROMPT, messages=(Message("system", "[1] The union votes."),))},
    ],
    ids=str,
)
def test_no_answer_to_another_question_is_used(tmp_path: Path, asked: dict[str, Any]) -> None:
    store(tmp_path).keep("m", PROMPT, Draft, ANSWER)
    found = store(tmp_path, asked.get("identity", "here")).find(
        asked.get("model", "m"), asked.get("prompt", PROMPT), asked.get("response_type", Draft)
    )
    assert found is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-10],
        lambda data: data.replace(b"summer", b"winter"),
        lambda _: b"",
        lambda _: b"\xff\x00",
        lambda data: data.partition(b"\n")[2],
    ],
    ids=["cut off", "changed", "empty", "no text", "no checksum"],
)
def test_a_damaged_file_counts_as_not_there_and_is_written_anew(
    tmp_path: Path, damage: Any
) -> None:
    kept = store(tmp_path)
    kept.keep("m", PROMPT, Draft, ANSWER)
    [path] = tmp_path.iterdir()
    path.write_bytes(damage(path.read_bytes()))

    assert kept.find("m", PROMPT, Draft) is None
    kept.keep("m", PROMPT, Draft, ANSWER)
    assert kept.find("m", PROMPT, Draft) == ANSWER


def test_a_whole_file_of_another_form_counts_as_not_there(tmp_path: Path) -> None:
    """Its checksum is right; it is of an older release."""
    import hashlib  # noqa: PLC0415  # only here

    kept = store(tmp_path)
    kept.keep("m", PROMPT, Draft, ANSWER)
    [path] = tmp_path.iterdir()
    content = json.dumps({"value": {"positions": "none"}}).encode()
    path.write_bytes(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)

    assert kept.find("m", PROMPT, Draft) is None


def test_a_folder_that_cannot_be_made_costs_only_the_keeping(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    kept = store(tmp_path / "file" / "parts")
    kept.keep("m", PROMPT, Draft, ANSWER)

    assert kept.find("m", PROMPT, Draft) is None
    assert len(summarize(long_document(FACTS), model=small(), kept=kept).positions) == len(FACTS)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_full_disk_leaves_no_half_written_answer(tmp_path: Path) -> None:
    """A file system of 64 KB would need root; a quota on this process' files needs none."""
    import resource  # noqa: PLC0415  # not on Windows
    import signal  # noqa: PLC0415  # the same

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
        store(tmp_path).keep("m", PROMPT, Draft, ANSWER)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)

    assert list(tmp_path.iterdir()) == []


def test_only_the_user_can_read_it(tmp_path: Path) -> None:
    store(tmp_path / "parts").keep("m", PROMPT, Draft, ANSWER)
    [path] = (tmp_path / "parts").iterdir()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_was_not_used_for_long_is_deleted(tmp_path: Path) -> None:
    kept = store(tmp_path)
    kept.keep("m", PROMPT, Draft, ANSWER)
    kept.keep("other", PROMPT, Draft, ANSWER)
    (tmp_path / "left.part").write_text("of a process that was killed")
    (tmp_path / "mine.txt").write_text("not ours")
    old = time.time() - KEPT_DAYS * 86_400 - 60
    for path in tmp_path.iterdir():
        os.utime(path, (old, old))
    assert kept.find("m", PROMPT, Draft)  # being used makes it young again

    later = store(tmp_path)
    assert later.find("m", PROMPT, Draft)
    assert later.find("other", PROMPT, Draft) is None
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".txt"}


def test_many_may_write_the_same_answer_at_once(tmp_path: Path) -> None:
    stores = [store(tmp_path) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: one.keep("m", PROMPT, Draft, ANSWER), stores * 10))

    assert [path.suffix for path in tmp_path.iterdir()] == [".json"]
    assert store(tmp_path).find("m", PROMPT, Draft) == ANSWER


def small(script: Any = reads, **options: Any) -> ScriptedModel:
    return ScriptedModel(script, context_tokens=12_000, **options)


def visitors(summary: Summary) -> list[int]:
    return sorted(int(position.statement.split()[-2]) for position in summary.positions)


def test_a_later_run_asks_only_for_the_part_that_failed(tmp_path: Path) -> None:
    """Over a real endpoint: the server fails for one part, then it is well again."""
    server = OpenAIServer()
    ill = True

    def answered(request: Request) -> Says | Sends:
        if ill and 130 in towns_of(request.words):
            return refusal(422, "this part I do not like")
        return Says(json.dumps(answer_to(request.body["messages"][-1]["content"])))

    server.script(answered)
    with server.running():
        endpoint = Endpoint(
            "m", base_url=server.url, api_key="k", options=EndpointOptions(context_tokens=12_000)
        )
        kept = store(tmp_path, server.url)
        first = summarize(long_document(FACTS), model=endpoint, kept=kept)
        asked, ill = len(server.requests), False
        second = summarize(long_document(FACTS), model=endpoint, kept=kept)
        third = summarize(long_document(FACTS), model=endpoint, kept=store(tmp_path, server.url))

    assert len(first.unread) == 1
    assert set(visitors(first)) < set(FACTS)
    assert visitors(second) == visitors(third) == list(FACTS)
    assert second.unread == ()
    assert len(server.requests) == asked + 1
    assert (second.run.calls, third.run.calls) == (1, 0)


def test_what_was_mended_is_not_asked_for_again(tmp_path: Path) -> None:
    def script(prompt: Prompt, kind: type[Any]) -> Any:
        if prompt.id == "repair@1":
            return {}
        whole = reads(prompt, kind)
        whole["positions"][0]["statement"] = "Town1 expects 1,000,000 visitors."
        return whole

    summaries = [
        summarize(long_document(FACTS), model=small(script), kept=store(tmp_path)) for _ in "12"
    ]

    assert summaries[0].run.repairs > 0
    assert summaries[1].run.calls == 0
    assert summaries[0].dropped == summaries[1].dropped != ()


def test_another_model_of_the_same_name_is_asked_itself(tmp_path: Path) -> None:
    runs = [
        summarize(long_document(FACTS), model=small(), kept=store(tmp_path, address)).run.calls
        for address in ("https://a", "https://b", "https://a")
    ]
    assert runs[0] == runs[1] > 0
    assert runs[2] == 0


def test_a_text_that_fits_is_never_kept(tmp_path: Path) -> None:
    summarize(long_document(range(100, 110)), model=small(), kept=store(tmp_path))
    assert list(tmp_path.iterdir()) == []
