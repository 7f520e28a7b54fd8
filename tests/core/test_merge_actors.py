"""Which actors of different parts are one: by name, initials, acronym, role, alias, country."""

from itertools import permutations
from typing import Any

import pytest

from summarizer.draft import DraftActor
from summarizer.merge_actors import Listed, united


def actor(name: str, kind: Any = "person", at: int = 1, **changes: Any) -> DraftActor:
    values: dict[str, Any] = {"at": [at], "name": name, "kind": kind, "role": "", "aliases": []}
    return DraftActor(**{**values, **changes})


def names(*parts: list[DraftActor]) -> list[str]:
    listed = [Listed((n, n + 1), one) for n, part in enumerate(parts) for one in part]
    return [one.actor.name for one in united(listed)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (actor("Lena Ortiz"), actor("Ortiz")),
        (actor("Lena Ortiz"), actor("Ms. Ortiz")),
        (actor("Lena Ortiz"), actor("L. Ortiz")),
        (actor("President Lena Ortiz"), actor("Lena Ortiz")),
        (actor("George W. Bush"), actor("George Bush")),
        (actor("Lena Ortiz", role="union secretary"), actor("the union secretary")),
        (actor("Jorge Bergoglio", aliases=["Pope Francis"]), actor("Francis")),
        (actor("United Auto Workers", "organisation"), actor("UAW", "group")),
        (actor("General Motors", "organisation", aliases=["GM"]), actor("GM", "organisation")),
        (actor("European Union", "organisation", aliases=["Brussels"]), actor("Brussels", "group")),
        (actor("Russia", "government"), actor("Moscow", "government")),
        (actor("Russia", "government"), actor("the Russian government", "organisation")),
        (actor("The Union", "organisation"), actor("union", "group")),
        (
            actor("Northport Dockworkers' Union", "organisation", aliases=["the union"]),
            actor("the union", "organisation"),
        ),
        (
            actor("Ministry of Defence", "government", aliases=["The ministry"]),
            actor("ministry", "government"),
        ),
        (
            actor("Ministry of Defence", "government", aliases=["the ministry"]),
            actor("Defence Ministry", "government", aliases=["the ministry"]),
        ),
    ],
    ids=lambda one: one.name,
)
def test_two_forms_of_one_name_are_one_actor(one: DraftActor, two: DraftActor) -> None:
    two = two.model_copy(update={"at": [9]})
    [found] = united([Listed((0, 5), one), Listed((5, 9), two)])

    assert found.actor.at == [1, 9]
    assert {one.name, two.name} - {found.actor.name} <= set(found.actor.aliases)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (actor("Lena Ortiz"), actor("Maria Ortiz")),
        (actor("Lena Ortiz", aliases=["Ortiz"]), actor("Maria Ortiz", aliases=["Ortiz"])),
        (actor("George W. Bush"), actor("George H. W. Bush")),
        (actor("Ford"), actor("Ford Motor", "organisation")),
        (actor("Russia", "government"), actor("Russians", "group")),
        (actor("Russia", "government"), actor("Ukraine", "government")),
        (
            actor("European Commission", "organisation", aliases=["the Commission"]),
            actor("Fisheries Commission", "organisation", aliases=["the Commission"]),
        ),
        (
            actor("Northport Union", "organisation", aliases=["the union"]),
            actor("Teachers of Osta", "organisation", aliases=["the union"]),
        ),
        (actor("General Motors", "organisation"), actor("Motors", "organisation")),
        (actor("Northport Dockworkers' Union", "organisation"), actor("the union", "organisation")),
        (
            actor("Harbour Terminals", "organisation", aliases=["the company"]),
            actor("the company", "organisation"),
        ),
        (
            actor("Royal Bank of Scotland", "organisation", aliases=["the bank"]),
            actor("Bank of Scotland", "organisation", aliases=["the bank"]),
        ),
        (actor("Union Secretary Ortiz", aliases=["the secretary"]), actor("the secretary")),
    ],
    ids=lambda one: one.name,
)
def test_two_actors_stay_two(one: DraftActor, two: DraftActor) -> None:
    assert len(names([one], [two])) == 2


UNION = actor("Northport Dockworkers' Union", "organisation", aliases=["the union"])
THE_UNION = actor("the union", "organisation")


@pytest.mark.parametrize(
    "other",
    [
        actor("Osta Teachers' Union", "organisation", aliases=["the union"]),
        actor("Osta Teachers' Union", "organisation"),
        actor("Union of Teachers", "group"),
    ],
    ids=lambda one: f"{one.name} {one.aliases}",
)
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_description_that_may_mean_two_is_nobody_but_itself(
    other: DraftActor, order: tuple[int, ...]
) -> None:
    parts = [[UNION], [other], [THE_UNION]]
    assert sorted(names(*(parts[at] for at in order))) == sorted(
        [UNION.name, other.name, "the union"]
    )


def test_a_description_means_the_one_that_its_own_part_does_not_tell_apart() -> None:
    other = actor("Osta Teachers' Union", "organisation")
    assert sorted(names([UNION], [THE_UNION, other])) == [UNION.name, other.name]


def test_of_two_forms_as_full_the_proper_name_is_kept() -> None:
    kind = "organisation"
    assert names([actor("the dock union", kind)], [actor("Dock Union", kind)]) == ["Dock Union"]


def test_a_name_that_may_mean_two_is_nobody_but_itself() -> None:
    found = names([actor("George Bush")], [actor("Laura Bush")], [actor("Bush")])
    assert sorted(found) == ["Bush", "George Bush", "Laura Bush"]


def test_what_one_part_tells_apart_stays_apart() -> None:
    part = [actor("Russia", "government"), actor("Kremlin", "government")]
    assert sorted(names(part, part)) == ["Kremlin", "Russia"]


def test_no_alias_is_another_s_name() -> None:
    parts = [[actor("George Bush", aliases=["Bush"])], [actor("Laura Bush")], [actor("Bush")]]
    listed = [Listed((n, n + 1), one) for n, part in enumerate(parts) for one in part]

    assert all("Bush" not in one.actor.aliases for one in united(listed))


def test_the_fullest_name_the_most_frequent_kind_and_the_first_role_are_kept() -> None:
    parts = [
        actor("Ortiz", "person", 1),
        actor("Lena Ortiz", "person", 5, role="union secretary"),
        actor("Ms. Ortiz", "person", 9, role="speaker"),
    ]
    [one] = united([Listed((n, n + 1), found) for n, found in enumerate(parts)])

    assert (one.actor.name, one.actor.kind, one.actor.role, one.actor.at) == (
        "Lena Ortiz", "person", "union secretary", [1, 5, 9],
    )  # fmt: skip
    assert one.actor.aliases == ["Ortiz", "Ms. Ortiz"]


def test_the_order_of_the_parts_makes_no_difference() -> None:
    listed = [
        Listed((0, 1), actor("George Bush", at=1)),
        Listed((1, 2), actor("Bush", at=5)),
        Listed((2, 3), actor("UAW", "group", 7)),
        Listed((3, 4), actor("United Auto Workers", "organisation", 9)),
    ]
    assert len({str(united(order)) for order in permutations(listed)}) == 1
