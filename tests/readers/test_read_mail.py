"""E-mails: who wrote to whom, the subject, the day and the body."""

import contextlib
from email.message import EmailMessage

import pytest

from summarizer.errors import EmptyInput, InputError
from summarizer.readers import Raw, read_bytes

BODY = "I will not go back to the table unless the plan is withdrawn.\n"


def _mail(body: str = BODY, **headers: str) -> EmailMessage:
    mail = EmailMessage()
    for name, value in (
        {"From": "Lena Ortiz <lena@example.org>", "To": "b@example.org", "Subject": "The ballot"}
        | {"Date": "Tue, 14 Mar 2023 23:30:00 -0500"}
        | headers
    ).items():
        mail[name] = value
    mail.set_content(body)
    return mail


def test_the_head_opens_the_text_and_gives_title_and_date() -> None:
    document = read_bytes(Raw(_mail().as_bytes(), "m.eml"))
    assert document.text.rstrip() == (
        "From: Lena Ortiz\nTo: b@example.org\nSubject: The ballot\n\n" + BODY.rstrip()
    )
    assert (document.title, document.date) == ("The ballot", "2023-03-14")


def test_encoded_headers_and_bodies_are_decoded() -> None:
    mail = _mail("Nous n'accepterons pas l'offre à Genève.\n", Subject="Négociations à Genève")
    document = read_bytes(Raw(mail.as_bytes()))
    assert document.title == "Négociations à Genève"
    assert "l'offre à Genève." in document.text


def test_plain_text_is_preferred_to_html_and_attachments_are_left() -> None:
    mail = _mail()
    mail.add_alternative("<p>Markup</p>", subtype="html")
    mail.add_attachment("Attached words", filename="a.txt")
    document = read_bytes(Raw(mail.as_bytes()))
    assert BODY.strip() in document.text
    assert "Markup" not in document.text
    assert "Attached" not in document.text


def test_an_html_body_is_read_as_a_page() -> None:
    mail = _mail()
    mail.set_content("<html><body><p>We will <b>not</b> accept it.</p></body></html>", "html")
    assert "We will not accept it." in read_bytes(Raw(mail.as_bytes())).text


def test_a_mailing_does_not_list_its_recipients() -> None:
    mail = _mail(To=", ".join(f"p{number}@example.org" for number in range(6)))
    assert "p3@" not in read_bytes(Raw(mail.as_bytes())).text


def test_flowed_lines_are_joined() -> None:
    data = (
        b"From: a@b.c\nTo: d@e.f\nSubject: x\nContent-Type: text/plain; format=flowed\n\n"
        b"We will meet the \nUnion again.\nNo more.\n-- \nLena\n"
    )
    assert read_bytes(Raw(data)).text.endswith(
        "We will meet the Union again.\nNo more.\n-- \nLena\n"
    )


@pytest.mark.parametrize(
    "data",
    [
        _mail("").as_bytes(),
        b"From: a@b.c\nTo: d@e.f\nSubject: only a head\n",
        b"From: a@b.c\nTo: d@e.f\nMIME-Version: 1.0\nContent-Type: image/png\n\nwords\n",
        b"From: a@b.c\nTo: d@e.f\nContent-Type: multipart/mixed\n\n",
    ],
)
def test_a_mail_without_text_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyInput):
        read_bytes(Raw(data, "m.eml"))


@pytest.mark.parametrize(
    "lines",
    [
        b"Date: nonsense",
        b"Date: Tue, 99 Foo 2023 99:99:99 +9999",
        b"Subject: =?x?q?y?=",
        b"Content-Type: text/plain; charset=no-such",
        b"Content-Type: text/plain; charset=zip",
        b"Content-Transfer-Encoding: base64",
        b"Content-Transfer-Encoding: nonsense",
        b"Content-Type: multipart/mixed; boundary=x",
        b"Content-Type: ;;;===",
        b"From: <<<>>>@@@,,:;",
        b"Subject: \xff\xfe",
        b"Message-ID: <[x",
    ],
)
def test_broken_headers_are_survived_or_refused_by_our_errors(lines: bytes) -> None:
    data = b"From: a@b.c\nTo: d@e.f\nSubject: s\n" + lines + b"\n\nWe vote on Thursday.\n"
    with contextlib.suppress(InputError):
        assert read_bytes(Raw(data, "m.eml")).text


@pytest.mark.parametrize("name", [b"Subject", b"Content-Type", b"To"])
def test_an_endless_header_counts_as_empty(name: bytes) -> None:
    data = b"From: a@b.c\nDate: x\nTo: d@e.f\n" + name + b": " + b"=?utf-8?q?spam?= " * 20_000
    text = read_bytes(Raw(data + b"\n\nWe vote on Thursday.\n", "m.eml")).text
    assert "We vote on Thursday." in text
    assert "spam" not in text
