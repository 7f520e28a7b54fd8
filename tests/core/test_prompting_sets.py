"""A prompt set is read from its folder; a broken or unknown one is told as such."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import prompting
from summarizer.document import Document
from summarizer.errors import PromptNotFound
from summarizer.model import Profile
from summarizer.prompting import Example, PromptInfo, PromptSet


def test_the_sets_that_there_are() -> None:
    assert {"guided@1", "repair@1", "summary@1"} <= set(prompting.available())


@pytest.mark.parametrize("prompt_id", prompting.available())
def test_every_set_loads_and_says_what_it_is_for(prompt_id: str) -> None:
    loaded = prompting.load(prompt_id)

    assert loaded.id == prompt_id
    assert loaded.info.description
    assert loaded.system
    assert len(loaded.sha256) == 64


@pytest.mark.parametrize(("profile", "reading"), [("small", "guided"), ("large", "whole")])
def test_each_profile_has_a_default(profile: Profile, reading: str) -> None:
    assert prompting.load(prompting.default_for(profile)).info.reading == reading


@pytest.mark.parametrize(
    "prompt_id",
    ["", "summary", "summary@", "summary@0", "summary@01", "@1", "../etc@1", "Summary@1",
     "summary@1/../../x", "summary@1\n", "summary @1", "sum{mary}@1"],
)  # fmt: skip
def test_what_is_no_prompt_id_is_told_how_to_be_one(prompt_id: str) -> None:
    with pytest.raises(PromptNotFound, match="is no prompt") as caught:
        prompting.load(prompt_id)
    assert "NAME@VERSION" in caught.value.hint


@pytest.mark.parametrize("prompt_id", ["summary@99", "nothing@1"])
def test_an_unknown_prompt_is_told_which_there_are(prompt_id: str) -> None:
    with pytest.raises(PromptNotFound, match=f"no prompt {prompt_id}") as caught:
        prompting.load(prompt_id)
    assert "summary@1" in caught.value.hint


def folder_with(tmp_path: Path, **changes: str | None) -> Path:
    """A prompt's folder; a name given as none has no file."""
    files: dict[str, str | None] = {
        "prompt.toml": 'description = "A test."\nreading = "whole"\nmax_output_tokens = 9\n',
        "system.md": "Do it.\n",
        "user.md.jinja": "{{ x }}",
        "examples/1.json": '{"values": {"x": 1}, "answer": {}}',
        **changes,
    }
    for name, content in files.items():
        if content is not None:
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(content)
    return tmp_path


def test_a_folder_is_read(tmp_path: Path) -> None:
    read = prompting.read_set("made@1", folder_with(tmp_path))

    assert (read.id, read.system, len(read.examples)) == ("made@1", "Do it.", 1)


@pytest.mark.parametrize(
    "changes",
    [
        {"prompt.toml": None},
        {"system.md": None},
        {"user.md.jinja": None},
        {"prompt.toml": "description = "},
        {"prompt.toml": 'description = "A test."\nreading = "aloud"\nmax_output_tokens = 9'},
        {"prompt.toml": 'description = "A test."\nreading = "whole"\nmax_output_tokens = 0'},
        {"prompt.toml": 'description = "."\nreading = "whole"\nmax_output_tokens = 9\nx = 1'},
        {"examples/1.json": "{"},
        {"examples/1.json": '{"values": {}, "answer": {}, "more": 1}'},
    ],
)
def test_a_broken_folder_is_told_by_the_name_of_the_prompt(
    tmp_path: Path, changes: dict[str, str | None]
) -> None:
    with pytest.raises(PromptNotFound, match="the prompt made@1 is broken"):
        prompting.read_set("made@1", folder_with(tmp_path, **changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"system.md": "Do it!\n"},
        {"user.md.jinja": "{{ x }}\n"},
        {"examples/1.json": '{"values": {"x": 2}, "answer": {}}'},
        {"examples/2.json": '{"values": {"x": 1}, "answer": {}}'},
        {"examples/1.json": None, "examples/0.json": '{"values": {"x": 1}, "answer": {}}'},
    ],
)
def test_any_change_of_any_file_changes_the_hash(
    tmp_path: Path, changes: dict[str, str | None]
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    before = prompting.read_set("made@1", folder_with(tmp_path / "a"))
    after = prompting.read_set("made@1", folder_with(tmp_path / "b", **changes))

    assert before.sha256 != after.sha256


def made(user: str, examples: tuple[Example, ...] = ()) -> PromptSet:
    info = PromptInfo(description="A test.", reading="whole", max_output_tokens=7)
    return PromptSet("made@1", info, "Do it.", user, examples, "0" * 64)


def test_turns_are_system_then_pairs_then_the_question() -> None:
    example = Example(values={"x": "{{ one }}"}, answer={"a": ["é", 1]})
    prompt = made("Say {{ x }}\n", (example,)).render({"x": "{% two"})

    assert [(turn.role, turn.content) for turn in prompt.messages] == [
        ("system", "Do it."),
        ("user", "Say {{ one }}"),
        ("assistant", '{"a":["é",1]}'),
        ("user", "Say {% two"),
    ]
    assert (prompt.id, prompt.static, prompt.max_output_tokens) == ("made@1", 3, 7)


@given(st.text(max_size=80))
def test_a_value_is_never_rendered_again(words: str) -> None:
    turn = made("[{{ x }}]").render({"x": words}).messages[-1].content

    assert turn == f"[{words}]"


def test_a_template_that_names_what_is_not_given_fails() -> None:
    from jinja2 import UndefinedError  # noqa: PLC0415  # as slow here as in the library

    with pytest.raises(UndefinedError):
        made("{{ missing }}").render({})


def test_a_template_cannot_reach_into_python() -> None:
    from jinja2.exceptions import SecurityError  # noqa: PLC0415  # as slow here as in the library

    with pytest.raises(SecurityError):
        made("{{ x.__class__.__mro__ }}").render({"x": "text"})


def test_only_the_wanted_segments_are_shown() -> None:
    document = Document.from_text("One is. Two is. Three is.", title="T", date="2025-05-30")

    assert prompting.document_values(document, (3, 1, 9)) == {
        "title": "T",
        "date": "2025-05-30",
        "segments": [{"number": 1, "text": "One is."}, {"number": 3, "text": "Three is."}],
    }


def test_json_carries_no_blanks_and_no_escapes() -> None:
    assert prompting.compact_json({"a": [1, "é “x”"]}) == '{"a":[1,"é “x”"]}'
