"""What is wrong with an item, in words for the model that has to mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One rule that an item breaks."""

    rule: str
    """A slug such as `figure`: free of any text of the document or of the item; fit for logs."""
    message: str
    """One plain sentence for the model; it may name words of the item, so it is not for logs."""
