"""Who may have a conversation summarized: members; for public channels, the whole workspace."""

import pytest
from slack_sdk import WebClient
from support.slackfake import FakeSlack

from summarizer.slack.access import ChannelInfo, require_reader
from summarizer.slack.errors import BadSlackConfig, NotAllowed, NotInChannel, SlackUnavailable


@pytest.fixture
def client(slack: FakeSlack) -> WebClient:
    slack.add_user("U1", "ada")
    slack.add_user("U2", "bo")
    slack.add_user("UGUEST", "guest", guest=True)
    slack.add_user("UEXT", "ext", external=True)
    slack.add_user("UGONE", "gone", deleted=True)
    slack.add_user("UAPP", "app", bot=True)
    slack.add_channel("CPUB", "general", members=["U1"])
    slack.add_channel("CSHARED", "partners", members=["U1", "UEXT"], ext_shared=True)
    slack.add_channel("CPRIV", "board", private=True, members=["U1", "UGUEST"])
    slack.add_channel("CAWAY", "other", members=["U1"], bot=False)
    slack.add_channel("CHIDDEN", "secret", private=True, members=["U1"], bot=False)
    slack.add_channel("D1", kind="im", members=["U1"])
    slack.add_channel("G1", kind="mpim", members=["U1", "UGUEST"])
    return WebClient(token="xoxb-1", base_url=slack.url)


@pytest.mark.parametrize(
    ("user", "channel"),
    [
        *(("U1", "CPUB"), ("U2", "CPUB"), ("U1", "CSHARED"), ("U2", "CSHARED")),
        *(("UEXT", "CSHARED"), ("U1", "CPRIV"), ("UGUEST", "CPRIV")),
        *(("U1", "D1"), ("U1", "G1"), ("UGUEST", "G1")),
    ],
)
def test_who_may_read_is_let_through(client: WebClient, user: str, channel: str) -> None:
    assert require_reader(client, user, channel).id == channel


@pytest.mark.parametrize(
    ("user", "channel"),
    [
        *(("U2", "CPRIV"), ("U2", "D1"), ("U2", "G1"), ("UEXT", "CPRIV")),
        *(("UGUEST", "CPUB"), ("UGUEST", "CSHARED"), ("UEXT", "CPUB")),
        *(("UGONE", "CPUB"), ("UAPP", "CPUB"), ("U404", "CPUB"), ("", "CPUB"), ("", "CPRIV")),
    ],
)
def test_who_may_not_read_is_refused(client: WebClient, user: str, channel: str) -> None:
    with pytest.raises(NotAllowed) as caught:
        require_reader(client, user, channel)

    assert caught.value.code == "S-ACCESS"
    assert caught.value.hint


@pytest.mark.parametrize("channel", ["CAWAY", "CHIDDEN", "C404", ""])
def test_where_the_bot_is_not_nobody_is_answered(client: WebClient, channel: str) -> None:
    with pytest.raises(NotInChannel, match="bot is not in"):
        require_reader(client, "U1", channel)


def test_a_refusal_does_not_name_the_channel(client: WebClient) -> None:
    with pytest.raises(NotAllowed) as caught:
        require_reader(client, "U2", "CPRIV")

    assert "board" not in f"{caught.value} {caught.value.hint}"


@pytest.mark.parametrize(
    ("channel", "info"),
    [
        ("CPUB", ChannelInfo("CPUB", "general", private=False, ext_shared=False, direct=False)),
        ("CSHARED", ChannelInfo("CSHARED", "partners", False, True, False)),  # noqa: FBT003
        ("CPRIV", ChannelInfo("CPRIV", "board", private=True, ext_shared=False, direct=False)),
        ("D1", ChannelInfo("D1", "a direct message", True, False, True)),  # noqa: FBT003
        ("G1", ChannelInfo("G1", "a group direct message", True, False, True)),  # noqa: FBT003
    ],
)
def test_a_reader_is_told_what_it_is(client: WebClient, channel: str, info: ChannelInfo) -> None:
    assert require_reader(client, "U1", channel) == info


def test_members_on_a_later_page_are_found(slack: FakeSlack, client: WebClient) -> None:
    crowd = [f"U0{number:03d}" for number in range(25)]
    slack.add_channel("CBIG", "crowd", private=True, members=[*crowd, "UZ"])
    slack.page_size = 10

    assert require_reader(client, "UZ", "CBIG").private
    assert len(slack.calls_of("conversations.members")) == 3
    with pytest.raises(NotAllowed):
        require_reader(client, "U2", "CBIG")


@pytest.mark.parametrize("method", ["conversations.info", "users.info", "auth.test"])
def test_a_fault_of_slacks_lets_nobody_in(slack: FakeSlack, client: WebClient, method: str) -> None:
    slack.fail(method, status=500)

    with pytest.raises(SlackUnavailable):
        require_reader(client, "U2", "CPUB")


def test_a_fault_while_members_are_listed_lets_nobody_in(
    slack: FakeSlack, client: WebClient
) -> None:
    slack.fail("conversations.members", error="fetch_members_failed")

    with pytest.raises(Exception, match="refused") as caught:
        require_reader(client, "U2", "CPRIV")

    assert caught.value.__cause__ is None


def test_without_users_read_only_members_are_let_in(slack: FakeSlack) -> None:
    """Who cannot be seen to be a full member is treated as a guest."""
    slack.add_workspace("T2", "xoxb-2", scopes={"channels:read", "users:none"})
    slack.add_channel("CPUB", "general", members=["U1"], team="T2")
    client = WebClient(token="xoxb-2", base_url=slack.url)

    assert require_reader(client, "U1", "CPUB").name == "general"
    with pytest.raises(NotAllowed):
        require_reader(client, "U2", "CPUB")


def test_a_missing_scope_is_told(slack: FakeSlack) -> None:
    slack.add_workspace("T2", "xoxb-2", scopes={"chat:write"})
    slack.add_channel("CPUB", "general", members=["U1"], team="T2")

    with pytest.raises(BadSlackConfig, match="channels:read"):
        require_reader(WebClient(token="xoxb-2", base_url=slack.url), "U1", "CPUB")
