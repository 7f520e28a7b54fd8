"""What must hold first, and what hangs on it: the rules, sentence by sentence."""

import pytest

from summarizer.document import Document
from summarizer.draft import DraftCondition
from summarizer.propose import propose
from summarizer.propose.parsing import Parser


def conditions(text: str, parser: Parser) -> list[DraftCondition]:
    found = propose(Document.from_text(text, date="2025-05-30"), parser).conditions
    return [item for item in found if isinstance(item, DraftCondition)]


@pytest.mark.parametrize(
    ("text", "requirement", "gates"),
    [
        (
            "The union will return to work if the company raises pay.",
            "company raises pay",
            "union will return to work",
        ),
        ("The deal will go ahead only if parliament agrees.", "arliament agrees", "go ahead"),
        ("Once the treaty is ratified, the troops will leave.", "is ratified", "troops will leave"),
        (
            "The talks will not resume until the hostages are released.",
            "hostages are released",
            "The talks will resume",
        ),
        (
            "The union will not return unless the company raises pay.",
            "The company raises pay",
            "The union will return",
        ),
        (
            "Drivers will walk out unless the operator raises pay.",
            "The operator raises pay",
            "Drivers will not walk out",
        ),
        (
            "The drivers won't return unless the operator raises pay.",
            "The operator raises pay",
            "The drivers will return",
        ),
        (
            "Should the talks fail, the union will strike.",
            "The talks fail",
            "The union will strike",
        ),
        (
            "The agency must approve the merger.",
            "The agency approves the merger",
            "the merger",
        ),
        (
            "The aid will be paid provided that the reforms are passed.",
            "reforms are passed",
            "",
        ),
        ("The merger is subject to approval by the regulators.", "approval by the", "merger"),
        ("Pending a court ruling, the sale will be delayed.", "court ruling", ""),
        ("In the event of a strike, the port will close.", "strike", "port will close"),
        ("The loan is conditional on reforms.", "reforms", "loan"),
        ("The release depends on the court's decision.", "court's decision", "release"),
    ],
)
def test_what_is_required_and_what_it_gates(
    parser: Parser, text: str, requirement: str, gates: str
) -> None:
    [found] = conditions(text, parser)

    assert requirement in found.requirement
    assert gates in found.gates


@pytest.mark.parametrize(
    ("text", "setter"),
    [
        (
            "We will not go back unless the company withdraws the plan, Lena Ortiz said.",
            "Lena Ortiz",
        ),
        ("The port will close if the workers strike.", ""),
    ],
)
def test_who_says_it_sets_it(parser: Parser, text: str, setter: str) -> None:
    [found] = conditions(text, parser)

    assert found.set_by == setter


@pytest.mark.parametrize(
    "text",
    [
        "If the company had raised pay, the union would have returned to work.",  # counterfactual
        "After the meeting he left.",  # order in time
        "The company asked if the union would return.",  # a question told
        "He does not know whether it will rain.",
        "The port closes when it rains.",
        "The union must vote by Friday.",  # a deadline alone
        "x",
    ],
)
def test_what_is_no_condition(parser: Parser, text: str) -> None:
    assert conditions(text, parser) == []


@pytest.mark.parametrize(
    "text",
    [
        "Asked if the deal would be signed, the minister would not comment.",
        "It would be an outrage if parliament were silenced.",
        "As provided by section 9, the parties shall make no change.",
        "American firms depend on the platform for sales.",
        "The goods are subject to strict customs duties.",
    ],
)
def test_what_only_looks_like_a_condition(parser: Parser, text: str) -> None:
    assert conditions(text, parser) == []


@pytest.mark.parametrize(
    ("text", "requirement", "gates", "setter"),
    [
        # Whom "we" takes in, in a person's words, cannot be told: it stays; "our" is "their"
        ('"If the terms are fair, we will sign our deal," Mayor Tom Reilly said.',
         "The terms are fair", "We will sign their deal", "Tom Reilly"),
        ('"If the terms are fair, I will sign the deal," Mayor Tom Reilly said.',
         "The terms are fair", "Tom Reilly will sign the deal", "Tom Reilly"),
        ('"If the terms are fair, we will sign the deal," the Lakes Federation said.',
         "The terms are fair", "Lakes Federation will sign the deal", "Lakes Federation"),
    ],
)  # fmt: skip
def test_whom_i_and_we_mean_in_a_condition(
    parser: Parser, text: str, requirement: str, gates: str, setter: str
) -> None:
    [found] = conditions(text, parser)

    assert (found.requirement, found.gates, found.set_by) == (requirement, gates, setter)


@pytest.mark.parametrize(
    "text",
    [
        "It was not clear if Siemens will sell the port.",
        "Norway does not know if Siemens will sell the port.",
        "Reporters wondered if Siemens will sell the port.",
        "Norway will pay even if Siemens sells the port.",
        "If asked, the crews will stay.",  # a piece
        "The court must clear up the matter of the merger.",  # no consent
        "The minister must sign off on the merger.",
        "Ann Lee called upon the Secretary of the Lakes Federation to resign.",
    ],
)
def test_what_holds_nothing_up_is_no_condition(parser: Parser, text: str) -> None:
    assert conditions(text, parser) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What is enacted is the subject of what hangs on it
        ("If enacted, the bill will close the port.",
         ("The bill is enacted", "The bill will close the port")),
        ("If passed, the laws will close the port.",
         ("The laws are passed", "The laws will close the port")),
        # A joined clause has the subject of the verb before
        ("The crews sold the boats and will strike if the toll rises.",
         ("The toll rises", "The crews will strike")),
    ],
)  # fmt: skip
def test_a_clause_without_subject_shares_one(
    parser: Parser, text: str, expected: tuple[str, str]
) -> None:
    assert [(item.requirement, item.gates) for item in conditions(text, parser)] == [expected]
