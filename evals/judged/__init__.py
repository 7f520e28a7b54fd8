"""Pairs of a label and a produced item, judged by hand: the scorer is held against them."""
