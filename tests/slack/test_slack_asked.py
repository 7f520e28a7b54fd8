"""What a person asks for is found in what they wrote."""

import pytest

from summarizer.slack.asked import Asked, understand
from summarizer.slack.links import MessageLink

LONG = "The union will ballot its members on Thursday. " * 4
LINK = "https://acme.slack.com/archives/C0123/p1700000000123456"
MESSAGE = MessageLink("C0123", "1700000000.123456", "")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("", Asked()),
        ("<@U1> help", Asked()),
        ("<!channel> please", Asked()),
        (f"<@U1> <{LINK}>", Asked(message=MESSAGE)),
        (f"<{LINK}|this thread> please", Asked(message=MESSAGE)),
        (f"Summarize {LINK}", Asked(message=MESSAGE)),
        ("<https://news.example/a?b=1&amp;c=2|news>", Asked(url="https://news.example/a?b=1&c=2")),
        ("https://news.example/a", Asked(url="https://news.example/a")),
        ("<https://acme.slack.com/archives/C0123>", Asked()),
        ("https://app.slack-gov.com/x", Asked()),
        ("https://slack.com.evil.example/", Asked(url="https://slack.com.evil.example/")),
        ("ftp://news.example", Asked()),
        (LONG, Asked(words=LONG.strip())),
        (f"{LONG} &lt;b&gt; &amp;amp;", Asked(words=f"{LONG} <b> &amp;")),
        (f"{LONG} See <{LINK}>.", Asked(words=f"{LONG} See <{LINK}>.")),
    ],
)
def test_the_first_link_else_the_text_if_it_is_long(text: str, asked: Asked) -> None:
    assert understand(text) == asked
