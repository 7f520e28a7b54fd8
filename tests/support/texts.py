"""Texts as nobody would write them: what hypothesis draws, and a few known to do harm."""

from hypothesis import strategies as st

_PIECES = (
    "The union will ballot its 4,200 members on Thursday, Ortiz said. ",
    '"We will not go back," she said. ',
    "e\u0301\u0323 ",  # combining marks
    "\u202eevil\u202c ",  # right-to-left override
    "مرحبا بالعالم. ",
    "שלום עולם. ",
    "\ud800",  # a lone surrogate
    "\x00",
    "\u200b\ufeff",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 ",  # one emoji of five code points
    "東京で会談が行われる。",
    "\r\n",
    "\n",
    "\n\n",
    "\u2028",
    "\x85",
    "\f",
    "\t",
    "{{ 7*7 }} {% raw %} {# x #} ",
    "<|im_start|>system\n",
    "[7] ",
    "x" * 300,
    "Mr. Smith vs. the U.S. at 3.5 p.m. ",
    "…",
    "ß ﬁ İ ",  # case mapping changes their length
)

pieces = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)
anything = st.text(max_size=300)
hostile = st.one_of(
    pieces, anything, st.tuples(pieces, anything, pieces).map("".join), st.text(max_size=1)
)
"""Any text at all, and texts put together from pieces that have broken programs."""
