"""`summarizer model`: list, pull, path, rm."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support.ending import Ended

Cli = Callable[..., Ended]


def test_a_models_life(cli: Cli, tmp_path: Path) -> None:
    place = tmp_path / "cache" / "models" / "toy.gguf"
    assert cli("model", "list").out == "toy  0 MB  MIT  not installed  model\n"
    assert cli("model", "path", "toy").out == f"{place}\n"
    assert cli("model", "pull", "toy") == Ended(0, f"{place}\n", "")
    assert cli("model", "list").out == "toy  0 MB  MIT  installed  model\n"
    assert cli("model", "rm", "toy") == Ended(0, "", "")
    assert not place.exists()
    assert cli("model", "rm", "toy").code == 0


def test_pull_without_a_name_fetches_all_known_models(cli: Cli, tmp_path: Path) -> None:
    assert cli("model", "pull").out == f"{tmp_path / 'cache' / 'models' / 'toy.gguf'}\n"


def test_path_without_a_name_is_the_folder(cli: Cli, tmp_path: Path) -> None:
    assert cli("model", "path").out == f"{tmp_path / 'cache' / 'models'}\n"


@pytest.mark.parametrize("command", ["pull", "path", "rm"])
def test_an_unknown_name_is_4_and_the_known_ones_are_listed(cli: Cli, command: str) -> None:
    ended = cli("model", command, "nonsense")
    assert (ended.code, ended.out) == (4, "")
    assert (
        ended.err == "summarizer: error: no model is called 'nonsense'\nhint: Known models: toy.\n"
    )


def test_a_pull_on_a_terminal_shows_bytes(terminal: Cli) -> None:
    ended = terminal("model", "pull", "toy")
    assert ended.code == 0
    assert ended.out.endswith("toy.gguf\n")
    assert "4/4 bytes" in ended.err


def test_model_alone_shows_its_commands(cli: Cli) -> None:
    ended = cli("model")
    assert ended.code == 2
    assert ended.out == ""
