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
import processors.statements.read  # noqa: F401 - for its imports
from processors.clean import clean_html
from processors.events.words import make_event_text
from processors.stories.fingerprint import make_fingerprint
from scrapers.urls import domain_of

SENTENCE = (
    "KABUL (Agency - 5th May, 2021) The ministry said on Tuesday that its spokesman had denied the report. "
)

for content_type, page in (
    ("text/plain", SENTENCE * 5),
    ("text/html", f"<html><body><article>{f'<p>{SENTENCE * 3}</p>' * 5}</article></body></html>"),
):
    clean_html(page, "https://example.org/", content_type)
make_fingerprint(SENTENCE, SENTENCE * 5, "en")
make_event_text(SENTENCE, SENTENCE * 5, "en")
domain_of("https://example.org/")  # reads the list of public suffixes


def _tell_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Keep quiet of a worker that could not begin because the program which wanted it is ending."""
    if not issubclass(kind, GONE):
        sys.__excepthook__(kind, error, trace)


GONE = (FileNotFoundError, EOFError, ConnectionError, UnpicklingError)
"""What a new worker meets where the locks, pipes and half of the words that it was to take over are no more."""
sys.excepthook = _tell_bug  # of the server and its forks; nothing that a page does reaches it

gc.collect()
gc.freeze()  # what is loaded stays for good: a collector that looked through it would unshare its memory
