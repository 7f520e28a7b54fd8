"""What the bot keeps, as tables.

No table has a column for the text of a message.
"""

from sqlalchemy import Boolean, Column, Float, Integer, MetaData, Table, Text

VERSION = 1
"""Of these tables; a database that says another one is not touched."""

METADATA = MetaData()

SCHEMA = Table("summarizer_schema", METADATA, Column("version", Integer, nullable=False))

SEEN = Table(
    "summarizer_seen",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("at", Float, nullable=False, index=True),
)

JOBS = Table(
    "summarizer_jobs",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("team", Text, nullable=False, index=True),
    Column("request", Text, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("owner", Text, nullable=False),
    Column("lease_until", Float, nullable=False, index=True),
    Column("tries", Integer, nullable=False),
    Column("asked_at", Float, nullable=False),
    Column("changed_at", Float, nullable=False),
)
"""`request` is the job as JSON, emptied as soon as the job is finished."""

SUMMARIES = Table(
    "summarizer_summaries",
    METADATA,
    Column("request_key", Text, primary_key=True),
    Column("team", Text, nullable=False, index=True),
    Column("channel", Text, nullable=False),
    Column("thread_ts", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("coverage", Text),
    Column("with_quotes", Boolean, nullable=False),
    Column("made_at", Float, nullable=False, index=True),
)

PREFERENCES = Table(
    "summarizer_preferences",
    METADATA,
    Column("team", Text, primary_key=True),
    Column("user", Text, primary_key=True),
    Column("private_first", Boolean, nullable=False),
)

FEEDBACK = Table(
    "summarizer_feedback",
    METADATA,
    Column("request_key", Text, primary_key=True),
    Column("user", Text, primary_key=True),
    Column("team", Text, nullable=False, index=True),
    Column("good", Boolean, nullable=False),
    Column("at", Float, nullable=False, index=True),
)
