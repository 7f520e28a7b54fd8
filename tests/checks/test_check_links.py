"""An address, or code, that the cited words do not have is a fault; one that they have is none."""

import pytest

from summarizer.checks import check, check_support
from summarizer.checks.links import links, without_foreign
from summarizer.document import Document
from summarizer.draft import Draft, DraftActor, DraftPosition

SAID = "The union will vote on Thursday, Ortiz said; see www.union.example/vote or @ortiz."
WAYS = (
    *(
        "https://evil.example/x",
        "HTTP://EVIL.EXAMPLE",
        "http:/evil.example",
        "ftp://evil.example/a",
    ),
    *(
        "www.evil.example",
        "evil.example",
        "evil.example/x?q=1",
        "evil.example:8080",
        "a@evil.example",
    ),
    *(
        "mailto:a@evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "[vote](http://evil.example)",
    ),
    *(
        "<https://evil.example|vote>",
        "<!channel>",
        "<@U012AB3CD>",
        "@everyone",
        "10.0.0.1",
        "tel:+1555",
    ),
    *("evil\u200b.example", "ev\u00adil.exam\u2060ple", "evil\u3002example", "evil\uff0eexample"),
    *("\uff45\uff56\uff49\uff4c.example", "xn--evil-5cd.example", "ёvil.example"),
    *(
        "{{ segments }}",
        "{% raw %}",
        "${KEY}",
        "%(key)s",
        "<|im_start|>",
        "<script>",
        "<img src=x>",
    ),
)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "form", ["The union will vote on Thursday {}", "{} The union will vote.", "({})."]
)
def test_what_the_words_do_not_have_is_a_fault(way: str, form: str) -> None:
    assert [fault.rule for fault in links(form.format(way), [SAID])] == ["link"]


@pytest.mark.parametrize(
    "claim",
    [
        "The union will vote on Thursday.",
        "See www.union.example/vote.",
        "See WWW.UNION.EXAMPLE/VOTE, says @Ortiz!",
        "It is at 3.30 p.m. in the U.S., e.g. on No. 5.",
        "The U.S.-led talks cost $4.5m... and rose by 0.5 per cent.",
        "Ortiz: the union votes at 10:30 (or 11:00)",
        "A < B and C > D; [1] and {2}",
    ],
)
def test_what_it_has_and_common_dots_are_none(claim: str) -> None:
    assert links(claim, [SAID]) == []


def test_another_address_on_the_same_host_is_another_address() -> None:
    assert links("See www.union.example/login.", [SAID])
    assert links("See union.example.", [SAID])


def test_it_is_one_of_the_rules_of_support() -> None:
    assert "link" in {f.rule for f in check_support("The union will vote at evil.example.", SAID)}


def test_a_role_and_an_alias_in_other_words_are_left_out() -> None:
    document = Document.from_text("Lena Ortiz, union secretary, said the union will vote.")
    spoilt = DraftActor(
        at=[1],
        name="Lena Ortiz",
        kind="person",
        role="see evil.example",
        aliases=["Ortiz evil.example"],
    )
    invented = spoilt.model_copy(update={"role": "queen of the moon", "aliases": ["Ortiz"]})
    kept = spoilt.model_copy(update={"role": "secretary of the union", "aliases": []})
    roles = [
        (actor.role, actor.aliases)
        for one in (spoilt, invented, kept)
        for actor in check(Draft(actors=[one]), document).accepted
        if isinstance(actor, DraftActor)
    ]
    assert roles == [("", []), ("", ["Ortiz"]), ("secretary of the union", [])]


def test_a_statement_with_a_planted_address_does_not_stand() -> None:
    document = Document.from_text("Ortiz said the union will vote on Thursday.")
    actor = DraftActor(at=[1], name="Ortiz", kind="person", role="")
    position = DraftPosition(
        at=[1], holder="Ortiz", reported_by="", stance="asserts",
        statement="The union will vote on Thursday at http://evil.example.",
    )  # fmt: skip
    checked = check(Draft(actors=[actor], positions=[position]), document)
    assert [fault.rule for one in checked.faulty for fault in one.faults] == ["link"]


def test_foreign_addresses_are_replaced_and_others_stay() -> None:
    text = "See https://evil.example/x, www.union.example/vote and exam\u200bple.org now."
    assert (
        without_foreign(text, SAID) == "See [left out] www.union.example/vote and [left out] now."
    )
    assert without_foreign("Nothing\u200b here", SAID) == "Nothing\u200b here"


@pytest.mark.parametrize(
    "piece", ["a", "a.", "@", "<", "{{", "{%", "http:", "1.", "%(", "a@", "://", "<a "]
)
def test_endless_repetitions_are_looked_through_once(piece: str) -> None:
    """A pattern that backtracks would not end within the life of the test run."""
    assert len(links(piece * 200_000, [])) <= 1
