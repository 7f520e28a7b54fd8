"""The parts that blocks are made of: texts, buttons, menus, pictures; as strictly as Slack."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from support.slackfake.refusals import rule

_ENTITY = re.compile(r"<[^<>]+>")
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt);)")

Check = Callable[[Mapping[str, Any], str], None]


def length(text: str) -> int:
    """How long Slack takes a text to be."""
    return len(text.encode("utf-16-le")) // 2


def must(holds: object, where: str, broken: str) -> None:
    rule(holds, "invalid_blocks", f"{where}: {broken}")


def fields(value: object, where: str, known: str, required: str = "") -> Mapping[str, Any]:
    must(isinstance(value, dict), where, "must be an object")
    assert isinstance(value, dict)
    unknown = value.keys() - {"type", *known.split()}
    must(not unknown, where, f"unknown fields {sorted(unknown)}")
    missing = set(required.split()) - value.keys()
    must(not missing, where, f"missing fields {sorted(missing)}")
    return value


def string(value: object, where: str, most: int, least: int = 1) -> None:
    must(isinstance(value, str), where, "must be a string")
    must(least <= length(str(value)) <= most, where, f"must have {least} to {most} characters")


def optional(value: Mapping[str, Any], where: str, most: Mapping[str, int]) -> None:
    for name, limit in most.items():
        if name in value:
            string(value[name], f"{where}.{name}", limit)


def check_mrkdwn(text: str, where: str) -> None:
    """Refuse a text whose entities are cut or whose characters are not escaped."""
    rest = _ENTITY.sub("", text)
    must("<" not in rest, where, "an entity that is cut, or a bare <")
    must(not _BARE_AMPERSAND.search(text), where, "a bare &")


def text_object(value: object, where: str, most: int, *, plain: bool = False) -> None:
    """Check a text object."""
    found = fields(value, where, "text emoji verbatim", "type text")
    kinds = {"plain_text"} if plain else {"plain_text", "mrkdwn"}
    must(found["type"] in kinds, where, f"text type must be one of {sorted(kinds)}")
    extra = "verbatim" if found["type"] == "plain_text" else "emoji"
    must(extra not in found, where, f"{extra} does not go with {found['type']}")
    string(found["text"], where, most)
    if found["type"] == "mrkdwn":
        check_mrkdwn(found["text"], where)


def each(
    values: object, where: str, least: int, most: int, check: Callable[[Any, str], None]
) -> None:
    must(isinstance(values, list), where, "must be a list")
    assert isinstance(values, list)
    must(least <= len(values) <= most, where, f"must have {least} to {most} items")
    for number, value in enumerate(values):
        check(value, f"{where}[{number}]")


def _confirm(value: object, where: str) -> None:
    found = fields(value, where, "title text confirm deny style", "title text confirm deny")
    for name, most in {"title": 100, "text": 300, "confirm": 30, "deny": 30}.items():
        text_object(found[name], f"{where}.{name}", most, plain=name != "text")


def _interactive(value: Mapping[str, Any], where: str) -> None:
    optional(value, where, {"action_id": 255})
    if "confirm" in value:
        _confirm(value["confirm"], f"{where}.confirm")


def _button(value: Mapping[str, Any], where: str) -> None:
    known = "text action_id url value style confirm accessibility_label"
    fields(value, where, known, "text")
    text_object(value["text"], f"{where}.text", 75, plain=True)
    optional(value, where, {"url": 3000, "value": 2000, "accessibility_label": 75})
    must(value.get("style") in (None, "primary", "danger"), where, "unknown style")
    _interactive(value, where)


def _feedback_button(value: Any, where: str) -> None:
    fields(value, where, "text value accessibility_label", "text value")
    text_object(value["text"], f"{where}.text", 75, plain=True)
    optional(value, where, {"value": 2000, "accessibility_label": 75})


def _feedback(value: Mapping[str, Any], where: str) -> None:
    fields(
        value, where, "action_id positive_button negative_button", "positive_button negative_button"
    )
    _feedback_button(value["positive_button"], f"{where}.positive_button")
    _feedback_button(value["negative_button"], f"{where}.negative_button")
    _interactive(value, where)


def _icon_button(value: Mapping[str, Any], where: str) -> None:
    known = "icon text action_id value confirm accessibility_label visible_to_user_ids"
    fields(value, where, known, "icon text")
    must(value["icon"] == "trash", where, "the only icon is trash")
    text_object(value["text"], f"{where}.text", 75, plain=True)
    optional(value, where, {"value": 2000, "accessibility_label": 75})
    _interactive(value, where)


def _option(value: Any, where: str) -> None:
    fields(value, where, "text value description url", "text value")
    text_object(value["text"], f"{where}.text", 75)
    string(value["value"], f"{where}.value", 150)
    if "description" in value:
        text_object(value["description"], f"{where}.description", 75)


def _choice(least: int, most: int) -> Check:
    def check(value: Mapping[str, Any], where: str) -> None:
        known = "action_id options initial_option initial_options placeholder confirm focus_on_load"
        fields(value, where, known, "options")
        each(value["options"], f"{where}.options", least, most, _option)
        chosen = value.get("initial_options", [])
        chosen = [*chosen, value["initial_option"]] if "initial_option" in value else chosen
        must(all(one in value["options"] for one in chosen), where, "initial option not offered")
        if "placeholder" in value:
            text_object(value["placeholder"], f"{where}.placeholder", 150, plain=True)
        _interactive(value, where)

    return check


def _picker(value: Mapping[str, Any], where: str) -> None:
    known = (
        "action_id placeholder confirm focus_on_load filter default_to_current_conversation"
        " initial_conversation initial_channel initial_user response_url_enabled"
    )
    fields(value, where, known)
    if "placeholder" in value:
        text_object(value["placeholder"], f"{where}.placeholder", 150, plain=True)
    _interactive(value, where)


def _input_line(value: Mapping[str, Any], where: str) -> None:
    known = (
        "action_id initial_value multiline min_length max_length placeholder focus_on_load"
        " dispatch_action_config"
    )
    fields(value, where, known)
    must(0 < value.get("max_length", 3000) <= 3000, where, "max_length is 1 to 3000")
    if "initial_value" in value:
        string(value["initial_value"], f"{where}.initial_value", value.get("max_length", 3000), 0)
    _interactive(value, where)


def picture(value: Mapping[str, Any], where: str) -> None:
    fields(value, where, "image_url slack_file alt_text", "alt_text")
    must(("image_url" in value) != ("slack_file" in value), where, "one source of the picture")
    optional(value, where, {"image_url": 3000, "alt_text": 2000})


BUTTONS: dict[str, Check] = {
    "button": _button,
    "overflow": _choice(1, 5),
    "static_select": _choice(1, 100),
    "multi_static_select": _choice(1, 100),
    "checkboxes": _choice(1, 10),
    "radio_buttons": _choice(1, 10),
    "conversations_select": _picker,
    "channels_select": _picker,
    "users_select": _picker,
}
AGENT: dict[str, Check] = {"feedback_buttons": _feedback, "icon_button": _icon_button}
INPUTS: dict[str, Check] = {
    **{name: check for name, check in BUTTONS.items() if name not in ("button", "overflow")},
    "plain_text_input": _input_line,
}
PICTURES: dict[str, Check] = {"image": picture}


def one_of(kinds: Mapping[str, Check]) -> Callable[[Any, str], None]:
    def check(value: Any, where: str) -> None:
        must(isinstance(value, dict) and "type" in value, where, "an element has a type")
        must(value["type"] in kinds, where, f"no such element here: {value['type']}")
        kinds[value["type"]](value, f"{where}({value['type']})")

    return check


def context_element(value: Any, where: str) -> None:
    if isinstance(value, dict) and value.get("type") == "image":
        picture(value, where)
    else:
        text_object(value, where, 3000)
