"""What does a person ask for? Words that came with a request become a source to summarize."""

import re
from dataclasses import dataclass

from summarizer.slack import links
from summarizer.slack.links import MessageLink

FEWEST_WORDS = 20
"""With fewer words, and no link, there is nothing to summarize: how it is used is told."""

_MENTION = re.compile(r"<[@!][^<>]*>")
_ADDRESS = re.compile(r"<(https?://[^<>|\s]+)(?:\|[^<>]*)?>|(https?://[^\s<>|]+)")
_SLACK = re.compile(r"https?://([\w-]+\.)*slack(-gov)?\.com(?![\w.-])", re.IGNORECASE)
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A source. At most one of the fields is filled; none: nothing was asked for."""

    message: MessageLink | None = None
    """A message of Slack; its thread is meant."""
    url: str = ""
    """A web page."""
    words: str = ""
    """A text that came along."""

    def __bool__(self) -> bool:
        return bool(self.message or self.url or self.words)


def understand(text: str) -> Asked:
    """Find the source: the first link; without one the text itself, if it is long enough.

    Args:
        text: As Slack sends it: escaped, with `<@U…>` and `<url|label>`.
    """
    text = _MENTION.sub(" ", text).strip()
    found = _ADDRESS.search(text)
    if found and _is_short_but_for(found, text):
        address = _decoded(found[1] or found[2])
        if message := links.parse(address):
            return Asked(message=message)
        # Slack shows its own pages to nobody who has not logged in.
        return Asked() if _SLACK.match(address) else Asked(url=address)
    words = _decoded(text)
    return Asked(words=words) if len(words.split()) >= FEWEST_WORDS else Asked()


def _is_short_but_for(link: re.Match[str], text: str) -> bool:
    """Whether the link is what is meant, and not part of a text that is."""
    return len((text[: link.start()] + text[link.end() :]).split()) < FEWEST_WORDS


def _decoded(text: str) -> str:
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return text
