"""A static prefix is evaluated once, kept without anything of a document, and read back."""

import stat
from collections.abc import Sequence
from pathlib import Path

import pytest

from summarizer.local import prefix
from summarizer.local.prefix import KEPT_FILES, KeptPrefixes, identity_of, make_directory
from summarizer.model import Message, OnProgress, ignore_progress

SYSTEM = (Message("system", "Summarize."), Message("user", "ex"), Message("assistant", "{}"))
OTHER = (Message("system", "Repair."),)
DOCUMENT = "The secret talks begin on Monday."


class FakeSlot:
    """One slot of an engine: holds a text, one token per character."""

    def __init__(self, directory: Path, *, window: int = 1000) -> None:
        self.directory = directory
        self.window = window
        self.holds = ""
        self.evaluated: list[str] = []
        self.restored: list[str] = []
        self.can_save = True
        self.can_restore = True

    def render(self, messages: Sequence[Message]) -> str:
        turns = "".join(f"<|{turn.role}|>{turn.content}<|end|>" for turn in messages)
        return f"{turns}<|assistant|>"

    def evaluate(self, text: str, _on_progress: OnProgress = ignore_progress) -> int:
        self.evaluated.append(text)
        if len(text) > self.window:
            return 0
        self.holds = text
        return len(text)

    def save(self, filename: str) -> int:
        if not self.can_save:
            (self.directory / filename).write_bytes(b"half")
            return 0
        (self.directory / filename).write_text(self.holds)
        return len(self.holds)

    def restore(self, filename: str) -> bool:
        self.restored.append(filename)
        if self.can_restore:
            self.holds = (self.directory / filename).read_text()
        return self.can_restore

    def ask(self, messages: Sequence[Message]) -> None:
        """What a question does to the slot."""
        self.holds = self.render((*messages, Message("user", DOCUMENT))) + "answer"


def states(directory: Path) -> list[Path]:
    return sorted(directory.glob("*.kv"))


def kept(slot: FakeSlot, identity: str = "model 1") -> KeptPrefixes:
    return KeptPrefixes(slot, slot.directory, identity)


def test_the_first_run_evaluates_and_keeps(tmp_path: Path) -> None:
    slot = FakeSlot(tmp_path)

    kept(slot).ensure(SYSTEM)

    assert slot.evaluated == [slot.holds]
    assert slot.holds == slot.render(SYSTEM).removesuffix("<|assistant|>") + "<|user|>"
    assert [path.read_text() for path in states(tmp_path)] == [slot.holds]


def test_the_second_run_reads_it_back(tmp_path: Path) -> None:
    kept(FakeSlot(tmp_path)).ensure(SYSTEM)
    slot = FakeSlot(tmp_path)

    kept(slot).ensure(SYSTEM)

    assert slot.evaluated == []
    assert slot.render((*SYSTEM, Message("user", DOCUMENT))).startswith(slot.holds)


def test_within_a_run_nothing_is_done_while_the_prefix_stays(tmp_path: Path) -> None:
    """What the slot holds beyond the prefix, such as the same document, is not thrown away."""
    slot = FakeSlot(tmp_path)
    prefixes = kept(slot)
    prefixes.ensure(SYSTEM)
    slot.ask(SYSTEM)
    held = slot.holds

    prefixes.ensure(SYSTEM)

    assert slot.holds == held
    assert slot.restored == []


def test_two_prefixes_take_turns(tmp_path: Path) -> None:
    slot = FakeSlot(tmp_path)
    prefixes = kept(slot)
    for messages in (SYSTEM, OTHER, SYSTEM, OTHER):
        prefixes.ensure(messages)
        slot.ask(messages)

    assert len(slot.evaluated) == len(slot.restored) == 2


def test_a_prompt_without_a_prefix_makes_the_slot_forget(tmp_path: Path) -> None:
    slot = FakeSlot(tmp_path)
    prefixes = kept(slot)
    prefixes.ensure(SYSTEM)
    prefixes.ensure(())
    slot.ask(())

    prefixes.ensure(SYSTEM)

    assert len(slot.restored) == 1


def test_no_document_is_ever_in_a_state(tmp_path: Path) -> None:
    slot = FakeSlot(tmp_path)
    prefixes = kept(slot)
    for messages in (SYSTEM, OTHER, SYSTEM):
        prefixes.ensure(messages)
        slot.ask(messages)

    assert len(states(tmp_path)) == 2
    assert not any("secret" in path.read_text() for path in tmp_path.iterdir())


def test_a_slot_that_holds_more_than_the_prefix_is_not_kept(tmp_path: Path) -> None:
    class Leaky(FakeSlot):
        def evaluate(self, text: str, on_progress: OnProgress = ignore_progress) -> int:
            tokens = super().evaluate(text, on_progress)
            self.holds += DOCUMENT
            return tokens

    kept(Leaky(tmp_path)).ensure(SYSTEM)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", [b"", b"half", None])
def test_a_damaged_state_never_reaches_the_engine(tmp_path: Path, damage: bytes | None) -> None:
    """llama.cpp aborts the process on a truncated one."""
    kept(FakeSlot(tmp_path)).ensure(SYSTEM)
    (path,) = states(tmp_path)
    path.write_bytes(path.read_bytes()[:-1] if damage is None else damage)
    slot = FakeSlot(tmp_path)

    kept(slot).ensure(SYSTEM)

    assert slot.restored == []
    assert len(slot.evaluated) == 1
    assert [path.read_text() for path in states(tmp_path)] == [slot.holds]


def test_a_state_that_the_engine_refuses_is_made_anew(tmp_path: Path) -> None:
    kept(FakeSlot(tmp_path)).ensure(SYSTEM)
    slot = FakeSlot(tmp_path)
    slot.can_restore = False

    kept(slot).ensure(SYSTEM)

    assert len(slot.restored) == len(slot.evaluated) == len(states(tmp_path)) == 1


def test_a_state_of_another_model_or_engine_is_not_used(tmp_path: Path) -> None:
    kept(FakeSlot(tmp_path), "model 1").ensure(SYSTEM)
    slot = FakeSlot(tmp_path)

    kept(slot, "model 2").ensure(SYSTEM)

    assert slot.restored == []


def test_a_full_disk_costs_nothing_but_the_state(tmp_path: Path) -> None:
    slot = FakeSlot(tmp_path)
    slot.can_save = False

    kept(slot).ensure(SYSTEM)

    assert slot.holds
    assert list(tmp_path.iterdir()) == []


def test_a_directory_that_vanished_costs_nothing_but_the_state(tmp_path: Path) -> None:
    slot = FakeSlot(tmp_path)
    prefixes = KeptPrefixes(slot, tmp_path / "gone", "model 1")

    prefixes.ensure(SYSTEM)

    assert slot.holds


def test_a_prefix_that_does_not_fit_is_left_to_the_question(tmp_path: Path) -> None:
    kept(FakeSlot(tmp_path, window=5)).ensure(SYSTEM)

    assert list(tmp_path.iterdir()) == []


def test_only_the_newest_states_stay(tmp_path: Path) -> None:
    slot = FakeSlot(tmp_path)
    for number in range(KEPT_FILES + 3):
        kept(slot).ensure((Message("system", f"version {number}"),))

    texts = [path.read_text() for path in states(tmp_path)]
    assert len(texts) == KEPT_FILES
    assert any(f"version {KEPT_FILES + 2}" in text for text in texts)


def test_states_are_for_the_user_only(tmp_path: Path) -> None:
    directory = tmp_path / "prefixes"
    make_directory(directory)
    kept(FakeSlot(directory)).ensure(SYSTEM)

    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in states(directory)] == [0o600]


def test_the_static_text_ends_where_prompts_begin_to_differ(tmp_path: Path) -> None:
    slot = FakeSlot(tmp_path)

    text = prefix.static_text(slot, SYSTEM)

    for document in ("", "1", DOCUMENT):
        assert slot.render((*SYSTEM, Message("user", document))).startswith(text)


def test_a_changed_model_file_has_another_identity(tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(b"GGUF1")
    before = identity_of(path, "1", 8192)
    path.write_bytes(b"GGUF22")

    assert len({before, identity_of(path, "1", 8192), identity_of(path, "2", 8192)}) == 3
