"""A run: every case put to a model, kept, scored and compared. See ``docs/evals.md``."""
