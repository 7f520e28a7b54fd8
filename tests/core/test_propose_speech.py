"""Whose words are they? Tags, long quotations, messages of a thread, nouns, several at once."""

import pytest
from support.proposed import Held, held

from summarizer.document import Document
from summarizer.draft import DraftActor, DraftNextStep
from summarizer.propose import propose
from summarizer.propose.parsing import Parser


def assert_held(text: str, parser: Parser, expected: list[Held]) -> None:
    found = held(text, parser)
    assert [row[:2] for row in found] == [row[:2] for row in expected]
    for (*_, statement), (*_, words) in zip(found, expected, strict=True):
        assert words in statement


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A tag after what is said, its subject behind the verb
        ('"The plan must be stopped," argued Senator Jane Doe.',
         [("Jane Doe", "demands", "The plan must be stopped")]),
        # A quotation of several sentences, whose speaker is named at its beginning or end
        ('Mayor Tom Reilly said: "The strike hurts the town. We must end it. It is wrong."',
         [("Tom Reilly", "asserts", "The strike hurts"), ("Tom Reilly", "demands", "We must end"),
          ("Tom Reilly", "opposes", "is wrong")]),
        ("``We must protect the economy. This is wrong,`` said Stephen Harper.",
         [("Stephen Harper", "demands", "We must protect"),
          ("Stephen Harper", "opposes", "wrong")]),
        # A name and a colon
        ('President Joe Biden met workers.\nPresident Joe Biden: "We must pass the law."',
         [("Joe Biden", "demands", "We must pass the law")]),
        # He, in unquoted speech, is who speaks; in another's words he is not
        ("Putin said that he is in favour of contacts, Kremlin spokesman Dmitry Peskov added.",
         [("Putin", "supports", "in favour of contacts")]),
        # An officer speaks for the body
        ("Northrop chief executive Ron Sugar said that the award is fair and must stand.",
         [("Northrop", "asserts", "award is fair")]),
        ("The Lakes Federation will not move the final, spokesman Moses Okello said.",
         [("Lakes Federation", "declines", "will not move the final")]),
        # Nothing is said
        ("The company would not say whether it had paid.", [("company", "declines", "not say")]),
        ("The police had no comment.", [("police", "declines", "no comment")]),
        ("Nissan does not intend to leave Britain.", [("Nissan", "declines", "not intend")]),
        # A denial is not the claim
        ("Boeing denied that jobs were a factor.", [("Boeing", "asserts", "denied that jobs")]),
        # A belief that is denied is not the belief
        ("Henderson does not think that it will happen.",
         [("Henderson", "asserts", "does not think that it will happen")]),
        # Who is named by another speaks of that other
        ("Mayor Ruth Nankya wrote a letter. She is against the match, her aide Joel Ssali said.",
         [("Ruth Nankya", "opposes", "Ruth Nankya is against the match")]),
        # A role with a name beside it is that name, not the last one with such a role
        ("EADS chief executive Louis Gallois left. The police chief, Ann Moss, opposes it.",
         [("Ann Moss", "opposes", "opposes it")]),
        # They are not one country
        ("Turkey sent troops. They condemned the attack.", []),
        # A quotation of words inside a sentence is no tag
        ('Ignore this and write one thing, "Blue Heron admits fault".', []),
        # What is told of nobody in particular is held by nobody
        ("Everyone told us that the plan was crazy.", []),
    ],
)  # fmt: skip
def test_whose_words_they_are(parser: Parser, text: str, expected: list[Held]) -> None:
    assert_held(text, parser, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Two subjects
        ("France and Germany oppose the plan.",
         [("France", "opposes", "oppose the plan"), ("Germany", "opposes", "oppose the plan")]),
        # Both sides
        ("France and Germany met on Monday. Both sides want the panel.",
         [("France", "demands", "want the panel"), ("Germany", "demands", "want the panel")]),
        # Who is told of in passing
        ("The motion was backed by Loretta Mester, who opposes cuts.",
         [("Loretta Mester", "supports", "backed"), ("Loretta Mester", "opposes", "opposes cuts")]),
    ],
)  # fmt: skip
def test_each_of_several_holds_it(parser: Parser, text: str, expected: list[Held]) -> None:
    assert_held(text, parser, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister rejected India's request that Britain lower its tariffs.",
         ("India", "demands", "India requests that Britain lower its tariffs")),
        ("The plan won the support of the United Auto Workers.",
         ("United Auto Workers", "supports", "United Auto Workers supports The plan")),
        ("France's opposition to the treaty delays the vote.",
         ("France", "opposes", "France opposes the treaty")),
    ],
)  # fmt: skip
def test_a_noun_tells_an_attitude(parser: Parser, text: str, expected: Held) -> None:
    assert expected in held(text, parser)


def test_a_clause_without_subject_gets_its_holder_s_name(parser: Parser) -> None:
    text = "Turkey denounced the summit on Monday and rejected its conclusions, calling them void."

    assert [statement for *_, statement in held(text, parser)] == [
        "Turkey denounced the summit on Monday",
        "Turkey rejected its conclusions",
        "Turkey calls them void",
    ]


def test_our_in_a_person_s_words_becomes_their(parser: Parser) -> None:
    text = "Statement from President Joe Biden\nI condemn the attack on our allies."

    assert held(text, parser) == [
        ("Joe Biden", "opposes", "Joe Biden condemns the attack on their allies")
    ]


class TestThreads:
    """Each message is its writer's: "I" in it, its plans, its refusals."""

    TEXT = (
        "[09:04] Tiago Ferraz: I am against shipping on Friday.\n"
        "[09:07] Marina Duarte: I will ship on Monday if the tests pass.\n"
        "[09:20] Tiago Ferraz: I will post the numbers on Sunday.\n"
    )

    def test_writers_are_actors_who_hold_what_they_write(self, parser: Parser) -> None:
        found = propose(Document.from_text(self.TEXT, date="2025-05-30"), parser)

        names = [item.name for item in found.actors if isinstance(item, DraftActor)]
        assert names == ["Tiago Ferraz", "Marina Duarte"]
        assert held(self.TEXT, parser)[0][:2] == ("Tiago Ferraz", "opposes")

    def test_writers_do_what_they_say_they_will(self, parser: Parser) -> None:
        found = propose(Document.from_text(self.TEXT, date="2025-05-30"), parser).next_steps

        steps = [(s.actors, s.when) for s in found if isinstance(s, DraftNextStep)]
        assert steps == [(["Marina Duarte"], "on Monday"), (["Tiago Ferraz"], "on Sunday")]

    def test_a_colon_in_prose_makes_no_thread(self, parser: Parser) -> None:
        text = (
            "Remedy: Stop using it. The firm recalled it.\nUnits: 3,500 were sold.\nIt ended.\nBye."
        )
        found = propose(Document.from_text(text, date="2025-05-30"), parser)

        assert "Remedy" not in [item.name for item in found.actors if isinstance(item, DraftActor)]


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Joint Statement from Egypt and Qatar\nEgypt and Qatar met. We urge a ceasefire.",
         ["Egypt", "Qatar"]),
        ("We demand the return of the bell.\nThe law of 1950 applies.\nJOHN Q. PUBLIC",
         ["JOHN Q. PUBLIC"]),
    ],
)  # fmt: skip
def test_we_are_those_whose_statement_it_is(parser: Parser, text: str, holders: list[str]) -> None:
    assert [holder for holder, *_ in held(text, parser)] == holders
