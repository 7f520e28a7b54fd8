"""From a model's name to an embedded model that can be asked: the parts put together."""

from pathlib import Path

from summarizer.endpoint import Endpoint, EndpointOptions
from summarizer.local.embedded import Connect, Embedded
from summarizer.local.engine import EngineOptions
from summarizer.local.native import loopback_client
from summarizer.local.shelf import models_directory, resolve_model
from summarizer.model import Model

REQUEST_SECONDS = 900.0
"""For one answer: two cores read 50 tokens a second and write 15."""


def open_embedded(
    name_or_path: str, *, directory: Path | None = None, options: EngineOptions | None = None
) -> Embedded:
    """Make the model; its engine starts on the first question.

    Args:
        name_or_path: A name in the catalogue, or the path of a GGUF file.
        directory: Where models lie; if none, `models_directory`.
        options: How the engine runs; if none, the defaults, with static prefixes kept beside
            the models.

    Raises:
        ModelFileError: There is no such model, or it was not fetched; the hint says how.
    """
    directory = directory or models_directory()
    path = resolve_model(name_or_path, directory)
    options = options or EngineOptions(state_directory=directory.parent / "prefixes")
    name = Path(name_or_path).name.removesuffix(".gguf")
    return Embedded(path, through_endpoint(name, options), options=options, name=name)


def through_endpoint(name: str, options: EngineOptions) -> Connect:
    """How an embedded model asks its engine: as any other OpenAI-compatible endpoint.

    Args:
        name: What to call the model.
        options: How the engine runs.
    """

    def connect(base_url: str, api_key: str) -> Model:
        endpoint_options = EndpointOptions(
            profile="small",
            context_tokens=options.context_tokens,
            timeout=REQUEST_SECONDS,
            extra_body={"return_progress": True, "cache_prompt": True, "id_slot": 0},
            http_client=loopback_client(REQUEST_SECONDS),
        )
        return Endpoint(name, base_url=base_url, api_key=api_key, options=endpoint_options)

    return connect
