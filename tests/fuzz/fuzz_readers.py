"""Fuzzes one reader with atheris, guided by the code that an input reaches. Run by hand.

``make fuzz`` installs atheris and runs it for every reader. For one, from the repository's root:
``uv pip install --group fuzz`` (wheels for Linux only), then
``PYTHONPATH=tests:. python tests/fuzz/fuzz_readers.py READER [RUNS [FOLDER]]``. READER is one of
``text html pdf mail subtitles``. It ends with an error at the first input that raises anything but
an `InputError`, takes over `_SECONDS`, or more than `_MEGABYTES`; the input is left in FOLDER.
Shorten it, put it into ``tests/hostile/crashes/READER/``, and mend the reader: the test suite
reads that folder.
"""

import importlib
import logging
import sys
import tempfile
import warnings
from pathlib import Path

_SECONDS = 20
_MEGABYTES = 2048
_LONGEST = 4096
"""Bytes of one input."""


def main(reader: str, runs: int, folder: Path) -> None:
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(
        include=["summarizer.readers", "email", "pypdf", "trafilatura"]
    ):
        feeding = importlib.import_module("support.feeding")
    logging.disable()
    warnings.simplefilter("ignore")
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, sample in enumerate(feeding.samples(reader)):
        (corpus / f"sample-{number}").write_bytes(sample)
    limits = (f"-timeout={_SECONDS}", f"-rss_limit_mb={_MEGABYTES}", f"-max_len={_LONGEST}")
    options = [f"-runs={runs}", "-seed=1", f"-artifact_prefix={folder}/", *limits]
    atheris.Setup([sys.argv[0], *options, str(corpus)], lambda data: feeding.feed(data, reader))
    atheris.Fuzz()


if __name__ == "__main__":
    given = sys.argv[1:]
    main(
        given[0],
        int(given[1]) if len(given) > 1 else 20_000,
        Path(given[2]) if len(given) > 2 else Path(tempfile.mkdtemp()),
    )
