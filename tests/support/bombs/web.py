"""Web pages."""

from support.bombs.pieces import WORDS, filled

from summarizer.readers.html import MAX_TAGS


def _page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def deep_tags() -> bytes:
    return _page("<div>" * 90_000 + WORDS)


def deep_lists() -> bytes:
    return _page("<ul><li>" * 45_000 + WORDS)


def deep_tables() -> bytes:
    return _page("<table><tr><td>" * 30_000 + WORDS)


def many_tags() -> bytes:
    return _page(f"<p>{WORDS}</p>" * 100_000)


def many_empty_tags() -> bytes:
    return filled(b"<html><body><p>We vote.</p>", b"<b></b>", 7_000_000)


def as_many_tags_as_are_read() -> bytes:
    return _page("<p>" + f"<i>{WORDS}</i>" * (MAX_TAGS // 2 - 10))


def nested_inline_tags() -> bytes:
    return _page("<p>" + "<b><i>We vote. " * 45_000)


def open_tags() -> bytes:
    return filled(b"<html><body><p>We vote.", b"<", 5_000_000)


def unclosed_comment() -> bytes:
    return b"<html><body><p>We vote.</p>" + b"<!-- " * 90_000


def unclosed_attributes() -> bytes:
    return _page(f"<p {'a=b ' * 500_000}>{WORDS}</p>")


def long_attribute() -> bytes:
    return _page(f'<p title="{"x" * 5_000_000}">{WORDS}</p>')


def entities() -> bytes:
    return _page("&amp;" * 1_000_000 + WORDS)


def billion_laughs() -> bytes:
    lines = ['<!ENTITY a "ha">']
    for before, name in zip("abcdefghi", "bcdefghij", strict=True):
        lines.append(f'<!ENTITY {name} "{f"&{before};" * 10}">')
    head = f'<?xml version="1.0"?><!DOCTYPE html [{"".join(lines)}]>'
    return f"{head}<html><body><p>{WORDS}&j;</p></body></html>".encode()


def quadratic_entities() -> bytes:
    head = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "{"ha" * 50_000}">]>'
    return f"{head}<html><body><p>{WORDS}{'&a;' * 50_000}</p></body></html>".encode()


def external_entity() -> bytes:
    head = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return f"{head}<html><body><p>{WORDS}&a;</p></body></html>".encode()


def half_pre() -> bytes:
    return _page("<pre>" * 90_000 + WORDS)


def many_links() -> bytes:
    return _page("".join(f'<a href="/{n}">{WORDS}</a>' for n in range(20_000)))


def json_ld() -> bytes:
    nested = '{"a":' * 100_000
    return _page(f"<p>{WORDS}</p>", f'<script type="application/ld+json">{nested}</script>')


def many_metas() -> bytes:
    return _page(f"<p>{WORDS}</p>", '<meta property="og:title" content="x">' * 50_000)


def zeros_in_page() -> bytes:
    return _page(f"<p>{WORDS}</p>\0<p\0>{WORDS}</p>" * 100)
