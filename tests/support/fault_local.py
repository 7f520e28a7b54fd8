"""The faults of the line, of this machine and of its user, and what is promised then.

Each row has one test of the same key in tests/faults.
"""

from collections.abc import Mapping
from types import MappingProxyType

from support.fault_endpoint import BROKE, NOTHING
from support.fault_row import Row

_AGAIN = "nothing; run again, it works"
_INTERRUPTED = "interrupted; 0 of 1 sources are done"
_ONLY_THE_REST = "the answers about the parts that were read; a later run asks only for the others"
_PULL_ON = "what has arrived; the next pull goes on from there"
_ROOM = "Free some space, or set SUMMARIZER_CACHE to another directory."
_GGUF = "Give a model's name or the path of a GGUF file."
_STAGES = (
    ("read", "the text is read from standard input", 0),
    ("wait", "the answer is waited for", 1),
    ("answer", "the answer arrives", 1),
    ("pause", "it pauses between two tries", 1),
    ("repair", "one item is asked for again", 2),
)
"""Where a run can be when a signal comes: key, words, calls that were spent by then."""


def _ends(fault: str, says: str, hint: str, code: int, calls: int, kept: str = NOTHING) -> Row:
    return Row(fault=fault, says=says, hint=hint, code=code, calls=calls, kept=kept)


LINE: Mapping[str, Row] = MappingProxyType(
    {
        "refused": _ends("connection refused, every time", *BROKE, 6, 4),
        "no TLS": _ends(
            "TLS failure: the server speaks none",
            "the endpoint does not speak TLS as this system does",
            "Check the address: a server without TLS is reached by http://.",
            6,
            1,
        ),
        "untrusted": _ends(
            "TLS failure: the certificate is not trusted",
            "the endpoint's certificate is not trusted by this system",
            "Have its issuer's certificate installed, or name a file of such certificates "
            "in SSL_CERT_FILE.",
            6,
            1,
        ),
        "handshake": _ends("TLS failure: the line breaks in the handshake", *BROKE, 6, 4),
        "no name": _ends(
            "DNS failure, every time",
            "the name of the endpoint's host cannot be resolved",
            "Check the address and the network.",
            6,
            4,
        ),
        "reset": _ends("the connection is reset (RST) before an answer, every time", *BROKE, 6, 4),
        "calls": _ends(
            "500 every time, with a budget of 2 calls",
            "the budget of 2 calls is spent",
            "Raise the limit, or summarize a shorter text.",
            5,
            2,
        ),
        "forward": _ends(
            "the clock jumps forward an hour during the answer",
            "the budget of 900 seconds is spent",
            "Raise the limit, or summarize a shorter text.",
            5,
            1,
        ),
        "back": Row(fault="the clock jumps back an hour during the answer", calls=1),
        "skewed": Row(
            fault="`Retry-After` is a date, and the endpoint's clock is an hour off", calls=2
        ),
    }
)
"""Of the line and the clock."""

DISK: Mapping[str, Row] = MappingProxyType(
    {
        "full, result": _ends(
            "disk full: `-o FILE`",
            "cannot write full/out.json: No space left on device",
            "",
            1,
            1,
            "the whole summary, on standard output; an old FILE as it was",
        ),
        "full, stdout": _ends(
            "disk full: standard output",
            "cannot write standard output: No space left on device",
            "",
            1,
            1,
        ),
        "full, pull": _ends(
            "disk full: `model pull`, seen before anything is fetched",
            "3 MB of disk space are missing for toy",
            "Free some space, or set SUMMARIZER_CACHE to a directory on another disk.",
            4,
            0,
        ),
        "limit, pull": _ends(
            "no room for the rest during `model pull`",
            "toy cannot be stored in cache/models: File too large",
            _ROOM,
            4,
            0,
            _PULL_ON,
        ),
        "read-only, pull": _ends(
            "read-only cache: `model pull`",
            "toy cannot be stored in full/models: Read-only file system",
            _ROOM,
            4,
            0,
        ),
        "read-only, prefixes": Row(
            fault="read-only cache: states of prompts (embedded model); read if there, never kept",
            calls=1,
        ),
        "damaged state": Row(
            fault="a kept state of a prompt is damaged: thrown away and made anew", calls=1
        ),
        "no model": _ends(
            "the model file is something else",
            "model.gguf is no GGUF file",
            _GGUF,
            4,
            0,
        ),
        "damaged model": _ends(
            "the model file is damaged",
            "the engine cannot load model.gguf",
            "The file is damaged, of an unknown kind, or too large for the memory. "
            "summarizer model pull fetches the default model again.",
            4,
            0,
        ),
        "short model": _ends(
            "the model file in the cache is cut short",
            "the model qwen2.5-coder-1.5b is not on this machine (model is set by flag)",
            "Fetch it once (1.1 GB): summarizer model pull. Or set OPENAI_API_KEY, or --base-url, "
            "to ask an endpoint.",
            4,
            0,
        ),
        "damaged answers": _ends(
            "a kept answer is damaged (`python -m evals run`)",
            "answers/m/case.json holds no kept answers: answers.0.key: Field required",
            "Restore it from version control, or delete it and run live.",
            2,
            0,
            "the file, untouched",
        ),
        "two pulls": Row(
            fault="two processes pull one model: one fetches, the other waits",
            kept="the model, whole",
            calls=0,
        ),
        "two writers": Row(
            fault="two processes keep answers of one case",
            kept="the answers of both",
            calls=0,
        ),
    }
)
"""Of this machine: disk, files, other processes."""

SIGNALS: Mapping[str, Row] = MappingProxyType(
    {
        f"{signal}, {key}": (
            _ends(f"Ctrl-C while {words}", _INTERRUPTED, "", 130, calls, _AGAIN)
            if signal == "SIGINT"
            else _ends(f"SIGKILL while {words}", "", "", 137, calls, _AGAIN)
        )
        for key, words, calls in _STAGES
        for signal in ("SIGINT", "SIGKILL")
    }
    | {
        "SIGINT, parts": _ends(
            "Ctrl-C while four parts of a long text are asked for, and one was read",
            _INTERRUPTED,
            "",
            130,
            5,
            _ONLY_THE_REST,
        ),
        "SIGKILL, parts": _ends(
            "SIGKILL while four parts of a long text are asked for, and one was read",
            "",
            "",
            137,
            5,
            _ONLY_THE_REST,
        ),
        "SIGINT, pull": _ends("Ctrl-C during `model pull`", "interrupted", "", 130, 0, _PULL_ON),
        "SIGKILL, pull": _ends("SIGKILL during `model pull`", "", "", 137, 0, _PULL_ON),
    }
)
"""Of the user: signals at every stage."""
