"""The load of `evals.figures.load` put through langextract, in an interpreter of its own.

python load_langextract.py URL CALLS AT_ONCE
"""

import importlib
import json
import logging
import sys
import time
from concurrent.futures import ThreadPoolExecutor


def main(url: str, calls: int, at_once: int) -> None:
    """Print the calls per second, and the CPU of each, as JSON."""
    # Only in its own interpreter; unknown to the type checker's.
    lx = importlib.import_module("langextract")
    provider = importlib.import_module("langextract.providers.openai")

    logging.disable(logging.CRITICAL)
    model = provider.OpenAILanguageModel(model_id="m", api_key="none", base_url=url)
    example = lx.data.ExampleData(
        text="Day one: blue sky.",
        extractions=[lx.data.Extraction("sky", "blue", attributes={"number": "1"})],
    )

    def call(number: int) -> None:
        found = lx.extract(
            f"Day #{number}#: blue sky.",
            prompt_description="Tell the weather.",
            examples=[example],
            model=model,
            show_progress=False,
        )
        attributes = found.extractions[0].attributes
        assert attributes["number"] == str(number), attributes  # noqa: S101  # a figure, no product

    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(call, range(1, at_once + 1)))
        began, cpu = time.perf_counter(), time.process_time()
        list(pool.map(call, range(1, calls + 1)))
        per_second = calls / (time.perf_counter() - began)
        cpu_ms = (time.process_time() - cpu) / calls * 1000
    print(json.dumps({"per_second": per_second, "cpu_ms": cpu_ms}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
