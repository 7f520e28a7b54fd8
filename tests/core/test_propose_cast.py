"""Who is named, by which names, as what: mentions of one actor are put together."""

import pytest
from support.proposed import actors

from summarizer.propose.parsing import Parser


@pytest.mark.parametrize(
    ("text", "name", "kind", "aliases"),
    [
        # A surname and the full name
        ("French President Emmanuel Macron supports the plan. Macron wants talks.",
         "Emmanuel Macron", "person", {"Macron"}),
        # An acronym and its long form
        ("The European Union (EU) welcomed the deal. The EU said it would pay.",
         "European Union", "organisation", {"EU"}),
        ("General Motors wants a loan. GM said it needs 12 billion dollars.",
         "General Motors", "organisation", {"GM"}),
        ("The United Auto Workers (UAW) opposes the plan, UAW president Shawn Fain said.",
         "United Auto Workers", "organisation", {"UAW"}),
        # A capital and its country
        ("Russia welcomed the deal. Moscow wants peace.", "Russia", "government", {"Moscow"}),
        ("The United States demands action. Washington wants to wait. The US wants peace.",
         "United States", "government", {"Washington", "US"}),
        # A group and a shorter form
        ("The Russian delegation of negotiators is leaving. Our delegation wants talks.",
         "Russian delegation of negotiators", "group", {"delegation"}),
    ],
)  # fmt: skip
def test_forms_of_one_name_are_one_actor(
    parser: Parser, text: str, name: str, kind: str, aliases: set[str]
) -> None:
    found = actors(text, parser)[name]

    assert found.kind == kind
    assert aliases <= set(found.aliases)
    assert not aliases & set(actors(text, parser))


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Kremlin spokesman Dmitry Peskov told reporters that Russia wants peace.",
         "Dmitry Peskov", "Kremlin spokesman"),
        ("UN Secretary-General Antonio Guterres condemned the attack.",
         "Antonio Guterres", "UN Secretary-General"),
        ("Mayor Tom Reilly favours arbitration.", "Tom Reilly", "Mayor"),
        ('"We will not go back," union secretary Lena Ortiz said.',
         "Lena Ortiz", "union secretary"),
    ],
)  # fmt: skip
def test_a_person_has_the_role_that_stands_with_the_name(
    parser: Parser, text: str, name: str, role: str
) -> None:
    assert actors(text, parser)[name].role == role


@pytest.mark.parametrize(
    "text",
    [
        "Angela Merkel was born in Hamburg.",  # background
        "It rained in Lisbon on Monday.",  # a place
        "x",
        "Any company may apply.",
    ],
)
def test_who_is_no_actor(parser: Parser, text: str) -> None:
    assert actors(text, parser) == {}


def test_an_actor_cites_at_most_three_segments_that_name_it(parser: Parser) -> None:
    text = " ".join(f"Spain wants talks number {n}." for n in range(6))

    assert actors(text, parser)["Spain"].at == [1, 2, 3]
