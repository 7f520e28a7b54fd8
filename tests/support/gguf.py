"""The vocabulary of a model file, read from its head: nothing of the 1 GB is loaded.

The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

import struct
from pathlib import Path
from typing import Any, BinaryIO

_NUMBERS = {
    0: "B",
    1: "b",
    2: "H",
    3: "h",
    4: "I",
    5: "i",
    6: "f",
    7: "?",
    10: "Q",
    11: "q",
    12: "d",
}
_TEXT, _LIST = 8, 9
_PLAIN, _BYTE, _UNUSED = 1, 6, 5
"""Kinds of tokens that llama.cpp never looks for in a prompt as a whole."""


def special_tokens(path: Path) -> list[str]:
    """The texts that llama.cpp takes for one token wherever they stand in a prompt."""
    with path.open("rb") as file:
        values = _head(file)
    kinds = zip(values["tokenizer.ggml.tokens"], values["tokenizer.ggml.token_type"], strict=True)
    return [text for text, kind in kinds if kind not in (_PLAIN, _BYTE, _UNUSED)]


def _head(file: BinaryIO) -> dict[str, Any]:
    assert file.read(4) == b"GGUF"
    _version, _tensors, count = _number(file, "I"), _number(file, "Q"), _number(file, "Q")
    values = {}
    for _ in range(count):
        name = _text(file)
        values[name] = _value(file, _number(file, "I"))
    return values


def _value(file: BinaryIO, kind: int) -> Any:
    if kind == _TEXT:
        return _text(file)
    if kind == _LIST:
        inner, count = _number(file, "I"), _number(file, "Q")
        return [_value(file, inner) for _ in range(count)]
    return _number(file, _NUMBERS[kind])


def _text(file: BinaryIO) -> str:
    return file.read(_number(file, "Q")).decode("utf-8", "replace")


def _number(file: BinaryIO, code: str) -> Any:
    return struct.unpack(f"<{code}", file.read(struct.calcsize(code)))[0]
