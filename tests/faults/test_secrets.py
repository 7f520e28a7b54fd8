"""No key, no text and no model output stands where it does not belong.

Every row of the table looks for the canaries too, in what is said, logged above debug level and
raised; see `support.fault_run.Seen.leaks`. Here is what no row reaches.
"""

import logging
import subprocess
import sys
import textwrap
import traceback
from pathlib import Path

import pytest
from support.asking import Weather
from support.fault_run import Run, Striking
from support.openai_server import OpenAIServer, Says, refusal
from support.runs import CASES, made
from support.struck import DOCUMENT, GOOD, KEY, OUTPUT

from evals.reports.html import html
from evals.reports.junit import junit
from evals.reports.markdown import markdown
from evals.reports.report import build
from summarizer.cli.entry import run
from summarizer.endpoint import Endpoint, EndpointOptions
from summarizer.errors import AuthenticationFailed
from summarizer.model import Budget, Message, Prompt

SECRETS = (KEY, OUTPUT, DOCUMENT)


def test_the_canaries_are_found_where_they_stand(cli: Run, server: OpenAIServer) -> None:
    """What looks for leaks would see one: the summary is full of the text's words."""
    server.script(Striking(Says(GOOD)))
    seen = cli(server.url, "struck.txt")
    assert seen.leaks() == []
    seen.logged.append(seen.summaries["struck.txt"].model_dump_json())
    assert seen.leaks() == [DOCUMENT]


@pytest.mark.parametrize("words", [[], ["-v"], ["-vv"]])
def test_nothing_is_told_however_much_is_asked_for(
    server: OpenAIServer, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    server.script(refusal(401, OUTPUT))
    assert run([*words, "--base-url", server.url, "struck.txt"]) == AuthenticationFailed.exit_code
    told = "".join(capsys.readouterr())
    assert "refused the key" in told
    assert not [secret for secret in SECRETS if secret in told]


CRASH = """
    import sys, threading
    from summarizer import summarize
    from summarizer.endpoint import Endpoint
    def ask():
        model = Endpoint("m", base_url=sys.argv[1], api_key=sys.argv[2])
        summarize(open("struck.txt").read(), model=model)
    if sys.argv[3] == "thread":
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    else:
        ask()
"""


@pytest.mark.parametrize("where", ["main", "thread"])
@pytest.mark.parametrize("line", [refusal(401, OUTPUT), Says(f"{OUTPUT}, I cannot tell.")])
def test_a_crash_of_the_caller_shows_none_of_it(
    server: OpenAIServer, where: str, line: object
) -> None:
    """An error that nobody catches: Python prints the whole chain of exceptions."""
    server.script(line)  # type: ignore[arg-type]  # both are lines of a script
    command = [sys.executable, "-X", "dev", "-W", "ignore", "-c", textwrap.dedent(CRASH)]
    done = subprocess.run(  # noqa: S603  # ourselves
        [*command, server.url, KEY, where], capture_output=True, text=True, check=False
    )
    assert "Traceback" in done.stderr
    assert not [secret for secret in SECRETS if secret in done.stderr + done.stdout]


def test_what_is_logged_at_debug_level_holds_no_key(
    server: OpenAIServer, caplog: pytest.LogCaptureFixture
) -> None:
    """A person may open the SDK's loggers again; the key stays out even there."""
    server.script(refusal(401, OUTPUT))
    endpoint = Endpoint("m", base_url=server.url, api_key=KEY)
    prompt = Prompt("p@1", (Message("user", "text"),), 0, 10)
    for _ in range(2):
        caplog.set_level(logging.DEBUG)
        for name in ("openai", "httpx2", "httpcore2", "instructor"):
            caplog.set_level(logging.DEBUG, logger=name)
        with pytest.raises(AuthenticationFailed) as caught:
            endpoint.ask(prompt, Weather, budget=Budget())
    assert caplog.records
    assert KEY not in caplog.text
    assert KEY not in "".join(traceback.format_exception(caught.value))


def test_a_run_and_its_reports_hold_no_key_and_no_refused_answer(
    server: OpenAIServer, tmp_path: Path
) -> None:
    server.script(Says(None, refusal=OUTPUT), Says(f"{OUTPUT}, I cannot tell."))
    options = EndpointOptions(sleep=lambda _: None)
    model = Endpoint("m", base_url=server.url, api_key=KEY, options=options)
    result = made(tmp_path / "run", model)
    report = build(result, CASES, None, ())
    written = [path.read_text() for path in (tmp_path / "run").rglob("*") if path.is_file()]
    shown = [face(report) for face in (html, junit, markdown)]
    assert all(trial.failure for trial in result.trials)
    assert not [one for one in (KEY, OUTPUT) if one in "\n".join((*written, *shown))]
