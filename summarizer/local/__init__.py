"""The embedded model: which ones are known, how they are fetched, and the engine that runs them.

``catalogue`` → ``pull`` → ``shelf`` (where models lie) → ``engine`` → ``prefix`` → ``embedded``.
"""
