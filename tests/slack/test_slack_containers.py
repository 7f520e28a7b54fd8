"""The container files are well-formed, run nothing as root, and hold no secret.

There is no Docker engine where these were written: what can be run without one is run.
"""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

from summarizer.cli.slack import slack as commands
from summarizer.config import NAMES, variables
from summarizer.slack.settings import VARIABLES, load

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE_TEXT = (ROOT / "compose.yaml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(COMPOSE_TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
BOTS = ("bot", "bot-http")
HADOLINT = shutil.which("hadolint", path=str(Path(sys.executable).parent)) or ""


def instructions() -> Iterator[tuple[str, str]]:
    """The Dockerfile's instructions, with their continued lines in one."""
    joined = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.MULTILINE))
    for line in joined.splitlines():
        if line.strip():
            name, _, rest = line.partition(" ")
            yield name, rest.strip()


def of(name: str) -> list[str]:
    return [rest for found, rest in instructions() if found == name]


def example() -> dict[str, str]:
    lines = [line for line in EXAMPLE.splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


@pytest.mark.skipif(not HADOLINT, reason="hadolint is not installed: it is in the dev group")
def test_the_dockerfile_passes_its_linter() -> None:
    done = subprocess.run(  # noqa: S603  # our own words
        [HADOLINT, "--format", "json", str(ROOT / "Dockerfile")],
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_the_compose_file_fits_its_schema() -> None:
    checker = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run(  # noqa: S603  # our own words
        [*checker, str(ROOT / "compose.yaml")],
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_last_stage_runs_as_a_number_that_is_not_root() -> None:
    last = [rest for name, rest in instructions() if name in ("FROM", "USER", "ENTRYPOINT")][-2:]
    assert last[0] == "10001:10001"
    assert SERVICES["bot"]["user"] == last[0]
    assert json.loads(of("ENTRYPOINT")[0]) == ["summarizer", "slack"]


def test_base_images_have_a_version() -> None:
    images = [one.split(" ")[0] for one in of("FROM")] + [SERVICES["database"]["image"]]
    assert all(re.fullmatch(r"[a-z]+:\d+(\.\d+)*-[a-z\-]+", one) for one in images)


def test_what_is_copied_is_there_and_nothing_else_is_sent_to_the_engine() -> None:
    """The ignore file lets in what the Dockerfile copies, so that a secret cannot slip in."""
    copied = {
        source
        for rest in of("COPY")
        if not rest.startswith("--from")
        for source in rest.split(" ")[:-1]
    }
    ignore = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert ignore[1] == "*"
    assert {line[1:] for line in ignore if line.startswith("!")} == copied
    assert all((ROOT / source).exists() for source in copied)


def test_the_files_that_the_build_reads_are_copied() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    read = {project["project"]["readme"], *project["project"]["license-files"]}
    read |= {*wheel["packages"], *wheel["force-include"]}
    copied = {source for rest in of("COPY") for source in rest.split(" ")[:-1]}
    assert read <= copied


def test_the_versions_are_those_of_the_lock(tmp_path: Path) -> None:
    """The build's own command makes constraints of the lock that pip can read."""
    command = next(rest for rest in of("RUN") if rest.startswith("sed"))
    shutil.copy(ROOT / "requirements.lock", tmp_path)
    subprocess.run(  # noqa: S603  # our own words
        ["/bin/sh", "-c", command], cwd=tmp_path, check=True, timeout=60
    )
    lines = (tmp_path / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = [Requirement(line) for line in lines if not line.startswith("#")]
    assert len(pinned) > 50
    assert all(len(one.specifier) == 1 and "==" in str(one.specifier) for one in pinned)
    assert "hatchling" in {one.name for one in pinned}, "the build's own tool is pinned too"


def test_the_built_in_settings_are_settings() -> None:
    """What the image sets is read, and is a value that is taken."""
    words = " ".join(of("ENV"))
    own = dict(re.findall(r"(SUMMARIZER_\w+)=(\S+)", words))
    assert own.keys() - VARIABLES.keys() == {"SUMMARIZER_CACHE"}
    assert load(own).database.database == "/data/bot.db"


def test_the_health_check_is_python_that_asks_the_bot() -> None:
    line = of("HEALTHCHECK")[0]
    words = json.loads(line[line.index("CMD ") + 4 :])
    assert words[:2] == ["python", "-c"]
    compile(words[2], "health", "exec")
    assert "/health" in words[2]


@pytest.mark.parametrize(
    "words", [json.loads(of("CMD")[0]), *(SERVICES[n]["command"] for n in BOTS)]
)
def test_what_is_run_is_a_command_that_answers_for_its_health(words: list[str]) -> None:
    name, *arguments = words
    given = commands.commands[name].make_context(name, list(arguments)).params
    assert given["health"] or given["mode"] == "http"
    assert given["host"] == ("0.0.0.0" if given["mode"] == "http" else "127.0.0.1")  # noqa: S104


def test_services_are_held_short() -> None:
    for name in BOTS:
        bot = SERVICES[name]
        assert bot["read_only"] is True
        assert bot["cap_drop"] == ["ALL"]
        assert "no-new-privileges:true" in bot["security_opt"]
        assert bot["depends_on"]["database"]["condition"] == "service_healthy"
        seconds = int(bot["stop_grace_period"].removesuffix("s"))
        assert seconds > 25, "running summaries get 25 seconds when the bot stops"
    assert "healthcheck" in SERVICES["database"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert SERVICES["database"]["networks"] == ["inside"]
    assert "ports" not in SERVICES["database"]


def test_only_the_http_service_is_reached_and_only_from_this_machine() -> None:
    assert "ports" not in SERVICES["bot"]
    assert SERVICES["bot-http"]["ports"] == ["127.0.0.1:3000:3000"]
    assert SERVICES["bot-http"]["profiles"] == ["http"]


def test_no_secret_stands_in_the_files() -> None:
    for text in (DOCKERFILE, COMPOSE_TEXT, EXAMPLE):
        assert not re.search(r"xox[a-z]-|xapp-|sk-[A-Za-z0-9]", text)
    for name, value in example().items():
        if re.search("TOKEN|SECRET|KEY$|PASSWORD", name):
            assert value == "", name
    for value in re.findall(r"(?:PASSWORD|TOKEN|SECRET|KEY): (\S+)", COMPOSE_TEXT):
        assert value.startswith("${")


def test_every_variable_of_the_example_is_one_that_is_read() -> None:
    model = {variable for name in NAMES for variable in variables(name)}
    used_here = set(re.findall(r"\$\{(\w+)", COMPOSE_TEXT))
    assert example().keys() <= VARIABLES.keys() | model | used_here
    assert used_here - {"EXTRAS"} <= example().keys()


def test_the_examples_numbers_are_the_defaults() -> None:
    given = {name: value for name, value in example().items() if value}
    assert load(given) == load({})


def test_a_password_of_letters_gives_a_database_address_that_is_taken() -> None:
    written = SERVICES["bot"]["environment"]["SUMMARIZER_SLACK_DATABASE"]
    url = re.sub(r"\$\{POSTGRES_PASSWORD:\?[^}]*\}", "a1b2c3", written)
    database = load({"SUMMARIZER_SLACK_DATABASE": url}).database
    assert (database.password, database.host, database.database) == ("a1b2c3", "database", "bot")
