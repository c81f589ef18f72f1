"""What hostile pages cost: seconds and peak memory of each page of the fuzz corpus, each in a process of its own.

    python -m benchmarks.fuzz [NAME...]

The process is forked from one that has the libraries loaded, as the pipeline's workers are; the memory told is its own
peak, with all that is loaded in it. Wanted: an article or a named reason within 2 s of processor time and 300 MB.
"""

import os
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from fuzz_pages import PAGES

import wirewatch.workers.preload  # noqa: F401 - for what it loads
from processors.clean import clean_html
from processors.errors import ProcessError
from processors.groups.catalogue import Catalogue
from processors.groups.tag import Tagger
from processors.stories.sketch import make_sketch
from wirewatch.config.groups import read_groups

SECONDS, MEGABYTES = 2.0, 300
MOST_SECONDS = 60


def main(names: list[str]) -> int:
    """Print each page that is over a bound, or else the slowest five; return the number of those over."""
    catalogue = read_groups(Path(__file__).parents[1] / "config" / "groups.yaml")
    told = [(name, *_measured(name, catalogue)) for name in names or PAGES]
    over = [
        one for one in told if one[1] > SECONDS or one[2] > MEGABYTES or one[3].startswith(("bug", "died"))
    ]
    for name, seconds, megabytes, outcome in over or sorted(told, key=lambda one: -one[1])[:5]:
        print(f"{seconds:6.2f} s {megabytes:5.0f} MB  {name}: {outcome}")
    slowest, largest = max(one[1] for one in told), max(one[2] for one in told)
    print(f"{len(told)} pages, {len(over)} over {SECONDS:.0f} s or {MEGABYTES} MB")
    print(f"the slowest {slowest:.2f} s, the largest {largest:.0f} MB")
    return len(over)


def _measured(name: str, catalogue: Catalogue) -> tuple[float, float, str]:
    body, content_type = PAGES[name]()
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        os.write(into, _outcome(body, content_type, Tagger(catalogue)).encode()[:4000])
        os._exit(0)
    os.close(into)
    _, status, used = os.wait4(child, 0)
    with os.fdopen(out, "rb") as stream:
        outcome = stream.read().decode()
    seconds, _, told = outcome.partition(" ")
    return float(seconds or MOST_SECONDS), used.ru_maxrss / 1024, told or f"died with {status}"


def _outcome(body: bytes, content_type: str, tagger: Tagger) -> str:
    begun = time.process_time()
    try:
        article = tagger.tag_article(clean_html(body, "https://example.org/a", content_type))
        make_sketch(article.text)
        told = f"article, {len(article.text)} characters by {article.extractor}"
    except ProcessError as error:
        told = f"rejected {error}"
    except Exception as bug:
        told = f"bug {type(bug).__name__}: {bug}"
    return f"{time.process_time() - begun:.2f} {told}"


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
