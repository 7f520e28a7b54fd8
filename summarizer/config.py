"""What did the user set, and where?

A flag beats an environment variable, that beats the user's file, that beats the default. The
file is ``$XDG_CONFIG_HOME/summarizer/config.toml`` (the platform's own place elsewhere), or
what ``SUMMARIZER_CONFIG`` names. Nothing is ever read from the working directory: a text in a
stranger's folder must not be able to say where a key is sent.
"""

import difflib
import json
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError

from summarizer.errors import BadConfig
from summarizer.model import Budget, Profile

PREFIX = "SUMMARIZER_"
FILE_VARIABLE = "SUMMARIZER_CONFIG"

_OTHER_VARIABLES = {"api_key": "OPENAI_API_KEY", "base_url": "OPENAI_BASE_URL"}
"""Read where the variable with our prefix is not set."""
_PLACE_IN_TOML = re.compile(r"at line \d+, column \d+|at end of document")


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError("should be a web address") from None
    if value and (parts.scheme not in ("http", "https") or not host):
        raise ValueError("should be a web address that begins with http:// or https://")
    if parts.username or parts.password or parts.query:
        raise ValueError("should hold no password and no query")
    return value


def _sendable(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[\x21-\x7e]+", value.get_secret_value()):
        raise ValueError("should be printable ASCII without blanks")
    return value


class Values(BaseModel):
    """The settings, as they may stand in the file; each also as ``SUMMARIZER_`` and its name."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    model: str = Field(
        default="",
        description="Name in the local catalogue, path of a .gguf file, or an endpoint's model.",
        examples=["gpt-5-mini"],
    )
    base_url: Annotated[str, AfterValidator(_web_address)] = Field(
        default="",
        description="Address of an OpenAI-compatible endpoint (also OPENAI_BASE_URL).",
        examples=["http://localhost:8080/v1"],
    )
    api_key: Annotated[SecretStr, AfterValidator(_sendable)] | None = Field(
        default=None,
        description="Key for the endpoint (also OPENAI_API_KEY); never a flag.",
        examples=["..."],
    )
    profile: Profile | None = Field(
        default=None,
        description="Ask an endpoint's model small closed questions, or for the whole.",
        examples=["small"],
    )
    prompt: str = Field(
        default="",
        description="NAME@VERSION of the prompt set; if empty, the newest for the profile.",
        examples=["summary@1"],
    )
    context_tokens: int | None = Field(
        default=None,
        gt=0,
        description="Size of an endpoint model's window, in tokens.",
        examples=[32768],
    )
    timeout: float = Field(
        default=120.0,
        gt=0,
        allow_inf_nan=False,
        description="Longest wait for one answer of an endpoint, in seconds.",
        examples=[60],
    )
    max_calls: int = Field(
        default=Budget.calls, gt=0, description="Most requests for one text.", examples=[60]
    )
    max_tokens: int = Field(
        default=Budget.tokens,
        gt=0,
        description="Most tokens for one text, in and out together.",
        examples=[400000],
    )
    max_seconds: float = Field(
        default=Budget.seconds,
        gt=0,
        allow_inf_nan=False,
        description="Longest time for one text, in seconds.",
        examples=[900],
    )
    keep_parts: bool = Field(
        default=True,
        description="Whether answers about parts of a long text are kept for a later run.",
        examples=[False],
    )
    fetch: bool = Field(
        default=True, description="Whether web pages may be fetched.", examples=[False]
    )


NAMES = tuple(Values.model_fields)
"""Every setting."""


class Settings(Values):
    """Settings that know where they come from."""

    origins: dict[str, str] = Field(default={}, description="Setting to where it was set.")

    def origin(self, name: str) -> str:
        """`flag`, `environment VARIABLE`, the path of the file, or `default`."""
        return self.origins.get(name, "default")

    def but(self, given: Mapping[str, object], *, given_by: str = "flag") -> "Settings":
        """These settings with some replaced; empty strings and None replace nothing.

        Raises:
            BadConfig: A value is wrong.
        """
        values = {name: value for name, value in given.items() if value not in ("", None)}
        return _over(self, (values, dict.fromkeys(values, given_by)), strict=False)

    def budget(self) -> Budget:
        """A fresh budget with these limits; its clock starts now."""
        return Budget(calls=self.max_calls, tokens=self.max_tokens, seconds=self.max_seconds)


def load(
    given: Mapping[str, object] | None = None,
    *,
    given_by: str = "flag",
    environ: Mapping[str, str] | None = None,
) -> Settings:
    """Bring the settings together.

    Args:
        given: What the caller sets; empty strings and None count as not given.
        given_by: What to call the caller in messages.
        environ: The environment; none: the process's own.

    Raises:
        BadConfig: A value is wrong, a name in the file is unknown, or the file is broken. The
            message names the place and the setting, never the value.
    """
    environ = os.environ if environ is None else environ
    settings = _over(Settings(), _from_file(environ), strict=True)
    settings = _over(settings, _from_environment(environ), strict=False)
    return settings.but(given or {}, given_by=given_by)


def file_path(environ: Mapping[str, str] | None = None) -> Path:
    """Where the user's file is, or would be."""
    environ = os.environ if environ is None else environ
    if named := environ.get(FILE_VARIABLE):
        return Path(named).expanduser()
    from platformdirs import user_config_path  # noqa: PLC0415  # slow import: only when used

    return user_config_path("summarizer", appauthor=False) / "config.toml"


def variables(name: str) -> tuple[str, ...]:
    """The environment variables for a setting; the first that is set counts."""
    own = PREFIX + name.upper()
    return (own, _OTHER_VARIABLES[name]) if name in _OTHER_VARIABLES else (own,)


_Layer = tuple[dict[str, object], dict[str, str]]
"""Values, and where each was set."""


def _from_file(environ: Mapping[str, str]) -> _Layer:
    path = file_path(environ)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        if not environ.get(FILE_VARIABLE):
            return {}, {}
        raise BadConfig(
            f"there is no file {path}, which {FILE_VARIABLE} names",
            hint=f"Create it, or unset {FILE_VARIABLE}.",
        ) from None
    except OSError as error:
        raise BadConfig(f"{path} cannot be read: {error.strerror}") from None
    except tomllib.TOMLDecodeError as error:
        place = _PLACE_IN_TOML.search(str(error))
        raise BadConfig(
            f"{path} is no TOML{f' ({place.group()})' if place else ''}",
            hint='Write lines such as model = "gpt-5-mini".',
        ) from None
    except UnicodeDecodeError:
        raise BadConfig(f"{path} is not UTF-8", hint="Save it as UTF-8.") from None
    return content, dict.fromkeys(content, str(path))


def _from_environment(environ: Mapping[str, str]) -> _Layer:
    found = {
        name: variable
        for name in NAMES
        for variable in reversed(variables(name))
        if environ.get(variable, "").strip()
    }
    values: dict[str, object] = {name: environ[found[name]].strip() for name in found}
    return values, {name: f"environment {variable}" for name, variable in found.items()}


def _over(settings: Settings, layer: _Layer, *, strict: bool) -> Settings:
    values, places = layer
    valid = _checked(values, places, strict=strict)
    update: dict[str, object] = {name: getattr(valid, name) for name in values}
    return settings.model_copy(update={**update, "origins": {**settings.origins, **places}})


def _checked(values: Mapping[str, object], places: Mapping[str, str], *, strict: bool) -> Values:
    try:
        return Values.model_validate(dict(values), strict=strict)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False, include_context=False)[0]
    name = str(fault["loc"][0])
    raise _bad(name, places[name], fault["type"], fault["msg"])


def _bad(name: str, place: str, kind: str, message: str) -> BadConfig:
    if kind == "extra_forbidden":
        close = difflib.get_close_matches(name, NAMES, 1)
        hint = f"Did you mean {close[0]}?" if close else f"The settings are {', '.join(NAMES)}."
        return BadConfig(f"unknown setting {name[:60]!r} in {place}", hint=hint)
    reason = message.removeprefix("Value error, ").replace("Input should", "should", 1)
    example: Any = (Values.model_fields[name].examples or [""])[0]
    if place.startswith("environment "):
        written = f"{place.removeprefix('environment ')}={str(example).lower()}"
    else:
        # JSON's strings, numbers and booleans are TOML's.
        written = f"{name} = {json.dumps(example)}"
    hint = f"Write for example {written}."
    return BadConfig(f"{name} in {place}: {reason}", hint=hint)
