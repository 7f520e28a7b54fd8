"""What does a shared file say? Text, PDF and e-mail are read; the rest is named as skipped."""

import re
from collections.abc import Mapping
from typing import Any

from slack_sdk import WebClient

from summarizer import readers
from summarizer.errors import EmptyInput, SummarizerError, TooLargeInput, UnsupportedInput
from summarizer.slack import download
from summarizer.slack.conversation import FileCaps, Skipped
from summarizer.slack.download import NotFetched
from summarizer.slack.errors import SlackError, SlackUnavailable, told
from summarizer.slack.names import clean
from summarizer.slack.rich_text import elements_of, string

_KINDS = {"image": "an image", "video": "a video", "audio": "a sound file", "font": "a font"}
_READABLE = re.compile(
    r"text/.*|message/rfc822|application/(?:x-)?(?:pdf|json|yaml|toml|xml|x-subrip|subrip)"
)
_GONE = {"tombstone": "deleted", "hidden_by_limit": "hidden by the workspace's plan"}
_SIGN_IN = re.compile(
    rb"<title>[^<]{0,200}(?:sign in|log ?in)[^<]{0,200}</title>|id=[\"']?signin_form",
    re.IGNORECASE,
)


def read_file(client: WebClient, file: Mapping[str, Any], caps: FileCaps) -> str | Skipped:
    """Read a file of a message.

    Args:
        client: Needs the scope files:read.
        file: As a message carries it in `files`.
        caps: How much is read.

    Returns:
        Its words; or, in a few words, why it was not read.

    Raises:
        SlackUnavailable: Slack is busy or cannot be reached.
    """
    name = name_of(file)
    try:
        return _words(client, _known(client, file), caps)
    except NotFetched as error:
        return Skipped(name, error.reason)
    except SlackUnavailable:
        raise
    except SlackError:
        return Skipped(name, "the bot has no access")
    except SummarizerError as error:
        return Skipped(name, _reason(error))


def name_of(file: Mapping[str, Any]) -> str:
    """What people see as a file's name."""
    return clean(file.get("name")) or clean(file.get("title")) or "a file"


def _known(client: WebClient, file: Mapping[str, Any]) -> Mapping[str, Any]:
    """All of what is known: in shared channels, a message carries only the file's id."""
    if file.get("file_access") != "check_file_info":
        return file
    with told():
        found = client.files_info(file=string(file, "id")).get("file")
    return found if isinstance(found, Mapping) else file


def _words(client: WebClient, file: Mapping[str, Any], caps: FileCaps) -> str:
    if string(file, "mode") == "email" and string(file, "plain_text").strip():
        return _bounded(_mail(file), caps)
    _refuse(file, caps)
    address = string(file, "url_private_download") or string(file, "url_private")
    if not address:
        raise NotFetched("the bot has no access")
    data, sent = download.get(client, address, caps)
    declared = string(file, "mimetype").lower()
    if sent == "text/html" and ("html" not in declared or _SIGN_IN.search(data[:20_000])):
        raise NotFetched("the bot has no access")  # Slack's sign-in page, with status 200
    raw = readers.Raw(data, source=name_of(file), content_type=declared)
    return _bounded(readers.read_bytes(raw).text, caps)


def _refuse(file: Mapping[str, Any], caps: FileCaps) -> None:
    """Refuse what needs no download to be refused.

    Raises:
        NotFetched: It is none that is read.
    """
    mode, declared = string(file, "mode"), string(file, "mimetype").lower()
    family = declared.partition("/")[0]
    size = file.get("size")
    if mode in _GONE:
        raise NotFetched(_GONE[mode])
    if file.get("is_external") or mode == "external":
        raise NotFetched("kept outside Slack")
    if family in _KINDS:
        raise NotFetched(_KINDS[family])
    if mode != "snippet" and not _READABLE.fullmatch(declared):
        raise NotFetched("of a kind that is not read")
    if isinstance(size, int) and size > caps.max_bytes:
        raise NotFetched(download.too_large(caps))


def _bounded(text: str, caps: FileCaps) -> str:
    if len(text) > caps.max_characters:
        raise NotFetched(f"longer than {caps.max_characters:,} characters")
    return text


def _mail(file: Mapping[str, Any]) -> str:
    """An e-mail that was forwarded to a channel: Slack has taken it apart already."""
    people = {
        title: ", ".join(clean(each.get("name")) or clean(each.get("address")) for each in found)
        for title, key in (("From", "from"), ("To", "to"))
        if (found := elements_of(file, key))
    }
    head = people | {"Subject": clean(file.get("subject"))}
    lines = [f"{title}: {words}" for title, words in head.items() if words]
    return "\n".join(lines) + "\n\n" + string(file, "plain_text").strip()


def _reason(error: SummarizerError) -> str:
    if isinstance(error, TooLargeInput):
        return "too large"
    if isinstance(error, EmptyInput):
        return "empty"
    if isinstance(error, UnsupportedInput):
        return "of a kind that is not read"
    return "broken or locked"
