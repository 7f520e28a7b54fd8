"""The command line: it translates words into calls of the library and back; nothing else.

``summarizer --help`` lists the exit codes.
"""

from summarizer.cli.entry import main as main
