"""``python3 evals/tracking.py PAGE URL``: tell the one issue that tracks regressions.

It needs the ``gh`` command with a token that may write issues, and only Python's own library,
so that the job that holds the token installs nothing.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

LABEL = "nightly-regression"
"""What the issue is found by: its title may be edited."""
TITLE = "The nightly run found a regression"
MOST_CHARACTERS = 60_000
"""Of a comment; GitHub takes 65,536."""

Gh = Callable[[Sequence[str], str], str]
"""Runs ``gh`` with these words and this on standard input; gives its standard output.

Raises:
    subprocess.CalledProcessError: It failed.
"""


def tell(page: str, url: str, gh: Gh) -> str:
    """Comment on the open issue, or open one if there is none.

    Args:
        page: What the night came to, in Markdown.
        url: Of the workflow's run.
        gh: Runs ``gh``.

    Returns:
        The address that GitHub gave.
    """
    body = f"{page[:MOST_CHARACTERS]}\n\nThe run: {url}\n"
    words = ("issue", "list", "--label", LABEL, "--state", "open", "--json", "number")
    numbers = [int(issue["number"]) for issue in json.loads(gh(words, ""))]
    if numbers:
        return gh(("issue", "comment", str(min(numbers)), "--body-file", "-"), body).strip()
    gh(("label", "create", LABEL, "--force", "--description", "Found by the nightly run"), "")
    words = ("issue", "create", "--title", TITLE, "--label", LABEL, "--body-file", "-")
    return gh(words, body).strip()


def _gh(words: Sequence[str], given: str) -> str:
    command = ["gh", *words]
    done = subprocess.run(  # noqa: S603  # the words are ours
        command, check=True, text=True, input=given, stdout=subprocess.PIPE
    )
    return done.stdout


if __name__ == "__main__":
    print(tell(Path(sys.argv[1]).read_text(encoding="utf-8"), sys.argv[2], _gh))
