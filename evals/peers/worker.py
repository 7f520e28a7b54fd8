"""Asks langextract, in an interpreter of its own: its dependencies exclude those of the product.

The job comes as JSON on standard input, the result goes as JSON to standard output. Nothing of the
product or of the evals is imported here. Run by `evals.peers.extractor`.
"""

import contextlib
import importlib
import json
import sys
import time
from typing import Any


def main() -> None:
    """Do one job."""
    job = json.load(sys.stdin)
    lx = importlib.import_module("langextract")
    result: dict[str, Any] = {}
    began = time.monotonic()
    with contextlib.redirect_stdout(sys.stderr):  # it prints progress
        try:
            result["extractions"] = extracted(lx, job)
        except Exception as error:  # noqa: BLE001  # whatever goes wrong is the peer's failure
            result["error"] = type(error).__name__
    result["seconds"] = time.monotonic() - began
    json.dump(result, sys.stdout)


def extracted(lx: Any, job: dict[str, Any]) -> list[dict[str, Any]]:  # noqa: ANN401  # a module
    """Run langextract.

    Args:
        lx: Its module.
        job: text, description, examples, classes (each with the JSON schema of its attributes),
            model, base_url, api_key, max_output_tokens, seed, settings.

    Returns:
        What it found, each with its class, text, place, alignment and attributes.
    """
    items = [
        lx.schema.extraction_item_schema(name, attributes=attributes)
        for name, attributes in job["classes"].items()
    ]
    config = lx.factory.ModelConfig(
        model_id=job["model"],
        provider="OpenAILanguageModel",
        provider_kwargs={
            "base_url": job["base_url"],
            "api_key": job["api_key"],
            "temperature": job["settings"]["temperature"],
            "max_output_tokens": job["max_output_tokens"],
            "seed": job["seed"],
        },
    )
    document = lx.extract(
        text_or_documents=job["text"],
        prompt_description=job["description"],
        examples=[_example(lx, one) for one in job["examples"]],
        config=config,
        output_schema=lx.schema.extractions_schema(*items),
        show_progress=False,
        **job["settings"],
    )
    return [_told(one) for one in document.extractions]


def _example(lx: Any, one: dict[str, Any]) -> Any:  # noqa: ANN401  # the same
    extractions = [
        lx.data.Extraction(item["class"], item["text"], attributes=item["attributes"])
        for item in one["extractions"]
    ]
    return lx.data.ExampleData(text=one["text"], extractions=extractions)


def _told(extraction: Any) -> dict[str, Any]:  # noqa: ANN401  # the same
    interval = extraction.char_interval
    status = extraction.alignment_status
    return {
        "class": extraction.extraction_class,
        "text": extraction.extraction_text,
        "start": interval.start_pos if interval else None,
        "end": interval.end_pos if interval else None,
        "alignment": status.value if status else None,
        "attributes": extraction.attributes or {},
    }


if __name__ == "__main__":
    main()
