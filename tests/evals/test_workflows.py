"""The workflows of GitHub are well-formed, pinned, and ask for no more than they need."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from summarizer.local.catalogue import DEFAULT

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in FILES}
PARSED: dict[str, dict[Any, Any]] = {name: yaml.safe_load(text) for name, text in TEXTS.items()}
JOBS = [
    pytest.param(job, id=f"{name}:{key}")
    for name, parsed in PARSED.items()
    for key, job in parsed["jobs"].items()
]
STEPS = [step for one in PARSED.values() for job in one["jobs"].values() for step in job["steps"]]
SCRIPTS = [step["run"] for step in STEPS if "run" in step]
NIGHT = PARSED["nightly.yml"]["jobs"]


def triggers(name: str) -> dict[str, Any]:
    """YAML 1.1 reads the key `on` as true."""
    found: dict[str, Any] = PARSED[name][True]
    return found


def test_both_are_there() -> None:
    assert sorted(TEXTS) == ["ci.yml", "nightly.yml"]


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_nothing_is_permitted_but_what_a_job_names(name: str) -> None:
    assert PARSED[name]["permissions"] == {}
    assert PARSED[name]["concurrency"]["group"]


@pytest.mark.parametrize("job", JOBS)
def test_a_job_names_its_rights_and_its_end(job: dict[str, Any]) -> None:
    assert set(job["permissions"].items()) <= {("contents", "read"), ("issues", "write")}
    assert 0 < job["timeout-minutes"] <= 90
    assert not job["runs-on"].endswith("latest")


def test_only_the_job_that_tells_the_issue_may_write_and_it_installs_nothing() -> None:
    writers = [
        (name, key)
        for name, parsed in PARSED.items()
        for key, job in parsed["jobs"].items()
        if "write" in job["permissions"].values()
    ]
    assert writers == [("nightly.yml", "track")]
    assert not any("make" in step.get("run", "") for step in NIGHT["track"]["steps"])


@pytest.mark.parametrize("line", re.findall(r"uses: *(.+)", "\n".join(TEXTS.values())))
def test_an_action_is_pinned_by_commit_with_its_version(line: str) -> None:
    assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)


def test_an_action_is_pinned_to_one_commit_everywhere() -> None:
    pins = set(re.findall(r"uses: *(\S+)@(\S+)", "\n".join(TEXTS.values())))
    assert len(pins) == len({name for name, _ in pins})


def test_no_checkout_leaves_its_token_behind() -> None:
    checkouts = [step for step in STEPS if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_holds_no_expression(script: str) -> None:
    """What is put into a script as text could be run; it comes as a variable instead."""
    assert "${{" not in script


def test_what_scripts_call_is_there() -> None:
    said = "\n".join(SCRIPTS)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z0-9]+):", makefile, re.MULTILINE))
    called = set(re.findall(r"\bmake (\w+)", said))
    assert {"lint", "test", "replay", "workflows", "install"} == called <= targets
    modules = {f"{name.replace('.', '/')}.py" for name in re.findall(r"-m (evals\.\w+)", said)}
    files = modules | set(re.findall(r"python3 (\S+\.py)", said))
    assert files == {"evals/nightly.py", "evals/tracking.py"}
    assert all((ROOT / file).is_file() for file in files)


def test_pull_requests_see_no_secret_and_ask_no_model() -> None:
    assert set(triggers("ci.yml")) == {"pull_request", "push"}
    assert "secrets" not in TEXTS["ci.yml"]
    assert "nightly" not in TEXTS["ci.yml"]


def test_the_night_starts_at_an_odd_minute_or_by_hand() -> None:
    assert set(triggers("nightly.yml")) == {"schedule", "workflow_dispatch"}
    (entry,) = triggers("nightly.yml")["schedule"]
    assert int(entry["cron"].split()[0]) % 2 == 1


def test_what_a_night_found_is_kept_whatever_came_of_it() -> None:
    for name in ("hosted", "embedded"):
        *_, night, summary, upload = NIGHT[name]["steps"]
        assert NIGHT[name]["outputs"]["code"] == f"${{{{ steps.{night['id']}.outputs.code }}}}"
        assert summary["if"] == upload["if"] == "always()"
        assert "GITHUB_STEP_SUMMARY" in summary["run"]
        assert upload["uses"].startswith("actions/upload-artifact@")
        # `.evals` counts as hidden; without this nothing would be uploaded.
        assert upload["with"]["include-hidden-files"] is True


def test_the_model_file_is_cached_by_its_hash() -> None:
    steps = NIGHT["embedded"]["steps"]
    (cache,) = [one for one in steps if one.get("uses", "").startswith("actions/cache@")]
    (file,) = [one for one in steps if one.get("id") == "file"]
    assert f"steps.{file['id']}.outputs.sha256" in cache["with"]["key"]
    code = re.findall(r"-c '(.+)'", file["run"])
    done = subprocess.run([sys.executable, "-c", *code], check=True, capture_output=True, cwd=ROOT)  # noqa: S603
    assert done.stdout.decode().strip() == f"sha256={DEFAULT.sha256}"
    assert NIGHT["embedded"]["env"]["SUMMARIZER_CACHE"].endswith("/.evals/cache")
    assert cache["with"]["path"] == ".evals/cache/models"


@pytest.mark.parametrize(
    ("key", "expect", "code", "output"),
    [
        ("sk-invented", "", 0, "hosted=true\n"),
        ("sk-invented", "1", 0, "hosted=true\n"),
        ("", "", 0, "hosted=false\n"),
        ("", "1", 1, ""),
    ],
)
def test_without_a_key_the_embedded_model_is_run_unless_a_key_is_expected(
    key: str, expect: str, code: int, output: str, tmp_path: Path
) -> None:
    """The script itself, run as GitHub runs it."""
    (step,) = NIGHT["choose"]["steps"]
    files = {name: str(tmp_path / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    given = {"OPENAI_API_KEY": key, "EXPECT_KEY": expect, "PATH": "/usr/bin:/bin", **files}
    done = subprocess.run(  # noqa: S603
        ["/bin/bash", "-e", "-c", step["run"]],
        check=False, env=given, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == code
    written = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert written.get("GITHUB_OUTPUT", "") == output
    assert ("skipped" in written.get("GITHUB_STEP_SUMMARY", "")) == (output == "hosted=false\n")
    assert ("::error::" in done.stdout) == bool(code)
    assert "sk-invented" not in done.stdout + done.stderr + "".join(written.values())


@pytest.mark.parametrize("code", [0, 1, 3])
@pytest.mark.parametrize("name", ["hosted", "embedded"])
def test_the_exit_code_of_the_night_is_passed_on(name: str, code: int, tmp_path: Path) -> None:
    """Run as GitHub runs it, with a program that only ends so in place of Python."""
    program = tmp_path / ".venv" / "bin" / "python"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > words\nexit {code}\n', encoding="utf-8")
    program.chmod(0o755)
    (step,) = [one for one in NIGHT[name]["steps"] if one.get("id") == "night"]
    given = {"GITHUB_OUTPUT": "output", "MODEL": "a model", "MAX_COST": "1"}
    done = subprocess.run(  # noqa: S603
        ["/bin/bash", "-e", "-c", step["run"]], check=False, env=given, cwd=tmp_path
    )
    assert done.returncode == code
    assert (tmp_path / "output").read_text(encoding="utf-8") == f"code={code}\n"
    words = (tmp_path / "words").read_text(encoding="utf-8").splitlines()
    assert words[:2] == ["-m", "evals.nightly"]
    assert ("a model" in words) == (name == "hosted")
