"""A published prompt is never edited: `prompts/LOCK` holds the hash of each version."""

from summarizer import prompting

LOCK = prompting.prompts_folder() / "LOCK"
ADD = (
    'python -c "from summarizer.prompting import *; '
    "print(*(f'{load(p).sha256}  {p}' for p in available()), sep=chr(10))\" > prompts/LOCK"
)
"""Writes the file anew; in a review, only added lines are right."""


def locked() -> dict[str, str]:
    lines = (line.split() for line in LOCK.read_text().splitlines())
    return {prompt_id: digest for digest, prompt_id in lines}


def test_no_published_prompt_was_edited_and_every_prompt_is_locked() -> None:
    now = {prompt_id: prompting.load(prompt_id).sha256 for prompt_id in prompting.available()}
    differing = [name for name in now if locked().get(name, now[name]) != now[name]]
    new = sorted(now.keys() - locked().keys())

    assert not differing, f"{differing} were edited: put the change into a new version"
    assert not new, f"{new} are not locked; to add them: {ADD}"


def test_no_published_prompt_was_removed() -> None:
    assert locked().keys() <= set(prompting.available())
