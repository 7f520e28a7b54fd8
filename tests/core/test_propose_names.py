"""Which names are one actor's, and which only look alike."""

import pytest
from support.proposed import actors

from summarizer.propose.mentions import names_an_office
from summarizer.propose.parsing import Parser


@pytest.mark.parametrize(
    ("text", "name", "kind", "alias"),
    [
        # A surname of two words
        ("Osama bin Faris denied the charge. Bin Faris wants a trial.",
         "Osama bin Faris", "person", "Bin Faris"),
        ("Maria de Souza opposes the toll. De Souza wants talks.",
         "Maria de Souza", "person", "De Souza"),
        # "Ms" before the surname, or what the person is, tells that the name is a person's
        ("Ms Caird opposes the mine. Wendy Caird wants a park.", "Wendy Caird", "person", "Caird"),
        ("Knut Ingvall opposes the quota. Skipper Ingvall wants a boat.",
         "Knut Ingvall", "person", "Ingvall"),
        # A company with and without its form
        ("Tornia said that sales fell. Tornia Limited expects growth.",
         "Tornia Limited", "organisation", "Tornia"),
        ("Volvane opposes the toll. Volvane Limited expects growth.",  # taken for a person
         "Volvane Limited", "organisation", "Volvane"),
        # An acronym of the end of a long name
        ("The Royal Norwegian Fisheries Board (NFB) opposes the toll. The NFB wants talks.",
         "Royal Norwegian Fisheries Board", "organisation", "NFB"),
        # The one government of the text; the whole country's
        ("The Government of Norway opposes the toll. The government wants talks.",
         "Government of Norway", "government", "government"),
        (("The National Government opposes it. The Provincial Government supports it. "
         "The Government wants talks."), "National Government", "government", "Government"),
    ],
)  # fmt: skip
def test_forms_of_one_name(parser: Parser, text: str, name: str, kind: str, alias: str) -> None:
    found = actors(text, parser)

    assert found[name].kind == kind
    assert alias in found[name].aliases
    assert alias not in found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # Governments of different countries
        (("The Government of Norway opposes it. The Government of Sweden supports it. "
         "The Government wants talks."),
         {"Government of Norway", "Government of Sweden", "Government"}),
        # Workers are not their union
        ("The Dock Workers Union opposes it. Dock workers want talks.",
         {"Dock Workers Union", "Dock workers"}),
        # A branch is no committee
        ("The Harbour Committee opposes it. The branch wants talks.",
         {"Harbour Committee", "branch"}),
    ],
)  # fmt: skip
def test_names_that_only_look_alike(parser: Parser, text: str, names: set[str]) -> None:
    assert set(actors(text, parser)) == names


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Attorney General opposes the toll.", "Attorney General", "person"),
        ("The Municipal Government of Veldhaven opposes it.",
         "Municipal Government of Veldhaven", "government"),
        ("The Harbour Administration opposes it.", "Harbour Administration", "government"),
    ],
)  # fmt: skip
def test_a_name_tells_the_kind(parser: Parser, text: str, name: str, kind: str) -> None:
    assert actors(text, parser)[name].kind == kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Siemens opposes the toll. The company wants talks.", {"Siemens"}),
        ("Turkey opposes the toll. An interim government wants talks.", {"Turkey"}),
        ("Norway accuses the delegation of fraud. The delegation opposes it.",
         {"Norway", "delegation"}),
    ],
)  # fmt: skip
def test_a_phrase_goes_back_to_a_body_or_brings_in_another(
    parser: Parser, text: str, names: set[str]
) -> None:
    assert set(actors(text, parser)) == names


def test_a_place_that_is_taken_for_a_person_is_no_actor(parser: Parser) -> None:
    text = "Fighting went on near Tora Bell. Crews met in Tora Bell."

    assert actors(text, parser) == {}


@pytest.mark.parametrize(
    ("word", "is_office"),
    [
        ("Skipper", True), ("Senator", True), ("employee", True), ("fee", False),
        ("Norwegian", False),
    ],
)  # fmt: skip
def test_what_names_an_office(word: str, is_office: bool) -> None:  # noqa: FBT001  # a column
    assert names_an_office(word) is is_office
