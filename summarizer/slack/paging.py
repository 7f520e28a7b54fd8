"""Every page of a list of Slack's, one after the other."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from summarizer.slack.errors import SlackUnavailable, told


def pages(method: Callable[..., Any], **arguments: str | int | bool) -> Iterator[Mapping[str, Any]]:
    """Ask until Slack names no next page.

    Args:
        method: A method of the SDK's client that takes a cursor.
        arguments: What else it takes.

    Raises:
        SlackError: Slack failed or refused.
    """
    seen = {""}
    cursor = ""
    while True:
        with told():
            answer = method(**arguments, **({"cursor": cursor} if cursor else {}))
        yield answer.data
        metadata = answer.get("response_metadata")
        cursor = (metadata.get("next_cursor") if isinstance(metadata, Mapping) else "") or ""
        if not cursor:
            return
        if cursor in seen:
            # Going round in circles would never end and give every message again and again.
            raise SlackUnavailable("Slack gave the same page twice", hint="Try again later.")
        seen.add(cursor)
