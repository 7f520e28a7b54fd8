"""For the tests of the Slack bot: a Slack of their own."""

from collections.abc import Iterator

import pytest

pytest.importorskip("slack_bolt", reason="the extra is not installed: pip install '.[slack]'")
pytest.importorskip("aiohttp", reason="the fake of Slack needs it: it comes with the dev group")

from support.slackfake import FakeSlack  # needs what was asked for above


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    """A running fake; the test fails if something broke a rule of Slack's unnoticed.

    A test that breaks one on purpose looks at `slack.refused` and clears it.
    """
    with FakeSlack() as fake:
        yield fake
    assert fake.refused == [], "rules of Slack's that were broken"
