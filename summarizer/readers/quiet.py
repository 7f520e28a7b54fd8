"""Keeps the parsers' own log lines, which may quote the document, out of the user's log."""

import logging


def hush(name: str) -> None:
    """Silence a library's logger, unless the caller has set a level for it.

    Args:
        name: The logger's name; its children follow it.
    """
    logger = logging.getLogger(name)
    if logger.level == logging.NOTSET:
        logger.setLevel(logging.CRITICAL)
