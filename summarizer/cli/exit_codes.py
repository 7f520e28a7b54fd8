"""How does the process end? Errors of ours bring their own code; see `summarizer.errors`."""

WRONG_USAGE = 2
"""click's code for words that it does not understand."""
INTERRUPTED = 130
"""What a shell reports for a program that Ctrl-C has ended (128 + SIGINT)."""
BROKEN_PIPE = 141
"""What a shell reports for a program that a closed pipe has ended (128 + SIGPIPE)."""

EXIT_CODES = (
    ("0", "done"),
    ("1", "unexpected, or the result cannot be written"),
    ("2", "wrong usage"),
    ("3", "a source cannot be read"),
    ("4", "something must be set up: a model, a key, a setting"),
    ("5", "a limit is reached: of the provider, or of your own"),
    ("6", "the provider or the network failed"),
    ("7", "the model's answer cannot be used"),
    ("8", "--strict, and something was dropped, not read or cut off"),
    ("130", "interrupted"),
    ("141", "the reader of the result went away"),
)

"""Every code and its meaning, for the help."""
