"""What the store promises of summaries, choices and feedback: kept as long as said, no longer."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import URL, select, update
from support.samples import strike_summary
from support.slack_jobs import job, kept

from summarizer.schema import Summary
from summarizer.slack.kept import without_words
from summarizer.slack.store import Preference, Store
from summarizer.slack.tables import FEEDBACK, METADATA, SUMMARIES

DAY = 86_400.0


def stored(store: Store) -> str:
    """All that is in all tables."""
    with store.engine.connect() as connection:
        return str([connection.execute(select(table)).all() for table in METADATA.sorted_tables])


def quotes(summary: Summary) -> list[str]:
    parts = (summary.actors, summary.positions, summary.conditions, summary.next_steps)
    return [each.quote for items in parts for item in items for each in item.evidence]


def test_a_summary_is_kept_with_all_but_the_words_it_cites(store: Store) -> None:
    store.keep(kept())
    assert store.kept("k1") == kept(summary=without_words(strike_summary()))
    assert set(quotes(kept().summary)) != {""}
    assert all(quote not in stored(store) for quote in quotes(kept().summary) if len(quote) > 30)


def test_links_and_places_stay_when_the_words_go() -> None:
    before, after = strike_summary(), without_words(strike_summary())
    assert set(quotes(after)) == {""}
    assert [each.origin for actor in after.actors for each in actor.evidence] == [
        each.origin for actor in before.actors for each in actor.evidence
    ]
    assert len(after.dropped) == len(before.dropped)
    assert (after.title, after.gist, after.run) == (before.title, before.gist, before.run)


def test_what_the_model_wrote_and_was_dropped_is_not_kept(store: Store) -> None:
    (dropped,) = strike_summary().dropped
    assert dropped.item
    store.keep(kept())
    found = store.kept("k1")
    assert found
    assert [(each.item, each.reason) for each in found.summary.dropped] == [({}, "")]


def test_the_words_of_a_public_page_may_be_kept(store: Store) -> None:
    page = kept(with_quotes=True, coverage=None, channel="", thread_ts="")
    store.keep(page)
    assert store.kept("k1") == page


def test_the_newer_summary_of_a_request_counts(store: Store) -> None:
    store.keep(kept())
    newer = kept(made_at=kept().made_at + 5, summary=without_words(strike_summary(title="Newer")))
    store.keep(newer)
    assert store.kept("k1") == newer


def test_a_request_without_a_summary_has_none(store: Store) -> None:
    assert store.kept("k1") is None


def test_a_summary_of_another_version_counts_as_none(store: Store) -> None:
    store.keep(kept())
    with store.engine.begin() as connection:
        connection.execute(update(SUMMARIES).values(summary='{"schema_version": "0"}'))
    assert store.kept("k1") is None


def test_choices_are_kept_for_each_person_of_each_workspace(store: Store) -> None:
    store.set_preference("T1", "U1", Preference(private_first=True))
    assert store.preference("T1", "U1") == Preference(private_first=True)
    assert store.preference("T2", "U1") == Preference()
    assert store.preference("T1", "U2") == Preference()
    store.set_preference("T1", "U1", Preference(private_first=False))
    assert store.preference("T1", "U1") == Preference(private_first=False)


def test_the_last_word_of_each_person_is_their_feedback(store: Store) -> None:
    store.add_feedback("k1", "T1", "U1", good=True)
    store.add_feedback("k1", "T1", "U1", good=False)
    store.add_feedback("k1", "T1", "U2", good=True)
    with store.engine.connect() as connection:
        query = select(FEEDBACK.c.user, FEEDBACK.c.good).order_by(FEEDBACK.c.user)
        assert connection.execute(query).all() == [("U1", False), ("U2", True)]


def test_a_workspace_that_leaves_is_forgotten_and_no_other(store: Store) -> None:
    for team in ("T1", "T2"):
        store.keep(kept(f"k{team}", team=team))
        store.add(job(f"j{team}", team=team))
        store.set_preference(team, "U1", Preference(private_first=True))
        store.add_feedback(f"k{team}", team, "U1", good=True)
    store.forget_team("T1")
    assert "T1'" not in stored(store)
    assert store.kept("kT2")
    assert [found.id for found in store.unfinished()] == ["jT2"]
    assert store.preference("T2", "U1").private_first


def test_what_is_older_than_the_setting_is_forgotten(store: Store, clock: Any) -> None:
    store.keep(kept("old", made_at=clock.now))
    store.add_feedback("old", "T1", "U1", good=True)
    store.add(job("old"))
    store.first_time("old")
    clock.now += 30 * DAY + 1
    store.keep(kept("new", made_at=clock.now))
    store.add(job("new"))
    store.first_time("new")
    assert store.forget_old(30) == 1
    assert store.kept("old") is None
    assert store.kept("new")
    assert "'old'" not in stored(store)
    assert [found.id for found in store.unfinished()] == ["new"]
    assert not store.first_time("new")
    assert store.forget_old(30) == 0


def test_a_summary_is_kept_until_the_last_day_is_over(store: Store, clock: Any) -> None:
    store.keep(kept(made_at=clock.now))
    clock.now += 30 * DAY
    assert store.forget_old(30) == 0
    assert store.kept("k1")


def test_what_is_forgotten_is_in_no_file_any_more(sqlite_url: URL, tmp_path: Path) -> None:
    def on_disk() -> bytes:
        return b"".join(path.read_bytes() for path in tmp_path.glob("bot.db*"))

    store = Store.open(sqlite_url)
    try:
        secret = strike_summary(title="The harbour is sold in June")
        store.keep(replace(kept(), summary=secret))
        store.add(job(url="https://example.org/?key=sesame"))
        assert b"sold in June" in on_disk()
        store.finish("j1", "done")
        store.forget_team("T1")
        assert b"sold in June" not in on_disk()
        assert b"sesame" not in on_disk()
    finally:
        store.close()
