"""Block Kit as strictly as Slack reads it: known blocks and fields, every limit.

The limits are those of https://docs.slack.dev/reference/block-kit and of slack_sdk's models;
lengths are counted in UTF-16 units, as JavaScript counts them.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from support.slackfake.elements import (
    AGENT,
    BUTTONS,
    INPUTS,
    PICTURES,
    Check,
    context_element,
    each,
    fields,
    length,
    must,
    one_of,
    optional,
    string,
    text_object,
)
from support.slackfake.refusals import rule

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MARKDOWN = 12_000
TOTAL = 13_200
BLOCK = 125
"""A message's blocks hold so many characters, each block costs so many beside its text.
Undocumented: measured in github.com/slackapi/bolt-js/issues/2509 (13,297 for markdown alone, 125
fewer with a divider)."""


def _section(block: Mapping[str, Any], where: str) -> None:
    fields(block, where, "block_id text fields accessory expand")
    must("text" in block or "fields" in block, where, "text or fields must be there")
    if "text" in block:
        text_object(block["text"], f"{where}.text", 3000)
    if "fields" in block:
        each(block["fields"], f"{where}.fields", 1, 10, _field)
    if "accessory" in block:
        one_of({**BUTTONS, **PICTURES})(block["accessory"], f"{where}.accessory")


def _field(value: Any, where: str) -> None:
    text_object(value, where, 2000)


def _header(block: Mapping[str, Any], where: str) -> None:
    fields(block, where, "block_id text level", "text")
    text_object(block["text"], f"{where}.text", 150, plain=True)


def _divider(block: Mapping[str, Any], where: str) -> None:
    fields(block, where, "block_id")


def _image(block: Mapping[str, Any], where: str) -> None:
    fields(block, where, "block_id image_url slack_file alt_text title", "alt_text")
    optional(block, where, {"image_url": 3000, "alt_text": 2000})
    if "title" in block:
        text_object(block["title"], f"{where}.title", 2000, plain=True)


def _list_of(most: int, check: Callable[[Any, str], None]) -> Check:
    def check_block(block: Mapping[str, Any], where: str) -> None:
        fields(block, where, "block_id elements", "elements")
        each(block["elements"], f"{where}.elements", 1, most, check)
        ids = [one["action_id"] for one in block["elements"] if "action_id" in one]
        must(len(ids) == len(set(ids)), where, "an action_id twice in a block")

    return check_block


def _input(block: Mapping[str, Any], where: str) -> None:
    known = "block_id label element dispatch_action hint optional"
    fields(block, where, known, "label element")
    text_object(block["label"], f"{where}.label", 2000, plain=True)
    if "hint" in block:
        text_object(block["hint"], f"{where}.hint", 2000, plain=True)
    one_of(INPUTS)(block["element"], f"{where}.element")


def _markdown(block: Mapping[str, Any], where: str) -> None:
    fields(block, where, "block_id text", "text")
    string(block["text"], f"{where}.text", MARKDOWN)


_RICH = {
    "rich_text_section": "elements",
    "rich_text_list": "elements style indent offset border",
    "rich_text_preformatted": "elements border language",
    "rich_text_quote": "elements border",
}
_RICH_INLINE = {
    "text": "text style",
    "link": "url text unsafe style",
    "emoji": "name unicode skin_tone style url",
    "date": "timestamp format url fallback style",
    "user": "user_id style",
    "channel": "channel_id style",
    "usergroup": "usergroup_id style",
    "broadcast": "range style",
    "color": "value style",
}


def _rich_element(value: Any, where: str) -> None:
    must(isinstance(value, dict), where, "must be an object")
    known = {**_RICH, **_RICH_INLINE}.get(value.get("type"))
    must(known is not None, where, f"no such element here: {value.get('type')}")
    fields(value, where, str(known), "elements" if value["type"] in _RICH else "")
    if value["type"] in _RICH:
        each(value["elements"], f"{where}.elements", 0, 1000, _rich_element)


def _rich(block: Mapping[str, Any], where: str) -> None:
    fields(block, where, "block_id elements", "elements")
    each(block["elements"], f"{where}.elements", 1, 1000, _rich_element)


BLOCKS: dict[str, Check] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "image": _image,
    "context": _list_of(10, context_element),
    "actions": _list_of(25, one_of(BUTTONS)),
    "context_actions": _list_of(5, one_of(AGENT)),
    "input": _input,
    "markdown": _markdown,
    "rich_text": _rich,
}
_NOT_IN = {"message": {"input"}, "modal": {"markdown", "context_actions"}}
_NOT_IN["home"] = _NOT_IN["modal"]


def check_blocks(blocks: object, *, place: str = "message") -> None:
    """Refuse blocks that Slack refuses; `place`: message, modal or home.

    Raises:
        Refusal: One breaks a rule.
    """
    most = MESSAGE_BLOCKS if place == "message" else VIEW_BLOCKS
    must(isinstance(blocks, list), "blocks", "must be a list")
    assert isinstance(blocks, list)
    must(len(blocks) <= most, "blocks", f"no more than {most} items")
    for number, block in enumerate(blocks):
        where = f"blocks[{number}]"
        must(isinstance(block, dict), where, "must be an object")
        kind = block.get("type")
        must(kind in BLOCKS and kind not in _NOT_IN[place], where, f"no such block here: {kind}")
        optional(block, where, {"block_id": 255})
        BLOCKS[kind](block, f"{where}({kind})")
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    must(len(ids) == len(set(ids)), "blocks", "a block_id twice")
    marked = sum(length(block["text"]) for block in blocks if block["type"] == "markdown")
    must(marked <= MARKDOWN, "blocks", f"markdown over {MARKDOWN} characters in all")
    if place == "message":
        size = sum(map(length, texts(blocks))) + BLOCK * len(blocks)
        rule(size <= TOTAL, "msg_blocks_too_long", f"blocks of {size} characters, over {TOTAL}")


def texts(value: object) -> list[str]:
    """Every text that a block shows."""
    if isinstance(value, dict):
        shown = [value[name] for name in ("text", "alt_text") if isinstance(value.get(name), str)]
        return shown + [text for part in value.values() for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return []


def live_texts(value: object) -> list[str]:
    """The texts in which Slack would act on `<!channel>` and its like, and live rich elements."""
    if isinstance(value, list):
        return [text for part in value for text in live_texts(part)]
    if not isinstance(value, dict):
        return []
    here = [str(value)] if value.get("type") in ("user", "usergroup", "broadcast") else []
    if value.get("type") in ("mrkdwn", "markdown"):
        here.append(str(value.get("text", "")))
    return here + [text for part in value.values() for text in live_texts(part)]


def check_view(view: object) -> Mapping[str, Any]:
    """Refuse a view that Slack refuses.

    Raises:
        Refusal: It breaks a rule.
    """
    known = (
        "title blocks close submit private_metadata callback_id clear_on_close notify_on_close"
        " external_id submit_disabled"
    )
    found = fields(view, "view", known, "type blocks")
    must(found["type"] in ("modal", "home"), "view", "type is modal or home")
    if found["type"] == "modal":
        must("title" in found, "view", "a modal has a title")
    for name in ("title", "close", "submit"):
        if name in found:
            text_object(found[name], f"view.{name}", 24, plain=True)
    for name, most in {"private_metadata": 3000, "callback_id": 255, "external_id": 255}.items():
        if name in found:
            string(found[name], f"view.{name}", most, 0)
    check_blocks(found["blocks"], place=found["type"])
    inputs = any(block["type"] == "input" for block in found["blocks"])
    must("submit" in found or not inputs or found["type"] == "home", "view", "inputs need submit")
    size = len(json.dumps(found, ensure_ascii=False).encode())
    must(size <= 250_000, "view", "over 250 kB")
    return found


def check_chunks(chunks: Sequence[Any]) -> str:
    """Refuse chunks of a stream that Slack refuses; the words in them."""
    known = {
        "markdown_text": ("text", "text"),
        "task_update": ("id title status details output sources", "id title status"),
        "plan_update": ("title", "title"),
        "blocks": ("blocks", "blocks"),
    }
    for number, chunk in enumerate(chunks):
        where = f"chunks[{number}]"
        must(isinstance(chunk, dict) and chunk.get("type") in known, where, "no such chunk")
        fields(chunk, where, *known[chunk["type"]])
        if chunk["type"] == "task_update":
            statuses = ("pending", "in_progress", "complete", "error")
            must(chunk["status"] in statuses, where, "unknown status")
        if chunk["type"] == "blocks":
            check_blocks(chunk["blocks"])
    return "".join(chunk["text"] for chunk in chunks if chunk["type"] == "markdown_text")
