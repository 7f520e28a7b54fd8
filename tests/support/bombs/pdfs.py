"""PDF files."""

import zlib


def _pdf(objects: list[bytes]) -> bytes:
    file, places = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(file + b"startxref\n%d\n%%%%EOF\n" % start)


_FONT = b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"


def _one_page(
    stream: bytes, filters: bytes = b"/FlateDecode", more: tuple[bytes, ...] = ()
) -> bytes:
    content = b"<< /Filter %s /Length %d >>\nstream\n%s\nendstream" % (filters, len(stream), stream)
    return _pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R %s >>" % _FONT,
            content,
            *more,
        ]
    )


def flate_bomb() -> bytes:
    return _one_page(zlib.compress(b" " * 200_000_000, 1))


def flate_bomb_of_text() -> bytes:
    return _one_page(zlib.compress(b"BT /F1 9 Tf (We vote. ) Tj ET\n" * 40_000, 9))


def double_flate_bomb() -> bytes:
    twice = zlib.compress(zlib.compress(b" " * 200_000_000, 1), 9)
    return _one_page(twice, b"[/FlateDecode /FlateDecode]")


def many_filters() -> bytes:
    return _one_page(zlib.compress(b"x"), b"[" + b"/FlateDecode " * 100_000 + b"]")


def run_length_bomb() -> bytes:
    return _one_page(b"\x81 " * 4_000_000, b"/RunLengthDecode")


def lzw_bomb() -> bytes:
    return _one_page(b"\x80" + b"\x0b\x60\x50" * 300_000, b"/LZWDecode")


def pages_that_share_a_stream() -> bytes:
    """The text of one small stream on a thousand pages: 90 million characters."""
    stream = zlib.compress(b"BT /F1 9 Tf (%s) Tj ET" % (b"We vote. " * 10_000), 9)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R %s >>" % _FONT
    return _pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1000 /Kids [%s] >>" % (b"3 0 R " * 1000),
            page,
            b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    )


def pages_in_a_ring() -> bytes:
    return _pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>",
        ]
    )


def many_pages() -> bytes:
    kids = b"3 0 R " * 900_000
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    root = b"<< /Type /Catalog /Pages 2 0 R >>"
    return _pdf([root, b"<< /Type /Pages /Count 900000 /Kids [%s] >>" % kids, page])


def lying_count() -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    root = b"<< /Type /Catalog /Pages 2 0 R >>"
    return _pdf([root, b"<< /Type /Pages /Count 2000000000 /Kids [3 0 R] >>", page])


def deep_arrays() -> bytes:
    return _pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"[" * 100_000 + b"]" * 100_000])


def form_in_itself() -> bytes:
    form = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"
        b" /Length 5 >>\nstream\n/X Do\nendstream"
    )
    page = _one_page(zlib.compress(b"/X Do"), more=(form,))
    return page.replace(b"/Resources <<", b"/Resources << /XObject << /X 5 0 R >>", 1)


def forms_of_forms() -> bytes:
    """Each form shows the next one ten times: 10^25 texts in thirty objects."""
    forms = []
    for number in range(5, 31):
        drawn = b"/X Do " * 10 if number < 30 else b"BT /F1 9 Tf (We vote. ) Tj ET"
        inner = b"/XObject << /X %d 0 R >>" % (number + 1)
        size = b"%d" % len(drawn)
        forms.append(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << "
            + inner
            + b" /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> /Length "
            + size
            + b" >>\nstream\n"
            + drawn
            + b"\nendstream"
        )
    page = _one_page(zlib.compress(b"/X Do"), more=tuple(forms))
    return page.replace(b"/Resources <<", b"/Resources << /XObject << /X 5 0 R >>", 1)


def previous_in_a_ring() -> bytes:
    file = _pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"])
    start = file.rindex(b"xref\n0")
    return file.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start)


def many_broken_objects() -> bytes:
    return (
        b"%PDF-1.4\n" + b"1 0 obj\n<< /Type /Catalog >>\n" * 200_000 + b"trailer << /Root 1 0 R >>"
    )
