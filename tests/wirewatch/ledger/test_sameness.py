"""Two attacks are two stories, and one report as it travels is one: on articles that were written to be mistaken.

The sets in tests/data/stories have 5,859 articles of 2,135 events in nine languages and more, by different hands, as
agencies and outlets write: shared background, templates filled anew, updates, digests, same town on other days, and two
like attacks in one town on one day. The rules were made with all of them. `seven` is of the hardest kinds alone.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from paths import DATA

from benchmarks.sameness import agreement, place, read_items, score

SETS = sorted((DATA / "stories").glob("*.jsonl.gz"))


LEAST_F1 = {
    "seven": 0.87,
    "sixteen": 0.74,
    "seventeen": 0.91,
    "eighteen": 0.92,
    "twenty": 0.93,
    "twentyone": 0.81,
    "twentythree": 0.90,
    "thirty": 0.94,
    "thirtytwo": 0.89,
}
LEAST_RECALL = {
    "four": 0.95,
    "seven": 0.87,
    "nine": 0.94,
    "ten": 0.93,
    "eleven": 0.96,
    "twelve": 0.95,
    "thirteen": 0.95,
    "fourteen": 0.94,
    "sixteen": 0.6,
    "seventeen": 0.85,
    "eighteen": 0.86,
    "twenty": 0.87,
    "twentyone": 0.68,
    "twentytwo": 0.96,
    "twentythree": 0.82,
    "twentyfour": 0.95,
    "twentyfive": 0.93,
    "twentyeight": 0.9,
    "thirty": 0.91,
    "thirtytwo": 0.81,
}
MOST_EXCESS = {
    "three": 0.06,
    "four": 0.05,
    "nine": 0.07,
    "ten": 0.13,
    "eleven": 0.04,
    "twelve": 0.05,
    "thirteen": 0.05,
    "fourteen": 0.05,
    "sixteen": 0.24,
    "seventeen": 0.11,
    "eighteen": 0.15,
    "nineteen": 0.04,
    "twenty": 0.13,
    "twentyone": 0.22,
    "twentytwo": 0.04,
    "twentythree": 0.21,
    "twentyfour": 0.04,
    "twentyfive": 0.07,
    "twentyseven": 0.04,
    "twentyeight": 0.15,
    "thirtyone": 0.06,
    "thirtytwo": 0.15,
}
"""Most that is lost are copies of a first sentence above an outlet's own background, which digests are as well; updates
with another hour, day or source; and reports of which hardly a run of words is left, and no pair leads to them. Of the
alerts too many, copies in doubt are most in `three`.

In `thirteen` is lost Chinese in two scripts. In `fourteen` are lost a brief of two sentences, and reworded reports in
Russian and Chinese that have less than half of the words.

`sixteen` is far from what is asked: lost are briefs of forty words, second editions and reports in other words.
Arguable are the briefs x004, x022 and x054, and x014, which share no run of words with a report and could be reports
by themselves.

Of `seventeen`, which began at F1 .776, are lost reports of which a local paper prints a few sentences below as many of
its own: the next day, under another day's name, in other words, or less than a third of its text. In `eighteen`, which
began at .851, it is these again, briefs under a headline of their own, and an update in Chinese. `nineteen` began at
.985: there a brief is lost that names a town where the report names its state. `twenty` begins at .933: lost are
half of a report under a local beginning, and updates that begin with a claim or another day.

`twentyone` began at .689, with ten events merged and two silent: ministries fill one form several times a day. Lost are
eleven texts of local news with one paragraph of a report below, which are arguable, and a report in other words that no
pair of words leads to. `twentytwo` began at .930, with four events merged, and `twentythree` at .899, with two:
lost are shortened reports below an outlet's own beginning, a brief that no pair of words leads to, and an update that
came the next day. `twentyfour` began at .957, with two events merged and one silent, a digest under headings. Lost are
updates of the next day. `twentyfive` began at .956 and `twentysix` at .995: lost are an update that writes a ship's
name otherwise, and reports below a reporter's own beginning. `twentyseven` began at 1.000.

`twentyeight` began at .870, with two events merged and one silent, a ministry's form, and `twentynine` at .959, with
four and two, an agenda told daily and a briefing. Lost are a report under a quotation and two briefs of forty words.

`thirty` began at .916, with two events merged and one silent, a ministry's daily form under one headline. Lost are an
update of the next day and two copies that name an hour of something else, such as a ban or a death. `thirtyone` began
at .972: lost is an update of the next day. `thirtytwo` began at .886: lost are fourteen briefs in an outlet's own words
and four copies under beginnings of an outlet's own."""
MERGED = {
    "seven": {"f21", "f22", "f23"},
    "eight": {"h48", "h49"},
    "fifteen": {"e36", "e43"},
    "sixteen": {"e49", "e50"},
}
"""Statements of one press conference, under heads of which most is one quotation; and the first two reports of an
agency about one group, over background that nobody has seen yet. In `sixteen` it is two raids on two villages, told of
in one form at two hours of one day. They are told as copies in doubt."""


@pytest.mark.parametrize("file", SETS, ids=lambda file: file.name.split(".")[0])
def test_no_event_is_silent_and_no_report_told_twice(file: Path) -> None:
    """Hardly any pair is false or lost, each event has a story that begins with it, and the order is no matter."""
    items = read_items(file)
    found, doubted = place(items)
    judged = score(items, found, doubted)
    name = file.name.split(".")[0]
    assert judged.f1 >= LEAST_F1.get(name, 0.95), judged
    assert judged.recall >= LEAST_RECALL.get(name, 0.97)
    assert not judged.silent
    assert judged.merged <= MERGED.get(name, set())
    assert judged.excess + judged.doubted <= MOST_EXCESS.get(name, 0.03) * len(set(found))
    assert agreement(items, found) >= 0.99
    assert place(items, came_at=datetime(2026, 11, 30, tzinfo=UTC)) == (found, doubted)


def test_a_score_tells_what_is_wrong() -> None:
    """One story of two events merges them and leaves one silent; two stories of one report are one too many."""
    items = [{"event": event, "story": story} for event, story in (("a", "a1"), ("b", "b1"), ("b", "b1"))]
    merged = score(items, ["0", "0", "0"])
    assert (merged.merged, merged.silent, merged.excess) == ({"a", "b"}, {"b"}, -1)
    assert (round(merged.precision, 2), merged.recall) == (0.33, 1.0)
    in_doubt = score(items, ["0", "0", "0"], {1})
    assert (in_doubt.silent, in_doubt.doubted) == (set(), 0)
    assert score(items, ["0", "0", "0"], {1, 2}).doubted == 1
    torn = score(items, ["0", "1", "2"])
    assert (torn.merged, torn.silent, torn.excess) == (set(), set(), 1)
    assert (torn.precision, torn.recall) == (0.0, 0.0)
