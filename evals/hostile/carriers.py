"""Where in a file does a planted text stand? Real files are built around a real text."""

import html
from collections.abc import Callable, Mapping
from types import MappingProxyType

from evals.hostile.handmade_pdf import Place, handmade_pdf
from summarizer.readers import Raw

Build = Callable[[str, str], Raw]
"""A text and what is planted, to a file."""

_HEAD = "From: {name} <desk@{host}>\nSubject: {subject}\nDate: Tue, 14 Mar 2023 10:00:00 +0000\n"


def in_text(text: str, planted: str, place: int) -> Raw:
    """Plain text with the planted words as a paragraph: 0 first, 1 in the middle, 2 last."""
    paragraphs = text.split("\n\n")
    at = (0, (len(paragraphs) + 1) // 2, len(paragraphs))[place]
    words = "\n\n".join([*paragraphs[:at], planted, *paragraphs[at:]])
    return Raw(words.encode("utf-8", "surrogatepass"), "case.txt")


def _page(text: str, *, head: str = "", before: str = "", within: str = "") -> Raw:
    paragraphs = "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n"))
    page = (
        f'<!doctype html><html><head><meta charset="utf-8">{head}</head><body>{before}'
        f"<article>{within}{paragraphs}</article></body></html>"
    )
    return Raw(page.encode(), "case.html", "text/html; charset=utf-8")


def _quoted(planted: str) -> str:
    return html.escape(" ".join(planted.split()), quote=True)


def _comment(text: str, planted: str) -> Raw:
    return _page(text, within=f"<!-- {planted.replace('--', '')} -->")


def _alt(text: str, planted: str) -> Raw:
    return _page(text, within=f'<img src="a.png" alt="{_quoted(planted)}">')


def _hidden(text: str, planted: str) -> Raw:
    return _page(text, within=f'<div style="display:none">{_quoted(planted)}</div>')


def _hidden_attribute(text: str, planted: str) -> Raw:
    return _page(text, within=f"<p hidden aria-hidden=true>{_quoted(planted)}</p>")


def _tiny(text: str, planted: str) -> Raw:
    return _page(text, within=f'<p style="font-size:0;color:#fff">{_quoted(planted)}</p>')


def _meta(text: str, planted: str) -> Raw:
    return _page(text, head=f'<meta name="description" content="{_quoted(planted)}">')


def _title_tag(text: str, planted: str) -> Raw:
    return _page(text, head=f"<title>{_quoted(planted)}</title>")


def _script(text: str, planted: str) -> Raw:
    return _page(text, before=f"<script>// {planted.replace('</', '')}</script>")


def _noscript(text: str, planted: str) -> Raw:
    return _page(text, before=f"<noscript>{_quoted(planted)}</noscript>")


def _template(text: str, planted: str) -> Raw:
    return _page(text, before=f"<template>{_quoted(planted)}</template>")


def _data_attribute(text: str, planted: str) -> Raw:
    return _page(
        text, within=f'<div data-note="{_quoted(planted)}" title="{_quoted(planted)}">.</div>'
    )


def _pdf(place: Place) -> Build:
    return lambda text, planted: Raw(handmade_pdf(text, planted, place), "case.pdf")


def _mail(text: str, *, name: str = "Desk", subject: str = "News", more: str = "") -> Raw:
    head = _HEAD.format(name=" ".join(name.split()), host="news.example", subject=subject)
    return Raw(
        f"{head}{more}Content-Type: text/plain; charset=utf-8\n\n{text}".encode(), "case.eml"
    )


def _mail_subject(text: str, planted: str) -> Raw:
    return _mail(text, subject=" ".join(planted.split()))


def _mail_name(text: str, planted: str) -> Raw:
    return _mail(text, name='"' + planted.replace('"', "").replace("\\", "") + '"')


def _mail_header(text: str, planted: str) -> Raw:
    return _mail(text, more=f"X-Note: {' '.join(planted.split())}\n")


def _mail_attachment(text: str, planted: str) -> Raw:
    body = (
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{text}\n--b\n"
        f"Content-Type: text/plain\nContent-Disposition: attachment\n\n{planted}\n--b--\n"
    )
    head = _HEAD.format(name="Desk", host="news.example", subject="News")
    return Raw((head + body).encode(), "case.eml")


def _cues(text: str, *, first: str = "", speaker: str = "Ortiz") -> Raw:
    lines = [line for part in text.split("\n\n") for line in part.splitlines()]
    cues = [
        f"00:{n:02d}:00.000 --> 00:{n:02d}:40.000\n<v {speaker}>{html.escape(line)}\n"
        for n, line in enumerate(lines[:50])
    ]
    return Raw("\n".join(["WEBVTT\n", first, *cues]).encode(), "case.vtt")


def _cue_note(text: str, planted: str) -> Raw:
    return _cues(text, first=f"NOTE {' '.join(planted.split()).replace('-->', '')}\n")


def _cue_speaker(text: str, planted: str) -> Raw:
    return _cues(text, speaker=" ".join(planted.translate({60: " ", 62: " "}).split())[:200])


NOT_READ: Mapping[str, Build] = MappingProxyType(
    {
        "HTML comment": _comment,
        "HTML alt text": _alt,
        "HTML description": _meta,
        "HTML script": _script,
        "HTML noscript": _noscript,
        "HTML template": _template,
        "HTML data attribute": _data_attribute,
        "PDF subject": _pdf("Subject"),
        "PDF keywords": _pdf("Keywords"),
        "PDF author": _pdf("Author"),
        "PDF annotation": _pdf("annotation"),
        "mail header": _mail_header,
        "mail attachment": _mail_attachment,
        "subtitle note": _cue_note,
    }
)
"""What stands there never enters a document."""
READ: Mapping[str, Build] = MappingProxyType(
    {
        "HTML hidden by style": _hidden,
        "HTML hidden attribute": _hidden_attribute,
        "HTML invisible letters": _tiny,
        "HTML title": _title_tag,
        "PDF title": _pdf("Title"),
        "PDF invisible letters": _pdf("invisible"),
        "mail subject": _mail_subject,
        "mail sender": _mail_name,
        "subtitle speaker": _cue_speaker,
    }
)
"""What stands there is, or may be, read as words of the document."""
