"""How is a model file run inside this process?

llama.cpp's server (the ``xllamacpp`` wheel) on a free port of 127.0.0.1, behind a random key,
with one slot. It prints nothing.
"""

import os
import secrets
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.errors import ModelFileError, NoModel
from summarizer.local.native import NativeAPI
from summarizer.local.shelf import checked_gguf

BATCH_TOKENS = 256
"""Tokens evaluated in one go. llama.cpp tells progress, and notices that nobody waits for an
answer any more, only between two of them: about every five seconds on two cores."""
SILENT = -1
"""llama.cpp's verbosity at which nothing is printed."""


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How an engine runs."""

    context_tokens: int = 8192
    """Prompt and answer together; 28 KB of memory each for the default model."""
    threads: int = 0
    """Cores to use; 0 for all that this process may use."""
    state_directory: Path | None = None
    """Where the states of static prefixes are kept; none to keep none."""
    prompt_cache_mib: int = 0
    """Memory for prompts that another one pushed out of the slot, in MiB."""


class Engine:
    """A running engine.

    `open` starts it; `close`, garbage collection or the interpreter's exit stops it.
    """

    def __init__(self, server: Any, api_key: str, version: str) -> None:  # noqa: ANN401  # xllamacpp has no types
        self.version = version
        """The engine's version: states kept by one are not read by another."""
        self.api_key = api_key
        """What requests must carry as bearer token."""
        self.address = str(server.listening_address)
        """Such as ``http://127.0.0.1:40123``."""
        self.native = NativeAPI(self.address, api_key)
        """The engine's own endpoints."""
        # The server stops when its last reference goes, which must be before the interpreter's
        # own teardown.
        self._stop = weakref.finalize(self, [server].clear)

    @classmethod
    def open(cls, path: Path, options: EngineOptions) -> "Engine":
        """Load a model and start to answer: 2 to 4 s for 1 GB.

        Other threads of the process stand still meanwhile: the loader holds the interpreter's
        lock.

        Raises:
            ModelFileError: The file is missing or broken, or memory does not suffice.
            NoModel: The engine is not installed.
        """
        checked_gguf(path)
        try:
            import xllamacpp  # noqa: PLC0415  # slow import: only when used
        except ImportError:
            raise NoModel(
                "the engine for embedded models is not installed",
                hint="Install this project with its extra `local`; see the README.",
            ) from None
        api_key = secrets.token_urlsafe(32)
        try:
            server = xllamacpp.Server(_parameters(xllamacpp, path, options, api_key))
        except RuntimeError:
            raise ModelFileError(
                f"the engine cannot load {path}",
                hint="The file is damaged, of an unknown kind, or too large for the memory. "
                "summarizer model pull fetches the default model again.",
            ) from None
        return cls(server, api_key, str(xllamacpp.__version__))

    @property
    def base_url(self) -> str:
        """The root of the OpenAI-compatible interface."""
        return f"{self.address}/v1"

    def tokenize(self, text: str) -> int:
        """How many tokens the text is for this model."""
        return self.native.count_tokens(text)

    def close(self) -> None:
        """Stop; takes until the running batch is done. May be called twice.

        A request that is streamed breaks off. One that is not streamed must not be open: the
        engine would wait for it for ever.
        """
        self._stop()


def usable_cores(cpu_max: Path = Path("/sys/fs/cgroup/cpu.max")) -> int:
    """How many cores this process may use: its affinity, and a container's quota.

    Args:
        cpu_max: The quota's file (Linux control groups, version 2): microseconds of processor
            time and per which period, or ``max``.
    """
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # Not on macOS and Windows.
        cores = os.cpu_count() or 1
    try:
        quota, period = cpu_max.read_text().split()
        cores = min(cores, int(quota) // int(period))
    except (OSError, ValueError):
        pass
    return max(1, cores)


def _parameters(xllamacpp: Any, path: Path, options: EngineOptions, api_key: str) -> Any:  # noqa: ANN401  # no types
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.api_keys = [api_key]
    parameters.ui = False
    parameters.verbosity = SILENT
    parameters.warmup = False
    parameters.n_ctx = options.context_tokens
    parameters.n_parallel = 1
    parameters.n_batch = parameters.n_ubatch = BATCH_TOKENS
    parameters.cache_ram_mib = options.prompt_cache_mib
    threads = options.threads or usable_cores()
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads
    if options.state_directory:
        parameters.endpoint_slots = True
        parameters.slot_save_path = f"{options.state_directory}{os.sep}"
    return parameters
