"""What the store promises of events and jobs: taken in once, worked on by one, never lost."""

from typing import Any

import pytest
from sqlalchemy import select
from support.slack_jobs import ADDRESS, job

from summarizer.slack.conversation import Place
from summarizer.slack.store import LEASE_SECONDS, SEEN_SECONDS, Store
from summarizer.slack.tables import JOBS


def rows(store: Store) -> list[dict[str, Any]]:
    with store.engine.connect() as connection:
        return [dict(row) for row in connection.execute(select(JOBS)).mappings()]


def test_an_event_is_new_once_within_the_hour(store: Store, clock: Any) -> None:
    assert store.first_time("Ev1")
    clock.now += SEEN_SECONDS - 1
    assert not store.first_time("Ev1")
    clock.now += 2
    assert store.first_time("Ev1")


def test_a_second_delivery_does_not_lengthen_the_hour(store: Store, clock: Any) -> None:
    store.first_time("Ev1")
    clock.now += SEEN_SECONDS / 2
    store.first_time("Ev1")
    clock.now += SEEN_SECONDS / 2 + 1
    assert store.first_time("Ev1")


def test_one_known_key_is_enough_and_all_are_marked(store: Store) -> None:
    """A mention arrives as two events with different ids and the same message."""
    assert store.first_time("Ev1", "C1/1700000000.000100")
    assert not store.first_time("Ev2", "C1/1700000000.000100")
    assert not store.first_time("Ev2")


def test_an_event_that_names_the_same_key_twice_is_new(store: Store) -> None:
    assert store.first_time("Ev1", "Ev1")


def test_the_job_of_a_new_event_is_added_with_it(store: Store) -> None:
    assert store.first_time("Ev1", job=job("j1"))
    assert not store.first_time("Ev1", job=job("j2"))
    assert [found.id for found in store.unfinished()] == ["j1"]


def test_an_event_whose_job_cannot_be_added_is_still_new(store: Store) -> None:
    store.add(job("j1"))
    with pytest.raises(Exception, match="cannot be used"):
        store.first_time("Ev1", job=job("j1"))
    assert store.first_time("Ev1")


@pytest.mark.parametrize(
    "asked",
    [
        job(),
        job(kind="link", place=None, url="https://example.org/a?b=c", enterprise="E1"),
        job(kind="text", place=None),
    ],
    ids=["thread", "link", "text"],
)
def test_a_job_comes_back_as_it_was_asked(store: Store, clock: Any, asked: Any) -> None:
    store.add(asked)
    (found,) = store.unfinished()
    assert found == asked
    assert (found.words, found.tries, found.asked_at) == ("", 0, clock.now)


def test_the_words_of_a_job_are_not_stored(store: Store) -> None:
    store.add(job(kind="text", place=None, words="the harbour will close"))
    assert "harbour" not in str(rows(store))
    assert store.unfinished()[0].words == ""


def test_a_job_that_is_begun_is_nobody_elses(store: Store) -> None:
    store.add(job())
    assert store.begin("j1", "one")
    assert not store.begin("j1", "two")
    assert not store.begin("j1", "one")
    assert store.unfinished() == []


def test_a_job_whose_lease_is_over_is_unfinished_and_can_be_begun(store: Store, clock: Any) -> None:
    store.add(job())
    store.begin("j1", "one")
    clock.now += LEASE_SECONDS
    assert [(found.id, found.tries) for found in store.unfinished()] == [("j1", 1)]
    assert store.begin("j1", "two")
    assert not store.renew("j1", "one")


def test_a_renewed_lease_holds(store: Store, clock: Any) -> None:
    store.add(job())
    store.begin("j1", "one")
    clock.now += LEASE_SECONDS - 1
    assert store.renew("j1", "one")
    clock.now += LEASE_SECONDS - 1
    assert store.unfinished() == []
    assert not store.begin("j1", "two")


def test_a_job_added_for_an_owner_waits_for_that_owner(store: Store, clock: Any) -> None:
    store.first_time("Ev1", job=job(), owner="one")
    assert store.unfinished() == []
    assert not store.begin("j1", "two")
    assert store.begin("j1", "one")
    assert not store.begin("j1", "one")
    clock.now += LEASE_SECONDS
    assert len(store.unfinished()) == 1


def test_what_an_owner_releases_can_be_begun_at_once(store: Store) -> None:
    for name, owner in (("j1", "one"), ("j2", "one"), ("j3", "two")):
        store.add(job(name))
        store.begin(name, owner)
    store.release("one")
    assert [found.id for found in store.unfinished()] == ["j1", "j2"]
    assert store.begin("j1", "two")


@pytest.mark.parametrize("outcome", ["done", "failed", "told"])
def test_a_finished_job_is_over_and_what_was_asked_forgotten(store: Store, outcome: Any) -> None:
    store.add(job(url="https://example.org/key=1"))
    store.begin("j1", "one")
    store.finish("j1", outcome)
    assert store.unfinished() == []
    assert not store.begin("j1", "two")
    assert not store.renew("j1", "one")
    (row,) = rows(store)
    assert row["state"] == outcome
    assert row["request"] == ""


def test_a_job_is_finished_once(store: Store) -> None:
    store.add(job())
    store.finish("j1", "done")
    store.finish("j1", "failed")
    assert rows(store)[0]["state"] == "done"


def test_an_unknown_job_is_nobodys(store: Store) -> None:
    assert not store.begin("j9", "one")
    assert not store.renew("j9", "one")
    store.finish("j9", "done")


def test_the_oldest_unfinished_job_comes_first(store: Store, clock: Any) -> None:
    for name in ("j2", "j1", "j3"):
        store.add(job(name))
        clock.now += 1
    assert [found.id for found in store.unfinished()] == ["j2", "j1", "j3"]


def test_a_job_of_another_version_ends_and_the_others_stay(store: Store) -> None:
    store.add(job("j1"))
    store.add(job("j2"))
    with store.engine.begin() as connection:
        foreign = JOBS.update().where(JOBS.c.id == "j1").values(request='{"colour": "red"}')
        connection.execute(foreign)
    assert [found.id for found in store.unfinished()] == ["j2"]
    assert {row["id"]: row["state"] for row in rows(store)} == {"j1": "failed", "j2": "open"}


def test_no_secret_and_no_address_shows_in_the_repr_of_a_job() -> None:
    asked = job(url="https://example.org/key=1", words="the harbour will close")
    assert ADDRESS not in repr(asked)
    assert "example.org" not in repr(asked)
    assert "harbour" not in repr(asked)


def test_a_place_survives_with_any_letters(store: Store) -> None:
    asked = job(place=Place("T1", "C\x00ü😀", "1"), user="U'; DROP TABLE summarizer_jobs; --")
    store.add(asked)
    assert store.unfinished() == [asked]
