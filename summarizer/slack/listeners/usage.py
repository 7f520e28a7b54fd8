"""What a person is told who asked for nothing that can be summarized."""

USAGE = (
    "Mention me in a thread, and I summarize it there. Or give me a link to a message, the "
    "address of a web page, or a text of 20 words or more: in a direct message to me, or after "
    "/summarize. The shortcut “Summarize thread” of a message shows the summary to you first."
)
PROMPTS = (
    {"title": "Summarize a thread", "message": "Summarize this thread: <paste a link to it>"},
    {"title": "Summarize a web page", "message": "Summarize this page: <paste its address>"},
)
"""Offered in the agent panel."""
