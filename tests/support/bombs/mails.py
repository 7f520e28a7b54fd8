"""E-mails."""

from support.bombs.pieces import WORDS, filled

_MAIL = (
    "From: a@example.org\nTo: b@example.org\nSubject: x\nDate: Tue, 14 Mar 2023 10:00:00 +0000\n"
)


def deep_parts() -> bytes:
    head = _MAIL + "MIME-Version: 1.0\n"
    parts = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3_000)
    )
    return f"{head}{parts}Content-Type: text/plain\n\n{WORDS}".encode()


def _parts(count: int) -> bytes:
    part = f"--b\nContent-Type: text/html\n\n<p>{WORDS}</p>\n"
    return f"{_MAIL}Content-Type: multipart/mixed; boundary=b\n\n{part * count}--b--".encode()


def many_parts() -> bytes:
    return _parts(50_000)


def thousands_of_parts() -> bytes:
    return _parts(5_000)


def many_parts_without_a_body() -> bytes:
    return filled(f"{_MAIL}Content-Type: multipart/mixed; boundary=b\n".encode(), b"\n--b\n")


def long_header() -> bytes:
    return f"{_MAIL}X-Note: {'a, ' * 1_000_000}\n\n{WORDS}".encode()


def long_addresses() -> bytes:
    return f"From: {'a <a@example.org>, ' * 100_000}\nTo: b\nDate: x\n\n{WORDS}".encode()


def nested_comments() -> bytes:
    head = f"From: {'(' * 3_000}a@example.org\nTo: b\nDate: x\nSubject: {'=?x?' * 900}\n\n"
    return f"{head}{WORDS}".encode()


def many_headers() -> bytes:
    return (
        f"{_MAIL}{'X-A: b' + chr(10)}".encode() * 1 + b"X-B: c\n" * 300_000 + b"\n" + WORDS.encode()
    )


def folded_header() -> bytes:
    return (
        f"{_MAIL}X-Note: a\n{' b' + chr(10)}".encode() + b" c\n" * 500_000 + b"\n" + WORDS.encode()
    )


def broken_base64() -> bytes:
    head = _MAIL + "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
    return head.encode() + b"====" * 1_000_000


def broken_quoted() -> bytes:
    head = _MAIL + "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n"
    return head.encode() + b"=\n=X=" * 200_000 + WORDS.encode()


def flowed() -> bytes:
    return f"{_MAIL}Content-Type: text/plain; format=flowed\n\n".encode() + b"word \n" * 500_000


def uuencoded() -> bytes:
    head = _MAIL + "Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n"
    return head.encode() + b"M" + b"#" * 60 + b"\n" * 500_000


def unknown_charset() -> bytes:
    return f"{_MAIL}Content-Type: text/plain; charset=zip\n\n{WORDS}".encode()
