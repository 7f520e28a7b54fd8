"""What a person would see: Block Kit as an HTML page, close to Slack's light look.

It follows Slack's reference and knows only the blocks that the bot uses; an unknown one is an
error. Nothing is loaded from a network.
"""

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

Block = dict[str, Any]

_STYLE = """
:root{color-scheme:light}*{box-sizing:border-box}
body{margin:0;background:#fff;color:#1d1c1d;font:15px/1.46668 Lato,"DejaVu Sans",
"Noto Color Emoji",sans-serif}
.message,.view{display:flex;gap:8px;padding:10px 16px}.view{display:block;max-width:520px;
border:1px solid #ddd;border-radius:8px;margin:12px auto;padding:0}
.view>h1{font-size:20px;margin:0;padding:14px 20px;border-bottom:1px solid #ddd}
.view>.body{padding:4px 20px 16px;max-height:none}
.face{flex:none;width:36px;height:36px;border-radius:6px;background:#1f3a5f;color:#fff;
display:grid;place-items:center;font-weight:700}.body{min-width:0;flex:1;max-width:640px}
.who{font-weight:900}.who small{font-weight:400;color:#616061;margin-left:6px}
.app{font-size:10px;font-weight:700;background:#e8e8e8;border-radius:2px;padding:1px 3px;
margin-left:4px}
.block{margin:6px 0;overflow-wrap:anywhere}.block.header{font-size:18px;font-weight:700}
.rich>div{white-space:pre-wrap}ul{margin:0;padding-left:26px}ul.indent1{padding-left:54px;
list-style:circle}li{white-space:pre-wrap;margin:2px 0}
.rich blockquote{margin:2px 0 2px 26px;border-left:4px solid #ddd;padding-left:12px;
white-space:pre-wrap;color:#454245}pre{white-space:pre-wrap;background:#f8f8f8;
border:1px solid #ddd;border-radius:4px;padding:8px;font:12px/1.5 monospace}
code{background:#f8f8f8;border:1px solid #ddd;border-radius:3px;color:#c01343;padding:1px 3px;
font:12px monospace}a{color:#1264a3;text-decoration:none}
.context{font-size:12.5px;line-height:1.4;color:#616061;margin:4px 0}
.actions{display:flex;flex-wrap:wrap;gap:8px}button{font:700 13px Lato,"DejaVu Sans",sans-serif;
height:28px;padding:0 10px;border:1px solid #bbb;border-radius:4px;background:#fff;color:#1d1c1d}
button.primary{background:#007a5a;border-color:#007a5a;color:#fff}
button.icon{border-color:transparent;color:#616061;font-weight:400;padding:0 4px}
hr{border:0;border-top:1px solid #ddd;margin:12px 0}label small{display:block;color:#616061;
margin-left:24px}
"""


def message_page(replies: Iterable[list[Block]], *, name: str = "Summaries") -> str:
    """A page with messages of one bot."""
    return _page(
        f'<div class="message"><div class="face">Σ</div><div class="body">'
        f'<div class="who">{escape(name)}<span class="app">APP</span><small>10:42 AM</small></div>'
        f"{_blocks(blocks)}</div></div>"
        for blocks in replies
    )


def view_page(view: dict[str, Any]) -> str:
    """A page with a modal or an App Home."""
    title = view["title"]["text"] if "title" in view else "Home"
    body = f'<h1>{escape(title)}</h1><div class="body">{_blocks(view["blocks"])}</div>'
    return _page([f'<div class="view">{body}</div>'])


def _page(parts: Iterable[str]) -> str:
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    return f"<!doctype html>{head}<title>Block Kit</title><style>{_STYLE}</style>{''.join(parts)}"


def _blocks(blocks: Iterable[Block]) -> str:
    return "".join(
        f'<div class="block {escape(block["type"])}">{_BLOCKS[block["type"]](block)}</div>'
        for block in blocks
    )


def _rich(block: Block) -> str:
    parts = "".join(_RICH[part["type"]](part) for part in block["elements"])
    return f'<div class="rich">{parts}</div>'


def _list(part: Block) -> str:
    rows = "".join(f"<li>{_inline(row['elements'])}</li>" for row in part["elements"])
    return f'<ul class="indent{part.get("indent", 0)}">{rows}</ul>'


def _inline(elements: Iterable[Block]) -> str:
    return "".join(_words(element) for element in elements).removesuffix("\n")


def _words(element: Block) -> str:
    words = escape(element["text"])
    for style, tag in (("bold", "b"), ("italic", "i"), ("code", "code")):
        if element.get("style", {}).get(style):
            words = f"<{tag}>{words}</{tag}>"
    if element["type"] == "link":
        return f'<a href="{escape(element["url"])}">{words}</a>'
    return words


def _element(element: Block) -> str:
    return _ELEMENTS[element["type"]](element)


def _button(element: Block) -> str:
    return f'<button class="{element.get("style", "")}">{escape(element["text"]["text"])}</button>'


def _feedback(element: Block) -> str:
    sides = (("👍", element["positive_button"]), ("👎", element["negative_button"]))
    return "".join(
        f'<button class="icon" title="{escape(side["accessibility_label"])}">{icon}</button>'
        for icon, side in sides
    )


def _checkboxes(element: Block) -> str:
    rows = []
    for option in element["options"]:
        on = " checked" if option in element.get("initial_options", []) else ""
        small = f"<small>{escape(option['description']['text'])}</small>"
        text = escape(option["text"]["text"])
        rows.append(f'<label><input type="checkbox"{on}> {text}{small}</label>')
    return "".join(rows)


def _many(block: Block) -> str:
    return "".join(map(_element, block["elements"]))


_BLOCKS: dict[str, Callable[[Block], str]] = {
    "header": lambda block: escape(block["text"]["text"]),
    "rich_text": _rich,
    "context": lambda block: " ".join(escape(one["text"]) for one in block["elements"]),
    "actions": _many,
    "context_actions": _many,
    "divider": lambda _: "<hr>",
}
_RICH: dict[str, Callable[[Block], str]] = {
    "rich_text_section": lambda part: f"<div>{_inline(part['elements'])}</div>",
    "rich_text_list": _list,
    "rich_text_quote": lambda part: f"<blockquote>{_inline(part['elements'])}</blockquote>",
    "rich_text_preformatted": lambda part: f"<pre>{_inline(part['elements'])}</pre>",
}
_ELEMENTS: dict[str, Callable[[Block], str]] = {
    "button": _button,
    "feedback_buttons": _feedback,
    "checkboxes": _checkboxes,
}
