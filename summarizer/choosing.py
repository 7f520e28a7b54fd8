"""Which model is asked? The one place that wires real things together.

`choose` decides from the settings alone, `connect` makes the model.
"""

import ipaddress
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from summarizer.answer_store import AnswerStore
from summarizer.config import Settings, load
from summarizer.errors import ModelFileError, NoModel
from summarizer.local.catalogue import CATALOGUE, DEFAULT, find
from summarizer.local.shelf import checked_gguf, is_installed, models_directory, path_of
from summarizer.model import Model, Profile, Usage

DEFAULT_ENDPOINT_MODEL = "gpt-5-mini"
"""Asked at an endpoint when no model is named: a small, cheap model of OpenAI's."""

OPENAI_URL = "https://api.openai.com/v1"
"""The endpoint when no address is given."""

_NO_KEY = "none"
"""Sent to servers that ask for no key; the SDK does not take an empty one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which model is asked, and why."""

    kind: Literal["endpoint", "embedded"]
    """Over the network, or inside this process."""
    name: str
    """The endpoint's name for it; a name in the catalogue; or the path of a GGUF file."""
    base_url: str
    """Address of the endpoint; empty for an embedded model."""
    profile: Profile
    """What it is taken to be able to answer."""
    reason: str
    """Which setting decided, in words."""
    caution: str = ""
    """What the user should know before a text is sent; mostly empty."""


def choose(settings: Settings) -> Choice:
    """Decide which model is asked.

    A flag beats ``SUMMARIZER_…``, that beats ``OPENAI_API_KEY`` and ``OPENAI_BASE_URL``, those
    beat the user's file, and without anything the embedded default is asked. A local model is
    asked in this process unless an address comes with it, or a key from a place that beats it.
    """
    if settings.model and _is_local(settings.model) and not _is_outranked(settings):
        return _embedded(settings.model, f"model is set by {settings.origin('model')}")
    decider = max(("model", "base_url", "api_key"), key=lambda name: _rank(settings, name))
    if getattr(settings, decider):
        return _endpoint(settings, f"{decider} is set by {settings.origin(decider)}")
    return _embedded(DEFAULT.name, "no model, endpoint or key is set")


def connect(model: str = "", *, base_url: str = "", settings: Settings | None = None) -> Model:
    """Make the model that the settings choose.

    Args:
        model: Name or path, as a flag would give it; beats the settings' own.
        base_url: Address of an OpenAI-compatible endpoint; beats the settings' own.
        settings: What else is set; if none, the environment and the user's file.

    Raises:
        BadConfig: A setting is wrong.
        NoModel: The model is not on this machine, or there is no endpoint to ask.
        AuthenticationFailed: The endpoint needs a key and none is set.

    Warns:
        UserWarning: A key would be sent unencrypted to another machine.
    """
    given = {"model": model, "base_url": base_url}
    settings = (settings or load()).but(given, given_by="argument")
    choice = choose(settings)
    if choice.caution:
        warnings.warn(choice.caution, UserWarning, stacklevel=2)
    opened = _open_endpoint if choice.kind == "endpoint" else _open_embedded
    return opened(choice, settings)


def model_file(choice: Choice) -> Path:
    """The file of an embedded model.

    Raises:
        NoModel: It is not on this machine; the hint says how to get it.
        ModelFileError: What the path names is no model.
    """
    if choice.name.endswith(".gguf"):
        return checked_gguf(Path(choice.name).expanduser())
    model = find(choice.name)
    directory = models_directory()
    if not is_installed(model, directory):
        raise NoModel(
            f"the model {model.name} is not on this machine ({choice.reason})",
            hint=f"Fetch it once ({model.bytes / 1e9:.1f} GB): summarizer model pull. "
            "Or set OPENAI_API_KEY, or --base-url, to ask an endpoint.",
        )
    return path_of(model, directory)


def kept_answers(settings: Settings) -> AnswerStore | None:
    """Where answers about the parts of long texts are kept; none if they shall not be.

    They are kept for one endpoint or one model file: another one of the same name has its own.
    """
    if not settings.keep_parts:
        return None
    choice = choose(settings)
    asked = choice.base_url
    if choice.kind == "embedded":
        try:
            path = model_file(choice).resolve()
        except (ModelFileError, NoModel):
            return None
        asked = f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}"
    return AnswerStore(models_directory().parent / "parts", f"{asked} {choice.name}")


def window(choice: Choice, settings: Settings) -> int:
    """Size of the model's window, in tokens, without making the model."""
    if settings.context_tokens:
        return settings.context_tokens
    if choice.kind == "embedded":
        from summarizer.local.engine import EngineOptions  # noqa: PLC0415  # only when used

        return EngineOptions().context_tokens
    from summarizer.endpoint import EndpointOptions  # noqa: PLC0415  # only when used

    return EndpointOptions().context_tokens


def expected_price(choice: Choice, usage: Usage) -> float | None:
    """US dollars for this usage, without making the model; none where no price is known."""
    if choice.kind == "embedded":
        return 0.0
    from summarizer.endpoint import Endpoint  # noqa: PLC0415  # only when used

    return Endpoint(choice.name, base_url=choice.base_url, api_key=_NO_KEY).price(usage)


def is_loopback(base_url: str) -> bool:
    """Whether an address is on this machine."""
    host = (urlsplit(base_url).hostname or "").rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_local(name: str) -> bool:
    return name.endswith(".gguf") or any(
        model.name == name and model.profile for model in CATALOGUE
    )


def _is_outranked(settings: Settings) -> bool:
    """Whether an endpoint was set where it beats the model, or its address beside the model."""
    model = _rank(settings, "model")
    return _rank(settings, "base_url") >= model or _rank(settings, "api_key") > model


def _rank(settings: Settings, name: str) -> int:
    """The place where a setting was made: a higher one beats a lower one; 0 if it is not set."""
    origin = settings.origin(name)
    if not getattr(settings, name):
        return 0
    if origin in ("flag", "argument"):
        return 4
    if origin.startswith("environment "):
        return 3 if origin.startswith("environment SUMMARIZER_") else 2
    return 1


def _embedded(name: str, reason: str) -> Choice:
    return Choice("embedded", name, "", "small", reason)


def _endpoint(settings: Settings, reason: str) -> Choice:
    base_url = settings.base_url or OPENAI_URL
    exposed = settings.api_key and urlsplit(base_url).scheme == "http" and not is_loopback(base_url)
    unknown_there = base_url == OPENAI_URL and _is_local(settings.model)
    return Choice(
        "endpoint",
        DEFAULT_ENDPOINT_MODEL if unknown_there else settings.model or DEFAULT_ENDPOINT_MODEL,
        base_url,
        settings.profile or "large",
        reason,
        f"the key is sent unencrypted to {base_url}; use https" if exposed else "",
    )


def _open_endpoint(choice: Choice, settings: Settings) -> Model:
    from summarizer.endpoint import Endpoint, EndpointOptions  # noqa: PLC0415  # only when used

    if settings.api_key is None and choice.base_url == OPENAI_URL:
        raise NoModel(
            f"{choice.name} is no local model, and there is no key to ask an endpoint for it",
            hint="Set OPENAI_API_KEY, give --base-url, or name a local model: "
            f"{', '.join(model.name for model in CATALOGUE if model.profile)}.",
        )
    return Endpoint(
        choice.name,
        base_url=choice.base_url,
        api_key=settings.api_key.get_secret_value() if settings.api_key else _NO_KEY,
        options=EndpointOptions(
            profile=choice.profile,
            context_tokens=window(choice, settings),
            timeout=settings.timeout,
            max_seconds=settings.max_seconds,
        ),
    )


def _open_embedded(choice: Choice, settings: Settings) -> Model:
    from summarizer.local.engine import EngineOptions  # noqa: PLC0415  # only when used
    from summarizer.local.open import open_embedded  # noqa: PLC0415  # the same

    model_file(choice)  # a missing file is told now, not at the first question
    options = EngineOptions(
        context_tokens=window(choice, settings),
        state_directory=models_directory().parent / "prefixes",
    )
    return open_embedded(choice.name, options=options)
