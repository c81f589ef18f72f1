"""Imported once by the server from which workers are forked: what they all need is loaded before the first.

Libraries and the language model take seconds to load and are shared by every worker, and by those that replace
a worker which a page has killed.
"""

import gc
import sys
from pickle import UnpicklingError
from types import TracebackType

import trafilatura  # noqa: F401 - the second reader, which the pages below do without

import processors.groups.tag
import processors.statements.read
import processors.stories.revision  # noqa: F401 - these three for their imports
from processors.clean import clean_html
from processors.events.words import make_event_text
from processors.page.walls import wall_reason
from processors.stories.fingerprint import make_fingerprint
from processors.text.sentences import sentence_spans
from scrapers.identity import is_same_site
from scrapers.parts import page_address
from scrapers.urls import domain_of

SENTENCE = (
    "KABUL (Agency - 5th May, 2021) The ministry said on Tuesday at 10 a.m. that its spokesman, Mr. Doe, had denied "
    "the report of the group (banned in Russia), outlawed in Russia. "
)
METADATA = (
    '<meta property="article:published_time" content="Thu, 05/06/2021 - 11:38"><meta name="author" content="Jane Doe">'
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ministry: no report"}</script>'
)
"""With a day in words that only dateparser reads, which takes long to load."""

for content_type, page in (
    ("text/plain", SENTENCE * 5),
    (
        "text/html",
        f"<html><head><title>Ministry : no report</title>{METADATA}</head><body><article><h1>Ministry : no report</h1>"
        f"{f'<p>{SENTENCE * 3}</p>' * 5}<table><tr><td>A table</td></tr></table></article></body></html>",
    ),
):
    clean_html(page, "https://example.org/", content_type)
wall_reason(None, "Too short for an article")  # only such are held against the words of walls
make_fingerprint(SENTENCE, SENTENCE * 5, "en")
make_event_text(SENTENCE, SENTENCE * 5, "en")
list(sentence_spans(SENTENCE, "en"))
domain_of("https://example.org/")  # reads the list of public suffixes
is_same_site(page_address("https://example.org/a"), "https://www.example.org/")


def _tell_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Keep quiet of a worker that could not begin because the program which wanted it is ending."""
    if not issubclass(kind, GONE):
        sys.__excepthook__(kind, error, trace)


GONE = (FileNotFoundError, EOFError, ConnectionError, UnpicklingError)
"""What a new worker meets where the locks, pipes and half of the words that it was to take over are no more."""
sys.excepthook = _tell_bug  # of the server and its forks; nothing that a page does reaches it

gc.collect()
gc.freeze()  # what is loaded stays for good: a collector that looked through it would unshare its memory
