"""The faults of endpoints: what a server does, and what is promised then."""

import json
import re
from dataclasses import dataclass, replace

from support.fault_row import Row
from support.openai_server import Says, Script, Sends, refusal
from support.struck import ACTORS, CONDITION, DRAFT, GOOD, OUTPUT, POSITION

STREAM = "text/event-stream"
SLOW = ("the endpoint did not answer in time", "Raise the time limit, or try again later.")
SERVER = "the endpoint failed, or what it sent is no API answer"
LATER = "Try again later; check the address."
NO_SHAPE = (
    "the model's answer is not of the asked shape",
    "Try a model that takes a JSON schema, or a larger one.",
)
BROKE = (
    "there was no connection to the endpoint, or it broke",
    "Check the address, the network and, with https, the certificates of this system.",
)
RATE = (
    "the endpoint asks to slow down (HTTP 429)",
    "Wait, or lower the number of parallel calls; a used-up quota needs the provider.",
)
NOTHING = "nothing of this text"
COMPLETE = "the complete items"
CUT = (
    "The answer was cut off: items may be missing",
    "Summarize the text in smaller pieces, or try another model.",
)


@dataclass(frozen=True, slots=True)
class Struck:
    """A fault of the endpoint and its promise."""

    row: Row
    does: tuple[Script, ...]
    """What the server does, request by request; the last is repeated."""
    kept: tuple[int, int, int, int] = (2, 1, 1, 1)
    """Actors, conditions, next steps and positions of the summary; all 0: there is none."""
    waits: tuple[float, ...] | None = None
    """Pauses between the tries, in seconds; none: not looked at."""
    dropped: int = 0
    """Items that the summary lists as dropped."""
    timeout: float = 20.0
    """Seconds for one answer."""


def _goes_on(
    fault: str, calls: int, *does: Script, waits: tuple[float, ...] | None = None
) -> Struck:
    return Struck(Row(fault=fault, calls=calls), does, waits=waits)


def _ends(fault: str, code: int, calls: int, said: tuple[str, str], *does: Script) -> Struck:
    says, hint = said
    row = Row(fault=fault, says=says, hint=hint, code=code, kept=NOTHING, calls=calls)
    return Struck(row, does, kept=(0, 0, 0, 0))


def _cut_off(fault: str, does: Script, *, kept: tuple[int, int, int, int]) -> Struck:
    says, hint = CUT
    row = Row(fault=fault, says=says, hint=hint, warns=True, kept=COMPLETE, calls=1)
    return Struck(row, (does,), kept=kept)


def _slow(fault: str, does: Script) -> Struck:
    return replace(_ends(fault, 6, 4, SLOW, does), timeout=0.7)


def _every_time(status: int) -> Struck:
    said = (f"{SERVER} (HTTP {status})", LATER)
    return _ends(f"{status}, every time", 6, 4, said, refusal(status, OUTPUT))


def _mended(shape: str, text: str) -> Struck:
    return _goes_on(f"invalid JSON: {shape}", 1, Says(text))


RESET = Sends(body=b'{"choices": [{"message": {"content": "OUTCANARY', breaks=True)
_BAD_STANCE = {**POSITION, "stance": OUTPUT, "mood": OUTPUT}
NOT_STRICT = Says(json.dumps({**DRAFT, "positions": [_BAD_STANCE]}))
"""What a model writes that was not held to the schema."""
_MENDED_ITEM = Says(json.dumps({"positions": [{"n": 1, **POSITION}]}))
_LOOP = '{"actors": [' + f"{json.dumps(ACTORS[0])}, " * 1_200
_CUT = json.dumps({"actors": ACTORS, "conditions": [CONDITION]})[:-2] + ', {"at": [4], "requ'
_KEY = (
    "the endpoint refused the key (HTTP {})",
    "Check the key and what it may use.",
)
_REFUSED = (
    "the endpoint refused the request (HTTP {})",
    "Check the model's name, the address and the extra fields.",
)


def _with(status: int, said: tuple[str, str]) -> tuple[str, str]:
    return said[0].format(status), said[1]


TRANSPORT = (
    _goes_on(
        "429 with `Retry-After: 7`, then an answer",
        2,
        refusal(429, OUTPUT, headers={"retry-after": "7"}),
        Says(GOOD),
        waits=(7.0,),
    ),
    _ends("429 without `Retry-After`, every time", 5, 4, RATE, refusal(429, OUTPUT)),
    _ends(
        "429 with `Retry-After: 3600`",
        5,
        1,
        RATE,
        refusal(429, OUTPUT, headers={"retry-after": "3600"}),
    ),
    _ends("429, the quota is used up", 5, 1, RATE, refusal(429, OUTPUT, code="insufficient_quota")),
    *(_every_time(status) for status in (500, 502, 503, 529)),
    _goes_on("503, then an answer", 2, refusal(503, OUTPUT), Says(GOOD)),
    _ends("reset mid-body, every time", 6, 4, BROKE, RESET),
    _goes_on("reset mid-body, then an answer", 2, RESET, Says(GOOD)),
    _slow("time-out before the answer, every time", Sends(pause=30)),
    _slow(
        "time-out during the answer, every time",
        Sends(body=b": wait\n\n" * 200, content_type=STREAM, drip=0.05),
    ),
    _ends("401", 4, 1, _with(401, _KEY), refusal(401, OUTPUT)),
    _ends("403", 4, 1, _with(403, _KEY), refusal(403, OUTPUT)),
    _ends("404", 6, 1, _with(404, _REFUSED), refusal(404, OUTPUT)),
    _ends(
        "400, the context is too long",
        6,
        1,
        (
            "the prompt is longer than the model's window (HTTP 400)",
            "Set the model's context size, or summarize a shorter text.",
        ),
        refusal(400, OUTPUT, code="context_length_exceeded"),
    ),
    _ends(
        "529 reported in the midst of a stream, every time",
        6,
        4,
        (f"{SERVER} (HTTP 529)", LATER),
        Sends(
            body=b'data: {"error": {"code": 529, "message": "OUTCANARY"}}\n\n', content_type=STREAM
        ),
    ),
    _ends(
        "a web page with 200",
        6,
        1,
        (f"{SERVER} (a web page)", LATER),
        Sends(body=b"<html>OUTCANARY</html>", content_type="text/html"),
    ),
    _ends(
        "a web page with 502, every time",
        6,
        4,
        (f"{SERVER} (HTTP 502)", LATER),
        Sends(502, b"<html>OUTCANARY</html>", content_type="text/html"),
    ),
    _goes_on(
        "wrong content type: a stream called JSON", 1, replace(Says(GOOD), kind="application/json")
    ),
    _goes_on(
        "wrong content type: JSON called a stream",
        1,
        replace(Says(GOOD, stream=False), kind=STREAM),
    ),
    _goes_on(
        "wrong content type: JSON called text",
        1,
        replace(Says(GOOD, stream=False), kind="text/plain"),
    ),
    _goes_on("no `usage` in the answer (tokens are estimated)", 1, Says(GOOD, usage=None)),
)
"""What happens below the model."""

CONTENT = (
    _ends(
        "`choices` is empty",
        7,
        1,
        ("the answer is empty", "Try again, or try another model."),
        Sends(body={"choices": []}),
    ),
    _cut_off(
        "`finish_reason` length, some items complete",
        Says(_CUT, finish="length"),
        kept=(2, 1, 0, 0),
    ),
    _ends(
        "`finish_reason` length, no item complete",
        7,
        1,
        (
            "the answer was cut off before one item was complete",
            "Raise the limit of output tokens.",
        ),
        Says('{"actors": [{"at": [1], "name": "OUTCANARY', finish="length"),
    ),
    _ends(
        "`finish_reason` content_filter",
        7,
        1,
        ("the provider's content filter stopped the answer", "Try another model or provider."),
        Says(GOOD, finish="content_filter"),
    ),
    _ends(
        "`refusal`",
        7,
        1,
        ("the model declined to answer", "Try another model."),
        Says(None, refusal=OUTPUT),
    ),
    _mended("fenced", f"```json\n{GOOD}\n```"),
    _mended("prose around it", f"Here it is:\n{GOOD}\nOUTCANARY"),
    _mended("thoughts before it", f"<think>OUTCANARY {{</think>{GOOD}"),
    _mended("trailing commas", GOOD.replace("]", ",]")),
    _mended("missing commas", GOOD.replace("}, {", "} {")),
    _mended("single quotes", GOOD.replace('"', "'")),
    _mended("curly quotes", re.sub(r'"([^"]*)"', r"“\1”", GOOD)),
    _mended("keys without quotes", GOOD.replace('"actors":', "actors:").replace('"at":', "at:")),
    _mended("comments", GOOD.replace("{", "{ // OUTCANARY\n", 1)),
    _mended("the last brackets missing", GOOD[:-1]),
    _mended("JSON inside a JSON string", json.dumps(GOOD)),
    _ends("no JSON, every time", 7, 2, NO_SHAPE, Says(f"{OUTPUT}, I cannot tell.")),
    _ends("valid JSON of the wrong shape, every time", 7, 2, NO_SHAPE, Says('{"OUTCANARY": 1}')),
    _goes_on("valid JSON of the wrong shape, then an answer", 2, Says('{"x": 1}'), Says(GOOD)),
    _goes_on(
        "a proxy strips `strict`: one item is of the wrong shape, and is asked again alone",
        2,
        NOT_STRICT,
        _MENDED_ITEM,
    ),
    Struck(
        Row(
            fault="the same, and the second question meets 500 every time",
            kept="the other items; this one is listed in `dropped`",
            calls=5,
        ),
        (NOT_STRICT, refusal(500, OUTPUT)),
        kept=(2, 1, 1, 0),
        dropped=1,
    ),
    _cut_off(
        "an endless answer that repeats an item",
        Says(_LOOP, finish=None, done=False),
        kept=(1, 0, 0, 0),
    ),
    _ends(
        "an endless answer of nothing but blanks",
        7,
        1,
        (
            "the answer was cut off before one item was complete",
            "Raise the limit of output tokens.",
        ),
        Says(" \n" * 60_000, finish=None, done=False),
    ),
)
"""What happens in the answer."""
