"""The fourteenth set of small pages: the press of seventeen languages, held back while another was learned from.

On the first look the text was right on 44 of 50, headline, day and authors on 33, and all of it on 32. Before the
other set was learned from it had been 32 as well. The pages are judged as those of `test_gold_layouts`.
"""

import json

from page_faults import text_faults, told_faults
from paths import DATA

PAGES = [json.loads(line) for line in (DATA / "page" / "gold14.jsonl").read_text("utf-8").splitlines()]
OPEN = {
    "p14-02": "the hour and the number of a report, below its end",
    "p14-13": "an offer of the paper's own program, in a line without a link",
    "p14-27": "the number of a release and of its readers, below the text",
    "p14-45": "a box on data, as a paragraph",
    "p14-48": "what somebody is, in a list under a heading for readers of the screen",
    "p14-50": "a caption in small letters under its picture",
}
TOLD_OPEN = {
    "p14-15": "a morning in Japan is the day before in UTC",
    "p14-30": "one word before an office",
    "p14-31": "the outlet's short name behind the author's",
    "p14-34": "the outlet's name before the author's, each in an element without a name",
    "p14-35": "the outlet's name below the author's, which its title has with more words",
    "p14-47": "an office between two authors",
    "p14-48": "a label for readers of the screen in a list",
}


def test_the_fourteenth_layouts_are_what_a_reader_sees() -> None:
    """Text, headline, day and authors, on each page but the open ones."""
    assert {page["id"] for page in PAGES if text_faults(page)} == OPEN.keys()
    assert {page["id"] for page in PAGES if told_faults(page)} == TOLD_OPEN.keys()
