"""Any OpenAI-compatible endpoint as a `Model`; the only room that knows openai and instructor."""

from summarizer.endpoint.endpoint import Endpoint
from summarizer.endpoint.options import EndpointOptions

__all__ = ["Endpoint", "EndpointOptions"]
