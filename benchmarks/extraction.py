"""Body extraction beside trafilatura's, on the public set scrapinghub/article-extraction-benchmark.

    python benchmarks/extraction.py PATH_OF_A_CLONE

Scores are those of the set's own evaluate.py (shingles of four words). Pages a second are of one core, every
extractor on one page before the next page, so that a busy machine slows all alike, from bytes.
`wirewatch` is the body as `clean` takes it, before datelines, labels and the floor of words, since the set's truth
keeps those; it includes reading the metadata. "trafilatura + metadata" is its like for like.
"""

import gzip
import importlib.util
import json
import logging
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from trafilatura import bare_extraction

from processors.clean import body_of
from processors.decode import decode

NOW = datetime.now(UTC)


def trafilatura(**options: bool) -> Callable[[bytes], str]:
    """Return trafilatura with these options as a function from bytes to text, empty where it finds none."""
    return lambda body: getattr(bare_extraction(decode(body), include_comments=False, **options), "text", "")


def wirewatch(body: bytes) -> str:
    """Return our body, a newline between paragraphs."""
    return "\n".join(body_of(decode(body), None, "", NOW)[0])


EXTRACTORS: dict[str, Callable[[bytes], str]] = {
    "trafilatura": trafilatura(),
    "trafilatura + metadata": trafilatura(with_metadata=True),
    "trafilatura fast": trafilatura(fast=True),
    "trafilatura precision": trafilatura(favor_precision=True),
    "wirewatch": wirewatch,
}


def evaluator(folder: Path) -> ModuleType:
    """Return the set's own evaluate.py as a module."""
    spec = importlib.util.spec_from_file_location("evaluate", folder / "evaluate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(folder: Path) -> None:
    """Run every extractor over every page of the set in `folder` and print one line for each."""
    logging.disable(logging.CRITICAL)
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    pages = {key: gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()) for key in truth}
    found: dict[str, dict[str, str]] = {name: {} for name in EXTRACTORS}
    spent = dict.fromkeys(EXTRACTORS, 0.0)
    for extract in EXTRACTORS.values():
        extract(next(iter(pages.values())))  # loads what is loaded late
    for key, page in pages.items():
        for name, extract in EXTRACTORS.items():
            start = time.process_time()
            found[name][key] = extract(page)
            spent[name] += time.process_time() - start
    evaluate = evaluator(folder)
    print(f"{'':24}{'F1':>8}{'precision':>11}{'recall':>8}{'pages/s':>9}   {len(pages)} pages")
    for name, texts in found.items():
        scores = [
            evaluate.string_shingle_matching(true=truth[key]["articleBody"], pred=texts[key]) for key in truth
        ]
        met = evaluate.metrics_from_tp_fp_fns(scores)
        pace = len(pages) / spent[name]
        print(f"{name:24}{met['f1']:8.4f}{met['precision']:11.4f}{met['recall']:8.4f}{pace:9.1f}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
