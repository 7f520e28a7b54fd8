"""About how many tokens is a text, without a tokenizer?

Endpoints have no tokenizer to ask, and loading a model's own takes longer than ``--dry-run`` may.
``evals/figures/token_estimate.py`` compares the estimate with the embedded model's tokenizer.
"""

import re
from collections.abc import Iterable
from math import ceil

from summarizer.model import Message

_PIECE = re.compile(r"[A-Za-z]+|\d|[^\sA-Za-z\d]|\s{2,}")
_LETTERS_A_TOKEN = 9
"""Words up to this length are mostly one token of a byte-pair vocabulary."""
_TURN_TOKENS = 4
"""A chat template's marks around one turn."""


def estimate(text: str) -> int:
    """Tokens of a text: words by length, digits and signs one by one."""
    return sum(ceil(len(piece) / _LETTERS_A_TOKEN) for piece in _PIECE.findall(text))


def of_messages(messages: Iterable[Message]) -> int:
    """Tokens of a prompt, with the marks of a chat template."""
    return sum(estimate(message.content) + _TURN_TOKENS for message in messages)
