"""What code proposes has no bound: a dense text loses nothing."""

from summarizer.document import Document
from summarizer.guided import items_of
from summarizer.propose.parsing import Parser


def test_a_text_with_more_than_forty_positions_keeps_them_all(parser: Parser) -> None:
    text = " ".join(f"Norway opposes the port plan number {n}." for n in range(101, 161))

    items = items_of(Document.from_text(text), parser)

    assert sum("port plan" in getattr(item, "statement", "") for item in items) == 60
