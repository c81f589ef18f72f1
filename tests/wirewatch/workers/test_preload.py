"""What the server of the workers has loaded: a worker forked from it has nothing left to load."""

import json
import subprocess
import sys

PROGRAM = """\
import contextlib
import json
import sys

import regex._main

import wirewatch.workers.preload
from processors.clean import clean_html
from processors.errors import Reject
from processors.metadata import date_words

modules, patterns = set(sys.modules), set(regex._main._cache)
TEXT = "The governor said on Monday that a man of the group (banned in Russia), outlawed in Russia, was seen. "
META = '<meta property="article:published_time" content="Fri, 06/11/2021 - 09:12"><meta name="author" content="A Poe">'
PAGE = f"<html><head><title>Man is seen</title>{META}</head><body><article><h1>Man is seen</h1>"
clean_html(f"{PAGE}{f'<p>{TEXT * 3}</p>' * 6}</article></body></html>", "https://example.net/")
with contextlib.suppress(Reject):
    clean_html("<html><body><p>Please wait here.</p></body></html>", "https://example.net/")
import processors.stories.revision
import scrapers.identity
import scrapers.parts

found = {
    "modules": sorted(set(sys.modules) - modules),
    "patterns": len(set(regex._main._cache) - patterns),
    "months": date_words._months.cache_info().misses,
}
print(json.dumps(found))
"""


def test_a_workers_first_page_loads_nothing() -> None:
    """A page with a byline, a day in words and a label, and a short one, meet all their modules and patterns loaded."""
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, timeout=120
    )
    assert json.loads(ran.stdout) == {"modules": [], "patterns": 0, "months": 1}
