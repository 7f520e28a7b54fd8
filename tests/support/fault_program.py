"""`summarizer ARGS`, whose catalogue holds one small model that a server of the test's has.

TOY_URL names its address, TOY_SHA256 and TOY_BYTES what it must be.
"""

import os

from summarizer.cli import main
from summarizer.cli.wiring import Wiring
from summarizer.local.catalogue import ModelFile, WebFile


def toy() -> ModelFile:
    """The model that the environment describes."""
    sha256 = os.environ["TOY_SHA256"]
    return ModelFile(
        name="toy",
        file="toy.gguf",
        kind="file",
        bytes=int(os.environ["TOY_BYTES"]),
        sha256=sha256,
        licence="MIT",
        page="https://example.org",
        sources=((WebFile(os.environ["TOY_URL"], sha256),),),
        profile="small",
        context_tokens=100,
    )


if __name__ == "__main__":
    main(wiring=Wiring(catalogue=lambda: (toy(),)))
