"""One document of five meets a fault: none is lost, none comes twice, none costs too much."""

from evals.figures import chaos, stub
from evals.figures.chaos_faults import LASTING, PASSING, fault_of, passes

DOCUMENTS = 150


def test_every_document_ends_as_a_result_or_a_listed_failure() -> None:
    with stub.running(0.01) as url:
        outcome = chaos.run(url, DOCUMENTS)
        answered = stub.stats(url)
    assert outcome.complaints(DOCUMENTS) == []
    assert len(outcome.results) + len(outcome.failures) == DOCUMENTS
    assert outcome.calls.total() == answered["calls"]
    assert answered["most_in_flight"] <= chaos.THREADS


def test_all_kinds_of_faults_are_among_them() -> None:
    met = {fault_of(number) for number in range(1, DOCUMENTS + 1)}
    assert met == {"", *(name for name, _ in (*PASSING, *LASTING))}
    assert sum(map(bool, map(fault_of, range(1, 1_001)))) == 200


def test_a_loss_would_be_seen() -> None:
    right = [(number, f"opens bridge {number}") for number in range(1, 5)]
    failed = chaos.Outcome(results=right, failures=[(5, "ServerFailed")])
    assert failed.complaints(5) == []
    assert not passes(5)
    lost = chaos.Outcome(results=right[1:], failures=failed.failures)
    assert "1 is lost" in lost.complaints(5)
    twice = chaos.Outcome(results=[*right, right[0]], failures=failed.failures)
    assert "1 came 2 times" in twice.complaints(5)
    mixed = chaos.Outcome(results=[(1, right[1][1]), *right[1:]], failures=failed.failures)
    assert "1 was given: opens bridge 2" in mixed.complaints(5)
    dear = chaos.Outcome(right, failed.failures)
    dear.calls[3] = chaos.CALLS + 1
    assert "3 took 7 calls" in dear.complaints(5)
